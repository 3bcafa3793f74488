"""What findings rest on: by day, by whom it binds, and how firmly it is known.

law.csv has a row for each row of CITED that a rule cites by: the articles, with the days they are
in force and whom they bind, as they were read.
"""

import ast
import csv
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from provenance import rules
from provenance.law.articles import Article
from provenance.law.book import BUILT_IN
from provenance.model.terms import Severity
from provenance.records.kinds.enums import Role
from provenance.rules import RULES
from provenance.rules.law import CITED, cited, gravest, ground
from provenance.words.table import Language

SEPARATOR = frozenset({"separation"})
TRADER = frozenset({"trade"})
NOBODY = frozenset[str]()
ROLES = frozenset(map(str, Role))
MAJOR, MINOR = Severity.MAJOR, Severity.MINOR

with (Path(__file__).parent / "law.csv").open(encoding="utf-8") as file:
    TABLE = list(csv.DictReader(file))
MODULES = sorted(Path(rules.__file__).parent.rglob("*.py"))
DAY = timedelta(days=1)


def _told(id_: str) -> str:
    """An article as law.csv tells it."""
    article = BUILT_IN.articles[id_]
    until = f" to {article.valid_to}" if article.valid_to else ""
    return f"{id_} {article.valid_from}{until} {'+'.join(sorted(article.binds)) or 'everyone'}"


@pytest.mark.parametrize("row", CITED)
def test_each_cites_articles_there_are(row: str) -> None:
    assert set(CITED[row]) <= BUILT_IN.articles.keys()


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['rule']}-{row['row']}")
def test_each_rule_cites_what_was_read(row: dict[str, str]) -> None:
    told = "; ".join(map(_told, CITED[row["row"]])) or "breaks no law"
    assert told == row["articles"]


def test_each_rule_has_its_rows() -> None:
    assert {rule.judge.__name__ for rule in RULES} == {row["rule"] for row in TABLE}


def _named() -> Iterator[tuple[str, str]]:
    """What rules cite by, and the codes of findings, as far as they stand in the source."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", None)
            given = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            for value in node.args[:1] if name in ("ground", "ground_of") else given:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield path.name, value.value
                elif isinstance(value, ast.JoinedStr) and isinstance(value.values[0], ast.Constant):
                    yield path.name, str(value.values[0].value)


def test_what_stands_in_the_rules_is_in_the_table() -> None:
    named = set(_named())
    assert len(named) > 20
    codes = {row.partition("/")[0] for row in CITED}
    for path, row in sorted(named):
        assert row.partition("/")[0] in codes, path
        assert "/" not in row or row.endswith("/") or row in CITED, path


def _days(article: Article) -> Iterator[date]:
    """The days on which something changes, and those beside them."""
    yield from (article.valid_from - DAY, article.valid_from)
    if article.valid_to:
        yield from (article.valid_to, article.valid_to + DAY)


TRIED = [
    pytest.param(row, article, day, roles, id=f"{row}-{article.id}-{day}-{'+'.join(sorted(roles))}")
    for row, ids in CITED.items()
    for article in map(BUILT_IN.articles.__getitem__, ids)
    for day in _days(article)
    for roles in ((article.binds, ROLES - article.binds) if article.binds else (NOBODY,))
]
"""Each article of each row: the last day before it, its first, its last, the first after it; judged
of those it binds and of all others."""


@pytest.mark.parametrize(("row", "article", "day", "roles"), TRIED)
def test_both_sides_of_each_day(
    row: str, article: Article, day: date, roles: frozenset[str]
) -> None:
    found = ground(row, day, BUILT_IN, roles)
    there = article.valid_from <= day and (article.valid_to is None or day <= article.valid_to)
    bound = not article.binds or roles == article.binds
    assert (article in found.binding) is (there and bound)
    assert (article in found.others) is (there and not bound)
    assert found.severity(Severity.CRITICAL) is (Severity.CRITICAL if found.binding else MINOR)
    if article in (found.binding or found.others):
        (text,) = map(str, cited([article]))
        assert re.split(r" Art\.|, | \(", text)[0] in str(found.basis)


def test_each_event_date_is_tried() -> None:
    tried = {param.values[2] for param in TRIED}
    ids = {id_ for row in CITED.values() for id_ in row}
    for article in map(BUILT_IN.articles.__getitem__, ids):
        assert {article.valid_from - DAY, article.valid_from} <= tried
        if article.valid_to:
            assert {article.valid_to, article.valid_to + DAY} <= tried


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


def test_in_chinese() -> None:
    day = date(2026, 1, 1)
    bound = ground("UNDESIGNATED_PRODUCER/separation", day, BUILT_IN, SEPARATOR).basis
    assert bound.said(Language.ZH) == (
        "《稀土开采和稀土冶炼分离总量调控管理暂行办法》第七条第三款；"
        "《稀土管理条例》第八条、第二十二条第（一）项"
    )
    sign = ground("NOT_HOLDER", day, BUILT_IN, TRADER).basis
    assert sign.said(Language.ZH) == (
        "系线索，不构成违反：该主体不受《稀土管理条例》第十四条、第二十五条约束"
    )
    nothing = ground("NOT_HOLDER", date(2024, 9, 30), BUILT_IN, TRADER).basis
    assert nothing.said(Language.ZH) == "2024-09-30 未见有条文登记在案"


def test_a_status_other_than_published_is_shown() -> None:
    found = ground("TOLL_PROCESSING", date(2020, 8, 1), BUILT_IN, SEPARATOR).basis
    assert str(found) == "MIIT〔2018〕265 (general); MIIT〔2020〕103, point 4"
    assert found.said(Language.ZH) == (
        "工信部联原〔2018〕265号（未见原文）；工信部联原〔2020〕103号第四点"
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


def test_the_gravest() -> None:
    assert gravest([MINOR, Severity.CRITICAL, MAJOR]) is Severity.CRITICAL
