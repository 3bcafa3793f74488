"""One function a table of an authority's document, from facts to cells.

How a table is written belongs in `files`.
"""
