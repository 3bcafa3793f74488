"""What is wrong and kept: audits that find it, reviews, what is told of it, and to whom.

How something is judged belongs in `rules`; what an authority does about it in `supervision`.
"""
