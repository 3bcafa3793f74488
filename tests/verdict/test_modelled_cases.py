"""Two modelled cases, made up after what was reported: clay from abroad, and recyclers as cover."""

import json
from importlib.resources import files

import pytest

from provenance.graph.pages import all_findings
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter
from provenance.model.status import Status
from provenance.model.terms import Clearance, Conclusion, Label, Ref, Severity
from provenance.settings import Settings
from provenance.verdict.conclusion import Verdict
from provenance.verdict.verdicts import verdicts
from tests.findings.audit.kit import whole
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


ORIGIN = "NO_QUOTA_ORIGIN"
SHIPPING = ("MISDECLARED_SPECIES", "EXPORT_WITHOUT_LICENCE")
"""What goods are declared as on their way out, and licensed, is told of elsewhere."""


def codes(verdict: Verdict) -> set[str]:
    """What is found, but for what concerns the way out."""
    return {finding.code for finding in verdict.findings} - {*SHIPPING}


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
    assert not found[0].findings
    assert [codes(verdict) for verdict in found[1:]] == [
        {ORIGIN, "UNDESIGNATED_PRODUCER"},
        # By its code no separation is claimed of the last.
        *[{ORIGIN, "UNDESIGNATED_PRODUCER", "UNDECLARED_IMPORT"}] * 3,
        {ORIGIN, "UNDECLARED_IMPORT"},
    ]
    grounds = [str(finding.basis) for finding in found[1].findings]
    assert grounds == ["Order 785 Art. 13, 24", "Order 71 Art. 7 para 3; Order 785 Art. 8, 22(1)"]


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
    assert [codes(verdict) for verdict in found] == [
        set(),
        set(),
        *[{ORIGIN, "UNDECLARED_IMPORT"}] * 4,
        {ORIGIN, "BARRED_IMPORT"},
    ]
    (barred,) = (finding for finding in found[-1].findings if finding.code == "BARRED_IMPORT")
    assert barred.severity is Severity.CRITICAL
    assert "declared as 稀土铁合金粉 under 7202999100" in str(barred.message)


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
    assert [codes(verdict) for verdict in found[:4]] == [
        {ORIGIN, "UNEXPLAINED_MASS", "RECYCLED_COVER"},
        {"SCRAP_SUPPLIER_IMPLAUSIBLE"},
        {ORIGIN, "SCRAP_SUPPLIER_IMPLAUSIBLE", "RECYCLED_COVER"},
        {ORIGIN, "RECYCLED_COVER", "RECYCLER_ORE_INPUT"},
    ]
    for verdict, item in zip(found[4:], ("Dy (1C905.b)", "Y (1C908.b)"), strict=True):
        # What is honest lacks its licence, and nothing else.
        [lacking] = verdict.findings
        assert lacking.code == "EXPORT_WITHOUT_LICENCE"
        assert item in str(lacking.message)
    assert [verdict.clearance for verdict in found[:4]] == [HOLD] * 4
    shell = found[1]  # lawful by its invoice, and held for who gave it
    assert len(shell.reasons) == 1
    assert "SCRAP_SUPPLIER_IMPLAUSIBLE, 41,000 kg" in str(shell.reasons[0])
    assert {finding.severity for finding in shell.findings} == {Severity.MAJOR}
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


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "kachin-feed",
            {
                "BARRED_IMPORT": {"import:IM-7"},
                "UNDECLARED_IMPORT": {f"import:IM-{n}" for n in (3, 4, 5, 6)},
                "UNDESIGNATED_PRODUCER": {f"processing:P-{n}" for n in (2, 3, 4, 5)},
            },
        ),
        (
            "recycling-cover",
            {
                "UNEXPLAINED_MASS": {"processing:PR-1"},
                "RECYCLED_COVER": {f"processing:PR-{n}" for n in (1, 3, 4)},
                "RECYCLER_ORE_INPUT": {"processing:PR-4"},
                "SCRAP_SUPPLIER_IMPLAUSIBLE": {"scrap_intake:SI-2", "scrap_intake:SI-3"},
            },
        ),
    ],
)
async def test_what_an_audit_finds(
    store: GraphStore, name: str, expected: dict[str, set[str]]
) -> None:
    """Of events: what verdicts find; invoices and reports are not what these cases are about."""
    await load_all(store, world(name))
    await whole(store)
    found: dict[str, set[str]] = {}
    async for kept in all_findings(store.findings, FindingFilter()):
        papers = kept.code in {ORIGIN, "MOVEMENT_WITHOUT_INVOICE"}
        if kept.subject.label is Label.EVENT and not papers:
            found.setdefault(kept.code, set()).add(kept.subject.key)
    assert found == expected
