"""One file a noun of the graph: its fields and what it is connected to.

Answers that are worked out belong in `queries`.
"""
