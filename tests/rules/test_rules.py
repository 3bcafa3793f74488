"""What all findings have in common."""

from datetime import date

import pytest

from provenance.model import Product, Severity
from provenance.rules import judge
from provenance.rules.finding import MEASURES, REGULATIONS, Article, basis, in_force, kg
from tests.graph.build import (
    PLANT,
    all_allowed,
    export,
    extraction,
    imported,
    processing,
    settled,
    stock,
    transfer,
    worked_example,
)
from tests.rules.build import DECLARATION, case, consigned, declared, licence

OLD, NEW = Article("old", REGULATIONS), Article("new", MEASURES)


@pytest.mark.parametrize(
    ("day", "cited", "severity"),
    [
        (date(2024, 9, 30), "no article in force on 2024-09-30", Severity.INFO),
        (date(2024, 10, 1), "old", Severity.MAJOR),
        (date(2025, 7, 27), "old", Severity.MAJOR),
        (date(2025, 7, 28), "new; old", Severity.MAJOR),
    ],
)
def test_articles_apply_to_what_is_dated_in_their_force(
    day: date, cited: str, severity: Severity
) -> None:
    assert basis(day, NEW, OLD) == cited
    assert in_force(day, Severity.MAJOR, NEW, OLD) is severity


@pytest.mark.parametrize(
    ("grams", "text"),
    [
        (0, "0 kg"),
        (1, "0.001 kg"),
        (100, "0.1 kg"),
        (1_000, "1 kg"),
        (100_000, "100 kg"),
        (1_234_500, "1,234.5 kg"),
        (39_473_684, "39,473.684 kg"),
        (10**15, "1,000,000,000,000 kg"),
    ],
)
def test_kilograms_as_people_read_them(grams: int, text: str) -> None:
    assert kg(grams) == text


def test_a_case_with_nothing_wrong_has_no_findings() -> None:
    lineage = settled(
        extraction("C", 100, by="91150000701463622D"),
        export("C", 100, by="91150000701463622D", declaration=DECLARATION),
        register=all_allowed(100, 0),
    )
    assert judge(*case(lineage).slices()) == []


def test_the_worked_example() -> None:
    found = judge(*case(worked_example(), "D1").slices())
    named = [(finding.code, finding.subject.key) for finding in found]
    assert [pair for pair in named if pair[0] != "BAD_IDENTIFIER"] == [
        ("NO_QUOTA_ORIGIN", "D1"),
        ("OVER_QUOTA_MINING", "extraction:E-C2"),
        ("OVER_QUOTA_SEPARATION", "processing:P1"),
    ]
    assert [finding.mass_g for finding in found][:3] == [20_526_316, 20_000_000, 24_000_000]


def test_findings_come_in_the_order_of_the_rules_and_always_the_same() -> None:
    lineage = settled(
        extraction("C", 100, "2026-03-31"),
        extraction("A", 90, id_="ONE"),
        stock("A", 80),
        imported("M", 10, by=PLANT),
        transfer("C", 60, "K", "2026-02-20"),
        processing("P", {"M": 20, "C": 5, "A": 5}, {"X": (Product.OXIDE, 90)}),
        register=all_allowed(50, 0),
    )
    judged = case(lineage, "X").slices()
    found = judge(*judged)
    assert found == judge(*judged)
    codes = list(dict.fromkeys(finding.code for finding in found))
    assert codes == [
        "NO_QUOTA_ORIGIN",
        "OVER_QUOTA_MINING",
        "OVER_QUOTA_SEPARATION",
        "UNEXPLAINED_MASS",
        "OVERDRAWN_LOT",
        "LOT_PRODUCED_TWICE",
        "NOT_HOLDER",
        "IMPOSSIBLE_SEQUENCE",
        "UNDECLARED_IMPORT",
        "BAD_IDENTIFIER",
    ]


def test_what_weighs_says_what_it_rests_on() -> None:
    judged = consigned(declared(), licence())
    for finding in judge(judged):
        assert finding.basis
        assert finding.status == "open"
