"""One model a kind of record, and the values its fields may have.

What a record means for the graph belongs in `records/projection`.
"""
