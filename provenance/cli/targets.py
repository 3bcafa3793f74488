"""The command that lists declarations to look at."""

from datetime import date
from typing import Annotated, Any

import typer

from provenance.cli.answers import most, say_left, say_none
from provenance.cli.form import Shown, form_asked
from provenance.cli.options import Address, AsCsv, AsJson, First, Out, day
from provenance.cli.output import OUT, beside, seen
from provenance.cli.reach import reached
from provenance.cli.running import guarded
from provenance.model.mass import kilograms, yuan
from provenance.model.message import Message
from provenance.records.kinds.enums import Direction
from provenance.supervision import targets as ranking
from provenance.supervision.targets import Scope, Target
from provenance.words.table import word_of

commands = typer.Typer()

FIELDS = (
    "points", "number", "date", "direction", "exporter", "declarant", "port", "country", "hsCode",
    "goods", "netKg", "valueCny", "signs", "reasons", "settledBy", "evidence", "rank",
)  # fmt: skip
SHOWN = Shown(FIELDS, keys=2, words={"direction": "trade_direction", "signs": "target_sign"})


@commands.command(epilog="Example: provenance targets --day 2026-10-10 --port 5301 --csv")
@guarded
async def targets(
    on: Annotated[
        date | None, typer.Option("--day", parser=day, metavar="DAY", help="Of this day.")
    ] = None,
    since: Annotated[
        date | None,
        typer.Option("--from", parser=day, metavar="DAY", help="This day or later."),
    ] = None,
    until: Annotated[
        date | None,
        typer.Option("--to", parser=day, metavar="DAY", help="This day or earlier."),
    ] = None,
    port: Annotated[
        str | None,
        typer.Option("--port", help="A port's name, or the first four digits of its declarations."),
    ] = None,
    exporter: Annotated[
        str | None,
        typer.Option("--exporter", help="Who declares, or whose goods they are: a code or a name."),
    ] = None,
    direction: Annotated[
        Direction | None,
        typer.Option("--direction", case_sensitive=False, help="In or out; both without it."),
    ] = None,
    first: First = None,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """List declarations without flow records that are worth a look, by reasons that add up.

    It is advice where to look, and no finding against anyone: every reason has honest explanations,
    and stands with what would settle it. Points are settings (`provenance settings`).
    """
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    imports = None if direction is None else direction is Direction.IMPORT
    scope = Scope.of(on, since, until, port, exporter, imports)
    async with reached(address) as (place, settings):
        found = await place.ask(ranking.targets, scope, settings)
        if not found.listed:
            await say_none(
                form,
                place,
                Message("no reason to look at any of {n:,} declarations", n=found.asked),
            )
            if form.at_terminal:
                return
    limit = most(form, first)
    if form.at_terminal:
        for target in found.listed[:limit]:
            _tell(target)
    else:
        shaped = _said if form.json else _cells
        form.print(map(shaped, found.listed[:limit]), FIELDS, SHOWN)
    say_left(form, limit, len(found.listed))
    form.note(
        Message(
            "{n:,} of {asked:,} declarations have no lots on record that fit them; {listed:,} of"
            " these are listed. Advice where to look, no finding.",
            n=found.without_flows,
            asked=found.asked,
            listed=len(found.listed),
        )
    )


def _said(target: Target) -> dict[str, Any]:
    """A declaration as programs read it, in GraphQL's names."""
    return _head(target) | {
        "reasons": [
            {
                "sign": reason.sign.name,
                "points": reason.points,
                "why": seen(reason.why),
                "settledBy": seen(reason.settles),
                "evidence": list(reason.evidence),
            }
            for reason in target.reasons
        ]
    }


def _cells(target: Target) -> dict[str, Any]:
    """A declaration as one row of a spreadsheet, its lists each in a cell."""
    return _head(target) | {
        "signs": [reason.sign.value for reason in target.reasons],
        "reasons": [seen(reason.why) for reason in target.reasons],
        "settledBy": [seen(reason.settles) for reason in target.reasons],
        "evidence": list(dict.fromkeys(e for reason in target.reasons for e in reason.evidence)),
    }


def _head(target: Target) -> dict[str, Any]:
    declared = target.declared
    code, goods = declared.goods[0]
    value = declared.value_cny
    return {
        "points": target.points,
        "number": declared.number,
        "date": declared.day.isoformat(),
        "direction": "import" if declared.imports else "export",
        "exporter": declared.party,
        "declarant": declared.declarant,
        "port": declared.port,
        "country": declared.country,
        "hsCode": code,
        "goods": goods,
        "netKg": kilograms(declared.net_g),
        "valueCny": None if value is None else yuan(value),
        "rank": target.rank,
    }


def _tell(target: Target) -> None:
    """A declaration as a person reads it: what it is, then every reason and what settles it."""
    declared = target.declared
    code, goods = declared.goods[0]
    OUT.paragraph(
        beside(
            Message("{n} points", n=target.points),
            declared.number,
            declared.day.isoformat(),
            word_of("trade_direction", "import" if declared.imports else "export"),
            declared.port,
            declared.country,
            f"{goods} {code}",
            Message("{grams:kg}", grams=declared.net_g),
            declared.party,
        ),
        style="bold",
    )
    for reason in target.reasons:
        why = Message("{sign:target_sign}: {why}", sign=reason.sign.value, why=reason.why)
        OUT.paragraph(f"  {reason.points:>3}  {seen(why)}")
        OUT.paragraph(f"       → {seen(reason.settles)}", style="dim")
