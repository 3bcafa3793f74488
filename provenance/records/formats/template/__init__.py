"""The month's workbook, written: its sheets, what is filled in, its guide.

What is on record is looked up in `ingest`; reading a workbook back belongs in `xlsx`.
"""
