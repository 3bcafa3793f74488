"""What can be stated through GraphQL: records, decisions, reviews, watches.

What it does belongs in the package it calls.
"""
