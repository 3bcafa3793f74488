"""Settings: what may be set, where it is read from, what is said where it cannot be."""
