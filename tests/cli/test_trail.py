"""The trail from the command line: listed, verified, signed, exported, let go."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from provenance.graph.port.trail import Draft
from provenance.graph.rows import trail as rows
from tests.cli.run import Cli, write_jsonl
from tests.conftest import StoreAddress
from tests.example import DECLARATION, worked_example

ON = {"PROVENANCE_TRAIL__ON": "true"}


@pytest.fixture
def told(sqlite_address: StoreAddress, tmp_path: Path) -> Cli:
    """A store with the worked example, of which the owner has been in the trail since."""
    Cli(sqlite_address.store).run("ingest", write_jsonl(tmp_path / "r.jsonl", worked_example()))
    return Cli(sqlite_address.store, ON)


def tamper(cli: Cli, statement: str) -> None:
    with closing(sqlite3.connect(cli.store.removeprefix("sqlite:///"))) as db:
        db.execute(statement)
        db.commit()


def test_what_the_owner_asks_and_changes(told: Cli) -> None:
    assert told.run("verdict", DECLARATION)[0] == 0
    decided = ("--by", "CANARY-BY", "--reason", "CANARY-REASON")
    assert told.run("decide", DECLARATION, "hold", *decided)[0] == 0
    url = "https://canary.example/hook"
    (watch,) = told.json("watch", "add", url, "--by", "CANARY-BY")
    listed = told.json("trail", "list")
    said = [(entry["asked"], entry["status"], entry.get("changes")) for entry in listed]
    assert said == [
        (["trail list"], "begun", None),
        (["webhooks add"], "changed", {"watched": {"Watch": {"count": 1, "keys": [watch["id"]]}}}),
        (["webhooks add"], "begun", None),
        (
            ["review decide"],
            "changed",
            {"decided": {"Declaration": {"count": 1, "keys": [[DECLARATION, "hold"]]}}},
        ),
        (["review decide"], "begun", None),
        (["verdict"], "begun", None),
    ]
    assert all((entry["who"], entry["role"]) == ("owner", "owner") for entry in listed)
    about = told.json("trail", "list", "--about", DECLARATION)
    assert [entry["asked"] for entry in about][1:] == [["review decide"]] * 2 + [["verdict"]]
    _, out, _ = told.run("trail", "export")
    for secret in ("CANARY", "canary", watch["secret"]):
        assert secret not in out
    entries = [json.loads(line) for line in out.splitlines()]
    assert [entry["number"] for entry in entries] == list(range(1, len(entries) + 1))
    assert json.loads(entries[-1]["body"])["asked"] == ["trail export"]


def test_a_local_file_has_no_trail_unless_it_is_to_but_of_who_reads_it(told: Cli) -> None:
    silent = Cli(told.store)
    assert silent.run("verdict", DECLARATION)[0] == 0
    assert silent.run("trail", "verify")[1] == "the trail is empty\n"
    assert silent.run("trail", "head")[0] == 2
    assert [entry["asked"] for entry in silent.json("trail", "list")] == [["trail list"]]
    assert silent.run("trail", "export")[0] == 0
    assert [entry["asked"] for entry in silent.json("trail", "list")] == [
        ["trail list"],
        ["trail export"],
        ["trail list"],
    ]


def test_verified_by_itself_and_by_a_head_kept_elsewhere(told: Cli, tmp_path: Path) -> None:
    for _ in range(3):
        told.run("search", "D1")
    quiet = Cli(told.store)
    kept, as_json = tmp_path / "head.txt", tmp_path / "head.json"
    kept.write_text(quiet.run("trail", "head")[1])
    as_json.write_text(quiet.run("trail", "head", "--json")[1])
    for file in (kept, as_json):
        code, out, _ = quiet.run("trail", "verify", "--head", str(file))
        assert (code, out[:32]) == (0, "the trail holds: 3 entries, up t")
    tamper(told, "DELETE FROM trail WHERE number = 3")
    assert quiet.run("trail", "verify")[0] == 0
    code, out, _ = quiet.run("trail", "verify", "--head", str(kept))
    assert code == 1
    assert out.startswith("the trail does not hold at 3: it is missing, with all up to 3")
    tamper(told, "UPDATE trail SET who = 'x' WHERE number = 2")
    code, out, _ = quiet.run("trail", "verify", "--json")
    found = json.loads(out)
    assert (code, found["holds"], found["number"], found["why"]) == (1, False, 2, "it was changed")
    kept.write_text("no head")
    code, _, err = quiet.run("trail", "verify", "--head", str(kept))
    assert code == 2
    assert "no head of the trail" in err


def test_what_is_old_is_let_go_and_the_rest_verifies(told: Cli, tmp_path: Path) -> None:
    for _ in range(3):
        told.run("search", "D1")
    quiet = Cli(told.store, {"PROVENANCE_TRAIL__KEEP_DAYS": "1"})
    head = tmp_path / "head.txt"
    head.write_text(quiet.run("trail", "head")[1])
    code, out, _ = quiet.run("trail", "expire")
    assert (code, out) == (0, "no entry is older than 1 days\n")
    # Written two days ago, as far as anyone can tell: all hashes are right.
    with closing(sqlite3.connect(told.store.removeprefix("sqlite:///"))) as db:
        previous = rows.NOTHING
        for number, day in ((1, "2020-01-01"), (2, "2020-01-02"), (3, "2100-01-01")):
            at = f"{day}T00:00:00.000000+00:00"
            draft = Draft(who="owner", role="owner", status="begun")
            body = rows.body_of(draft, number, at, previous)
            previous = rows.hash_of(body)
            db.execute(
                "UPDATE trail SET at = ?, body = ?, hash = ? WHERE number = ?",
                (at, body, previous, number),
            )
        db.commit()
    assert quiet.run("trail", "verify")[0] == 0
    code, out, err = quiet.run("trail", "expire")
    assert (code, out[:34]) == (0, "all entries up to 2, of 2020-01-02"), err
    listed = quiet.json("trail", "list")
    assert [entry["number"] for entry in listed] == [5, 4, 3]
    assert listed[1]["changes"] == {"expired": {"Trail": {"count": 1, "keys": [2]}}}
    assert quiet.run("trail", "verify")[1].startswith("the trail holds: 3 entries, up to 5")
    assert quiet.run("trail", "expire")[1] == "no entry is older than 1 days\n"
    code, out, err = quiet.run("key", "rotate", "--compromised")
    assert (code, err) == (0, "")
    assert quiet.run("trail", "verify", "--head", str(head))[0] == 2  # anybody may have signed it
    head.write_text(out.splitlines()[-1])
    code, out, _ = quiet.run("trail", "verify", "--head", str(head))
    assert (code, out[:40]) == (0, "the trail holds: 3 entries, up to 5 at 2")
    tamper(
        told, "UPDATE trail SET hash = (SELECT hash FROM trail WHERE number = 3) WHERE number = 2"
    )
    code, out, _ = quiet.run("trail", "verify")
    assert (code, out) == (1, "the trail does not hold at 2: its seal is of another entry\n")
    code, out, err = quiet.run("key", "rotate", "--compromised")
    assert (code, len(out.splitlines())) == (0, 2)
    assert "does not hold at 2: its seal is of another entry; nothing of it is signed anew" in err
    tamper(told, "DELETE FROM trail WHERE number = 2")
    assert "does not hold at 1: it is missing" in quiet.run("trail", "verify")[1]


def test_what_was_tampered_with_is_not_sealed_over(told: Cli) -> None:
    for _ in range(3):
        told.run("search", "D1")
    tamper(told, "UPDATE trail SET at = '2020-01-01T00:00:00.000000+00:00' WHERE number < 3")
    code, _, err = Cli(told.store).run("trail", "expire")
    assert code == 2
    assert "does not hold at 1: it was changed; nothing of it is let go" in err


def test_it_is_the_same_list_in_every_form(told: Cli, tmp_path: Path) -> None:
    """Each time of listing it is in it too, so up to a moment."""
    for question in (("verdict", DECLARATION), ("search", "分离")):
        assert told.run(*question)[0] == 0
    upto = ("trail", "list", "--until", datetime.now(UTC).isoformat())
    lines, found = told.json(*upto), told.csv(*upto)
    assert [line["asked"] for line in lines] == [["search"], ["verdict"]]
    assert [row["asked"] for row in found] == ["search", "verdict"]
    files = {suffix: tmp_path / f"list.{suffix}" for suffix in ("csv", "json", "jsonl", "xlsx")}
    for file in files.values():
        assert told.run(*upto, "--out", str(file)) == (0, f"2 rows in {file}\n", "")
    assert json.loads(files["json"].read_text("utf-8")) == lines
    printed = told.run(*upto, "--csv")[1].removeprefix("\ufeff")
    assert files["csv"].read_text("utf-8-sig") == printed
    header, *cells = load_workbook(files["xlsx"]).active.iter_rows(values_only=True)
    assert [dict(zip(header, row, strict=True))["asked"] for row in cells] == ["search", "verdict"]
