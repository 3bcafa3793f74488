"""What every part of the GraphQL schema stands on: scalars, enums, nodes, connections, context.

A noun of the field belongs in `nouns`.
"""
