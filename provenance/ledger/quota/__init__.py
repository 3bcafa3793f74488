"""Rights to a mass and how they are drawn down: quotas by pool, declarations, stocks, invoices.

Which events need which right belongs in `ledger/gates`.
"""
