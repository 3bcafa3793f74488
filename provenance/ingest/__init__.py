"""Records on their way in: loaded, settled, tried out, filed as a month, stated by an authority.

How a file is read belongs in `records/formats`; what a record means for the graph in `records`.
"""
