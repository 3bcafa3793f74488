"""The commands about a store as a whole: upgrade, backup, restore."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from provenance.cli.audit import in_words
from provenance.cli.frame import frame
from provenance.cli.options import Address
from provenance.cli.progress import carrying
from provenance.cli.running import guarded, settings_of
from provenance.graph.opening import relax_gc
from provenance.graph.port.archive import Kept
from provenance.ingest.archive import stores
from provenance.ingest.archive.rebuild import CARRYING, Rebuilt

commands = typer.Typer()


@commands.command(epilog="Example: provenance upgrade --store sqlite:///year.sqlite")
@guarded
async def upgrade(
    backup: Annotated[
        Path | None,
        typer.Option("--backup", help="Where the store as it was is kept; beside it by itself."),
    ] = None,
    address: Address = None,
) -> None:
    """Bring a store of an earlier version to today's form: copied first, settled, audited anew.

    Stop the service and all that uses the store before. Killed, it goes on when run again.
    """
    relax_gc()
    settings = settings_of(address)
    with _carrying() as on_progress:
        upgraded = await stores.upgrade(settings, backup, on_progress)
    if upgraded is None:
        print(f"{settings.store} is of today's form")
        return
    print(f"{settings.store} is upgraded; as it was it is in {upgraded.backup}")
    _report(upgraded.rebuilt)


@commands.command(epilog="Example: provenance backup --out 2026-11-30.sqlite")
@guarded
async def backup(
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            help="A file that is not there yet; named .jsonl.gz, any kind of store takes it back.",
        ),
    ],
    address: Address = None,
) -> None:
    """Copy a store, in use or not, as it is at one moment, to one file."""
    await stores.back_up(settings_of(address), out)
    print(f"{out} is written")


@commands.command(
    epilog="Example: provenance restore 2026-11-30.sqlite --store sqlite:///again.sqlite"
)
@guarded
async def restore(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="What backup wrote."),
    ],
    address: Address = None,
) -> None:
    """Take a backup back into a store that is empty, once it is sure that the file is whole."""
    relax_gc()
    settings = settings_of(address)
    with _carrying() as on_progress:
        rebuilt = await stores.restore(settings, file, on_progress)
    print(f"{settings.store} is as {file} has it")
    if rebuilt is not None:
        _report(rebuilt)


@contextmanager
def _carrying() -> Iterator[Callable[[str, int], None]]:
    """What tells how far it is: a bar, and a line whenever more is safely kept."""
    progress, task = carrying()

    def tell(what: str, n: int) -> None:
        progress.update(task, description=what, completed=n)
        if what == CARRYING and not frame().quiet:
            print(f"carried over {n}", flush=True)

    with progress:
        yield tell


_SEVERAL = {
    Kept.VERSION: "versions of records",
    Kept.REJECTED: "rejected lines",
    Kept.FINDING: "findings",
    Kept.REVIEW: "reviews",
    Kept.DECISION: "decisions",
    Kept.CHANGE: "changes of conclusions",
    Kept.WATCH: "watches",
    Kept.RAISING: "raisings to be told of",
}


def _report(rebuilt: Rebuilt) -> None:
    """What a store that was written anew holds."""
    rows = ", ".join(f"{n} {_SEVERAL[kind]}" for kind, n in rebuilt.rows.items())
    print(f"it has {rows or 'nothing'}")
    if rebuilt.refused:
        print(
            f"{rebuilt.refused} versions of records are refused today and count no more:"
            " provenance rejected says why"
        )
    if rebuilt.audited:
        print(in_words(rebuilt.audited))
