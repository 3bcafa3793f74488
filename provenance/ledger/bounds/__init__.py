"""How much of a mass can be lawful at most and at least: maximum flows over what is upstream.

Shares by even mixing belong in `ledger/composition`.
"""
