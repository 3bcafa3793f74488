"""The command that writes a made-up world."""

from typing import Annotated

import typer

from provenance.cli.output import OUT
from provenance.cli.progress import writing
from provenance.cli.running import guarded
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.simulate import CATALOGUE, Plan
from provenance.simulate.write import write

commands = typer.Typer()


@commands.command(
    epilog="Example: provenance simulate --lots 10000 --out world.jsonl.gz --truth truth.jsonl"
)
@guarded
def simulate(
    out: Annotated[str, typer.Option("--out", help="Where records go; gzipped if it ends in .gz.")],
    truth: Annotated[str, typer.Option("--truth", help="Where the truth about them goes.")],
    lots: Annotated[int, typer.Option("--lots", min=1, help="About how many lots.")] = 10_000,
    years: Annotated[int, typer.Option("--years", min=1, max=5, help="Up to July 2026.")] = 1,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same world.")] = 785,
    violations: Annotated[
        str, typer.Option("--violations", help="all, none, or codes such as OVERDRAWN_LOT,…")
    ] = "all",
) -> None:
    """Write a made-up industry with planted violations, and the truth about it."""
    plan = Plan(lots, years, seed, _codes(violations))
    progress, task = writing(lots)
    try:
        with progress:
            done = write(plan, out, truth, lambda now: progress.update(task, completed=now.lots))
    except OSError as error:
        raise MisuseError(
            Message(
                "cannot write {path}: {why:system_error}", path=error.filename, why=error.strerror
            )
        ) from None
    OUT.print(
        Message(
            "{records} records of {lots} lots in {out}; {truths} truths about them in {truth}"
            " (synthetic)",
            records=done.records,
            lots=done.lots,
            out=out,
            truths=done.truths,
            truth=truth,
        )
    )


def _codes(violations: str) -> tuple[str, ...]:
    """The findings to plant, in the order of the catalogue."""
    if violations in ("all", "none"):
        return tuple(CATALOGUE) if violations == "all" else ()
    named = [code.strip().upper() for code in violations.split(",") if code.strip()]
    if unknown := [code for code in named if code not in CATALOGUE]:
        raise MisuseError(
            Message(
                "{unknown} cannot be planted; there are {known}",
                unknown=tuple(unknown),
                known=tuple(CATALOGUE),
            )
        )
    return tuple(code for code in CATALOGUE if code in named)
