"""Running the command line as a person does: a process of its own, with its own environment."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Cli:
    """The command line against one store, or none; `env` holds the store's login."""

    store: str = ""
    env: Mapping[str, str] = field(default_factory=dict)

    def start(self, *words: str, **options: Any) -> subprocess.Popen[str]:
        """A command under way, its output in pipes."""
        at = ["--store", self.store] if self.store else []
        return subprocess.Popen(
            [sys.executable, "-m", "provenance", *words, *at],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **self.env},
            **options,
        )

    def run(self, *words: str, stdin: str | None = None) -> tuple[int, str, str]:
        """A command run to its end: exit code, output, errors."""
        with self.start(*words, stdin=subprocess.PIPE) as process:
            out, err = process.communicate(stdin, timeout=400)
        return process.returncode, out, err

    def json(self, *words: str) -> list[Any]:
        """The JSON lines a command prints; it must succeed."""
        code, out, err = self.run(*words, "--json")
        assert code == 0, err
        return [json.loads(line) for line in out.splitlines()]


def write_jsonl(path: Path, records: Iterable[Mapping[str, object]]) -> str:
    """Records as a JSON Lines file; returns its name."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return str(path)
