"""The commands about a store as a whole: upgrade, backup, restore, export."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from provenance.cli.audit import print_audited
from provenance.cli.frame import frame
from provenance.cli.options import Address
from provenance.cli.output import OUT
from provenance.cli.progress import carrying, doing, exporting
from provenance.cli.running import guarded, opened, store_settings
from provenance.graph.opening import export_to, relax_gc
from provenance.ingest.archive import stores
from provenance.ingest.archive.rebuild import CARRYING, Rebuilt
from provenance.model.message import Message

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
    settings = store_settings(address)
    with _carrying() as on_progress:
        upgraded = await stores.upgrade(settings, backup, on_progress)
    if upgraded is None:
        OUT.print(Message("{store} is of today's form", store=settings.store))
        return
    OUT.print(
        Message(
            "{store} is upgraded; as it was it is in {backup}",
            store=settings.store,
            backup=str(upgraded.backup),
        )
    )
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
    await stores.back_up(store_settings(address), out)
    OUT.print(Message("{out} is written", out=str(out)))


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
    settings = store_settings(address)
    with _carrying() as on_progress:
        rebuilt = await stores.restore(settings, file, on_progress)
    OUT.print(Message("{store} is as {file} has it", store=settings.store, file=str(file)))
    if rebuilt is not None:
        _report(rebuilt)


@commands.command(epilog="Example: provenance export --parquet year-2026")
@guarded
async def export(
    parquet: Annotated[
        Path,
        typer.Option("--parquet", metavar="DIR", help="A directory that is not there yet."),
    ],
    address: Address = None,
) -> None:
    """Write all that is on record, as settled, as Parquet files: for analysts, and `audit --from`.

    What each column says is in docs/parquet.md. Nobody may load anything meanwhile.
    """
    progress, task = exporting()
    async with opened(address) as (store, _):
        with progress:
            counts = await export_to(
                parquet,
                store,
                lambda table, rows: progress.update(
                    task,
                    description=doing(Message("exporting {table}", table=table)),
                    completed=rows,
                ),
            )
    OUT.print(
        Message(
            "{dir} has {rows:,} rows in {tables} tables",
            dir=str(parquet),
            rows=sum(counts.values()),
            tables=len(counts),
        )
    )


@contextmanager
def _carrying() -> Iterator[Callable[[str, int], None]]:
    """What tells how far it is: a bar, and a line whenever more is safely kept."""
    progress, task = carrying()

    def tell(what: str, n: int) -> None:
        progress.update(task, description=what, completed=n)
        if what == CARRYING and not frame().quiet:
            OUT.print(Message("carried over {n}", n=n))

    with progress:
        yield tell


def _report(rebuilt: Rebuilt) -> None:
    """What a store that was written anew holds."""
    rows = tuple(Message("{n} {kind:kept}", n=n, kind=kind) for kind, n in rebuilt.rows.items())
    OUT.print(Message("it has {rows}", rows=rows) if rows else Message("it has nothing"))
    if rebuilt.refused:
        OUT.print(
            Message(
                "{n} versions of records are refused today and count no more: provenance rejected"
                " says why",
                n=rebuilt.refused,
            )
        )
    if rebuilt.audited:
        print_audited(rebuilt.audited)
