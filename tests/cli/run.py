"""Running the command line as a person does: a process of its own, with its own environment."""

import csv
import fcntl
import io
import json
import multiprocessing
import os
import pty
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from provenance.model.tables import rows

_READY = multiprocessing.get_context("forkserver")
_COMMANDS = {f"provenance.cli.{row['module']}" for row in rows("provenance.cli", "commands")}
_READY.set_forkserver_preload(["provenance.cli.main", *sorted(_COMMANDS), __name__])
"""Processes that are born with the product imported: a second less each, and there are many."""


ENGLISH = {"PROVENANCE_LANGUAGE": "en"}
"""What a command speaks in tests, whoever runs them."""


@dataclass(frozen=True, slots=True)
class Cli:
    """The command line against one store, or none; `env` holds the store's login."""

    store: str = ""
    env: Mapping[str, str] = field(default_factory=dict)

    def start(self, *words: str, **options: Any) -> subprocess.Popen[str]:
        """A command under way, its output in pipes."""
        return subprocess.Popen(
            [sys.executable, "-m", "provenance", *words, *self._at],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **ENGLISH, **self.env},
            **options,
        )

    def run(
        self, *words: str, stdin: str | None = None, prepare: Callable[[], None] | None = None
    ) -> tuple[int, str, str]:
        """A command run to its end: exit code, output, errors.

        `prepare` is called in its process before it begins.
        """
        with TemporaryDirectory() as folder:
            streams = [Path(folder, name) for name in ("in", "out", "err")]
            streams[0].write_text(stdin or "", encoding="utf-8")
            code = self._finish(words, streams, prepare)
            out, err = (stream.read_text(encoding="utf-8") for stream in streams[1:])
        return code, out, err

    def seen(self, *words: str, columns: int = 80) -> tuple[int, str]:
        """A command run to its end in a terminal: exit code, and what stands there."""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        shown = bytearray()
        reader = threading.Thread(target=_drain, args=(ours, shown))
        reader.start()
        env = {"COLUMNS": str(columns), "TERM": "dumb"}
        code = replace(self, env={**self.env, **env})._finish(words, [Path(os.ttyname(theirs))] * 3)
        os.close(theirs)
        reader.join()
        os.close(ours)
        return code, shown.decode("utf-8").replace("\r\n", "\n")

    def csv(self, *words: str) -> list[dict[str, str]]:
        """The rows of CSV a command prints; it must succeed."""
        code, out, err = self.run(*words, "--csv")
        assert code == 0, err
        assert out.startswith("\ufeff"), "by which Excel knows what it reads"
        return list(csv.DictReader(io.StringIO(out[1:], newline="")))

    def _finish(
        self,
        words: Sequence[str],
        streams: Sequence[Path],
        prepare: Callable[[], object] | None = None,
    ) -> int:
        env = {**os.environ, **ENGLISH, **self.env}
        process = _READY.Process(target=_main, args=([*words, *self._at], env, streams, prepare))
        process.start()
        process.join(400)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(f"provenance {' '.join(words)} does not come to an end")
        code = process.exitcode
        process.close()
        return code

    def on_empty_store(self) -> "Cli":
        """The same, its store there and empty: loading makes it, asking does not."""
        code, _, err = self.run("ingest", "-", "--format", "jsonl", "--no-audit", stdin="")
        assert code == 0, err
        return self

    @property
    def _at(self) -> list[str]:
        return ["--store", self.store] if self.store else []

    def json(self, *words: str) -> list[Any]:
        """The JSON lines a command prints; it must succeed."""
        code, out, err = self.run(*words, "--json")
        assert code == 0, err
        return [json.loads(line) for line in out.splitlines()]


def _main(
    words: list[str],
    env: Mapping[str, str],
    streams: Iterable[Path],
    prepare: Callable[[], None] | None,
) -> None:
    """The command in a process just born: words, environment and streams its own."""
    from provenance.cli.main import main
    from provenance.cli.output import ERR, OUT

    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    sys.path[:0] = filter(None, env.get("PYTHONPATH", "").split(os.pathsep))
    for at, (path, mode) in enumerate(zip(streams, ("r", "w", "w"), strict=True)):
        with path.open(mode) as stream:
            os.dup2(stream.fileno(), at)
    sys.stdin, sys.stdout, sys.stderr = (
        open(at, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
        for at, mode in enumerate(("r", "w", "w"))
    )
    for console in (OUT, ERR):
        console.width = int(env.get("COLUMNS", 80))  # which a console takes when it is made
    sys.argv = ["provenance", *words]
    if prepare:
        prepare()
    main()


def _drain(terminal: int, shown: bytearray) -> None:
    """Read what is written to a terminal until nobody writes to it any more."""
    with suppress(OSError):
        while read := os.read(terminal, 65_536):
            shown += read


def write_jsonl(path: Path, records: Iterable[Mapping[str, object]]) -> str:
    """Records as a JSON Lines file; returns its name."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return str(path)
