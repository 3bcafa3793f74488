"""The graph and its verdicts over GraphQL and HTTP: one file a noun, resolvers of a few lines.

What is worked out belongs in the package of the capability; resolvers never see a query language.
"""
