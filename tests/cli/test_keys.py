"""Numbers from files and standard input, and what a script demands of verdicts."""

import json
from pathlib import Path

import pytest

from tests.cli.run import Cli, write_jsonl
from tests.example import DECLARATION, worked_example
from tests.lawful import DECLARATION as LAWFUL
from tests.lawful import lawful_shipment


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    folder = tmp_path_factory.mktemp("keys")
    cli = Cli(f"sqlite:///{folder}/s.sqlite")
    code, _, err = cli.run("ingest", write_jsonl(folder / "example.jsonl", worked_example()))
    assert code == 0, err
    return cli


def _keys(out: str) -> list[str]:
    return [json.loads(line)["subject"]["key"] for line in out.splitlines()]


def test_numbers_from_a_file_and_from_standard_input(loaded: Cli, tmp_path: Path) -> None:
    listed = "\ufeff# today's\r\n\r\nD1\r\n  D2  \r\n#D3\r\n" + DECLARATION
    file = tmp_path / "keys.txt"
    file.write_bytes(listed.encode())
    expected = ["D1", "D2", DECLARATION]
    for words, stdin in (
        (("--keys", str(file)), None), (("--keys", "-"), listed), (("-",), listed),
    ):  # fmt: skip
        code, out, err = loaded.run("verdict", *words, "--json", stdin=stdin)
        assert (code, err) == (0, "")
        assert _keys(out) == expected
    code, out, _ = loaded.run("verdict", "F1", "-", "--json", "--keys", str(file), stdin="F2\n")
    assert _keys(out) == ["F1", "F2", *expected]
    for command in ("lineage", "exposure"):
        said = loaded.run(command, "D1", "D2", "--json")[1]
        assert loaded.run(command, "-", "--json", stdin="D1\nD2\n")[1] == said


def test_many_numbers_are_answered_some_at_a_time(loaded: Cli, tmp_path: Path) -> None:
    file = tmp_path / "keys.txt"
    file.write_text("\n".join(["D1", "D2"] * 150 + ["nowhere"]), "utf-8")
    code, out, err = loaded.run("verdict", "--keys", str(file), "--csv")
    assert code == 4
    assert "nowhere" in err
    assert len(out.splitlines()) == 301
    assert out.count("conclusion") == 1


def test_what_is_no_list_of_numbers_is_said(loaded: Cli, tmp_path: Path) -> None:
    (tmp_path / "wide.txt").write_bytes("D1\n批次".encode("gb18030"))
    for words, told in (
        (("--keys", str(tmp_path / "none.txt")), "cannot read"),
        (("--keys", str(tmp_path)), "cannot read"),
        (("--keys", str(tmp_path / "wide.txt")), "UTF-8"),
        ((), "--keys FILE"),
    ):
        code, _, err = loaded.run("verdict", *words)
        assert code == 2, words
        assert told in err
        assert "Traceback" not in err
    assert loaded.run("verdict", "-", stdin="# nothing\n") == (
        0, "", "no numbers: nothing was asked\n",
    )  # fmt: skip


def test_several_findings_are_reviewed_at_once(loaded: Cli) -> None:
    first, second, *_ = (one["id"] for one in loaded.json("findings"))
    said = ("--dismiss", "--by", "李", "--reason", "重复")
    code, out, err = loaded.run("review", "-", *said, "--json", stdin=f"{first}\nnone\n{second}\n")
    assert code == 4
    assert "none" in err
    assert [json.loads(line)["status"] for line in out.splitlines()] == ["DISMISSED"] * 2


@pytest.mark.parametrize(
    ("demanded", "code"), [("lawful", 6), ("MIXED", 0), ("unverified", 0), ("unlawful", 0)]
)
def test_a_script_demands_a_conclusion(loaded: Cli, demanded: str, code: int) -> None:
    plain = loaded.run("verdict", "D1", "--json")
    assert json.loads(plain[1])["conclusion"] == "MIXED"
    assert loaded.run("verdict", "D1", "--json", "--fail-unless", demanded) == (code, *plain[1:])


def test_what_is_lawful_is_as_demanded(tmp_path: Path) -> None:
    cli = Cli(f"sqlite:///{tmp_path}/s.sqlite")
    cli.run("ingest", write_jsonl(tmp_path / "lawful.jsonl", lawful_shipment()))
    code, out, err = cli.run("verdict", LAWFUL, "--fail-unless", "lawful", "--json")
    assert json.loads(out)["conclusion"] == "LAWFUL", err
    assert code == 0
    assert cli.run("verdict", "nowhere", "--fail-unless", "lawful")[0] == 4
