"""Settling everything at once: the same arithmetic event by event, over columns of flows.

A large load is settled so, in memory that holds a few numbers a flow and no web of objects.
"""
