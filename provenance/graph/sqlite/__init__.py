"""The graph in one SQLite file, the embedded default.

What both stores write alike belongs in `graph/rows`.
"""
