"""The options of commands that read files of records."""

import logging
import signal
from collections.abc import Sequence
from typing import Annotated, cast

import typer

from provenance.cli.output import ERR, seen
from provenance.ingest.warned import Warned
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.records.formats.reading import FORMATS, Format
from provenance.records.formats.streams import STDIN

Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="Files, globs, or -.")]
RecordKind = Annotated[str | None, typer.Option("--record", help="The kind of record a CSV holds.")]
FileFormat = Annotated[
    str | None,
    typer.Option("--format", help="jsonl, csv or xlsx, where the name does not say."),
]
Filer = Annotated[
    str | None, typer.Option("--filer", help="Make local numbers global by this code.")
]
System = Annotated[
    str | None, typer.Option("--system", help="Who states these facts (MIIT, GAC, ...).")
]


def format_named(name: str | None) -> Format | None:
    """The format of a name. Raises MisuseError where there is none."""
    if name is not None and name not in FORMATS:
        raise MisuseError(Message("{name} is no format: {known}", name=name, known=tuple(FORMATS)))
    return cast("Format | None", name)


def heed_interrupts(files: Sequence[str]) -> None:
    """Let Ctrl-C end at once what waits for more to read from a pipe: asyncio would wait on."""
    if STDIN in files and signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, _interrupt)


def _interrupt(*_: object) -> None:
    logging.getLogger("asyncio").disabled = True  # which would tell of the task that ended so
    raise KeyboardInterrupt


def say_locked(path: str) -> None:
    """Say of a lock file that it is passed over."""
    ERR.print(
        Message("{path} only says that somebody has the workbook open: passed over", path=path)
    )


def in_line(warned: Warned) -> str:
    """A warning on one line: the cell or the line it is about, its code, and its words."""
    place = str(warned.cell) if warned.cell else f"{warned.file}:{warned.line}"
    return f"{place}: {warned.code}: {seen(warned.words)}"
