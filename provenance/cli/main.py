"""The command line: its help, its frame, all commands."""

import io
import os
import sys

import typer

from provenance.cli.commands import Commands
from provenance.cli.frame import take_frame
from provenance.cli.language import run
from provenance.cli.running import exit_code

EPILOG = (
    "Example: provenance verdict --declaration 530120240999000002\n\n"
    "Exit codes: 0 done; 1 some records rejected, or what was tried did not go well; 2 misuse, bad"
    " settings, a file that cannot be read or written; 3 the store is not there, does not answer or"
    " is of another version; 4 nothing on record bears the number; 6 what --fail-unless demands is"
    " not so; 70 a fault of provenance itself."
)


cli = typer.Typer(
    name="provenance",
    help="How much of a rare-earth product has a lawful quota origin, in kilograms.",
    epilog=EPILOG,
    cls=Commands,
    callback=take_frame,
    context_settings={"help_option_names": ["--help", "-h"]},
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


def main() -> None:
    """Run the command line."""
    _open_streams()
    sys.exit(exit_code(lambda: run(cli, sys.argv[1:])))


def _open_streams() -> None:
    """See that all streams are there, and that what a terminal's encoding lacks can be shown.

    A stream that was closed gives and takes nothing: its number would be given to a file of the
    store, which would get what is printed.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115 - open to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Half a character, too, stands as its code.
            stream.reconfigure(errors="backslashreplace")
