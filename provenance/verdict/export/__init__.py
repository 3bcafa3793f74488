"""What is found as files for other programs: graphs of a lineage, of paths, of a case.

A graph is made of what GraphQL answers (`graph`), and written in a format (`formats`): a further
format is a function from a Graph to bytes and a line in FORMATS.
"""
