"""The commands that list what follows for enterprises: credit-record entries, seizures."""

import typer

from provenance.cli.answers import print_first, say_none
from provenance.cli.form import Shown, form_asked
from provenance.cli.options import (
    Address,
    AsCsv,
    AsJson,
    AsOf,
    Enterprise,
    First,
    Out,
    Region,
    as_known,
)
from provenance.cli.reach import reached
from provenance.cli.running import guarded
from provenance.model.message import Message
from provenance.model.to_json import to_json
from provenance.supervision.consequences import credit_entries
from provenance.supervision.consequences import seizures as all_seizures

commands = typer.Typer()

ENTRIES = (
    "date", "enterprise", "name", "penalty", "authority", "violation", "article", "fineCny",
)  # fmt: skip
ENTRY = Shown(("date", "name", "penalty", "article", "fineCny", "authority", "violation"))
SEIZURES = (
    "seizure", "date", "authority", "enterprise", "name", "decision", "lot", "reoKg",
)  # fmt: skip
SEIZURE = Shown(("seizure", "date", "name", "lot", "reoKg", "authority", "decision"))


@commands.command(epilog="Example: provenance credit --enterprise 91150000701463622D --csv")
@guarded
async def credit(
    enterprise: Enterprise = None,
    region: Region = None,
    as_of: AsOf = None,
    first: First = None,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """List the entries in credit records that penalties on record lead to (Order 785 Art. 27)."""
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    at = as_known(as_of)
    async with reached(address) as (place, _):
        found = await place.ask(credit_entries, at, enterprise=enterprise, region=region)
        if not found:
            there = len(await place.ask(credit_entries, at))
            none = Message("none of {n:,} entries match", n=there)
            await say_none(form, place, none if there else Message("no penalty leads to an entry"))
    fields = "date=day enterprise name penalty authority violation article fine_cny"
    print_first(form, [to_json(one, fields) for one in found], first, ENTRIES, ENTRY)
    if found:
        form.note(Message("Who was punished is entered in the credit record: Order 785 Art. 27."))


@commands.command(epilog="Example: provenance seizures --region 360700 --out seizures.xlsx")
@guarded
async def seizures(
    enterprise: Enterprise = None,
    region: Region = None,
    first: First = None,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """List what authorities took away, lot by lot."""
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    async with reached(address) as (place, _):
        found = await place.ask(all_seizures, enterprise=enterprise, region=region)
        if not found:
            there = len(await place.ask(all_seizures))
            none = Message("none of {n:,} seizures match", n=there)
            await say_none(form, place, none if there else Message("no seizure is on record"))
    fields = "seizure date=day authority enterprise name decision lot reo_g"
    print_first(form, [to_json(one, fields) for one in found], first, SEIZURES, SEIZURE)
