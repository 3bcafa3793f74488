"""The words of the field: terms, masses, dates, texts, findings, thresholds, regions, errors.

Nothing here reads a file of a user, asks a store or judges; every other package stands on it.
"""
