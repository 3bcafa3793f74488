"""Loading plain dicts into a store, and writing down everything a store has settled."""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from provenance.graph.port.graph import GraphStore
from provenance.ingest.load import Tally, load
from provenance.model.terms import Label, Ref
from provenance.records.filing import Filing, Parsed, Rejection

Record = dict[str, object]


def parsed(records: Iterable[Record]) -> list[Parsed | Rejection]:
    """The records as lines read from somewhere; a test's own records must all be good."""
    filing = Filing("test", datetime(2026, 11, 1, tzinfo=UTC))
    lines = [filing.judge(dict(record), n, "") for n, record in enumerate(records, start=1)]
    bad = [line for line in lines if isinstance(line, Rejection)]
    assert not bad, bad
    return lines


async def load_all(store: GraphStore, records: Iterable[Record], batch: int = 5_000) -> Tally:
    """One load of some records."""
    return await load(store, parsed(records), batch=batch)


async def dump(store: GraphStore) -> dict[str, object]:
    """Everything settled, in an order of its own: equal dumps are equal graphs, to the last bit."""
    seeds: list[Ref] = []
    for label in (Label.LOT, Label.EVENT):
        after: str | None = None
        more = True
        while more:
            page = await store.graph.page(label, after, 500)
            seeds += [thing.ref for thing in page.items if thing.known]
            after, more = (page.items[-1].ref.key if page.items else None), page.more
    found = await store.graph.lineage(seeds, up=True, most=1_000_000)
    return {
        "lots": dict(sorted(found.lots.items())),
        "events": dict(sorted(found.events.items())),
        "inputs": sorted(found.inputs),
        "outputs": sorted(found.outputs),
    }


def shuffled(records: Sequence[Record], rng: random.Random) -> list[Record]:
    """The records in any order in which the last of equal revisions is still the last."""
    same: defaultdict[tuple[object, object, object], list[Record]] = defaultdict(list)
    for record in records:
        same[_revision(record)].append(record)
    mixed = rng.sample(records, len(records))
    return [same[_revision(record)].pop(0) for record in mixed]


def _revision(record: Record) -> tuple[object, object, object]:
    return (record["record"], record["id"], record.get("revision", 0))
