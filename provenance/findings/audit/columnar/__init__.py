"""The whole graph in arrays: composition of every lot worked out again, to hold the store against.

What judges one thing at a time belongs in `judging`.
"""
