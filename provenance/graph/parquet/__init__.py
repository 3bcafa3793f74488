"""The settled graph as Parquet files: written from either store, and read by an audit alone.

Whatever is asked by people, or written to, belongs in the stores.
"""
