"""From a subject to a verdict: its documents, its mass by status, bounds, what would clear it.

The arithmetic belongs in `ledger`, what is wrong in `rules`, what is kept of it in `findings`.
"""
