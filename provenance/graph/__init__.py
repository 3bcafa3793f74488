"""Where records and the graph they state are kept: what a store must do, and the two that do it.

Fetching and keeping only: what a quota covers or a lot consists of is worked out in `ledger`.
"""
