"""The page for people: its address, its files, and what is said where it was not built."""
