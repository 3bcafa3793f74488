"""One file a kind of thing that is judged: its slices laid out, what was found, under which scope.

The rules themselves belong in `rules`; which things a load touched in `reach`.
"""
