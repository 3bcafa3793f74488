"""A store as one viewer may see it: what is not theirs does not leave it, under any question."""
