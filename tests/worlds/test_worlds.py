"""A few hundred random worlds, held against an oracle that shares no code with the product."""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from provenance.graph.sqlite.store import SqliteStore
from provenance.law.book import BUILT_IN
from provenance.ledger.bounds.lawful import bound
from provenance.ledger.composition.holding import Holding, Item
from provenance.ledger.lineage import Lineage
from provenance.model.status import Status
from provenance.model.terms import EventKind, Label, Ref
from provenance.settings import Settings
from provenance.verdict.conclusion import Verdict
from provenance.verdict.edges import Traced, trace_edges
from provenance.verdict.exposure import Exposed, expose
from provenance.verdict.verdicts import verdicts
from tests.conftest import StoreAddress
from tests.loading import Record, dump, load_all, shuffled
from tests.oracle import Oracle, Reached
from tests.worlds import subjects, world

LABELS = {
    "lot": Label.LOT,
    "event": Label.EVENT,
    "declaration": Label.DECLARATION,
    "licence": Label.EXPORT_LICENCE,
}
GRAM = 1.01


def _ref(subject: dict[str, str]) -> Ref:
    ((kind, key),) = subject.items()
    return Ref(LABELS[kind], key)


def _made_up(seed: int) -> list[Record]:
    """A world; every other one tells of oxides."""
    return world(seed, assays=seed % 2 == 1)


@pytest.mark.parametrize("seed", range(300))
async def test_verdicts_are_those_of_the_oracle(seed: int, tmp_path: Path) -> None:
    records = _made_up(seed)
    store = SqliteStore(tmp_path / "world.sqlite")
    await load_all(store, records)
    oracle = Oracle(records)
    judged = ((subject, oracle.verdict(subject)) for subject in subjects(records))
    known = [(_ref(subject), expected) for subject, expected in judged if expected is not None]
    found = await verdicts(store, [ref for ref, _ in known], Settings())
    await store.close()
    for (_, expected), verdict in zip(known, found, strict=True):
        _assert_equal(verdict, expected)


def _assert_equal(verdict: Verdict | None, expected: dict[str, Any] | None) -> None:
    """The same to the gram: statuses, bounds, origins and quotas drawn."""
    assert verdict is not None
    assert expected is not None
    assert verdict.reo_g == expected["reo_g"]
    assert sum(verdict.statuses.values()) == verdict.reo_g
    assert verdict.lawful_min_g <= verdict.lawful_g <= verdict.lawful_max_g
    bounds = verdict.lawful_min_g, verdict.lawful_max_g
    likely = max(0.0, expected["lawful_min_g"]), expected["lawful_max_g"]
    assert bounds == pytest.approx(likely, abs=GRAM)
    _assert_same({s.value: g for s, g in verdict.statuses.items()}, expected["statuses"])
    _assert_same({origin.event: origin.grams for origin in verdict.origins}, expected["origins"])
    _assert_same({use.quota: use.grams for use in verdict.quotas}, expected["quotas"])


def _assert_same(found: dict[str, int], expected: dict[str, float]) -> None:
    """The same grams by name; what is less than one may be left out."""
    named = found.keys() | expected.keys()
    assert {name: found.get(name, 0) for name in named} == pytest.approx(
        {name: expected.get(name, 0.0) for name in named}, abs=GRAM
    )


ROUNDED_G = 25
"""So many grams a draw may be off by: what is split to whole grams is split again further up."""


@pytest.mark.parametrize("seed", range(40))
async def test_edges_add_up_and_are_those_of_the_oracle(seed: int, tmp_path: Path) -> None:
    records = _made_up(seed)
    store = SqliteStore(tmp_path / "world.sqlite")
    await load_all(store, records)
    oracle = Oracle(records)
    asked = [one for one in subjects(records) if "licence" not in one]
    for subject in asked:
        verdict = oracle.verdict(subject)
        found = await trace_edges(store, _ref(subject), Settings())
        if verdict is None or found is None:
            continue
        if subject.get("lot") not in oracle.cyclic:  # else it passes itself more than once
            _assert_adds_up(found, subject, verdict, bool(oracle.cyclic))
        if (expected := oracle.edges(subject)) is not None:
            told = {
                (*edge, status.value): grams
                for edge, held in found.edges.draws.items()
                for status, grams in held.items()
            }
            # What left is as the verdict has it, whose estimate may have given way to its bounds.
            edges = {e for e in told.keys() | expected.keys() if not e[1].startswith("export:")}
            assert {edge: told.get(edge, 0) for edge in edges} == pytest.approx(
                {edge: expected.get(edge, 0.0) for edge in edges}, abs=ROUNDED_G
            )
    await store.close()


def _assert_adds_up(
    found: Traced, subject: dict[str, str], verdict: dict[str, Any], cyclic: bool
) -> None:
    """Every lot hands on what it has, every event what it made, all of it what the subject is."""
    lineage, edges = found.lineage, found.edges
    own = Counter[Status]()
    for event in lineage.events:
        went_in = sum(edges.draws[e].total() for e in edges.draws if e[1] == event)
        made = sum(edges.made[e].total() for e in edges.made if e[0] == event)
        if lineage.events[event].kind is not EventKind.EXPORT:
            assert went_in <= made + (2 if cyclic else 0)  # round a cycle all is rounded
    for event, lot in edges.made:
        assert edges.made[event, lot].total() <= lineage.lots[lot].reo_g + ROUNDED_G
    if "lot" in subject:
        made_by = [held for (_, lot), held in edges.made.items() if lot == subject["lot"]]
        own = sum(made_by, own) if made_by else own
    else:
        exports = {k for k, e in lineage.events.items() if e.kind is EventKind.EXPORT}
        own = sum((held for (_, e), held in edges.draws.items() if e in exports), own)
    if own:
        expected = {s: g for s, g in verdict["statuses"].items() if s != "no_record"}
        told = {s.value: g for s, g in own.items() if s is not Status.NO_RECORD}
        assert {s: told.get(s, 0) for s in expected} == pytest.approx(expected, abs=GRAM)


@pytest.mark.parametrize("seed", range(100))
async def test_exposure_is_that_of_the_oracle(seed: int, tmp_path: Path) -> None:
    records, rng = _made_up(seed), random.Random(seed)
    store = SqliteStore(tmp_path / "world.sqlite")
    await load_all(store, records)
    oracle = Oracle(records)
    lots = rng.sample(list(oracle.lots), min(4, len(oracle.lots)))
    events = rng.sample(oracle.events, min(2, len(oracle.events)))
    for subject in (*({"lot": lot} for lot in lots), *({"event": key} for key in events)):
        found = await expose(store, _ref(subject), Settings())
        assert found is not None
        assert not found.left_out
        _assert_reached(found, oracle.exposure(subject))
    await store.close()


def _assert_reached(found: Exposed, expected: Mapping[tuple[str, str], Reached]) -> None:
    """The same places, each with the same grams and bounds."""
    kinds = {"lot": found.lots, "firm": found.enterprises, "export": found.exports}
    rows = {(kind, row.place.key): row for kind, places in kinds.items() for row in places}
    assert rows.keys() <= expected.keys()
    for place, reached in expected.items():
        if (row := rows.get(place)) is None:
            assert reached.mass < GRAM
        else:
            grams = row.grams, row.unlawful_g, row.least_g, row.most_g
            assert grams == pytest.approx(tuple(reached), abs=GRAM)


@pytest.mark.parametrize("seed", range(6_000, 6_100))
async def test_shares_and_bounds_by_mass_are_those_of_the_oracle(seed: int, tmp_path: Path) -> None:
    """Verdicts go by oxide where assays are told; what is settled, and bounds at first, by mass."""
    records = world(seed, assays=True)
    store = SqliteStore(tmp_path / "world.sqlite")
    await load_all(store, records)
    oracle = Oracle(records)
    for key, expected in oracle.lots.items():
        lineage = await store.graph.lineage([Ref(Label.LOT, key)], up=True, most=10_000)
        lot, whole = lineage.lots[key], expected["reo_g"]
        assert (lot.reo_g, lot.product) == (whole, expected["product"])
        bounds = bound(Holding((Item(key, whole),)), lineage)
        least, most = oracle.bounds(key)
        assert bounds.lawful_max_g == pytest.approx(most, abs=GRAM)
        if key not in oracle.cyclic:
            assert bounds.lawful_min_g == pytest.approx(max(0.0, least), abs=GRAM)
            for status in Status:
                share = expected["statuses"].get(status, 0.0)
                assert whole * lot.shares.get(status, 0.0) == pytest.approx(whole * share, abs=GRAM)
    await store.close()


@pytest.mark.parametrize("seed", range(1_000, 1_040))
async def test_neither_order_nor_repetition_nor_splitting_changes_anything(
    seed: int, tmp_path: Path
) -> None:
    records = world(seed, assays=seed % 2 == 0)
    rng = random.Random(seed)
    at_once = SqliteStore(tmp_path / "once.sqlite")
    await load_all(at_once, records)
    expected = await dump(at_once)
    await load_all(at_once, records)
    assert await dump(at_once) == expected
    await at_once.close()

    mixed = SqliteStore(tmp_path / "mixed.sqlite")
    await load_all(mixed, shuffled(records, rng), batch=7)
    assert await dump(mixed) == expected
    await mixed.close()

    split = SqliteStore(tmp_path / "split.sqlite")
    pieces = shuffled(records, rng)
    while pieces:
        size = rng.randint(1, 30)
        await load_all(split, pieces[:size])
        pieces = pieces[size:]
    assert await dump(split) == expected
    await split.close()


@pytest.mark.parametrize("seed", range(3_000, 3_020))
async def test_firms_by_whichever_of_their_numbers_come_to_the_same(
    seed: int, tmp_path: Path
) -> None:
    records, rng = world(seed), random.Random(seed)
    stated = {str(r["id"]): r for r in records if r["record"] == "enterprise"}
    firms = {str(r[name]) for r in records for name in FIRMS if r.get(name)} | stated.keys()
    withdrawn = {r["withdraws"]["id"] for r in records if r["record"] == "withdrawal"}
    numbers = {firm: f"15029{n:05}" for n, firm in enumerate(sorted(firms - withdrawn))}
    rest = [record for record in records if record["record"] != "enterprise"]
    others = [stated.get(firm) or _enterprise(firm) for firm in firms]
    known = [{**firm, "identifiers": _stated(numbers.get(str(firm["id"])))} for firm in others]
    by_numbers = [
        {**record, **{name: numbers[firm] for name, firm in _named(record, numbers, rng)}}
        for record in rest
    ]
    plain = SqliteStore(tmp_path / "plain.sqlite")
    await load_all(plain, [*others, *rest])
    mixed = SqliteStore(tmp_path / "mixed.sqlite")
    await load_all(mixed, shuffled([*known, *by_numbers], rng), batch=rng.randint(1, 30))
    assert await dump(mixed) == await dump(plain)
    assert await mixed.records.register() == await plain.records.register()
    asked = [_ref(subject) for subject in subjects(records)]
    found = [await verdicts(store, asked, Settings()) for store in (mixed, plain)]
    await plain.close()
    await mixed.close()
    assert list(map(_said, found[0])) == list(map(_said, found[1]))


FIRMS = ("enterprise", "seller", "buyer", "declarant", "party", "holder", "owner", "source")


def _enterprise(firm: str) -> Record:
    return {"record": "enterprise", "id": firm, "name": firm, "region": "150206", "roles": []}


def _stated(number: str | None) -> list[Record]:
    return [{"scheme": "customs", "number": number}] if number else []


def _named(record: Record, numbers: dict[str, str], rng: random.Random) -> list[tuple[str, str]]:
    """Some of the firms that a record names, each by the field that does."""
    named = [(name, str(record[name])) for name in FIRMS if record.get(name) in numbers]
    return [one for one in named if rng.random() < 0.6]


@pytest.mark.parametrize("seed", range(2_000, 2_040))
async def test_neo4j_agrees_with_sqlite_to_the_last_bit(
    seed: int, tmp_path: Path, neo4j_address: StoreAddress
) -> None:
    records = world(seed, assays=seed % 2 == 0)
    embedded = SqliteStore(tmp_path / "world.sqlite")
    await load_all(embedded, records)
    neo4j = neo4j_address.open()
    pieces = shuffled(records, random.Random(seed))
    half = len(pieces) // 2
    await load_all(neo4j, pieces[:half])
    await load_all(neo4j, pieces[half:])
    assert await dump(neo4j) == await dump(embedded)
    asked = [_ref(subject) for subject in subjects(records)]
    on_neo4j = await verdicts(neo4j, asked, Settings())
    on_sqlite = await verdicts(embedded, asked, Settings())
    await neo4j.close()
    await embedded.close()
    assert list(map(_said, on_neo4j)) == list(map(_said, on_sqlite))
    oracle = Oracle(records)
    for subject, verdict in zip(subjects(records), on_neo4j, strict=True):
        if verdict is not None or oracle.verdict(subject) is not None:
            _assert_equal(verdict, oracle.verdict(subject))


def _said(verdict: Verdict | None) -> Verdict | None:
    """A verdict less when it was settled, and the lineage and law it was read from, row by row."""
    empty = Lineage({}, {}, (), ())
    case = verdict and replace(verdict.case, lineage=empty, through={}, law=BUILT_IN)
    return verdict and case and replace(verdict, settled_at=None, case=case)
