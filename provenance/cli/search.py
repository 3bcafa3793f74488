"""The command that asks by text."""

from typing import Annotated, Any

import typer

from provenance.cli.form import Shown, form_asked
from provenance.cli.options import Address, AsCsv, AsJson, Out
from provenance.cli.output import ERR
from provenance.cli.running import guarded, opened
from provenance.cli.server import Server, address_of, ask
from provenance.graph.port.graph import Thing
from provenance.model.message import Message
from provenance.model.terms import Label

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
    server: Server = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Find anything by part of its number or name, Chinese, pinyin or English; best fit first."""
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    text = " ".join(words)
    if server is not None:
        found = await _at(address_of(server, address), text, first)
    else:
        async with opened(address) as (store, _):
            found = [_row(thing) for thing in await store.graph.search(text, first)]
    if found or not form.at_terminal:
        form.print(found, FIELDS, Shown(FIELDS, keys=2, words={"label": "label"}))
    if not found:
        ERR.print(Message("nothing bears '{text}', nor anything like it", text=text))


async def _at(server: str, text: str, first: int) -> list[dict[str, Any]]:
    """What a service finds, as rows."""
    query = """query S($text: String!, $first: Int!) { search(text: $text, first: $first) {
        label key name node { ... on Enterprise { nameEn } } } }"""
    hits = (await ask(server, query, text=text, first=first))["search"]
    return [
        {
            "label": Label[hit["label"]].value,
            "key": hit["key"],
            "name": hit["name"] or "",
            "nameEn": hit["node"].get("nameEn") or "",
        }
        for hit in hits
    ]


def _row(thing: Thing) -> dict[str, Any]:
    """A thing found, as one row: what it is, its number, its names."""
    props = thing.props
    return {
        "label": thing.ref.label.value,
        "key": thing.ref.key,
        "name": props.get("name") or "",
        "nameEn": props.get("name_en") or "",
    }
