"""The demonstration is what it says: made up, deterministic, lawful but for what is planted.

Every check replays the records themselves and knows nothing of how they were written.
"""

import json
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from stdnum.cn import uscc

from provenance.model import reference
from provenance.model.reference.customs import lists
from provenance.simulate.demonstration import EXAMPLES, Example, records, written

KINDS = {
    "enterprise", "designation", "permit", "indicator", "quota", "quota_adjustment", "extraction",
    "import", "scrap_intake", "opening_stock", "processing", "transfer", "export", "disposal",
    "invoice", "export_licence", "declaration", "flow_report", "execution_report", "inspection",
    "violation", "penalty", "withdrawal",
}  # fmt: skip
GROUPS = {
    "中国稀土集团有限公司",
    "中国北方稀土（集团）高科技股份有限公司",
    "厦门钨业股份有限公司",
    "广东省稀土产业集团有限公司",
}
SEEDS = (785, 1, 2, 3)

seeded = pytest.mark.parametrize("seed", SEEDS)


@cache
def year(seed: int = 785) -> list[dict[str, Any]]:
    return list(records(seed))


def of_kind(kind: str, seed: int = 785) -> list[dict[str, Any]]:
    return [record for record in year(seed) if record["record"] == kind]


def by_id(kind: str, seed: int = 785) -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in of_kind(kind, seed)}


def grams(mass: float) -> int:
    return int(Decimal(str(mass)) * 1000)


class Replay:
    """Who made, holds and drew each lot, as the records state it, in the order of their dates."""

    def __init__(self, seed: int) -> None:
        self.made: Counter[str] = Counter()
        self.mass_g: dict[str, int] = {}
        self.made_on: dict[str, str] = {}
        self.holder: dict[str, str] = {}
        self.drawn_g: Counter[str] = Counter()
        self.draws: list[tuple[str, str, str]] = []
        """Of each draw: the lot, the day and who drew."""
        withdrawn = {w["withdraws"]["id"] for w in of_kind("withdrawal", seed)}
        for record in year(seed):
            if record["id"] not in withdrawn:
                self._play(record)

    def _play(self, record: dict[str, Any]) -> None:
        day = record.get("date", "")
        match record["record"]:
            case "extraction" | "import" | "scrap_intake" | "opening_stock":
                output = record["output"]
                self._make(output["id"], output["reo_kg"], record["enterprise"], day)
            case "processing":
                for item in record["inputs"]:
                    self._draw(item, record["enterprise"], day)
                for output in record["outputs"]:
                    self._make(output["id"], output["reo_kg"], record["enterprise"], day)
            case "transfer":
                for item in record["items"]:
                    self._draw(item, record["seller"], day)
                    self._make(item["new_lot"], item["reo_kg"], record["buyer"], day)
            case "export" | "disposal":
                for item in record["items"]:
                    self._draw(item, record["enterprise"], day)

    def _make(self, lot: str, reo_kg: float, by: str, day: str) -> None:
        self.made[lot] += 1
        self.mass_g[lot], self.holder[lot], self.made_on[lot] = grams(reo_kg), by, day

    def _draw(self, item: dict[str, Any], by: str, day: str) -> None:
        self.drawn_g[item["lot"]] += grams(item["reo_kg"])
        self.draws.append((item["lot"], day, by))


@cache
def replay(seed: int = 785) -> Replay:
    return Replay(seed)


def test_the_same_seed_gives_the_same_year() -> None:
    assert list(records()) == list(records(785)) == year()
    assert list(records(1)) != year()


@seeded
def test_its_size_and_kinds(seed: int) -> None:
    assert 2_500 <= len(year(seed)) <= 4_000
    assert {record["record"] for record in year(seed)} == KINDS


@seeded
def test_ids_are_unique_within_their_kind(seed: int) -> None:
    ids = Counter((record["record"], record["id"]) for record in year(seed))
    assert ids.most_common(1)[0][1] == 1


def test_records_are_json() -> None:
    assert [json.loads(json.dumps(record, allow_nan=False)) for record in year()] == year()


def test_identifiers_are_well_formed() -> None:
    assert all(uscc.is_valid(code) for code in by_id("enterprise"))
    assert all(len(number) == 18 and number.isdigit() for number in by_id("declaration"))
    assert all(len(number) == 20 and number.isdigit() for number in by_id("invoice"))


def test_every_enterprise_named_is_on_record() -> None:
    parties = ("enterprise", "seller", "buyer", "declarant", "party", "holder", "parent")
    named = {record[party] for record in year() for party in parties if party in record}
    assert named <= by_id("enterprise").keys()


def test_every_reference_is_on_record() -> None:
    kinds = ("declaration", "inspection", "violation", "quota", "indicator")
    references = {(kind, r[kind]) for r in year() for kind in kinds if kind in r}
    references |= {("export_licence", r["licence"]) for r in year() if "licence" in r}
    references |= {("quota", r["within"]) for r in year() if "within" in r}
    references |= {("invoice", i) for r in year() for i in r.get("invoices", ())}
    assert references <= {(record["record"], record["id"]) for record in year()}


def test_what_is_made_up_says_so() -> None:
    for firm in of_kind("enterprise"):
        assert "XXXX" in firm["id"]
        real = firm["name"] in GROUPS
        assert real or (
            firm["name"].endswith("（合成）") and firm["name_en"].endswith("(synthetic)")
        )
    texts = [r["goods"] for r in of_kind("declaration")]
    texts += [line["goods"] for r in of_kind("invoice") for line in r["lines"]]
    texts += [r["notice"] for r in of_kind("designation")]
    texts += [r["reason"] for kind in ("disposal", "quota_adjustment") for r in of_kind(kind)]
    texts += [r["authority"] for kind in ("inspection", "penalty") for r in of_kind(kind)]
    texts += [r["end_user"] for r in year() if "end_user" in r]
    texts += [r["site"] for r in year() if "site" in r]
    assert [text for text in texts if "合成" not in text and "synthetic" not in text] == []


def test_nobody_real_is_accused() -> None:
    firms = by_id("enterprise")
    accused = {r["enterprise"] for kind in ("violation", "penalty") for r in of_kind(kind)}
    assert all(
        "parent" not in firms[code] and firms[code]["name"] not in GROUPS for code in accused
    )


@seeded
def test_nobody_real_holds_what_is_not_lawful(seed: int) -> None:
    firms, played = by_id("enterprise", seed), replay(seed)
    lots = [row for row in written(seed).truth.rows if row["truth"] == "lot"]
    holders = {played.holder[str(r["key"])] for r in lots if r["lawful_kg"] != r["reo_kg"]}
    assert holders
    assert all(
        "parent" not in firms[code] and firms[code]["name"] not in GROUPS for code in holders
    )


def test_firms_are_in_rare_earth_counties() -> None:
    for firm in of_kind("enterprise"):
        assert firm["name"] in GROUPS or firm["region"] in reference.counties()


def test_indicators_are_the_published_batches() -> None:
    stated = {(i["year"], i["batch"], i["activity"]): i["reo_t"] for i in of_kind("indicator")}
    published = {
        (q.year, int(q.batch), q.activity): q.reo_t
        for q in reference.national_quotas()
        if q.year in (2023, 2024) and q.batch != reference.ALL_BATCHES
    }
    assert stated == published
    for activity in ("mining", "separation"):
        total = sum(t for (of, _, what), t in stated.items() if (of, what) == (2024, activity))
        assert total == reference.national_total_t(2024, activity)


def test_group_quotas_are_the_published_ones() -> None:
    groups = {f["id"]: f["name_en"] for f in of_kind("enterprise") if f["name"] in GROUPS}
    stated = {
        (q["year"], q["batch"], groups[q["enterprise"]], q["activity"], q.get("ore_class")): q[
            "reo_t"
        ]
        for q in of_kind("quota")
        if q["enterprise"] in groups
    }
    published = {
        (q.year, int(q.batch), q.group, q.activity, q.ore_class): q.reo_t
        for q in reference.group_quotas()
        if q.year in (2023, 2024)
    }
    assert stated == published


def test_allocations_stay_within_what_they_are_from() -> None:
    source_t = {i["id"]: i["reo_t"] for kind in ("indicator", "quota") for i in of_kind(kind)}
    taken_t: Counter[str] = Counter()
    for quota in of_kind("quota"):
        taken_t[quota.get("within") or quota["indicator"]] += quota["reo_t"]
    assert all(taken_t[source] <= source_t[source] for source in taken_t)


@seeded
def test_mining_stays_within_the_quotas_of_the_group(seed: int) -> None:
    firms, mined_g = by_id("enterprise", seed), Counter[tuple[str, str]]()
    for event in of_kind("extraction", seed):
        group = firms[event["enterprise"]].get("parent")
        if group and event["output"]["product"] != "ore" and event["date"] > "2024":
            mined_g[group, event["ore_class"]] += grams(event["output"]["reo_kg"])
    for event in of_kind("processing", seed):
        if event["process"] == "beneficiation":
            group = firms[event["enterprise"]]["parent"]
            mined_g[group, "rock"] += sum(grams(lot["reo_kg"]) for lot in event["outputs"])
    quota_g: Counter[tuple[str, str]] = Counter()
    for quota in of_kind("quota", seed):
        if quota["year"] == 2024 and quota["activity"] == "mining":
            quota_g[quota["enterprise"], quota["ore_class"]] += quota["reo_t"] * 1_000_000
    assert len(mined_g) == 3
    assert all(quota_g[pool] * 0.8 < mined_g[pool] <= quota_g[pool] for pool in mined_g)


@seeded
def test_lots_are_produced_exactly_once(seed: int) -> None:
    played = replay(seed)
    assert set(played.made.values()) == {1}
    assert played.drawn_g.keys() <= played.made.keys()


@seeded
def test_lots_are_not_overdrawn(seed: int) -> None:
    played = replay(seed)
    assert all(0 < drawn <= played.mass_g[lot] for lot, drawn in played.drawn_g.items())


@seeded
def test_nothing_is_drawn_before_it_is_made_or_by_anyone_but_its_holder(seed: int) -> None:
    played = replay(seed)
    for lot, day, drawer in played.draws:
        assert played.made_on[lot] <= day
        assert played.holder[lot] == drawer


@seeded
def test_only_one_processing_gives_more_than_it_got(seed: int) -> None:
    gains = [
        event["id"]
        for event in of_kind("processing", seed)
        if sum(grams(lot["reo_kg"]) for lot in event["outputs"])
        > sum(grams(item["reo_kg"]) for item in event["inputs"])
    ]
    assert len(gains) == 1


@seeded
def test_no_oxide_comes_from_nowhere(seed: int) -> None:
    assays = known_assays(seed)
    for event in of_kind("processing", seed):
        inputs = [(item["reo_kg"], assays[item["lot"]]) for item in event["inputs"]]
        outputs = [(lot["reo_kg"], assays[lot["id"]]) for lot in event["outputs"]]
        if sum(kg for kg, _ in outputs) > sum(kg for kg, _ in inputs):
            continue  # the one planted on purpose
        assert all(assay for _, assay in inputs) or not any(assay for _, assay in outputs)
        left: defaultdict[str, float] = defaultdict(float)
        for sign, lots in ((1, inputs), (-1, outputs)):
            for kg, assay in lots:
                for oxide, share in assay.items():
                    left[oxide] += sign * kg * share
        assert min(left.values(), default=0) >= 0


def known_assays(seed: int) -> dict[str, dict[str, float]]:
    """The oxide shares of every lot, by assay, by deposit or by the lot it is part of."""
    assays: dict[str, dict[str, float]] = {}
    for record in year(seed):
        for lot in [*record.get("outputs", ()), *filter(None, [record.get("output")])]:
            deposit = reference.deposits().get(lot.get("deposit", ""))
            shares = {o: float(s) for o, s in deposit.shares.items()} if deposit else {}
            assays[lot["id"]] = lot.get("assay", shares)
        for item in record.get("items", ()):
            if "new_lot" in item:
                assays[item["new_lot"]] = assays[item["lot"]]
    return assays


@seeded
def test_masses_have_three_decimals_and_assays_add_up(seed: int) -> None:
    def masses(value: Any, name: str = "") -> list[float]:
        if isinstance(value, dict):
            return [mass for key, item in value.items() for mass in masses(item, key)]
        if isinstance(value, list):
            return [mass for item in value for mass in masses(item, name)]
        return [value] if name.endswith("_kg") else []

    assert all(0 < mass <= 10**9 and round(mass, 3) == mass for mass in masses(year(seed)))
    assert all(sum(map(Decimal, map(str, a.values()))) <= 1 for a in known_assays(seed).values())


@seeded
def test_lots_are_as_rich_as_their_goods_can_be(seed: int) -> None:
    lots = [lot for record in year(seed) for lot in record.get("outputs", ())]
    lots += [record["output"] for record in year(seed) if "output" in record]
    assert all(lot["reo_kg"] <= 1.54 * lot["net_kg"] for lot in lots)
    for lot in lots:
        assert "hs_code" not in lot or lists(lot["hs_code"], lot["product"], date(2026, 1, 1))


def test_exports_match_their_declarations() -> None:
    declared = by_id("declaration")
    for export in of_kind("export"):
        declaration = declared[export["declaration"]]
        assert declaration["direction"] == "export"
        assert declaration["date"] == export["date"]
        assert declaration.get("party", declaration["declarant"]) == export["enterprise"]
        items = [Decimal(str(item["reo_kg"])) for item in export["items"]]
        assert Decimal(str(declaration["reo_kg"])) == sum(items)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
@seeded
def test_examples_are_in_the_records_and_add_up(example: Example, seed: int) -> None:
    assert by_id("declaration", seed)[example.declaration]["reo_kg"] * 1000 == example.reo_g
    assert example.lawful_g + example.unlawful_g == example.reo_g
    assert example.story
    assert example.story_zh


@seeded
def test_examples_rest_on_the_origins_they_tell_of(seed: int) -> None:
    told = {
        "lawful": {"Longnan Ionic Mining": 60_000, "Longchuan Border Trade": 20_000},
        "mixed": {"Xunwu Ionic Mining": 30_000, "Lianping Hillside Works": 10_000},
        "unlawful": {"Anyuan Hillside Works": 12_000},
    }
    for example in EXAMPLES:
        assert origins(example.declaration, seed) == told[example.name]


def origins(declaration: str, seed: int) -> dict[str, float]:
    """What entered the books upstream of a shipment: kilograms by who brought it."""
    producer: dict[str, dict[str, Any]] = {}
    for record in year(seed):
        for lot in record.get("outputs", ()):
            producer[lot["id"]] = record
        if "output" in record:
            producer[record["output"]["id"]] = record
        for item in record.get("items", ()):
            if "new_lot" in item:
                producer[item["new_lot"]] = {"inputs": [item]}
    [export] = [e for e in of_kind("export", seed) if e["declaration"] == declaration]
    pending, seen, found = [item["lot"] for item in export["items"]], set[str](), {}
    while pending:
        lot = pending.pop()
        if lot in seen:
            continue
        seen.add(lot)
        event = producer[lot]
        pending += [item["lot"] for item in event.get("inputs", ())]
        if "output" in event:
            firm = by_id("enterprise", seed)[event["enterprise"]]["name_en"]
            found[firm.removesuffix(" (synthetic)")] = event["output"]["reo_kg"]
    return found


def test_every_month_with_movements_is_reported_but_for_what_is_planted() -> None:
    moved = {
        (record[party], record["date"][:7])
        for kind in ("extraction", "import", "processing", "transfer", "export", "disposal")
        for record in of_kind(kind)
        for party in ("enterprise", "seller", "buyer")
        if party in record and record["date"] >= "2024"
    }
    reported = {(report["enterprise"], report["month"]) for report in of_kind("flow_report")}
    names = {code: firm["name_en"] for code, firm in by_id("enterprise").items()}
    assert {names[code].removesuffix(" (synthetic)") for code, _ in moved - reported} == {
        "Anyuan Hillside Works",
        "Dingnan Second Separation Works",
        "Lianping Hillside Works",
        "Quannan Workshop",
    }
    late = [r for r in of_kind("flow_report") if int(r["filed_at"][8:10]) >= 10]
    assert [r["id"] for r in late] == ["FLW-2024-10-DN2"]
