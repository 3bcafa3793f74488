"""How things are written down as rows and texts, the same for both stores.

SQL belongs in `graph/sqlite`, Cypher in `graph/neo4j`.
"""
