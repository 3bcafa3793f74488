"""A walk through all options of all commands: no wrong value of a filter is answered by nothing.

Options are taken from the commands as they are. One that is in neither table here fails: a new
filter cannot be forgotten.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from provenance.cli.main import cli
from provenance.cli.running import exit_code
from tests.cli.commands import every_command
from tests.cli.run import Cli, write_jsonl
from tests.example import DECLARATION, M, worked_example

Asked = Callable[..., tuple[int, str, str]]

TIME = ("", "yesterday", "2026-13-01", "20266-01-01", "31/12/2026")
FIRM = ("", "nobody", f"{M[:-1]}A", "9115")
WORD = ("", "no_such_word")
WRONG: Mapping[str, Sequence[str]] = {
    "--first": ("0", "-1", "ten", ""),
    "--max-nodes": ("0", "-1", "ten"),
    "--year": ("20266", "0", "-1", "ten", ""),
    "--month": ("", "2026-13", "20266-01", "0026-01", "May"),
    "--region": ("", "999999", "36", "Atlantis", "鼓楼"),
    "--enterprise": FIRM,
    "--group": FIRM,
    "--declaration": ("", f"{DECLARATION[:-1]}9"),
    "--licence": ("", "26EL999999"),
    "--subject": ("", "lot:", "lot:D9", "nothing"),
    "--code": ("", "OVERDRAWN_LOTS", "over quota"),
    "--text": ("", "  ", "?!"),
    "--as-of": (*TIME, "2100-01-01"),
    "--at": TIME,
    "--from": TIME,
    "--to": TIME,
    "--since": TIME,
    "--until": TIME,
    "--day": TIME,
    "--port": ("", "Atlantis", "53"),
    "--exporter": FIRM,
    "--direction": WORD,
    "--severity": WORD,
    "--status": WORD,
    "--kind": WORD,
    "--activity": WORD,
    "--ore-class": WORD,
    "--level": WORD,
    "--role": WORD,
    "--by": WORD,
    "--custody-model": WORD,
    "--from-kind": WORD,
    "--to-kind": WORD,
    "--language": WORD,
    "--fail-unless": WORD,
    "--keys": ("no-such-file", "."),
    "--format": WORD,
    "--who": ("", "  "),
    "--about": ("", "  "),
}
NO_FILTERS = {
    "--store", "--json", "--csv", "--out", "--all", "--gone", "--load", "--indicators",
    "--template", "--once", "--event", "--remedies", "--down", "--reason", "--confirm", "--dismiss",
    "--reopen", "--waiting", "--server",
}  # fmt: skip
NO_QUESTIONS = {
    "ingest", "check", "serve", "demo", "simulate", "upgrade", "backup", "restore", "score",
    "export", "template", "records", "audit", "status", "settings", "review", "decide",
    "watch remove", "watch test", "watch deliver", "report template", "key list", "key rotate",
    "login", "token", "user add", "user list", "user remove", "user sign-out", "trail verify",
    "trail head", "trail export", "trail expire",
}  # fmt: skip
"""What loads, runs or changes something, and what names one thing: no filter narrows it."""

BESIDE: Mapping[str, Sequence[str]] = {
    "balance": ("--year", "2026"),
    "reporting": ("--month", "2026-01"),
    "report monthly": ("--month", "2026-01"),
    "report year-end": ("--year", "2026"),
    "watch add": ("https://a.example/", "--by", "王"),
    "verdict": ("D1",),
    "lineage": ("D1",),
    "exposure": ("C1",),
    "paths": ("C1", "D1"),
    "search": ("D1",),
}
"""What else a command is given, so that it is right but for the one value."""

OF_OTHERS = {("watch add", "--by"), ("watch add", "--enterprise"), ("watch add", "--declaration"),
    ("watch add", "--subject"), ("notices", "--code")}  # fmt: skip
"""Names of people and groups; a watch is of what is to come, and need not be on record."""


COMMANDS = {
    name: [p.opts[0] for p in command.params if p.opts[0].startswith("--")]
    for name, command in every_command()
}
PLACES = [
    (command, option)
    for command, options in COMMANDS.items()
    if command not in NO_QUESTIONS
    for option in options
    if option not in NO_FILTERS and (command, option) not in OF_OTHERS
]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the worked example."""
    folder = tmp_path_factory.mktemp("walk")
    address = f"sqlite:///{folder / 'store.sqlite'}"
    Cli(address).run("ingest", write_jsonl(folder / "r.jsonl", worked_example()))
    return address


@pytest.fixture
def asked(example: str, capsys: pytest.CaptureFixture[str]) -> Asked:
    """A command on that store in this process, for it only asks: exit code, output, errors."""

    def run(*words: str) -> tuple[int, str, str]:
        line = [*words, "--store", example]
        code = exit_code(lambda: cli(line, prog_name="provenance", standalone_mode=False))
        return code, *capsys.readouterr()

    return run


@pytest.mark.parametrize(("command", "option"), PLACES)
def test_a_wrong_value_is_refused(
    asked: Asked, command: str, option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    given = list(BESIDE.get(command, ()))
    if option in given:
        given = given[: given.index(option)] + given[given.index(option) + 2 :]
    for value in WRONG[option]:
        words = [*command.split(), *given, f"{option}={value}"]
        code, out, err = asked(*words)
        assert code in (2, 4), (words, code, out, err)
        assert not out, (words, out)
        assert len(err) > 20
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ("findings", "--from", "2026-03-02", "--to", "2026-03-01"),
        ("paths", "C1", "D1", "--since", "2026-03-02", "--until", "2026-03-01"),
        ("targets", "--from", "2026-03-02", "--to", "2026-03-01"),
        ("targets", "--day", "2026-03-02", "--to", "2026-03-02"),
        ("utilisation", "--year", "2025", "--month", "2026-03"),
        ("quotas", "--indicators", "--enterprise", M),
    ],
)
def test_what_does_not_go_together(asked: Asked, words: tuple[str, ...]) -> None:
    code, out, err = asked(*words)
    assert (code, out) == (2, ""), (out, err)
    assert err
