"""Templates: what is known is filled in, and filed back as it was it changes nothing."""

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.ingest.load import load
from provenance.ingest.template import month_template
from provenance.model.dates import last_day
from provenance.model.errors import MisuseError
from provenance.records.changes import RecordKey
from provenance.records.filing import Parsed
from provenance.records.formats.xlsx.layout import GUIDE, ON_RECORD, STOCK
from provenance.records.formats.xlsx.sheets import (
    DISPOSAL,
    EXPORT,
    EXTRACTION,
    IMPORT,
    OPENING_STOCK,
    PROCESSING,
    REPORTED,
    SCRAP_INTAKE,
    SHEETS,
    TRANSFER,
    WITHDRAWAL,
)
from provenance.simulate import demonstration
from tests.conftest import StoreAddress
from tests.example import M, S, Z, worked_example
from tests.loading import Record, load_all
from tests.records.formats.xlsx.kit import Filled, read

OTHER = "91310000MA1KTEST2M"


async def _filled(store: GraphStore, firm: str, month: str) -> Filled:
    return Filled(await month_template(store, firm, month))


async def _file(store: GraphStore, book: Filled) -> int:
    """File a workbook that must be good; returns how many versions were new."""
    lines = book.read()
    assert all(isinstance(line, Parsed) for line in lines), lines
    return (await load(store, lines)).new


async def test_a_firm_that_nobody_knows_gets_an_empty_one(store: GraphStore) -> None:
    book = await _filled(store, M, "2026-10")
    assert [page.title for page in book.book] == [
        GUIDE,
        *(sheet.title for sheet in SHEETS),
        STOCK,
        ON_RECORD,
    ]
    guide = {row[0].value: row[1].value for row in book.book[GUIDE].iter_rows() if row[0].value}
    assert guide["企业信用代码 Enterprise"] == M
    assert guide["月份 Month"] == "2026-10"
    assert guide["填报期限 Due"].startswith("2026-11-10 之前")
    assert book.records() == []
    for sheet in SHEETS:
        page = book.page(sheet)
        assert [cell.value for cell in page[2]][: len(sheet.columns)] == [
            column.zh for column in sheet.columns
        ]
        assert [cell.value for cell in page[3]][: len(sheet.columns)] == [
            column.en for column in sheet.columns
        ]
    words = [v.formula1 for v in book.page(EXTRACTION).data_validations.dataValidation]
    assert '"岩矿型 rock,离子型 ionic"' in words
    assert book.page(TRANSFER).column_dimensions["F"].number_format == "@"


async def test_what_is_on_record_is_filled_in(store: GraphStore) -> None:
    await load_all(store, worked_example())
    book = await _filled(store, S, "2026-03")
    assert book.book[GUIDE]["B4"].value == "分离"
    processing, sale = book.records()
    assert (processing.id, sale.id) == ("P1", "T2")
    page = book.page(PROCESSING)
    assert [cell.value for cell in page[4]][:3] == [
        "P1",
        datetime(2026, 3, 1),
        "冶炼分离 separation",
    ]
    assert page["B4"].number_format == "yyyy-mm-dd"
    assert book.cell(PROCESSING, 4, "inputs.reo_kg").value == 80_000
    stock = [[cell.value for cell in row] for row in book.book[STOCK].iter_rows(min_row=4)]
    assert stock == []


async def test_lots_at_hand_are_those_of_the_months_end(store: GraphStore) -> None:
    await load_all(store, worked_example())

    async def stock(firm: str, month: str) -> list[tuple[object, ...]]:
        book = await _filled(store, firm, month)
        return list(book.book[STOCK].iter_rows(min_row=4, max_col=3, values_only=True))

    assert await stock(M, "2026-01") == [("C1", "精矿 concentrate", 80_000)]
    assert await stock(M, "2026-02") == []
    assert [lot for lot, *_ in await stock(S, "2026-02")] == ["K1", "K2"]
    assert [lot for lot, *_ in await stock(Z, "2026-04")] == []
    book = await _filled(store, S, "2026-02")
    offered = [
        v for v in book.page(PROCESSING).data_validations.dataValidation if STOCK in v.formula1
    ]
    assert [(v.formula1, v.showErrorMessage) for v in offered] == [(f"'{STOCK}'!$A$4:$A$5", False)]


async def test_unchanged_it_changes_nothing_and_corrected_it_is_a_revision(
    store: GraphStore,
) -> None:
    await load_all(store, worked_example())
    assert await _file(store, await _filled(store, S, "2026-03")) == 0
    book = await _filled(store, S, "2026-03")
    book.cell(PROCESSING, 5, "outputs.reo_kg").value = 53_999.5
    new = {"id": "W-1", "date": date(2026, 3, 30), "items.lot": "D2", "items.reo_kg": 1}
    book.type(DISPOSAL, 4, {**new, "reason": "尾渣"})
    assert await _file(store, book) == 2
    assert await _file(store, book) == 0
    (versions,) = await store.graph.versions([RecordKey("processing", "P1")])
    assert [version.revision for version in versions] == [0, 1]
    again = await _filled(store, S, "2026-03")
    processing, _, disposal = again.records()
    assert (processing.revision, disposal.revision) == (1, 0)
    assert processing.outputs[1].reo_kg == Decimal("53999.5")
    assert disposal.id == f"{S}/W-1"
    assert again.page(DISPOSAL)["A4"].value == "W-1"
    assert await _file(store, again) == 0


async def test_what_is_deleted_must_be_withdrawn(store: GraphStore) -> None:
    await load_all(store, worked_example())
    book = await _filled(store, S, "2026-03")
    book.page(TRANSFER).delete_rows(4, 2)
    (words,) = book.wrong()
    assert words.startswith(f"{ON_RECORD}!B")
    assert "T2" in words
    gone = {"id": "V-1", "withdraws.record": "转移", "withdraws.id": "T2", "reason": "录入错误"}
    book.type(WITHDRAWAL, 4, gone)
    assert await _file(store, book) == 1
    assert [record.id for record in (await _filled(store, S, "2026-03")).records()] == ["P1"]


def _everything(firm: str) -> list[Record]:
    """A record of every kind a producer files, with every field, some of them odd."""
    lot = {
        "id": "L1",
        "product": "concentrate",
        "reo_kg": 1000.001,
        "net_kg": 2000.5,
        "hs_code": "2530902000",
        "feedstock": "domestic",
        "deposit": "白云鄂博",
        "assay": {"Nd2O3": 0.123456789012, "Ho2O3": 0.1, "REO-X": 0.2, "其他": 0.1},
    }

    def at(kind: str, id_: str, **more: object) -> Record:
        return {"record": kind, "id": id_, "date": "2026-10-31", "enterprise": firm, **more}

    draw = {"lot": "L1", "reo_kg": 0.001}
    return [
        at(
            "extraction",
            "=1+1",
            ore_class="ionic",
            site="1",
            region="150206",
            byproduct_of="铁",
            output=lot,
        ),
        at("import", f"{firm}/I-1", declaration="530120261000000017", output={**lot, "id": "M1"}),
        at(
            "scrap_intake",
            "S 1",
            source="某厂",
            invoices=["26152000000012345678", "a;b"],
            output={**lot, "id": f"{firm}/007", "product": "scrap"},
        ),
        at("opening_stock", "O1", inspection="INSP", output={**lot, "id": "=2+3"}, revision=7),
        at(
            "processing",
            "Ｐ１",
            process="blending",
            owner=OTHER,
            inputs=[draw, draw, {"lot": "M1", "reo_kg": 1}],
            outputs=[{**lot, "id": "L2"}],
        ),
        at("processing", "P2", process="repacking", inputs=[draw]),
        {
            **at("transfer", "T1", buyer=OTHER, reason="tolling", use="磁材", final_consumer=True),
            "invoices": ["26152000000012345679"],
            "items": [{**draw, "new_lot": f"{firm}/N-1"}, draw],
        },
        at("export", "X1", declaration="530120260000000042", items=[draw]),
        at("disposal", "D1", items=[draw], reason="第一行\n第二行\n" + "很长" * 1_000),
        {
            "record": "flow_report",
            "id": "F1",
            "enterprise": firm,
            "month": "2026-10",
            "filed_at": "2026-11-05T09:30:00.123456+09:00",
        },
        {
            "record": "execution_report",
            "id": "E1",
            "enterprise": firm,
            "period": "2026-10",
            "activity": "mining",
            "reo_t": 1.000001,
            "imported_reo_t": 0,
            "monazite_reo_t": 0.5,
            "filed_at": "2026-11-05T09:30:00+08:00",
        },
    ]


def _as_filed(record: Record) -> Record:
    made = dict(record)
    if record["record"] == "transfer":
        made["seller"] = made.pop("enterprise")
    return made


async def test_every_field_of_every_kind_comes_back(store: GraphStore) -> None:
    filed = [_as_filed(record) for record in _everything(M)]
    await load_all(store, filed)
    book = await _filled(store, M, "2026-10")
    assert len(book.records()) == len(filed)
    assert await _file(store, book) == 0
    used = (EXTRACTION, IMPORT, SCRAP_INTAKE, OPENING_STOCK, PROCESSING, TRANSFER, EXPORT)
    for sheet in (*used, DISPOSAL, REPORTED):
        assert book.page(sheet)["A4"].value, sheet.title
    assert book.page(IMPORT)["A4"].value == "I-1"
    assert book.cell(SCRAP_INTAKE, 4, "output.id").value == "007"


async def test_a_number_on_record_twice_over_keeps_apart(store: GraphStore) -> None:
    """`X` and `FIRM/X` are two records; only one of them can be shown as X."""
    at = {"record": "extraction", "date": "2026-10-31", "enterprise": M, "ore_class": "rock"}
    lots = [{"id": id_, "product": "ore", "reo_kg": 5} for id_ in ("L", f"{M}/L")]
    await load_all(
        store, [{**at, "id": "X", "output": lots[0]}, {**at, "id": f"{M}/X", "output": lots[1]}]
    )
    book = await _filled(store, M, "2026-10")
    assert {record.id for record in book.records()} == {"X", f"{M}/X"}
    assert await _file(store, book) == 0


async def test_december_has_the_years_execution_too(store: GraphStore) -> None:
    report = {
        "record": "execution_report",
        "id": "Y1",
        "enterprise": M,
        "period": "2026",
        "activity": "mining",
        "reo_t": 120,
        "filed_at": "2027-01-05T09:30:00+08:00",
    }
    await load_all(store, [report])
    assert [r.id for r in (await _filled(store, M, "2026-12")).records()] == ["Y1"]
    assert (await _filled(store, M, "2026-11")).records() == []


async def test_an_altered_memory_of_the_record_is_found_out(store: GraphStore) -> None:
    filed = [_as_filed(record) for record in _everything(M)]
    await load_all(store, filed)
    book = await _filled(store, M, "2026-10")
    page = book.book[ON_RECORD]
    row = next(row for row in page.iter_rows(min_row=4) if row[4].value)
    row[4].value = row[4].value.replace(M, OTHER)
    (words,) = book.wrong()
    assert "was changed" in words
    page.cell(row[0].row, 3).value = "many"
    (words,) = book.wrong()
    assert words.startswith(f"{ON_RECORD}!C")


def _busiest() -> dict[str, str]:
    """Enterprises of the synthetic year that together file every kind of record, and a month."""
    moves = {kind for sheet in SHEETS[:8] for kind in sheet.kinds}
    kinds: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for record in demonstration.records():
        if record["record"] in moves:
            firm = str(record.get("enterprise") or record.get("seller"))
            kinds[firm, str(record["date"])[:7]].add(str(record["record"]))
    found: dict[str, str] = {}
    seen: set[str] = set()
    for (firm, month), of_month in sorted(kinds.items(), key=lambda one: -len(one[1])):
        if of_month - seen and firm not in found:
            found[firm] = month
            seen |= of_month
    assert len(seen) > 5
    return found


async def test_months_of_the_demonstration_go_round(sqlite_address: StoreAddress) -> None:
    store = sqlite_address.open()
    try:
        await load_all(store, demonstration.records())
        for firm, month in _busiest().items():
            book = await _filled(store, firm, month)
            assert book.records()
            assert await _file(store, book) == 0, (firm, month)
    finally:
        await store.close()


@pytest.mark.parametrize(
    ("firm", "month"), [(M, "2026-13"), (M, "October"), ("", "2026-10"), ("a\nb", "2026-10")]
)
async def test_what_is_no_month_or_no_firm_is_refused(
    sqlite_address: StoreAddress, firm: str, month: str
) -> None:
    store = sqlite_address.open()
    try:
        with pytest.raises(MisuseError):
            await month_template(store, firm, month)
    finally:
        await store.close()


def test_the_last_day_of_a_month() -> None:
    assert last_day("2028-02") == date(2028, 2, 29)
    assert read(Filled().save()) == []
