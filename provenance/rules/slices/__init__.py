"""What rules are shown: frozen slices of the graph, of movements and invoices, of filings.

What is concluded from them belongs in the rules; who fetches them in `verdict` and `findings`.
"""
