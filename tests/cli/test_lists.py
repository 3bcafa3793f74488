"""Every command that prints a list prints it for people, programs and spreadsheets, one way."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from rich.cells import cell_len
from rich.text import Text

from provenance.cli.form import Form, Shown, form_asked
from provenance.cli.output import folded
from provenance.model.errors import MisuseError
from tests.cli.commands import every_command
from tests.cli.run import Cli, write_jsonl
from tests.example import DECLARATION, worked_example

NO_LISTS = {
    "backup", "decide", "demo", "export", "ingest", "key rotate", "login", "records",
    "report monthly", "report template", "report year-end", "restore", "review", "serve",
    "simulate", "status", "template", "token", "upgrade", "user add", "user remove",
    "user sign-out", "watch add", "watch deliver", "watch remove", "watch test", "trail expire",
    "trail export", "trail head", "trail verify",
}  # fmt: skip
"""Commands that do something, or print one thing and no rows."""


COMMANDS = dict(every_command())


@pytest.mark.parametrize("name", COMMANDS)
def test_who_prints_rows_writes_them_in_every_form(name: str) -> None:
    options = {option for param in COMMANDS[name].params for option in param.opts}
    forms = options & {"--csv", "--json", "--out"}
    if name in NO_LISTS:
        assert "--csv" not in forms
    else:
        assert forms == {"--csv", "--json", "--out"}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    folder = tmp_path_factory.mktemp("lists")
    cli = Cli(f"sqlite:///{folder}/s.sqlite")
    code, _, err = cli.run("ingest", write_jsonl(folder / "example.jsonl", worked_example()))
    assert code == 0, err
    assert cli.run("user", "add", "Li", "--role", "auditor")[0] == 0
    assert cli.run("token", "Li")[0] == 0
    return cli


LISTS = [
    ("verdict", "D1", "D2"), ("lineage", "D1"), ("exposure", "C2"), ("paths", "C1", "F1"),
    ("search", "分离"), ("findings",), ("suspicious",), ("targets",), ("rejected",),
    ("quotas",), ("credit",), ("seizures",),
    ("quotas", "--indicators"), ("notices", "--year", "2024"), ("cases",),
    ("reporting", "--month", "2026-10"), ("reporting", "--month", "2026-10", "--level", "city"),
    ("utilisation", "--year", "2026"), ("watch", "list"), ("balance", "--year", "2026"),
    ("law",), ("controls", "--day", "2026-11-20"), ("user", "list"), ("key", "list"),
]  # fmt: skip


def test_every_list_is_tried() -> None:
    groups = {"watch", "user", "key"}
    tried = {" ".join(words[:2]) if words[0] in groups else words[0] for words in LISTS}
    tried_elsewhere = {"audit", "check", "score", "settings", "trail list"}
    assert tried == COMMANDS.keys() - NO_LISTS - tried_elsewhere


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_a_list_is_the_same_in_every_form(
    loaded: Cli, words: tuple[str, ...], tmp_path: Path
) -> None:
    rows = loaded.csv(*words)
    remark = loaded.run(*words, "--csv")[2]
    assert rows or remark
    files = {suffix: tmp_path / f"list.{suffix}" for suffix in ("csv", "json", "jsonl", "xlsx")}
    for file in files.values():
        code, out, err = loaded.run(*words, "--out", str(file))
        assert (code, err) == (0, remark)
        assert re.fullmatch(rf"\d+ (rows|findings) in {re.escape(str(file))}\n", out)
    printed = loaded.run(*words, "--csv")[1].removeprefix("\ufeff")
    assert files["csv"].read_text("utf-8-sig") == printed
    lines = [json.loads(line) for line in files["jsonl"].read_text("utf-8").splitlines()]
    assert json.loads(files["json"].read_text("utf-8")) == lines == loaded.json(*words)
    header, *cells = load_workbook(files["xlsx"]).active.iter_rows(values_only=True)
    assert len(cells) == len(rows)
    for row, line in zip(rows, cells, strict=True):
        assert list(row) == list(header)
        for told, cell in zip(row.values(), line, strict=True):
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                assert Decimal(told) == Decimal(str(cell))
            else:
                assert told.removeprefix("'") == ("" if cell is None else str(cell))
    header_line, *piped = loaded.run(*words)[1].splitlines() if words[0] != "verdict" else ["x"]
    assert all(line.count("\t") == header_line.count("\t") for line in piped)
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_at_80_columns_no_key_is_cut_and_no_line_is_longer(
    loaded: Cli, words: tuple[str, ...]
) -> None:
    code, out = loaded.seen(*words)
    assert code == 0
    assert "…" not in out
    assert all(cell_len(line) <= 80 for line in out.splitlines())
    _, wide = loaded.seen(*words, columns=500)
    assert "Not shown" not in wide


def test_what_a_terminal_has_no_room_for_is_named(loaded: Cli) -> None:
    _, out = loaded.seen("quotas", columns=60)
    assert (
        "Not shown, as the terminal is too narrow: adjustments, reductions decided."
        " See them in a wider one, or with --csv."
    ) in " ".join(out.split())
    _, out = loaded.seen("search", DECLARATION, columns=20)
    assert f"number: {DECLARATION}\n" in out


def test_a_workbook_has_texts_as_texts_and_numbers_as_numbers(tmp_path: Path) -> None:
    texts = [
        "530120240999000002",
        "=1+1",
        "'=1",
        "007",
        "1e5",
        "#N/A",
        "true",
        "_x000D_",
        "2024-01",
    ]
    odd = ["a\x1b[2J\u202eb", "\ud800", "\ufffe", "a\nb"]
    form = form_asked(as_json=False, as_csv=False, out=tmp_path / "t.xlsx")
    row = dict.fromkeys("n", 7) | {"d": Decimal("0.000001"), "b": True, "l": ["a", "b"], "o": None}
    form.print([{"text": text, **row} for text in texts + odd], ("text", *row))
    sheet = load_workbook(tmp_path / "t.xlsx").active
    cells = [line[0] for line in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    found = [cell.value for cell in cells]
    assert found[:7] == texts[:7]
    assert found[len(texts) :] == [r"a\x1b[2J\u202eb", r"\ud800", r"\ufffe", "a\nb"]
    first = next(sheet.iter_rows(min_row=2, values_only=True))
    assert first[1:] == (7, 0.000001, True, "a; b", None)


@pytest.mark.parametrize("suffix", ["csv", "json", "jsonl", "xlsx"])
def test_what_fails_leaves_the_file_as_it_was(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"list.{suffix}"
    form = form_asked(as_json=False, as_csv=False, out=path)

    def rows() -> Iterator[dict[str, Any]]:
        yield {"a": 1}
        raise InterruptedError("no more")

    with pytest.raises(MisuseError, match="cannot write"):
        form.print(rows(), ("a",))
    assert list(tmp_path.iterdir()) == []
    path.write_text("before", "utf-8")
    with pytest.raises(ZeroDivisionError), form.opened(("a",)) as write:
        write({"a": 1 / 0})
    assert path.read_text("utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_where_nothing_can_be_written_a_line_says_so(loaded: Cli, tmp_path: Path) -> None:
    (tmp_path / "d.csv").mkdir()
    for path in (tmp_path / "no" / "f.xlsx", tmp_path / "d.csv", Path("/proc/f.json")):
        code, out, err = loaded.run("search", "D1", "--out", str(path))
        assert (code, out) == (2, "")
        assert re.fullmatch(r"MISUSE: cannot write .*: .+\n", err)


def test_nothing_is_an_empty_list(tmp_path: Path) -> None:
    for kind, text in (("json", "[]\n"), ("jsonl", ""), ("csv", "\ufeffa,b\r\n")):
        path = tmp_path / f"none.{kind}"
        Form(kind, path).print([], ("a", "b"), Shown(("a",)))
        assert path.read_bytes().decode() == text


@given(
    st.text(
        st.sampled_from("ab 12,（）稀土。-") | st.characters(exclude_categories=("C", "M")),
        max_size=60,
    ),
    st.integers(8, 40),
)
def test_a_folded_text_is_whole_and_fits(text: str, width: int) -> None:
    lines = [line.plain for line in folded(Text(text), width)]
    assert "".join("".join(lines).split()) == "".join(text.split())
    longest = max((cell_len(word) for word in re.findall(r"[!-~]+", text)), default=0)
    if longest <= width:
        for word in re.findall(r"(?<!\S)[!-~]+(?!\S)", text):
            assert any(word in line for line in lines)
