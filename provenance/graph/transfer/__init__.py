"""What a store keeps as a file of its own, by which it goes from one kind of store to another."""
