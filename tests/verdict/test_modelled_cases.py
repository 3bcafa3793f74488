"""Two modelled cases, made up after what was reported: clay from abroad, and recyclers as cover."""

import json
from importlib.resources import files

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.model.status import Status
from provenance.model.terms import Clearance, Conclusion, Label, Ref
from provenance.settings import Settings
from provenance.verdict.conclusion import Verdict
from provenance.verdict.verdicts import verdicts
from tests.loading import Record, load_all

LAWFUL, MIXED, UNLAWFUL = Conclusion.LAWFUL, Conclusion.MIXED, Conclusion.UNLAWFUL
HOLD, RELEASE = Clearance.HOLD, Clearance.RELEASE
KG = 1_000


def world(name: str) -> list[Record]:
    text = (files(__package__) / "cases" / f"{name}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


async def _judged(store: GraphStore, name: str, subjects: list[Ref]) -> list[Verdict]:
    await load_all(store, world(name))
    found = await verdicts(store, subjects, Settings())
    return [verdict for verdict in found if verdict is not None]


def shipments(first: int, last: int) -> list[Ref]:
    return [Ref(Label.DECLARATION, str(number)) for number in range(first, last + 1)]


async def test_clay_from_abroad_is_what_it_is_whatever_it_is_called(store: GraphStore) -> None:
    found = await _judged(store, "kachin-feed", shipments(530120261000800001, 530120261000800006))
    assert [(v.conclusion, v.clearance, dict(v.statuses)) for v in found] == [
        # Filed as ionic concentrate, and separated under quota.
        (LAWFUL, RELEASE, {Status.IMPORT: 85_000 * KG}),
        # Filed as a mixed salt: mixed carbonate all the same, separated by who may not.
        (UNLAWFUL, HOLD, {Status.UNDESIGNATED_SEPARATION: 85_000 * KG}),
        # Declared as kaolin, with and without a code of its own; not declared.
        *[(UNLAWFUL, HOLD, {Status.UNDESIGNATED_SEPARATION: 42_000 * KG})] * 3,
        # Declared as iron ore and filed as a mixed salt.
        (UNLAWFUL, HOLD, {Status.UNDECLARED_IMPORT: 42_000 * KG}),
    ]
    for verdict in found[2:]:
        assert "UNDECLARED_IMPORT" in {finding.code for finding in verdict.findings}
    assert not found[0].findings


async def test_what_came_in_and_how(store: GraphStore) -> None:
    lots = [Ref(Label.LOT, f"I-{n}") for n in range(1, 8)]
    found = await _judged(store, "kachin-feed", lots)
    undeclared = {Status.UNDECLARED_IMPORT: 45_000 * KG}
    assert [dict(verdict.statuses) for verdict in found] == [
        {Status.IMPORT: 90_000 * KG},
        {Status.IMPORT: 90_000 * KG},
        *[undeclared] * 4,
        {Status.BARRED_IMPORT: 4_000 * KG},  # scrap as alloy powder
    ]
    assert [verdict.conclusion for verdict in found] == [LAWFUL] * 2 + [UNLAWFUL] * 5
    assert not found[-1].remedies()  # no document opens what is barred


async def test_recyclers_as_cover(store: GraphStore) -> None:
    found = await _judged(
        store, "recycling-cover", shipments(420120261000090001, 420120261000090006)
    )
    assert [(v.conclusion, dict(v.statuses)) for v in found] == [
        (MIXED, {Status.SECONDARY: 30_000 * KG, Status.UNEXPLAINED: 10_000 * KG}),
        (LAWFUL, {Status.SECONDARY: 41_000 * KG}),
        # Clay by its assay: what no one kind of waste holds of it.
        (MIXED, {Status.SECONDARY: 40_280 * KG, Status.UNSUPPORTED_ORIGIN: 720 * KG}),
        (MIXED, {Status.SECONDARY: 28_571_429, Status.NO_QUOTA_RECORD: 11_428_571}),
        # Honest ones, of magnets and of phosphors.
        (LAWFUL, {Status.SECONDARY: 28_500 * KG}),
        (LAWFUL, {Status.SECONDARY: 3_600 * KG}),
    ]
    honest = [[(f.code, str(f.message)) for f in verdict.findings] for verdict in found[4:]]
    for findings, item in zip(honest, ("Dy (1C905.b)", "Y (1C908.b)"), strict=True):
        # What is honest lacks its licence, and nothing else.
        assert item in dict(findings).pop("EXPORT_WITHOUT_LICENCE")
    cover = found[2]
    assert (cover.lawful_min_g, cover.lawful_max_g) == (40_280 * KG, 40_280 * KG)
    assert [(r.record, r.gain_g, r.certain) for r in cover.remedies()] == [
        ("lab_test", 720 * KG, False)
    ]


async def test_a_kind_that_is_told_holds_less(store: GraphStore) -> None:
    """The same clay, where its intake says magnet scrap."""
    records = world("recycling-cover")
    told = [r | {"waste": "magnet"} if r["id"] == "SI-3" else r for r in records]
    await load_all(store, told)
    (verdict,) = await verdicts(
        store, shipments(420120261000090003, 420120261000090003), Settings()
    )
    assert verdict is not None
    # 12 % yttrium of 41 t is 4,920 kg, of which 42 t of magnet scrap hold a tenth.
    assert verdict.statuses[Status.UNSUPPORTED_ORIGIN] == (4_920 - 4_200) * KG


@pytest.mark.parametrize("name", ["kachin-feed", "recycling-cover"])
def test_all_firms_are_made_up(name: str) -> None:
    assert all("XXXX" in str(r["id"]) for r in world(name) if r["record"] == "enterprise")
