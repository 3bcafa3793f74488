"""What people file: each kind of record, read, checked and versioned; the graph it states.

What is asked of a store on the way in belongs in `ingest`.
"""
