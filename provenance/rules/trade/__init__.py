"""Findings at the border: declarations, licences, controlled goods, imports, identifiers, splits.

Special invoices belong in `rules/invoices`.
"""
