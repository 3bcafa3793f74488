"""What a store must do, in small protocols, and the values it answers with.

Nothing here knows how it is done; the contract tests hold both stores to it.
"""
