"""The built-in figures are read as the files state them, and no tonne is counted twice."""

import csv
from decimal import Decimal
from importlib.resources import files

import pytest

from provenance.model import reference

LOADERS = {
    "national_quotas": reference.national_quotas,
    "group_quotas": reference.group_quotas,
    "deposits": reference.deposits,
    "oxides": reference.oxides,
    "products": reference.products,
    "counties": reference.counties,
    "penalties": reference.penalties,
    "customs_codes": reference.customs_codes,
    "waste_oxides": reference.waste_oxides,
    "neighbour_goods": reference.neighbour_goods,
    "rare_earth_values": reference.rare_earth_values,
}
STATUSES = {"published", "rounded", "derived", "general", "synthetic"}


def lines(table: str) -> list[dict[str, str]]:
    text = (files(reference) / f"{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize("table", LOADERS)
def test_every_line_of_a_table_is_read_once(table: str) -> None:
    load = LOADERS[table]
    assert len(load()) == len(lines(table)) > 0
    assert load() is load()


@pytest.mark.parametrize(
    "table",
    [
        "national_quotas",
        "group_quotas",
        "deposits",
        "customs_codes",
        "waste_oxides",
        "neighbour_goods",
        "rare_earth_values",
    ],
)
def test_statuses_are_the_words_of_the_readme(table: str) -> None:
    # A status may say more after the word: "general (CeO2 47% published)".
    assert {line["status"].split(" ")[0] for line in lines(table)} <= STATUSES


@pytest.mark.parametrize(
    ("year", "activity", "reo_t"),
    [
        (2018, "mining", 120_000),  # by ore class only
        (2021, "mining", 168_000),  # a total, and one ore class of it
        (2021, "separation", 162_000),
        (2023, "mining", 255_000),  # three batches
        (2023, "separation", 243_850),
        (2024, "mining", 270_000),  # two batches, and the same tonnes by ore class
        (2024, "separation", 254_000),
        (2025, "mining", None),  # never published
    ],
)
def test_national_totals_count_no_tonne_twice(year: int, activity: str, reo_t: int | None) -> None:
    assert reference.national_total_t(year, activity) == reo_t


@pytest.mark.parametrize(("year", "activity"), [(2024, "mining"), (2024, "separation")])
def test_groups_received_the_whole_first_batch_of_2024(year: int, activity: str) -> None:
    batch = [
        q
        for q in reference.national_quotas()
        if (q.year, q.batch, q.activity) == (year, "1", activity)
    ]
    groups = [
        q
        for q in reference.group_quotas()
        if (q.year, q.batch, q.activity) == (year, "1", activity)
    ]
    assert sum(q.reo_t for q in groups) == sum(q.reo_t for q in batch)


def test_an_oxide_without_a_value_is_unknown_not_zero() -> None:
    longnan = reference.deposits()["Longnan"]
    assert longnan.shares["Y2O3"] == Decimal("0.648")
    assert "Ho2O3" not in longnan.shares
    assert all(sum(d.shares.values()) <= 1 for d in reference.deposits().values())


def test_every_oxide_weighs_more_than_its_metal() -> None:
    assert len({oxide.element for oxide in reference.oxides()}) == 16
    assert all(1 < oxide.oxide_per_metal < Decimal("1.54") for oxide in reference.oxides())


def test_counties_have_codes_of_their_provinces() -> None:
    counties = reference.counties()
    assert counties["150206"].name_en == "Bayan Obo Mining District"
    assert all(len(code) == 6 and code.isdigit() for code in counties)


NONE = (None, None)


def test_fines_are_ranges() -> None:
    amounts = [(fine.fine_min_cny, fine.fine_max_cny) for fine in reference.penalties()]
    assert all(
        least and most and 0 < least < most for least, most in amounts if (least, most) != NONE
    )
    assert amounts.count(NONE) == 1  # one knows but times of the value taken
