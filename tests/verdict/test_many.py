"""Verdicts on many declarations at once: the store is asked no more often than of a few."""

from provenance.graph.port.graph import GraphStore
from provenance.model.terms import Label, Ref
from provenance.rules.slices.material import Material
from provenance.settings import Settings
from provenance.verdict.dossier import gather
from provenance.verdict.verdicts import verdicts
from tests.graph.kit import MINE, extraction, processing
from tests.loading import Record, load_all
from tests.schema.api import Counting


def number(n: int) -> str:
    return f"5301202600000{n:05}"


def shipped(n: int) -> list[Record]:
    """A declaration under one licence for all, and what it ships."""
    declaration: Record = {
        "record": "declaration",
        "id": number(n),
        "direction": "export",
        "date": f"2026-06-{n % 28 + 1:02}",
        "declarant": MINE,
        "hs_code": "28469019",
        "goods": "oxide",
        "net_kg": 5,
        "country": "JP",
        "licence": "LIC",
    }
    export: Record = {
        "record": "export",
        "id": f"X{n}",
        "date": "2026-06-29",
        "enterprise": MINE,
        "declaration": number(n),
        "items": [{"lot": f"L{n}", "reo_kg": 5}],
    }
    return [processing(f"P{n}", {"C": 5}, {f"L{n}": 5}), declaration, export]


async def test_many_declarations(store: GraphStore) -> None:
    await load_all(store, [extraction("E", "C"), *(row for n in range(30) for row in shipped(n))])
    refs = [Ref(Label.DECLARATION, number(n)) for n in range(30)]
    counting = Counting(store)
    asked = []
    for some in (refs[:3], refs):
        counting.calls.clear()
        found = await verdicts(counting, some, Settings())  # type: ignore[arg-type]
        asked.append(counting.calls.total())
        assert [one and one.reo_g for one in found] == [5_000] * len(some)
    assert asked[0] == asked[1]


async def test_declarations_under_one_licence_go_over_it_once(store: GraphStore) -> None:
    await load_all(store, [extraction("E", "C"), *shipped(1), *shipped(2)])
    refs = [Ref(Label.DECLARATION, number(n)) for n in (1, 2)]
    dossier = await gather(store, refs)
    lineage = await store.graph.lineage(dossier.all_seeds, up=True, most=1_000)
    one, other = (dossier.consignment(ref.key, Material(lineage)) for ref in refs)
    assert one.licensed is other.licensed
    first, later = (one.licensed.uses[ref.key] for ref in refs)
    assert (first.before_g, first.first) == (0, None)
    assert (later.before_g, later.first) == (5_000, (number(1), "2026-06-02"))
