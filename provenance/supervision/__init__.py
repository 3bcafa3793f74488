"""What an authority looks at: quotas handed out and used, reports filed, cases, its documents.

What is wrong with one thing belongs in `rules` and `findings`.
"""
