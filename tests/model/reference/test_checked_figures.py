"""What was checked against public sources stands here as it was found, a test a row."""

from datetime import date

import pytest

from provenance.law.controls import built_in_controls
from provenance.model.reference import (
    customs_codes,
    group_quotas,
    groups,
    national_quotas,
    national_total_t,
    notices,
)
from provenance.model.reference.customs import lists, mineral
from provenance.model.reference.quota_notices import lines
from provenance.records.kinds.registry import describe

TODAY = date(2026, 11, 30)


def test_separation_of_2019_was_published() -> None:
    (row,) = (r for r in national_quotas() if (r.year, r.activity) == (2019, "separation"))
    assert (row.reo_t, row.status) == (127_000, "published")


@pytest.mark.parametrize("day", ["2019-11-08", "2023-03-24", "2024-02-06", "2024-08-20"])
def test_days_of_notices_that_a_source_was_found_for(day: str) -> None:
    (notice,) = (n for n in notices() if n.issued_on == date.fromisoformat(day))
    assert notice.status == "published"
    assert "no source" not in notice.dated_by


@pytest.mark.parametrize(
    ("year", "month"), [(2018, "2018-07-30"), (2020, "2020-07"), (2021, "2021")]
)
def test_mining_had_a_notice_of_its_own(year: int, month: str) -> None:
    mining = {line.notice for line in lines(year) if line.activity == "mining"}
    separation = {line.notice for line in lines(year) if line.activity == "separation"}
    (own,) = mining
    assert own.notice.startswith("自然资源部")
    assert own.issued_on.isoformat().startswith(month)
    assert not separation & mining
    assert all("自然资源部" not in notice.notice for notice in separation)


@pytest.mark.parametrize(
    ("group", "mining", "separation"),
    [
        ("China Northern Rare Earth Group", 81_400, 75_200),
        ("China Rare Earth Group", 25_300, 23_800),
        ("Xiamen Tungsten", 1_376, None),
        ("Guangdong Rare Earth Industry Group", 1_080, 4_242),
    ],
)
def test_the_second_batch_of_2022_by_group(group: str, mining: int, separation: int | None) -> None:
    found = {
        row.activity: row.reo_t
        for row in group_quotas()
        if (row.year, row.batch, row.group) == (2022, "2", group)
    }
    assert (found.get("mining"), found.get("separation")) == (mining, separation)


def test_no_more_is_broken_down_of_2022_than_there_was() -> None:
    for activity, whole in (("mining", 109_200), ("separation", 104_800)):
        rows = [r for r in group_quotas() if (r.year, r.activity) == (2022, activity)]
        assert 0 < whole - sum(row.reo_t for row in rows) < 1_600
    assert {row.status for row in group_quotas() if row.reo_t in (81_400, 25_300)} == {"rounded"}


def test_from_2024_there_are_two_groups() -> None:
    assert {row.group for row in group_quotas() if row.year == 2024} == {
        "China Northern Rare Earth Group",
        "China Rare Earth Group",
    }
    for row in group_quotas():
        assert row.year <= (groups()[row.group].quota_until or 9999)
    assert [g.key for g in groups().values() if g.quota_until is not None] == ["XTC", "GDRE"]


def test_the_year_2024_by_class_is_its_total() -> None:
    by_class = [r.reo_t for r in national_quotas() if r.year == 2024 and r.ore_class]
    assert sum(by_class) == national_total_t(2024, "mining") == 270_000


@pytest.mark.parametrize(
    ("element", "code"),
    [("Ho", "1C909"), ("Er", "1C910"), ("Tm", "1C911"), ("Eu", "1C912"), ("Yb", "1C913")],
)
def test_codes_of_the_later_list(element: str, code: str) -> None:
    found = {c.control_code for c in built_in_controls() if c.element == element}
    assert code in found


@pytest.mark.parametrize(
    ("code", "element"),
    [
        ("11", "Y"),
        ("12", "La"),
        ("13", "Nd"),
        ("14", "Eu"),
        ("15", "Dy"),
        ("16", "Tb"),
        ("17", "Pr"),
    ],
)
def test_single_oxides_have_codes_of_their_own(code: int, element: str) -> None:
    (row,) = (r for r in customs_codes() if r.code == f"284690{code}")
    assert row.elements == (element,)
    assert lists(f"284690{code}", "oxide", TODAY)


@pytest.mark.parametrize(
    ("code", "product"),
    [
        *((f"284690{n}", "mixed_salt") for n in range(41, 50)),  # carbonates
        ("28469091", "mixed_salt"),  # others
        ("7202991100", "alloy"),  # NdFeB, DyFe
        ("2530902010", "ore"),
        ("2530902090", "ore"),
    ],
)
def test_what_travels_under_a_code(code: str, product: str) -> None:
    assert lists(code, product, TODAY)


def test_thorium_ores_are_ours_and_uranium_is_not() -> None:
    assert mineral("2612200000")
    assert not mineral("2612100000")


def test_examples_are_right_and_of_nobody() -> None:
    examples = {kind: described["example"] for kind, described in describe().items()}
    indicator = examples["indicator"]
    assert (indicator["notice"], indicator["reo_t"]) == ("工信部联原〔2024〕25号", 124_860)
    named = ("enterprise", "seller", "buyer", "declarant", "holder", "party", "owner")
    for kind, example in examples.items():
        for field in named:
            assert "XXXX" in example.get(field, "XXXX"), kind
        for field in ("authority", "to", "source"):
            assert "合成" in example.get(field, "合成"), kind
    assert "XXXX" in examples["enterprise"]["id"]
    assert "合成" in examples["enterprise"]["name"]
