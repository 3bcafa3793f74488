"""Files to keep of what GraphQL answers: the same question, asked in the same name.

A download is a document (`documents`) that is executed as any question is: by the same policy and
scope, within the same limits, and in the trail. What it answers is written as a table or a graph.
"""
