"""The commands on what can be loaded, and on what could not be."""

from typing import Annotated, Any

import typer

from provenance.cli.answers import print_first, say_none, why_rejected
from provenance.cli.form import Shown, form_asked
from provenance.cli.options import Address, AsCsv, AsJson, First, Out
from provenance.cli.output import OUT
from provenance.cli.reach import OfStore
from provenance.cli.running import guarded, opened
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.to_json import to_json
from provenance.records.kinds.registry import describe

commands = typer.Typer()

PAGE = 1_000

FIELDS = ("number", "file", "line", "field", "reason", "excerpt", "receivedAt")
SHOWN = Shown(("file", "line", "field", "reason", "excerpt", "receivedAt"), keys=3)


@commands.command(epilog="Example: provenance records extraction")
@guarded
def records(
    kind: Annotated[str | None, typer.Argument(help="One kind; all without it.")] = None,
) -> None:
    """Print the JSON Schema of every kind of record, with an example of each."""
    known = describe()
    if kind is not None and kind not in known:
        raise MisuseError(
            Message("{kind} is no kind of record; there are {known}", kind=kind, known=tuple(known))
        )
    OUT.print_json(data=known if kind is None else {kind: known[kind]}, ensure_ascii=False)


@commands.command(epilog="Example: provenance rejected --csv > rejected.csv")
@guarded
async def rejected(
    first: First = None,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """List the lines that were not taken, with the reason of each."""
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    names = "file line field reason excerpt received_at"
    async with opened(address) as (store, _):
        rows: list[dict[str, Any]] = []
        after = 0
        while page := await store.records.rejected(after, PAGE):
            rows += (
                {"number": number} | to_json(line, names) | {"reason": why_rejected(line.reason)}
                for number, line in page
            )
            after = page[-1][0]
        if not rows:
            await say_none(form, OfStore(store), Message("every line was taken: none was rejected"))
    print_first(form, rows, first, FIELDS, SHOWN)
