"""The arithmetic of lots, pure: who holds what, what quota covers, what a lot consists of, bounds.

It sees lineages and registers as values: no store, no files, no findings.
"""
