"""The graph and its verdicts over GraphQL: one file per noun, resolvers of a few lines."""
