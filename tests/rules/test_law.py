"""What findings rest on: by day, by whom it binds, and how firmly it is known."""

from datetime import date

import pytest

from provenance.law.book import BUILT_IN
from provenance.model.terms import Severity
from provenance.rules.law import CITED, ground
from provenance.words.table import Language

SEPARATOR = frozenset({"separation"})
TRADER = frozenset({"trade"})
NOBODY = frozenset[str]()
MAJOR, MINOR = Severity.MAJOR, Severity.MINOR


@pytest.mark.parametrize("row", CITED)
def test_each_cites_articles_there_are(row: str) -> None:
    assert set(CITED[row]) <= BUILT_IN.articles.keys()


@pytest.mark.parametrize(
    ("day", "roles", "basis", "severity"),
    [
        (date(2024, 9, 30), SEPARATOR, "no article on record for 2024-09-30", MINOR),
        (date(2024, 10, 1), SEPARATOR, "Order 785 Art. 14, 25", MAJOR),
        (
            date(2024, 10, 1),
            TRADER,
            "a sign, not a breach: not bound by Order 785 Art. 14, 25",
            MINOR,
        ),
        (
            date(2024, 10, 1),
            NOBODY,
            "a sign, not a breach: not bound by Order 785 Art. 14, 25",
            MINOR,
        ),
    ],
)
def test_day_and_roles_decide(
    day: date, roles: frozenset[str], basis: str, severity: Severity
) -> None:
    found = ground("NOT_HOLDER", day, BUILT_IN, roles)
    assert (str(found.basis), found.severity(MAJOR)) == (basis, severity)
    assert found.severity(Severity.INFO) is Severity.INFO


def test_a_status_other_than_published_is_shown() -> None:
    found = ground("TOLL_PROCESSING", date(2020, 8, 1), BUILT_IN, SEPARATOR).basis
    assert str(found) == "MIIT〔2018〕265 (general); MIIT〔2020〕103, point 4"
    assert (
        found.said(Language.ZH)
        == "工信部联原〔2018〕265号（未见原文）；工信部联原〔2020〕103号第四点"
    )


def test_what_breaks_no_law_is_as_grave_as_it_is() -> None:
    found = ground("BAD_IDENTIFIER", date(2026, 1, 1), BUILT_IN, NOBODY)
    assert (str(found.basis), found.severity(MAJOR)) == ("–", MAJOR)


def test_two_grounds_of_one_finding() -> None:
    day = date(2026, 1, 1)
    both = ground("NOT_HOLDER", day, BUILT_IN, TRADER) | ground(
        "INVOICE_REUSED", day, BUILT_IN, TRADER
    )
    assert str(both.basis) == "Measures for Invoices (State Council Order 587) (general)"
    assert both.severity(MAJOR) is MAJOR


def test_the_rows_name_findings() -> None:
    assert all(row.partition("/")[0].isupper() for row in CITED)
