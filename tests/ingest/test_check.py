"""Checking files of any format: the answers of a load, warnings beside them, nothing stored."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.ingest.check import MOST_TOLD, Checked, check
from provenance.records.formats.reading import read
from provenance.records.formats.xlsx.sheets import EXTRACTION, TRANSFER
from provenance.settings import Settings
from tests.cli.run import write_jsonl
from tests.conftest import StoreAddress
from tests.example import M, worked_example
from tests.loading import load_all, parsed
from tests.records.formats.xlsx.kit import EXTRACTED, filled

NOW = datetime(2026, 11, 1, tzinfo=UTC)


async def _checked(store: GraphStore | None, *paths: str, batch: int = 5_000) -> Checked:
    return await check(store, Settings(batch=batch), read(paths, received_at=NOW))


async def test_lines_are_answered_as_a_load_would(tmp_path: Path) -> None:
    bad = {**worked_example()[7], "date": "2026-02-30"}
    path = write_jsonl(tmp_path / "r.jsonl", [*worked_example(), bad])
    found = await _checked(None, path)
    assert (found.records, found.rejections, found.new) == (14, 1, None)
    (line,) = found.rejected
    assert (line.line, line.field) == (15, "date")
    assert line.words == line.reason


async def test_numbers_of_bad_form_are_warned_of_once(tmp_path: Path) -> None:
    odd = {**worked_example()[7], "enterprise": "12345"}
    path = write_jsonl(tmp_path / "r.jsonl", [odd, {**odd, "id": "E7"}])
    found = await _checked(None, path, batch=1)
    (warned,) = found.warnings
    assert (warned.code, warned.line, warned.field) == ("BAD_IDENTIFIER", 1, "enterprise")


@pytest.mark.parametrize(("scheme", "number"), [("customs", "1502930123"), ("taxpayer", "12345")])
async def test_a_further_number_of_an_enterprise_is_not_odd(
    tmp_path: Path, sqlite_address: StoreAddress, scheme: str, number: str
) -> None:
    stated = {**worked_example()[0], "identifiers": [{"scheme": scheme, "number": number}]}
    named = {**worked_example()[7], "enterprise": number}
    path = write_jsonl(tmp_path / "r.jsonl", [stated, named])
    assert (await _checked(None, path)).warnings == []
    store = sqlite_address.open()
    await load_all(store, [stated])
    found = await _checked(store, write_jsonl(tmp_path / "s.jsonl", [named]))
    assert "BAD_IDENTIFIER" not in [warned.code for warned in found.warnings]
    await store.close()


async def test_a_csv_too(tmp_path: Path) -> None:
    path = tmp_path / "flow_report.csv"
    path.write_text(f"id,enterprise,month,filed_at\nF1,{M},2026-13,2026-04-09\n")
    found = await _checked(None, str(path))
    assert [line.field for line in found.rejected] == ["month"]


async def test_warnings_of_a_workbook_name_cells(
    sqlite_address: StoreAddress, tmp_path: Path
) -> None:
    store = sqlite_address.open()
    try:
        await load_all(store, worked_example())
        book = filled(lambda b: b.type(TRANSFER, 4, {"items.reo_kg": 90_000, "buyer": "某公司"}))
        book.type(TRANSFER, 5, {"id": "T-1", "items.lot": f"{M}/C-9", "items.reo_kg": 1})
        found = await _checked(store, book.write(tmp_path / "m.xlsx"))
        assert (found.records, found.new, found.rejections) == (2, 2, 0)
        assert [(one.code, str(one.cell), one.line) for one in found.warnings] == [
            ("BAD_IDENTIFIER", "转移 Transfer!C4", 4),
            ("OVERDRAWN_LOT", "转移 Transfer!F4", 4),
            ("OVER_QUOTA_MINING", "开采 Extraction!A4", 4),
            ("NO_RECORD", "转移 Transfer!F5", 4),
        ]
        assert not (await store.records.rejected(0, 10))
        wrong = filled(lambda b: b.type(EXTRACTION, 5, {**EXTRACTED, "output.reo_kg": "1 t"}))
        found = await _checked(store, wrong.write(tmp_path / "w.xlsx"))
        assert (found.records, found.new) == (0, None)
        assert [str(line.cell) for line in found.rejected] == [
            "开采 Extraction!A5",
            "开采 Extraction!I5",
        ]
        assert not (await store.records.rejected(0, 10))
    finally:
        await store.close()


async def test_what_is_too_large_is_not_tried_out(sqlite_address: StoreAddress) -> None:
    store = sqlite_address.open()
    try:
        found = await check(store, Settings(batch=5), parsed(worked_example()))
        assert (found.records, found.new) == (14, None)
    finally:
        await store.close()


async def test_only_so_much_is_told_and_all_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text("{\n" * (MOST_TOLD + 5))
    found = await _checked(None, str(path))
    assert (found.rejections, len(found.rejected)) == (MOST_TOLD + 5, MOST_TOLD)
