"""Telling those who watch of findings as they are raised, by signed webhooks.

Who listens on an open connection is served by `findings/feed` and the subscription.
"""
