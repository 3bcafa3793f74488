"""A document's tables and words written as HTML, PDF, workbook or CSV.

What is in a table belongs in `tables`.
"""
