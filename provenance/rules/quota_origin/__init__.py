"""Findings on the right to a mass: quota, designation, permits, allocation, circular flow.

Whether it adds up belongs in `rules/mass_balance`.
"""
