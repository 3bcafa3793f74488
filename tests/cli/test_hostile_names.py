"""What others wrote is shown to people as it is, and never acts: in a terminal, in a log."""

import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
import structlog

from provenance.cli.output import Terminal
from provenance.logs import log_plainly
from provenance.model.text import visible
from provenance.settings import LogFormat
from tests.cli.run import Cli, write_jsonl
from tests.conftest import StoreAddress
from tests.example import M, S

HOSTILE = {
    "markup": "[/]x",
    "style": "[bold red on green]gone[/bold red on green]",
    "link": "[link=https://evil.example]ok[/link]",
    "hidden": "[conceal]hidden",
    "emoji": ":skull:",
    "escape": "\x1b[2J\x1b[1;31mred",
    "osc8": "\x1b]8;;https://evil.example\x1b\\ok\x1b]8;;\x1b\\",
    "c1": "\x9b31mred",
    "turned": "lawful\u202elufwalnu\u202c",
    "isolate": "\u2066a\u2069\u200fb",
    "no width": "D\u200b1\u2060\ufeff\u00ad",
    "nul": "a\x00b\x07\x08\x7f",
    "lines": "a\nLAWFUL 合法\rb\u2028c\u2029d\x85e\tf",
    "half": "a\ud800b",
    "long": "长" * 5_000,
}
ACTS = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_one_line_in_which_nothing_acts(name: str) -> None:
    seen = visible(name)
    assert not ACTS.search(seen)
    assert "\n" not in seen
    seen.encode("utf-8")
    assert visible(seen) == seen
    assert len(seen) >= len(name)


def test_what_is_plain_stays_as_it_is() -> None:
    for plain in ("赣州稀土(南方)", "\u3000全角\u00a0", "é", "𠮷", "[/]", "\ue000", ""):
        assert visible(plain) == plain
    assert visible("\x1b[31m\u202e") == r"\x1b[31m\u202e"


def test_a_terminal_shows_colours_of_its_own_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Terminal(width=10_000, force_terminal=True, color_system="standard").print(
        "[red]\x1b[32mx", style="bold"
    )
    assert capsys.readouterr().out == "\x1b[1m[red]\\x1b[32mx\x1b[0m\n"


def _records(name: str, n: int) -> list[dict[str, Any]]:
    """Every name, number and text of a chain from a mine to a shipment is a hostile one."""
    what = f"{name} {n}"
    return [
        {"record": "enterprise", "id": M, "name": what, "name_en": what, "region": "150203",
         "roles": ["mining"]},
        {"record": "enterprise", "id": S, "name": what, "region": "360702",
         "roles": ["separation"]},
        {"record": "quota", "id": f"Q{what}", "enterprise": M, "year": 2026, "batch": 1,
         "activity": "mining", "reo_t": 10, "issued_on": "2026-01-05", "notice": what},
        {"record": "extraction", "id": f"E{what}", "date": "2026-10-05", "enterprise": M,
         "site": what, "ore_class": "rock",
         "output": {"id": f"L{what}", "product": "concentrate", "reo_kg": 1000, "deposit": what}},
        {"record": "transfer", "id": f"T{what}", "date": "2026-10-06", "seller": M, "buyer": S,
         "inputs": [{"lot": f"L{what}", "reo_kg": 1000}],
         "outputs": [{"id": f"B{what}", "product": "concentrate", "reo_kg": 1000}]},
        {"record": "inspection", "id": f"I{what}", "date": "2026-10-07", "enterprise": M,
         "authority": what, "region": "150203"},
    ]  # fmt: skip


def test_no_command_lets_a_name_act(address: StoreAddress, tmp_path: Path) -> None:
    cli = Cli(address.store, {**address.env, "COLUMNS": "100"})
    records = [
        record for n, name in enumerate(HOSTILE.values()) for record in _records(name[:150], n)
    ]
    cli.run("ingest", write_jsonl(tmp_path / "hostile.jsonl", records))
    cli.run("watch", "add", "https://example.org/", "--by", "\x1b[2J[/]\u202ex\ny")
    lots = [thing["key"] for thing in cli.json("search", "L")][:20]
    hostile = [key for key in lots if "[" in key or ACTS.search(key)]
    assert hostile
    finding = cli.json("findings")[0]["id"]
    said = ("--by", "[/]\x1b[2J", "--reason", "[/]\nCLEARED\u202e")
    subjects = [*hostile, *HOSTILE.values()]
    asked = [
        *((command , key[:500]) for key in subjects for command in ("verdict", "lineage")
          if "\0" not in key),
        ("exposure", *hostile), ("search", "L"), ("search", "[/]x"),
        ("findings",), ("suspicious",), ("targets",), ("rejected",), ("quotas",),
        ("cases",), ("watch", "list"),
        ("reporting", "--month", "2026-10"), ("utilisation", "--year", "2026"),
        ("utilisation", "--year", "2026", "--by", "enterprise"),
        ("review", finding, "--confirm", *said), ("findings",),
        ("check", str(tmp_path / "hostile.jsonl")), ("ingest", str(tmp_path / "hostile.jsonl")),
    ]  # fmt: skip
    for words in asked:
        code, out, err = cli.run(*words)
        assert code in (0, 1, 2, 4), (words, err)
        assert "Traceback" not in out + err, (words, err)
        assert not ACTS.search(out.replace("\t", " ") + err), words
        assert not re.search("(?m)^(LAWFUL 合法|CLEARED)", out + err), words


def test_no_log_says_what_an_error_says(capsys: pytest.CaptureFixture[str]) -> None:
    """A KeyError carries the number of a record."""
    configured = structlog.get_config()
    log_plainly()
    try:
        for raised in (KeyError("LOT-7"), ExceptionGroup("LOT-7", [KeyError("LOT-7")])):
            raised.add_note("LOT-7")
            structlog.get_logger().error("failed", exc_info=raised)
    finally:
        structlog.configure(**configured)
    lines = capsys.readouterr().err.splitlines()
    assert all('"KeyError"' in line and "LOT-7" not in line for line in lines), lines
    assert len(lines) == 2


def test_bytes_that_are_no_text_are_no_failure_of_ours(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configured, root = structlog.get_config(), logging.getLogger()
    before = root.handlers[:]
    root.handlers.clear()
    log_plainly()
    try:
        b"\xff".decode()
    except UnicodeDecodeError:
        logging.getLogger("uvicorn.error").exception("Invalid UTF-8 sequence received from client.")
    finally:
        structlog.configure(**configured)
        root.handlers[:] = before
    logged = json.loads(capsys.readouterr().err)
    assert (logged["level"], "exception" in logged) == ("warning", False)


@pytest.mark.parametrize("form", [LogFormat.JSON, LogFormat.TEXT])
def test_no_log_lets_a_name_act(form: LogFormat, capsys: pytest.CaptureFixture[str]) -> None:
    """Ours nor a library's; whether it is a value, a word of the event, or what an error says."""
    configured = structlog.get_config()
    root = logging.getLogger()
    handlers, root.handlers = root.handlers, []
    level = root.level
    log_plainly(form)
    try:
        for name in HOSTILE.values():
            structlog.get_logger().error(name, lot=name, deep={"lots": [name]})
            logging.getLogger("some.library").warning("lot %s", name)
            try:
                raise ValueError(name)
            except ValueError as error:
                structlog.get_logger().error("failed", exc_info=error)
                logging.getLogger("some.library").exception("lot %s", name)
    finally:
        structlog.configure(**configured)
        root.handlers = handlers
        root.setLevel(level)
        logging.captureWarnings(False)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 4 * len(HOSTILE)
    assert not ACTS.search("".join(lines))
    if form is LogFormat.JSON:
        told = [json.loads(line) for line in lines]
        assert [line["lot"] for line in told[::4]] == list(HOSTILE.values())
        assert {line["level"] for line in told} == {"error", "warning"}
    else:
        assert all("failed ValueError at " in line for line in lines[2::4])
