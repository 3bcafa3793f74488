"""The policy, in three tables that a person can read: who may ask, who sees what, who may file."""
