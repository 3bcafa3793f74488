"""Signing in over HTTP: who a request is of, the cookie of a session, the pages that sign in."""
