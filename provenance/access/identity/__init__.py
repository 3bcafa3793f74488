"""Who it is that asks: tokens and their keys, users, sessions, an organisation's provider."""
