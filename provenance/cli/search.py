"""The command that asks by text."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from provenance.cli.form import Shown, form_asked
from provenance.cli.options import Address, AsCsv, AsJson, Out
from provenance.cli.output import ERR
from provenance.cli.reach import reached
from provenance.cli.running import guarded
from provenance.graph.port.graph import GraphStore, Thing
from provenance.model.message import Message

commands = typer.Typer()

FIELDS = ("label", "key", "name", "nameEn")


@commands.command(epilog="Example: provenance search 北方稀土")
@guarded
async def search(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="TEXT...", help="Parts of a number or of a name, also in pinyin; all must fit."
        ),
    ],
    first: Annotated[int, typer.Option("--first", min=1, help="At most so many.")] = 20,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Find anything by part of its number or name, Chinese, pinyin or English; best fit first."""
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    text = " ".join(words)
    async with reached(address) as (place, _):
        found = list(map(_row, await place.ask(search_for, text, first)))
    if found or not form.at_terminal:
        form.print(found, FIELDS, Shown(FIELDS, keys=2, words={"label": "label"}))
    if not found:
        ERR.print(Message("nothing bears '{text}', nor anything like it", text=text))


async def search_for(store: GraphStore, text: str, first: int) -> Sequence[Thing]:
    """What bears a text, or part of it, best fit first."""
    return await store.graph.search(text, first)


def _row(thing: Thing) -> dict[str, Any]:
    """A thing found, as one row: what it is, its number, its names."""
    props = thing.props
    return {
        "label": thing.ref.label.value,
        "key": thing.ref.key,
        "name": props.get("name") or "",
        "nameEn": props.get("name_en") or "",
    }
