"""What commands ask of a store, asked of a service over GraphQL: the same questions, by name."""
