"""What every command takes: help, settings, how much is told, completion."""

import json
import re
from importlib.metadata import version
from pathlib import Path

import pytest

from provenance.model.tables import rows
from tests.cli.commands import COMMANDS, MAKING, WITHOUT_STORE, every_command, words_of
from tests.cli.run import Cli, write_jsonl
from tests.example import worked_example


@pytest.fixture
def loaded(tmp_path: Path) -> Cli:
    """The command line on a store that holds the worked example."""
    cli = Cli(f"sqlite:///{tmp_path / 'store.sqlite'}")
    records = write_jsonl(tmp_path / "example.jsonl", worked_example())
    code, _, err = cli.run("-q", "ingest", records)
    assert code == 0, err
    return cli


def test_all_commands_are_tried_out() -> None:
    assert {name for name, _ in every_command()} == COMMANDS.keys()


def test_every_command_has_help_with_an_example() -> None:
    for name, command in every_command():
        assert command.epilog.startswith(f"Example: provenance {name}"), name
        assert command.help.endswith((".", ")")), name
        long, short = Cli().run(*name.split(), "--help"), Cli().run(*name.split(), "-h")
        assert long == short
        assert long[0] == 0
        assert f"Example: provenance {name}" in re.sub(r"\s+", " ", long[1])


def test_help_lists_commands_by_what_they_are_for() -> None:
    code, out, _ = Cli().run("-h")
    assert code == 0
    table = list(rows("provenance.cli", "commands"))
    places = [out.index(f"─ {panel} ─") for panel in dict.fromkeys(row["panel"] for row in table)]
    assert places == sorted(places)
    listed = re.findall(r"^│ ([a-z]+) ", out, re.MULTILINE)
    assert listed[:3] == ["demo", "verdict", "search"]
    assert listed[-2:] == ["simulate", "score"]
    assert listed == [row["command"] for row in table]
    plain = " ".join(out.split())
    assert "Example: provenance verdict" in plain
    for code in (0, 1, 2, 3, 4, 6, 70):
        assert re.search(rf"[:;] {code} [a-z]", plain)


def test_it_says_which_version_it_is() -> None:
    assert Cli().run("--version") == (0, f"provenance {version('provenance')}\n", "")


def test_nothing_said_is_help_and_misuse() -> None:
    code, out, err = Cli().run()
    assert (code, err) == (2, "")
    assert "Begin here" in out


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("provenance ver", "verdict"), ("provenance report mo", "monthly"),
     ("provenance verdict --lic", "--licence"), ("provenance --log-format j", "json")],
)  # fmt: skip
def test_shells_complete(typed: str, offered: str) -> None:
    env = {
        "_PROVENANCE_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(typed.count(" ")),
    }
    code, out, _ = Cli(env=env).run()
    assert (code, out.split()) == (0, [offered])


@pytest.mark.parametrize("name", COMMANDS)
def test_bad_settings_are_one_line(name: str, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("batch = 'many'\n")
    (tmp_path / "example.jsonl").write_text("{}\n")
    words = words_of(name, tmp_path)
    told = f"MISUSE: batch in {wrong}: 'many' is not a whole number; write such as 5000\n"
    assert Cli().run("--config", str(wrong), *words) == (2, "", told)
    if name in ("report monthly", "settings"):
        assert Cli().run(*words, "--config", str(wrong)) == (2, "", told)
    told = "MISUSE: PROVENANCE_BATCH: 'x' is not a whole number; write such as 5000\n"
    assert Cli(env={"PROVENANCE_BATCH": "x"}).run(*words) == (2, "", told)
    if name not in WITHOUT_STORE:
        code, out, err = Cli("ftp://x").run(*words)
        assert (code, out) == (2, "")
        assert err.startswith("MISUSE: --store: 'ftp://x' is no store: write sqlite:///PATH")


def test_what_is_said_wins_over_the_environment_over_the_file(tmp_path: Path) -> None:
    def store(name: str) -> str:
        return f"sqlite:///{tmp_path / name}"

    (tmp_path / "office.toml").write_text(f'store = "{store("file")}"\n')
    words = ("--config", str(tmp_path / "office.toml"), "findings")
    for cli, missing in (
        (Cli(), "file"),
        (Cli(env={"PROVENANCE_STORE": store("environment")}), "environment"),
        (Cli(store("option"), {"PROVENANCE_STORE": store("environment")}), "option"),
    ):
        code, _, err = cli.run(*words)
        assert code == 3
        assert f"there is no store at {tmp_path / missing}:" in err


def test_quiet_is_quiet(loaded: Cli, tmp_path: Path) -> None:
    records = str(tmp_path / "example.jsonl")
    _, told, warned = loaded.run("ingest", records)
    assert told.startswith("committed ")
    for words in (("-q", "ingest", records), ("ingest", records, "--quiet")):
        code, out, err = loaded.run(*words)
        assert (code, err) == (0, warned)
        assert out == told.partition("\n")[2]


def test_programs_are_told_of_progress(loaded: Cli, tmp_path: Path) -> None:
    records = str(tmp_path / "example.jsonl")
    words = ("ingest", records, "--log-format", "json")
    code, _, err = loaded.run(*words)
    assert code == 0
    events = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
    assert {event["event"] for event in events} == {"progress"}
    assert {event["at"].split(",")[0] for event in events} >= {"loading", "settling"}
    _, _, err = loaded.run("-q", *words)
    assert "progress" not in err


def test_verbose_says_what_is_done(loaded: Cli) -> None:
    code, _, err = loaded.run("-v", "search", "D1")
    assert code == 0
    begun, done = (json.loads(line) for line in err.splitlines())
    assert (begun["event"], begun["store"]) == ("command.begun", loaded.store)
    assert done["event"] == "command.done"
    _, _, err = loaded.run("search", "D1", "-v", "--log-format", "text")
    assert re.match(rf"\S+Z info command.begun command='search' store='{loaded.store}'\n", err)


def test_misuse_is_said_before_a_store_that_is_not_there(tmp_path: Path) -> None:
    """As far as nothing on record is needed to know that it is misuse."""
    cli = Cli(f"sqlite:///{tmp_path / 'missing.sqlite'}")
    for words in (
        ("findings", "--from", "2026-03-02", "--to", "2026-03-01"),
        ("findings", "--subject", "region:x"), ("quotas", "--as-of", "yesterday"),
        ("utilisation", "--month", "2026-13"), ("utilisation", "--as-of", "x"),
        ("reporting", "--month", "2026-13"), ("report", "monthly", "--month", "x"),
        ("report", "monthly", "--month", "2026-10", "--format", "doc"),
        ("template", "", "--month", "2026-10"),
        ("decide", "\t", "hold", "--by", "x", "--reason", "y"),
        ("decide", "X", "hold", "--by", " ", "--reason", "y"),
        ("review", "x", "--confirm", "--by", " ", "--reason", "y"),
        ("watch", "add", "ftp://x", "--by", "x"), ("watch", "add", "https://x.cn", "--by", " "),
    ):  # fmt: skip
        code, out, err = cli.run(*words)
        assert (code, out) == (2, ""), (words, err)
        assert err.startswith("MISUSE: "), words


def test_a_store_that_is_not_there_is_named(tmp_path: Path) -> None:
    """By all that do not make one, and none of them does."""
    missing = tmp_path / "missing.sqlite"
    (tmp_path / "example.jsonl").write_text("")
    for name in sorted(COMMANDS.keys() - WITHOUT_STORE - MAKING - {"serve", "check", "notices"}):
        code, out, err = Cli(f"sqlite:///{missing}").run(*words_of(name, tmp_path))
        assert (code, out) == (3, ""), (name, err)
        assert f"STORE_UNAVAILABLE: there is no store at {missing}" in err, name
        assert not missing.exists(), name
