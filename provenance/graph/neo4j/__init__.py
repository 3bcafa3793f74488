"""The graph in Neo4j; every statement is a file in `cypher/`.

What both stores write alike belongs in `graph/rows`.
"""
