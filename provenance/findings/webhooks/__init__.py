"""Telling those who watch of findings as they are raised, by signed webhooks."""
