"""A made-up world is what it says: as large as asked, the same for a seed, its papers in order."""

import tracemalloc
from collections import Counter, defaultdict
from typing import Any

import pytest
from stdnum.cn import uscc

from provenance.simulate import PLANTS, Plan, simulate
from tests.loading import parsed
from tests.simulate.worlds import SMALL, World, ordinary, world

SEEDS = (1, 2, 3)
MOVES = ("extraction", "import", "scrap_intake", "opening_stock", "processing", "transfer")


def made(found: World) -> Counter[str]:
    """How often each lot is produced."""
    lots: Counter[str] = Counter()
    for record in found.records:
        if record["record"] in MOVES:
            outputs = [record["output"]] if "output" in record else record.get("outputs", [])
            lots.update(output["id"] for output in outputs)
            lots.update(item["new_lot"] for item in record.get("items", ()))
    return lots


@pytest.mark.parametrize("seed", SEEDS)
def test_every_record_is_a_good_one(seed: int) -> None:
    assert len(parsed(world(seed).records)) == len(world(seed).records)


def test_all_kinds_of_movement_and_paper_occur() -> None:
    kinds = {record["record"] for record in world().records}
    assert kinds >= {
        *MOVES, "export", "disposal", "enterprise", "designation", "permit", "indicator", "quota",
        "invoice", "export_licence", "declaration", "flow_report", "execution_report",
        "inspection", "withdrawal",
    }  # fmt: skip


@pytest.mark.parametrize(("lots", "years"), [(SMALL, 1), (6_000, 1), (6_000, 3), (20_000, 1)])
def test_as_many_lots_as_asked_for(lots: int, years: int) -> None:
    for batch in simulate(Plan(lots, years, 1, tuple(PLANTS))):
        last = batch.lots
    assert abs(last - lots) <= max(lots * 0.02, 30)


@pytest.mark.parametrize("seed", SEEDS)
def test_lots_are_counted_as_they_stand_in_the_records(seed: int) -> None:
    assert world(seed).lots == len(made(world(seed)))


def test_the_same_seed_gives_the_same_world() -> None:
    again = world.__wrapped__(1)
    assert (again.records, again.truths) == (world(1).records, world(1).truths)
    assert again.records != world(2).records


def test_ids_are_unique_within_their_kind() -> None:
    ids = Counter((record["record"], record["id"]) for record in world().records)
    assert ids.most_common(1)[0][1] == 1


def test_memory_does_not_grow_with_the_world() -> None:
    assert peak(12_000) < 1.5 * peak(3_000)


def peak(lots: int) -> int:
    """The most memory that writing a world takes, in bytes, when batches are let go."""
    tracemalloc.start()
    for batch in simulate(Plan(lots, 1, 1)):
        assert len(batch.records) < 6_000
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found


def test_everything_happens_within_the_months_of_the_plan() -> None:
    plan = Plan(SMALL, 2)
    assert [f"{plan.months[0]:%Y-%m}", f"{plan.months[-1]:%Y-%m}"] == ["2024-08", "2026-07"]
    days = [record["date"] for record in world().records if "date" in record]
    assert min(days) >= "2025-08-01"
    assert max(days) <= "2026-07-31"


def test_identifiers_are_well_formed_but_for_those_that_are_planted() -> None:
    bad = {r["subject"]["key"] for r in world().told("planted") if r["code"] == "BAD_IDENTIFIER"}
    codes = {record["id"] for record in world().of_kind("enterprise")}
    assert {code for code in codes if not uscc.is_valid(code)} == bad
    assert all("XXXX" in code for code in codes)
    for kind, digits in (("declaration", 18), ("invoice", 20)):
        numbers = [record["id"] for record in world().of_kind(kind)]
        assert all(len(number) == digits and number.isdigit() for number in numbers)


def test_what_is_made_up_says_so() -> None:
    for firm in world().of_kind("enterprise"):
        assert firm["name"].endswith("（合成）")
        assert firm["name_en"].endswith("(synthetic)")
    texts = [r["goods"] for r in world().of_kind("declaration")]
    texts += [line["goods"] for r in world().of_kind("invoice") for line in r["lines"]]
    texts += [r["end_user"] for r in world().records if "end_user" in r]
    assert [text for text in texts if "合成" not in text and "synthetic" not in text] == []


def test_in_an_ordinary_world_nobody_hands_over_what_is_not_there() -> None:
    left: defaultdict[str, float] = defaultdict(float)
    holder: dict[str, Any] = {}
    for record in ordinary().records:
        if record["record"] not in (*MOVES, "export", "disposal"):
            continue
        who = record.get("seller") or record["enterprise"]
        for draw in record.get("inputs", record.get("items", [])):
            left[draw["lot"]] -= draw["reo_kg"]
            assert holder[draw["lot"]] == who
            assert left[draw["lot"]] > -1e-6
        outputs = [record["output"]] if "output" in record else record.get("outputs", [])
        for lot in outputs:
            left[lot["id"]], holder[lot["id"]] = lot["reo_kg"], who
        for item in record["items"] if record["record"] == "transfer" else ():
            left[item["new_lot"]], holder[item["new_lot"]] = item["reo_kg"], record["buyer"]


def test_every_invoice_of_an_ordinary_world_is_for_what_its_movement_brings() -> None:
    found = ordinary()
    moved: Counter[str] = Counter()
    for record in found.records:
        brought = [record["output"]] if "output" in record else record.get("items", ())
        for number in record.get("invoices", ()):
            moved[number] += sum(lot["reo_kg"] for lot in brought)
    for invoice in found.of_kind("invoice"):
        stated = sum(line["reo_kg"] for line in invoice["lines"])
        assert stated == pytest.approx(moved[invoice["id"]], abs=1e-3)


def test_oxides_balance_wherever_a_world_is_assayed() -> None:
    """In each processing no oxide comes out beyond what went in, but for what is planted."""
    found = ordinary(lots=9_000)
    assays: dict[str, Any] = {}
    judged = 0
    for record in found.records:
        if record["record"] == "transfer":
            assays |= {item["new_lot"]: assays.get(item["lot"]) for item in record["items"]}
        elif "output" in record:
            assays[record["output"]["id"]] = record["output"].get("assay")
        elif record["record"] == "processing":
            assays |= {output["id"]: output.get("assay") for output in record["outputs"]}
            if all(assays[draw["lot"]] for draw in record["inputs"]):
                judged += 1
                into = oxides([(d["reo_kg"], assays[d["lot"]]) for d in record["inputs"]])
                out_of = oxides([(o["reo_kg"], o["assay"]) for o in record["outputs"]])
                assert all(kg <= into[oxide] * 1.01 + 0.5 for oxide, kg in out_of.items())
    assert judged > 100


def oxides(parts: list[tuple[float, dict[str, float]]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for kg, assay in parts:
        for oxide, share in assay.items():
            found[oxide] += kg * share  # type: ignore[assignment]
    return found
