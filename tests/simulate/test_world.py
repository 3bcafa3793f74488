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
MOVES = (
    "extraction", "import", "scrap_intake", "release", "opening_stock", "processing", "transfer",
)  # fmt: skip


def made(found: World) -> Counter[str]:
    """How often each lot is produced."""
    lots: Counter[str] = Counter()
    for record in found.standing:
        if record["record"] in MOVES:
            outputs = [record["output"]] if "output" in record else record.get("outputs", [])
            lots.update(output["id"] for output in outputs)
            lots.update(item["new_lot"] for item in record.get("items", ()))
    return lots


@pytest.mark.parametrize("seed", SEEDS)
def test_every_record_is_a_good_one(seed: int) -> None:
    assert len(parsed(world(seed).records)) == len(world(seed).records)


def test_all_kinds_of_movement_and_paper_occur() -> None:
    kinds = {record["record"] for seed in SEEDS for record in world(seed).records}
    assert kinds >= {
        *MOVES, "export", "disposal", "enterprise", "designation", "permit", "indicator", "quota",
        "invoice", "export_licence", "declaration", "flow_report", "execution_report",
        "inspection", "withdrawal", "lab_test", "seizure", "order", "quota_adjustment",
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


def test_seeds_have_structures_of_their_own() -> None:
    """Not the masses alone differ: who there is, what moves, and how much is written about it."""
    by_kind = {seed: Counter(r["record"] for r in ordinary(seed).records) for seed in range(1, 7)}
    counts = sorted(kinds.total() for kinds in by_kind.values())
    assert counts[-1] > 1.15 * counts[0]
    for kind in ("enterprise", "extraction", "processing", "transfer", "invoice", "export"):
        assert len({kinds[kind] for kinds in by_kind.values()}) >= 4, kind
    assert len({tuple(sorted(kinds.items())) for kinds in by_kind.values()}) == len(by_kind)


def test_records_come_late_and_wrong_first_and_twice() -> None:
    found = world(2)
    assert any(record.get("revision") for record in found.records)
    assert len(found.standing) < len(found.records)
    assert [r["date"] for r in found.of_kind("transfer")] != sorted(
        r["date"] for r in found.of_kind("transfer")
    )
    withdrawn = {(r["withdraws"]["record"]) for r in found.records if r["record"] == "withdrawal"}
    assert {"withdrawal", "transfer"} <= withdrawn


def test_what_rules_judge_is_there_and_lawful() -> None:
    """Tests, labels, kinds of waste, lines, values and releases, in worlds with nothing planted."""
    found = [record for seed in range(1, 11) for record in ordinary(seed, 2_000).records]
    lots = [lot for record in found for lot in (record.get("output"), *record.get("outputs", ()))]
    assert {"lab_test", "release"} <= {record["record"] for record in found}
    assert any("raw_material_producer" in lot.get("label", {}) for lot in lots if lot)
    waste = {record.get("waste") for record in found if record["record"] == "scrap_intake"}
    assert "magnet" in waste
    assert len(waste - {"magnet", None}) >= 3
    declared = [record for record in found if record["record"] == "declaration"]
    assert any(len(record.get("lines", ())) > 1 for record in declared)
    assert {"port", "producer", "value_cny", "packages"} <= {name for r in declared for name in r}


def test_ids_are_unique_within_their_kind() -> None:
    versions = {(r["record"], r["id"], r.get("revision", 0), str(r)) for r in world().records}
    ids = Counter(version[:3] for version in versions)
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
    days = Counter(r["date"][:7] for seed in SEEDS for r in world(seed).records if "date" in r)
    of_their_own = {"2020-09", "2026-11"}  # what is planted on the law of other days
    assert min(days.keys() - of_their_own) >= "2025-08"
    assert max(days.keys() - of_their_own) <= "2026-07"
    assert sum(days[month] for month in of_their_own) < 100


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


@pytest.mark.parametrize("seed", SEEDS)
def test_in_an_ordinary_world_nobody_hands_over_what_is_not_there(seed: int) -> None:
    left: defaultdict[str, float] = defaultdict(float)
    holder: dict[str, Any] = {}
    moves = [r for r in ordinary(seed).standing if r["record"] in (*MOVES, "export", "disposal")]
    for record in moves:
        outputs = [record["output"]] if "output" in record else record.get("outputs", [])
        for lot in outputs:
            left[lot["id"]], holder[lot["id"]] = lot["reo_kg"], record["enterprise"]
        for item in record["items"] if record["record"] == "transfer" else ():
            left[item["new_lot"]], holder[item["new_lot"]] = item["reo_kg"], record["buyer"]
    for record in moves:
        who = record.get("seller") or record["enterprise"]
        for draw in record.get("inputs", record.get("items", [])):
            left[draw["lot"]] -= draw["reo_kg"]
            assert holder[draw["lot"]] == who
    assert min(left.values()) > -1e-6


def test_every_invoice_of_an_ordinary_world_is_for_what_its_movement_brings() -> None:
    found = ordinary()
    moved: Counter[str] = Counter()
    for record in found.standing:
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
    came_from: dict[str, str] = {}
    for record in found.standing:
        lots = [record["output"]] if "output" in record else record.get("outputs", [])
        assays |= {lot["id"]: lot.get("assay") for lot in lots}
        if record["record"] == "transfer":
            came_from |= {item["new_lot"]: item["lot"] for item in record["items"]}

    def assay_of(lot: str) -> Any:
        while lot in came_from:
            lot = came_from[lot]
        return assays[lot]

    judged = 0
    for record in found.of_kind("processing"):
        if all(assay_of(draw["lot"]) for draw in record["inputs"]):
            judged += 1
            into = oxides([(d["reo_kg"], assay_of(d["lot"])) for d in record["inputs"]])
            out_of = oxides([(o["reo_kg"], o["assay"]) for o in record["outputs"]])
            assert all(kg <= into[oxide] * 1.01 + 0.5 for oxide, kg in out_of.items())
    assert judged > 100


def oxides(parts: list[tuple[float, dict[str, float]]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for kg, assay in parts:
        for oxide, share in assay.items():
            found[oxide] += kg * share  # type: ignore[assignment]
    return found
