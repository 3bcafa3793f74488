"""A month over the API: its template, checked cell by cell, filed whole or not at all."""

import base64

from provenance.graph.port.graph import GraphStore
from provenance.records.formats.xlsx.sheets import PROCESSING
from tests.example import S
from tests.records.formats.xlsx.kit import Filled, filled
from tests.records.formats.xlsx.test_mistakes import ten_mistakes
from tests.schema.api import Api, serving

CHECK = """query($w: String!) { checkMonth(workbook: $w, file: "march.xlsx") {
  records new wrong { sheet cell field message remedy }
  warnings { code sheet cell field row message } } }"""
FILE = """mutation($w: String!) { fileMonth(workbook: $w, file: "march.xlsx") {
  committed new settled wrong { sheet cell field message remedy } } }"""
TEMPLATE = """query($e: String!, $m: String!) {
  monthTemplate(enterprise: $e, month: $m) { fileName workbook } }"""


def _text(book: Filled) -> str:
    return base64.b64encode(book.save()).decode()


async def test_a_template_is_filled_checked_filed_and_filed_again(api: Api) -> None:
    made = (await api.ask(TEMPLATE, e=S, m="2026-03"))["monthTemplate"]
    assert made["fileName"] == f"{S}-2026-03.xlsx"
    same = (await api.ask(FILE, w=made["workbook"]))["fileMonth"]
    assert same == {"committed": 2, "new": 0, "settled": 0, "wrong": []}
    book = Filled(base64.b64decode(made["workbook"]))
    book.cell(PROCESSING, 4, "outputs.reo_kg").value = 70_000
    checked = (await api.ask(CHECK, w=_text(book)))["checkMonth"]
    assert (checked["records"], checked["new"], checked["wrong"]) == (2, 1, [])
    # The code of the example's separator has a check digit that is wrong.
    assert [
        (one["code"], one["sheet"], one["cell"], one["row"]) for one in checked["warnings"]
    ] == [
        ("BAD_IDENTIFIER", "加工 Processing", None, 4),
        ("BAD_IDENTIFIER", "转移 Transfer", "C4", 4),
        ("UNEXPLAINED_MASS", "加工 Processing", "A4", 4),
        ("OVER_QUOTA_SEPARATION", "加工 Processing", "A4", 4),
    ]
    filed = (await api.ask(FILE, w=_text(book)))["fileMonth"]
    assert (filed["committed"], filed["new"], filed["wrong"]) == (2, 1, [])
    assert filed["settled"] > 0
    assert (await api.ask(FILE, w=_text(book)))["fileMonth"]["new"] == 0


async def test_wrong_cells_are_typed_and_nothing_goes_in(sqlite_store: GraphStore) -> None:
    async with serving(sqlite_store) as api:
        for query, name in ((CHECK, "checkMonth"), (FILE, "fileMonth")):
            answer = (await api.ask(query, w=_text(ten_mistakes())))[name]
            assert len(answer["wrong"]) == 10
            assert answer["wrong"][6] == {
                "sheet": "转移 Transfer",
                "cell": "G6",
                "field": "items.reo_kg",
                "message": "单元格里带有单位“吨”：3吨 / a unit in the cell, 吨: 3吨",
                "remedy": "换算成 kg 后只填数字 / convert it to kg and type the number alone",
            }
            assert not (await api.ask('{ search(text: "E-1") { key } }'))["search"]
        assert (await api.ask(FILE, w=_text(filled())))["fileMonth"]["new"] == 2


async def test_what_is_no_workbook_is_said(api: Api) -> None:
    code, message = await api.fail(CHECK, w="not base64!")
    assert code == "MISUSE"
    assert "base64" in message
    answer = await api.ask(FILE, w=base64.b64encode(b"id,date").decode())
    (wrong,) = answer["fileMonth"]["wrong"]
    assert (wrong["sheet"], wrong["cell"]) == (None, None)
    assert "no workbook" in wrong["message"]
    code, _ = await api.fail(TEMPLATE, e=S, m="March")
    assert code == "MISUSE"
