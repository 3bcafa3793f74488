"""Every command there is, with words that let it run; held to the command line itself."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import typer

from provenance.cli.main import cli
from tests.example import DECLARATION, M

SAID = ("--by", "x", "--reason", "y")
URL = "https://example.org/hook"

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "audit": (),
    "balance": ("--year", "2026"),
    "backup": ("--out", "{here}/backup.sqlite"),
    "cases": (),
    "check": ("{here}/example.jsonl",),
    "credit": (),
    "controls": ("--day", "2026-11-20"),
    "decide": (DECLARATION, "release", *SAID),
    "demo": ("--load-only",),
    "export": ("--parquet", "{here}/parquet"),
    "exposure": ("D1",),
    "findings": (),
    "ingest": ("{here}/example.jsonl",),
    "key list": (),
    "key rotate": (),
    "law": ("--role", "separation"),
    "lineage": ("D1",),
    "login": ("--server", "http://127.0.0.1:9", "--forget"),
    "notices": ("--year", "2024"),
    "paths": ("C1", "F1"),
    "quotas": (),
    "records": (),
    "rejected": (),
    "report monthly": ("--month", "2026-03", "--format", "csv,html", "--out", "{here}/reports"),
    "report template": (),
    "report year-end": ("--year", "2026", "--format", "xlsx", "--out", "{here}/reports"),
    "reporting": ("--month", "2026-03"),
    "restore": ("{here}/example.jsonl",),
    "review": ("0123456789abcdef", "--confirm", *SAID),
    "score": ("{here}/example.jsonl",),
    "search": ("D1",),
    "seizures": (),
    "serve": ("--port", "0"),
    "settings": (),
    "simulate": ("--out", "{here}/w.jsonl", "--truth", "{here}/t.jsonl", "--lots", "50"),
    "status": (),
    "suspicious": (),
    "targets": ("--day", "2026-03-10"),
    "template": (M, "--month", "2026-03", "--out", "{here}/t.xlsx"),
    "token": ("Li",),
    "trail expire": (),
    "trail export": (),
    "trail head": (),
    "trail list": (),
    "trail verify": (),
    "upgrade": (),
    "user add": ("Li", "--role", "auditor"),
    "user list": (),
    "user remove": ("Li",),
    "user sign-out": ("Li",),
    "utilisation": ("--year", "2026"),
    "verdict": ("D1",),
    "watch add": (URL, "--by", "x"),
    "watch deliver": ("--once",),
    "watch list": (),
    "watch remove": ("0123456789abcdef",),
    "watch test": ("0123456789abcdef",),
}

WITHOUT_STORE = frozenset({"login", "records", "report template", "settings", "simulate"})
"""Those that open no store."""

MAKING = frozenset({"demo", "ingest", "restore", "user add"})
"""Those that make one."""


def words_of(name: str, here: Path) -> list[str]:
    """A command with words that let it run, its files in a folder."""
    return [*name.split(), *(word.format(here=here) for word in COMMANDS[name])]


def command_line() -> Any:
    """The whole command line, all commands read."""
    root: Any = typer.main.get_command(cli)
    root.commands = {name: unread.read() for name, unread in root.commands.items()}
    return root


def every_command() -> Iterator[tuple[str, Any]]:
    """All commands, those of groups too, by name."""
    yield from _below("", command_line())


def _below(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    commands = getattr(command, "commands", None)
    if commands is None:
        yield name.strip(), command
        return
    for one, below in commands.items():
        yield from _below(f"{name} {one}", below)
