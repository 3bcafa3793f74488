"""The whole graph as columns: lots, events, the material between them, and invoices, as numbers.

Who goes over everything there is reads it so, in a few bulk reads of a store, and makes objects
only of what turns out to be worth a look. A row of a table is known by its place in it; words are
numbered (by `PRODUCT` and the like those of the model, by `Columns.parties` and `Columns.words`
others), and `NONE` stands where nothing is said.
"""
