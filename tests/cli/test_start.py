"""What a command imports before it answers: only what it needs, so that it answers at once."""

import subprocess
import sys
from pathlib import Path

import pytest

from provenance.cli.language import paragraphs
from provenance.model.tables import rows
from tests.cli.commands import command_line
from tests.cli.run import Cli, write_jsonl
from tests.example import DECLARATION, worked_example

HELP = frozenset(
    {
        "annotated_doc", "annotated_types", "attr", "markdown_it", "mdurl", "provenance.cli",
        "provenance.graph", "provenance.ledger", "provenance.logs", "provenance.model",
        "provenance.records", "provenance.settings", "provenance.words", "pydantic",
        "pydantic_core", "pygments", "rich", "shellingham", "stdnum", "typer",
        "typing_extensions", "typing_inspection",
    }
)  # fmt: skip
"""What every command stands on, and what typer writes help with (rich: attr, where that is)."""

ASKS = HELP | {"provenance.traces"}

MAY_IMPORT = {
    ("--help",): HELP,
    ("search", "0042"): ASKS,
    ("verdict", DECLARATION): ASKS
    | {"igraph", "provenance.law", "provenance.rules", "provenance.verdict", "texttable"},
}

NEVER = frozenset(
    {
        "provenance.cli.printing", "provenance.graph.neo4j", "provenance.graph.past",
        "provenance.records.kinds", "provenance.verdict.exposure", "provenance.verdict.paths",
    }
)  # fmt: skip
"""Parts of what may be imported that a question does not need: the models of records alone take
as long as an answer."""

TOLD = """
import atexit, sys
from provenance.__main__ import main
atexit.register(lambda: print(*sys.modules, sep="\\n", file=sys.stderr))
main()
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("start")
    cli = Cli(f"sqlite:///{folder / 'store.sqlite'}")
    code, _, err = cli.run("ingest", write_jsonl(folder / "example.jsonl", worked_example()))
    assert code == 0, err
    return cli.store


@pytest.mark.parametrize("words", MAY_IMPORT, ids=" ".join)
def test_no_more_is_imported_than_the_answer_needs(words: tuple[str, ...], address: str) -> None:
    at = () if words == ("--help",) else ("--store", address)
    done = subprocess.run(
        [sys.executable, "-c", TOLD, *words, *at], capture_output=True, text=True, check=True
    )
    imported = set(done.stderr.split()) - {"provenance", "provenance.__main__"}
    parts = {_part(name) for name in imported} - sys.stdlib_module_names
    assert {part for part in parts if not part.startswith("_")} <= MAY_IMPORT[words]
    assert imported.isdisjoint(NEVER)


def _part(name: str) -> str:
    """A package, or of ours the part of the house."""
    top, _, below = name.partition(".")
    return f"{top}.{below.partition('.')[0]}" if top == "provenance" else top


def test_the_table_says_of_each_command_what_it_says_of_itself() -> None:
    commands = command_line().commands
    assert {row["command"]: row["help"] for row in rows("provenance.cli", "commands")} == {
        name: paragraphs(command.help)[0] for name, command in commands.items()
    }


def test_every_module_of_commands_is_in_the_table() -> None:
    folder = Path(sys.modules["provenance.cli"].__path__[0])
    having = {path.stem for path in folder.glob("*.py") if "@commands." in path.read_text()}
    assert {row["module"] for row in rows("provenance.cli", "commands")} == having
