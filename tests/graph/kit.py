"""Records in few words, and what a store holds in few words."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from provenance.graph.port.graph import GraphStore, Writer
from provenance.graph.port.paging import Page
from provenance.graph.port.records import Rejected
from provenance.model.source import Source
from provenance.model.terms import EdgeType, Label, Ref
from provenance.records.changes import Changes, History, RecordKey, Version

Record = dict[str, object]

MINE, WORKS = "91150000701463622D", "91510000MA62TEST1R"
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def lot(key: str) -> Ref:
    return Ref(Label.LOT, key)


def event(key: str) -> Ref:
    return Ref(Label.EVENT, key)


def enterprise(id_: str, name: str = "某公司", **more: object) -> Record:
    return {
        "record": "enterprise",
        "id": id_,
        "name": name,
        "region": "150206",
        "roles": ["mining"],
        **more,
    }


def quota(id_: str, reo_t: int = 100, enterprise: str = MINE, **more: object) -> Record:
    return {
        "record": "quota",
        "id": id_,
        "enterprise": enterprise,
        "year": 2026,
        "batch": "1",
        "activity": "mining",
        "reo_t": reo_t,
        "issued_on": "2026-01-05",
        **more,
    }


def designation(id_: str, activity: str = "mining", enterprise: str = MINE) -> Record:
    return {
        "record": "designation",
        "id": id_,
        "enterprise": enterprise,
        "activity": activity,
        "valid_from": "2025-01-01",
        "notice": "list",
    }


def extraction(id_: str, output: str | Record, kg: float = 1_000, **more: object) -> Record:
    """An extraction of concentrate, or of a lot stated in full."""
    made = {"id": output, "product": "concentrate", "reo_kg": kg}
    return {
        "record": "extraction",
        "id": id_,
        "date": "2026-02-10",
        "enterprise": MINE,
        "ore_class": "rock",
        "output": made if isinstance(output, str) else output,
        **more,
    }


def processing(
    id_: str, inputs: dict[str, float], outputs: dict[str, float] | list[Record], **more: object
) -> Record:
    """A blending into concentrates, or into lots stated in full."""
    if isinstance(outputs, dict):
        outputs = [
            {"id": key, "product": "concentrate", "reo_kg": kg} for key, kg in outputs.items()
        ]
    return {
        "record": "processing",
        "id": id_,
        "date": "2026-03-01",
        "enterprise": MINE,
        "process": "blending",
        "inputs": [{"lot": key, "reo_kg": kg} for key, kg in inputs.items()],
        "outputs": outputs,
        **more,
    }


def transfer(id_: str, items: dict[str, str], kg: float = 1_000, **more: object) -> Record:
    return {
        "record": "transfer",
        "id": id_,
        "date": "2026-02-20",
        "seller": MINE,
        "buyer": WORKS,
        "items": [
            {"lot": before, "reo_kg": kg, "new_lot": after} for before, after in items.items()
        ],
        **more,
    }


def withdrawal(id_: str, record: str, of: str, **more: object) -> Record:
    return {
        "record": "withdrawal",
        "id": id_,
        "withdraws": {"record": record, "id": of},
        "reason": "filed in error",
        **more,
    }


def chain(links: int) -> list[Record]:
    """Lots L0 to Ln, each made of the one before."""
    steps = [processing(f"P{n}", {f"L{n - 1}": 1}, {f"L{n}": 1}) for n in range(1, links + 1)]
    return [extraction("E", "L0", 1), *steps]


def version(id_: str, revision: int = 0, body: str = "{}") -> Version:
    return Version(RecordKey("quota", id_), revision, body, Source("MIIT", "file", 1, NOON))


def rejected(line: int, reason: str = "must be JSON") -> Rejected:
    return Rejected("file.jsonl", line, "items.0", reason, "{…", NOON)


async def read_back(store: GraphStore, key: RecordKey) -> History:
    """What a writer is told of a record."""

    async def work(writer: Writer) -> History:
        return (await writer.records.histories([key]))[key]

    return await store.write(work)


async def apply(store: GraphStore, changes: Changes) -> None:
    await store.write(lambda writer: writer.records.apply(changes))


async def keys(store: GraphStore, label: Label) -> list[str]:
    """All things of a kind, by key."""
    return [thing.ref.key for thing in (await store.graph.page(label, None, 10_000)).items]


async def near(store: GraphStore, ref: Ref, edge: EdgeType, *, out: bool) -> list[str]:
    """The keys of all neighbours along one kind of edge."""
    (page,) = await store.graph.neighbours([ref], edge, out=out, after=None, first=1_000)
    return near_keys(page)


def near_keys(page: Page) -> list[str]:
    return [neighbour.thing.ref.key for neighbour in page.items]


async def props(store: GraphStore, refs: Iterable[Ref]) -> list[Any]:
    """What things bear, None for what is not there."""
    return [thing and thing.props for thing in await store.graph.things(list(refs))]


async def versions(store: GraphStore, kind: str, id_: str) -> Sequence[Version]:
    """All versions of one record."""
    (found,) = await store.graph.versions([RecordKey(kind, id_)])
    return list(found)
