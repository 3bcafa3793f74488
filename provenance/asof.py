"""What was known at a time: the versions received by then, as if nothing had come since.

Of each record the version counts that counted then, and a withdrawal voids what it voided then:
the rule is the one by which a load changes the graph, applied to everything at once.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from provenance.graph.changes import Fragment, Version
from provenance.graph.documents import REGISTERED, register_from
from provenance.graph.port import GraphStore
from provenance.graph.register import Register
from provenance.ingest.places import KIND_OF
from provenance.ingest.records import revive
from provenance.ingest.supersede import Incoming, supersede

REGISTER_KINDS = tuple(KIND_OF[label] for label in REGISTERED)
"""The kinds of record that a register is made of."""


def pieces(versions: Iterable[Version]) -> Sequence[Fragment]:
    """The graph that versions state together, given in the order received: of records that count.

    Of the records they are of, and of withdrawals of these, no earlier version may be missing.
    """
    incoming = [Incoming(revive(version.body), version.source) for version in versions]
    return supersede({}, incoming).added


def register_of(versions: Iterable[Version]) -> Register:
    """Who may mine and separate how much, by the versions received."""
    nodes = sorted(
        (node for piece in pieces(versions) for node in piece.nodes), key=lambda n: n.ref
    )
    return register_from(
        {
            label: [(node.ref.key, node.props) for node in nodes if node.ref.label is label]
            for label in REGISTERED
        }
    )


async def register_as_of(store: GraphStore, at: datetime) -> Register:
    """All that was on record at a time about who may mine and separate how much.

    Raises StoreUnavailableError.
    """
    return register_of(await store.stated(REGISTER_KINDS, at))
