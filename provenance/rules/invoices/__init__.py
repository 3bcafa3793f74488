"""Findings on special invoices: goods and papers that disagree, circles of invoices.

Declarations and licences belong in `rules/trade`.
"""
