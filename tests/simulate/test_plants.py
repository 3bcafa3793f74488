"""Everything in the catalogue is planted, as often as its near miss, where the records show it."""

from collections import Counter

import pytest

from provenance.simulate import PLANTS, Plan
from tests.simulate.worlds import SMALL, World, ordinary, world

KINDS = {
    "lot", "event", "enterprise", "execution_report", "indicator", "quota", "invoice",
    "declaration", "order",
}  # fmt: skip


def test_the_whole_catalogue_can_be_planted() -> None:
    assert len(PLANTS) >= 46
    assert {"NO_QUOTA_ORIGIN", "CIRCULAR_FLOW", "SPLIT_SHIPMENTS", "BAD_IDENTIFIER"} <= set(PLANTS)


@pytest.mark.parametrize("seed", [1, 2])
def test_every_code_is_planted_and_all_but_planted(seed: int) -> None:
    found = world(seed)
    planted = Counter(row["code"] for row in found.told("planted") if row["main"])
    missed = Counter(row["code"] for row in found.told("near_miss"))
    times = Plan(SMALL).times
    assert planted == dict.fromkeys(PLANTS, times)
    assert missed == dict.fromkeys(PLANTS, times)


def test_more_are_planted_in_a_larger_world() -> None:
    assert Plan(100_000).times == 20


def test_subjects_are_on_record() -> None:
    found = world()
    known = subjects(found)
    for row in found.told("planted") + found.told("near_miss"):
        subject = row["subject"]
        assert subject["kind"] in KINDS
        assert (subject["kind"], subject["key"]) in known, row


def subjects(found: World) -> set[tuple[str, str]]:
    """All things that a finding can be about, by kind and key."""
    known: set[tuple[str, str]] = set()
    for record in found.records:
        kind = record["record"]
        known |= {(kind, record["id"]), ("event", f"{kind}:{record['id']}")}
        for n, item in enumerate(record.get("items", ()), start=1):
            known |= {("event", f"{kind}:{record['id']}/{n}"), ("lot", item.get("new_lot", ""))}
            known.add(("lot", item["lot"]))
        outputs = [record["output"]] if "output" in record else record.get("outputs", [])
        known |= {("lot", output["id"]) for output in outputs}
    return known


def test_no_subject_is_both_planted_and_missed_for_one_code() -> None:
    planted = {(r["code"], r["subject"]["key"]) for r in world().told("planted")}
    assert not planted & {(r["code"], r["subject"]["key"]) for r in world().told("near_miss")}


def test_an_ordinary_world_has_nothing_wrong() -> None:
    found = ordinary()
    assert not found.told("planted")
    assert not found.told("near_miss")
    rows = found.told("lot")
    assert rows
    assert all(row["lawful_kg"] == row["reo_kg"] for row in rows)


def test_only_what_is_asked_for_is_planted() -> None:
    found = world(codes=("OVERDRAWN_LOT",))
    assert {row["code"] for row in found.told("planted") if row["main"]} == {"OVERDRAWN_LOT"}


def test_unlawful_mass_goes_on_into_ordinary_trade() -> None:
    firms = {row["key"][0] for row in world().told("lot") if row["unlawful_kg"] > 1}
    assert firms == {"P", "C"}  # the plants' own, and the standing industry's clusters


def test_the_dysprosium_case() -> None:
    """0.5 t with 7.5 % in 99.5 t with 0.1 %: 37.5 of 137 kg, and the same share of what is won."""
    cases = [
        row["subject"]["key"]
        for row in world().told("planted")
        if row["note"].startswith("the dysprosium case")
    ]
    assert cases
    for key in cases:
        row = world().shares()[key]
        assert row["unlawful_kg"] == pytest.approx(row["reo_kg"] * 37.5 / 137, abs=0.001)
        assert row["even"]["unlawful_kg"] == pytest.approx(row["reo_kg"] * 0.005, abs=0.001)
