"""The book of law: what is on record stands before what is built in."""

from dataclasses import replace
from datetime import date

from provenance.law.book import BUILT_IN, LawBook

R14 = BUILT_IN.articles["R14"]
LATER = replace(R14, id="R14-2027", valid_from=date(2027, 1, 1), replaces="R14")


def ids(book: LawBook, day: date) -> list[str]:
    return [a.id for a in book.in_force(("R14", "R25"), "NOT_HOLDER", day)]


def test_those_in_force_on_a_day_in_the_order_asked_for() -> None:
    assert ids(BUILT_IN, date(2024, 9, 30)) == []
    assert ids(BUILT_IN, date(2024, 10, 1)) == ["R14", "R25"]


def test_what_is_on_record_stands_before_what_has_its_id() -> None:
    ended = BUILT_IN.with_articles([replace(R14, valid_to=date(2026, 6, 30))])
    assert ids(ended, date(2026, 6, 30)) == ["R14", "R25"]
    assert ids(ended, date(2026, 7, 1)) == ["R25"]
    assert ids(BUILT_IN, date(2026, 7, 1)) == ["R14", "R25"]


def test_what_replaces_an_article_is_cited_in_its_place_from_its_first_day() -> None:
    book = BUILT_IN.with_articles([LATER])
    assert ids(book, date(2026, 12, 31)) == ["R14", "R25"]
    assert ids(book, date(2027, 1, 1)) == ["R14-2027", "R25"]


def test_what_names_a_finding_is_cited_by_it() -> None:
    more = replace(R14, id="N1", valid_from=date(2027, 1, 1), findings=frozenset({"NOT_HOLDER"}))
    book = BUILT_IN.with_articles([more])
    assert ids(book, date(2026, 12, 31)) == ["R14", "R25"]
    assert ids(book, date(2027, 1, 1)) == ["R14", "R25", "N1"]
    assert [a.id for a in book.in_force((), "OVERDRAWN_LOT", date(2027, 1, 1))] == []
