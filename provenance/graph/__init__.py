"""The graph: what a store holds, and the pure arithmetic over what it returns."""
