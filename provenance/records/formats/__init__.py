"""Files as people have them, read into records: JSON Lines, CSV, workbooks, in any encoding.

What a field may hold belongs in `records/kinds`.
"""
