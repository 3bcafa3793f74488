"""From files to records to the store: reading, loading, settling."""
