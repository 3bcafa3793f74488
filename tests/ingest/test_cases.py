"""Situations as people report them, each with other members of its kind."""

import csv
import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.ingest.check import Checked, check
from provenance.ingest.load import load
from provenance.ingest.warned import Warned
from provenance.model.asking import ref_asked
from provenance.model.terms import Conclusion, Label, Severity
from provenance.records.filing import Parsed, Rejection
from provenance.records.formats.reading import read
from provenance.records.kinds.registry import describe
from provenance.settings import Settings
from provenance.verdict.verdicts import verdicts
from tests.lawful import DECLARATION, TRADER, lawful_shipment
from tests.loading import load_all
from tests.schema.api import serving

NOW = datetime(2026, 11, 1, tzinfo=UTC)
EXAMPLES = {kind: described["example"] for kind, described in describe().items()}
DECLARED = {
    "id": "530120260000000045", "direction": "export", "date": "2026-10-10", "declarant": TRADER,
    "hs_code": "2846909990", "goods": "氧化钕", "net_kg": "1000", "country": "DEU",
}  # fmt: skip


def table(folder: Path, kind: str, *rows: Mapping[str, object]) -> str:
    """A CSV of records of one kind."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    path = folder / f"{kind}.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    return str(path)


def lines(path: str) -> list[Parsed | Rejection]:
    return list(read([path], received_at=NOW))


async def checked(path: str, store: GraphStore | None = None) -> Checked:
    return await check(store, Settings(), read([path], received_at=NOW))


# 01: numbers that a spreadsheet rewrote.


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("declaration", "id"),
        ("declaration", "declarant"),
        ("declaration", "licence"),
        ("declaration", "hs_code"),
        ("invoice", "id"),
        ("invoice", "seller"),
        ("flow_report", "enterprise"),
        ("transfer", "invoices"),
        ("quota_adjustment", "quota"),
    ],
)
@pytest.mark.parametrize("lost", ["5.3012E+17", "5.30120260000E+17", "9E+19", "####", "#N/A"])
def test_digits_that_are_lost_are_refused(tmp_path: Path, kind: str, field: str, lost: str) -> None:
    fields = {name: value for name, value in EXAMPLES[kind].items() if name != "record"}
    row = {
        name: json.dumps(value) if isinstance(value, (list, dict, bool)) else value
        for name, value in {**fields, field: lost}.items()
    }
    (line,) = lines(table(tmp_path, kind, row))
    assert isinstance(line, Rejection)
    assert (line.line, line.field.split(".")[0]) == (2, field)
    assert "digits are lost" in line.reason or "spreadsheet's word for an error" in line.reason
    assert "set the column to Text and take the number from the document" in line.reason


async def test_zeros_at_the_end_are_warned_of(tmp_path: Path) -> None:
    path = table(tmp_path, "declaration", DECLARED | {"id": "530120000000000000"})
    found = await checked(path)
    (warned,) = found.warnings
    assert (warned.code, warned.line, warned.field) == ("BAD_IDENTIFIER", 2, "id")
    assert "its digits may be lost" in str(warned.message)
    assert "set the column to Text" in str(warned.remedy)


# 02: the same number twice.

OTHERWISE: list[dict[str, str]] = [
    {"net_kg": "2000"},
    {"date": "2026-10-11"},
    {"country": "JPN", "goods": "氧化镨钕"},
]
ALIKE: list[dict[str, str]] = [
    {},
    {"country": "德国"},
    {"date": "2026/10/10"},
    {"net_kg": "1000.0"},
    {"id": "530120260000000045 "},
]


@pytest.mark.parametrize("other", OTHERWISE)
async def test_what_replaces_another_is_said(
    store: GraphStore, tmp_path: Path, other: dict[str, str]
) -> None:
    path = table(tmp_path, "declaration", DECLARED, DECLARED | other)
    for against in (None, store):
        found = await checked(path, against)
        (warned,) = found.warnings
        assert (warned.code, warned.line, found.replaced) == ("REPLACED", 3, 1)
        assert "replaces what line 2 says" in str(warned.message)
        assert ", ".join(sorted(other)) in str(warned.message)
    told: list[Warned] = []
    tally = await load(store, read([path], received_at=NOW), on_warned=told.append)
    assert (tally.committed, tally.new, tally.replaced) == (2, 1, 1)
    assert [(one.code, one.line) for one in told] == [("REPLACED", 3)]
    again = table(tmp_path, "later-declaration", DECLARED | {"net_kg": "3000"})
    (later,) = (await checked(again, store)).warnings
    assert f"replaces what {path}:3 says" in str(later.message)


@pytest.mark.parametrize("other", ALIKE)
async def test_the_same_again_needs_no_word(tmp_path: Path, other: dict[str, str]) -> None:
    found = await checked(table(tmp_path, "declaration", DECLARED, DECLARED | other))
    assert (found.warnings, found.replaced) == ([], 0)


async def test_a_higher_revision_replaces_without_a_word(tmp_path: Path) -> None:
    first, second = DECLARED | {"revision": "0"}, DECLARED | {"revision": "1", "net_kg": "2"}
    assert not (await checked(table(tmp_path, "declaration", first, second))).warnings


async def test_the_api_says_what_is_replaced_and_doubted(store: GraphStore) -> None:
    declared = {**DECLARED, "record": "declaration", "net_kg": 1000}
    other = {**declared, "net_kg": 2000, "country": "Atlantis"}
    async with serving(store) as api:
        data = await api.ask(
            "mutation ($records: [JSON!]!) { ingest(records: $records) { committed new replaced"
            " warnings { code line field message remedy } } }",
            records=[declared, other],
        )
    answer = data["ingest"]
    assert (answer["committed"], answer["new"], answer["replaced"]) == (2, 1, 1)
    doubted, replaced = answer["warnings"]
    assert (doubted["line"], doubted["field"]) == (2, "country")
    assert "there is no such country" in doubted["message"]
    assert (replaced["code"], replaced["line"]) == ("REPLACED", 2)
    assert "line 1" in replaced["message"]
    assert replaced["remedy"]


# 10 and 13: small letters, and countries by any name.


@pytest.mark.parametrize(
    ("kind", "field"),
    [("transfer", "buyer"), ("designation", "enterprise"), ("enterprise", "id")],
)
async def test_a_credit_code_has_one_case(store: GraphStore, kind: str, field: str) -> None:
    records = [
        {**one, field: one[field].lower()} if one["record"] == kind else one
        for one in lawful_shipment()
    ]
    await load_all(store, records)
    await _is_lawful(store)


@pytest.mark.parametrize("licensed", ["德国", "Germany", "DE", "276"])
@pytest.mark.parametrize("goods", ["氧化镨钕", "氧化镝"])
async def test_a_country_has_many_names(store: GraphStore, licensed: str, goods: str) -> None:
    records = [
        {
            **one,
            **({"destination": licensed, "control_codes": ["1C905"]} if "holder" in one else {}),
            **({"goods": goods} if one["record"] == "declaration" else {}),
        }
        for one in lawful_shipment()
    ]
    await load_all(store, records)
    await _is_lawful(store)


async def test_another_country_is_a_mismatch_by_whatever_name(store: GraphStore) -> None:
    records = [
        {**one, "destination": "法国"} if "holder" in one else one for one in lawful_shipment()
    ]
    await load_all(store, records)
    (verdict,) = await verdicts(store, [ref_asked(Label.DECLARATION, DECLARATION)], Settings())
    assert verdict is not None
    assert [(one.code, one.severity) for one in verdict.findings] == [
        ("LICENCE_MISMATCH", Severity.MAJOR)
    ]


async def _is_lawful(store: GraphStore) -> None:
    (verdict,) = await verdicts(store, [ref_asked(Label.DECLARATION, DECLARATION)], Settings())
    assert verdict is not None
    assert (verdict.conclusion, verdict.clearance) == (Conclusion.LAWFUL, "release")
    assert verdict.findings == []


# 12: how people write several numbers in one cell.


@pytest.mark.parametrize("between", [*",，;；、\n", "\r\n", ", ", "_x000D_\n", " ; "])
def test_numbers_in_a_cell_are_separated_as_people_do(tmp_path: Path, between: str) -> None:
    row = {name: value for name, value in EXAMPLES["transfer"].items() if name != "record"}
    row |= {
        "items": json.dumps(row["items"]),
        "invoices": f"2615 2000 0000 1234 5679{between}26152000000012345680",
    }
    (line,) = lines(table(tmp_path, "transfer", row))
    assert isinstance(line, Parsed)
    assert getattr(line.record, "invoices") == ("26152000000012345679", "26152000000012345680")  # noqa: B009


# 17: days after a spreadsheet.


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2026/3/5", "2026-03-05"),
        ("2026.3.5", "2026-03-05"),
        ("2026-10-10 00:00:00", "2026-10-10"),
        ("2026年3月5日", "2026-03-05"),
        ("20260305", "2026-03-05"),
        ("20260305.0", "2026-03-05"),
        ("5/3/2026", ""),
        ("05.03.2026", ""),
        ("46086", ""),
    ],
)
def test_days_whose_year_comes_first_leave_no_doubt(
    tmp_path: Path, written: str, read_as: str
) -> None:
    (line,) = lines(table(tmp_path, "declaration", DECLARED | {"date": written}))
    if read_as:
        assert isinstance(line, Parsed)
        assert str(getattr(line.record, "date")) == read_as  # noqa: B009
    else:
        assert isinstance(line, Rejection)
        assert line.field == "date"


# 28: red letters.


@pytest.mark.parametrize("mass", [-200, -200.5, "-200", "-200.500"])
@pytest.mark.parametrize("field", ["net_kg", "reo_kg"])
def test_a_red_letter_is_taken_without_its_sign(tmp_path: Path, mass: Any, field: str) -> None:
    line = {"goods": "氧化镨钕", "net_kg": 300, "amount_cny": -100000.00, field: mass}
    for status, taken in (("red_letter", True), ("valid", False)):
        record = EXAMPLES["invoice"] | {"status": status, "lines": [line]}
        path = tmp_path / "invoice.jsonl"
        path.write_text(json.dumps(record))
        (found,) = lines(str(path))
        if taken:
            assert isinstance(found, Parsed)
            (kept,) = getattr(found.record, "lines")  # noqa: B009
            assert float(getattr(kept, field)) == abs(float(mass))
            assert kept.amount_cny == -100000
        else:
            assert isinstance(found, Rejection)
            assert "goods that go back stand on an invoice of status red_letter" in found.reason
