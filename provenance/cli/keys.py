"""The numbers a question is about: as said, from a file, or from standard input."""

import codecs
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from provenance.cli.output import ERR
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.terms import Label

Keys = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="KEY...",
        help="Numbers as they are pasted; also as lot:D1. - reads them from standard input.",
        show_default=False,
    ),
]
Declaration = Annotated[
    bool, typer.Option("--declaration", help="Take a number for a declaration first.")
]
Licence = Annotated[bool, typer.Option("--licence", help="Take a number for a licence first.")]
KeysFile = Annotated[
    Path | None,
    typer.Option(
        "--keys", metavar="FILE", help="Numbers from a file, one a line; - is standard input."
    ),
]

AT_ONCE = 100
"""So many numbers are asked about at a time."""
_STDIN = "-"


def batches(said: Sequence[str] | None, file: Path | None) -> Iterator[list[str]]:
    """The numbers said and those of a file, some at a time, as they are read.

    Blank lines and those that begin with # count for nothing. Raises MisuseError where none is
    said, and for a file that cannot be read.
    """
    if not said and file is None:
        raise MisuseError(Message("say which: KEY..., or --keys FILE (- is standard input)"))
    every = _each(said or (), file)
    some = list(islice(every, AT_ONCE))
    if not some:
        ERR.print(Message("no numbers: nothing was asked"))
    while some:
        yield some
        some = list(islice(every, AT_ONCE))


def _each(said: Sequence[str], file: Path | None) -> Iterator[str]:
    for one in said:
        if one == _STDIN:
            yield from _lines(sys.stdin.buffer, _STDIN)
        else:
            yield one
    if file is not None and str(file) == _STDIN:
        yield from _lines(sys.stdin.buffer, _STDIN)
    elif file is not None:
        try:
            with file.open("rb") as lines:
                yield from _lines(lines, str(file))
        except OSError as error:
            why = error.strerror or str(error)
            raise MisuseError(
                Message("cannot read {path}: {why:system_error}", path=str(file), why=why)
            ) from error


def _lines(file: BinaryIO, path: str) -> Iterator[str]:
    """The numbers in a file, without the mark that a Windows program begins it with."""
    try:
        for line in codecs.getreader("utf-8-sig")(file):
            number = line.strip()
            if number and not number.startswith("#"):
                yield number
    except UnicodeDecodeError:
        raise MisuseError(
            Message("{path} is no text in UTF-8: save it as UTF-8, a number a line", path=path)
        ) from None


def preferred(declaration: bool, licence: bool) -> set[Label]:
    """What a number is taken for where it may be several things."""
    if declaration and licence:
        raise typer.BadParameter("say --declaration or --licence, not both")
    kinds = {Label.DECLARATION: declaration, Label.EXPORT_LICENCE: licence}
    return {label for label, said in kinds.items() if said}
