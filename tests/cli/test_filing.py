"""Filing a month on the command line: a template, ten mistakes, corrected, filed, filed twice."""

import csv
import io
import json
from pathlib import Path

from provenance.records.formats.xlsx.sheets import PROCESSING
from tests.cli.run import Cli, write_jsonl
from tests.example import M, S, worked_example
from tests.records.formats.xlsx.kit import FIRM, Filled, filled
from tests.records.formats.xlsx.test_mistakes import ten_mistakes


def _cli(tmp_path: Path) -> Cli:
    return Cli(f"sqlite:///{tmp_path / 'store.sqlite'}")


def test_ten_mistakes_corrected_filed_and_filed_again(tmp_path: Path) -> None:
    cli = _cli(tmp_path)
    path = ten_mistakes().write(tmp_path / "month.xlsx")
    code, out, _ = cli.run("check", path)
    assert code == 1
    assert len(out.splitlines()) == 11
    assert "开采 Extraction!B5: 日期写成了文本" in out
    assert "0 records would be committed; 10 rejected" in out
    assert not (tmp_path / "store.sqlite").exists()
    code, out, err = cli.run("ingest", path)
    assert code == 1
    assert "0 records committed, 0 of them new; 10 rejected" in out
    assert "nothing of it is stored" in err
    assert cli.json("search", "E-1") == []
    kept = cli.json("rejected")
    assert len(kept) == 10
    assert kept[0]["reason"].startswith("开采 Extraction!B5: ")
    filled().write(tmp_path / "month.xlsx")
    code, out, err = cli.run("check", path)
    assert code == 0, err
    assert "2 records would be committed, 2 of them new; 0 rejected" in out
    assert cli.json("search", "E-1") == []
    assert [(one["committed"], one["new"]) for one in cli.json("ingest", path)] == [(2, 2)]
    assert [(one["committed"], one["new"]) for one in cli.json("ingest", path)] == [(2, 0)]
    (found,) = [hit for hit in cli.json("search", "T-1") if hit["label"] == "Event"]
    assert found["key"] == f"transfer:{FIRM}/T-1/1"


def test_a_template_from_the_store_goes_back_into_it(tmp_path: Path) -> None:
    cli = _cli(tmp_path)
    cli.json("ingest", write_jsonl(tmp_path / "r.jsonl", worked_example()))
    path = str(tmp_path / "s.xlsx")
    code, out, err = cli.run("template", S, "--month", "2026-03", "--out", path)
    assert (code, out) == (0, f"wrote {path}\n"), err
    assert [one["new"] for one in cli.json("ingest", path)] == [0]
    code, _, err = cli.run("template", S, "--month", "2026-03", "--out", path)
    assert code == 2
    assert "is there already" in err
    book = Filled(Path(path).read_bytes())
    book.cell(PROCESSING, 4, "outputs.reo_kg").value = 61_000
    assert [one["new"] for one in cli.json("ingest", book.write(tmp_path / "s.xlsx"))] == [1]


def test_checks_are_listed_for_programs_and_spreadsheets(tmp_path: Path) -> None:
    cli = _cli(tmp_path)
    path = ten_mistakes().write(tmp_path / "month.xlsx")
    code, out, _ = cli.run("check", path, "--json")
    assert code == 1
    rows = [json.loads(line) for line in out.splitlines()]
    assert len(rows) == 10
    assert rows[0] == {
        "outcome": "rejected",
        "code": "",
        "file": path,
        "line": 5,
        "sheet": "开采 Extraction",
        "cell": "B5",
        "field": "date",
        "reason": "日期写成了文本 “3/10/2026” / a date written as text, “3/10/2026”",
        "remedy": "把单元格格式改为“日期”后重新输入，如 2026-10-03 /"
        " set the cell's format to Date and type it again, such as 2026-10-03",
        "excerpt": "3/10/2026",
    }
    _, out, _ = cli.run("check", path, "--csv")
    assert [row["cell"] for row in csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))][:2] == [
        "B5",
        "C5",
    ]
    odd = write_jsonl(tmp_path / "r.jsonl", [{**worked_example()[7], "enterprise": "12345"}])
    code, out, _ = cli.run("check", odd, "--json")
    assert code == 0
    assert [json.loads(line)["code"] for line in out.splitlines()] == ["BAD_IDENTIFIER"]


def test_what_cannot_be_done_is_said(tmp_path: Path) -> None:
    cli = _cli(tmp_path).on_empty_store()
    for words, said in (
        (["template", M, "--month", "2026-13"], "month is '2026-13', which is no month there is"),
        (["template", M, "--month", "2026-03", "--out", str(tmp_path / "m.csv")], ".xlsx"),
        (["template", M, "--month", "2026-03", "--out", f"{tmp_path}/no/m.xlsx"], "written"),
        (["check", str(tmp_path / "none.xlsx")], "does not exist"),
        (["check", str(tmp_path), "--format", "ods"], "jsonl, csv, xlsx"),
    ):
        code, out, err = cli.run(*words)
        assert code == 2, words
        assert said in err
        assert "Traceback" not in out + err


def test_old_and_macro_workbooks_are_answered(tmp_path: Path) -> None:
    old = tmp_path / "month.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000))
    code, out, _ = _cli(tmp_path).run("check", str(old))
    assert code == 1
    assert "the old .xls format" in out
