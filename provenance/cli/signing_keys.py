"""The commands on the service's own keys."""

from typing import Annotated

import typer

from provenance.access.identity.keys import Keys
from provenance.cli.form import Shown, form_asked
from provenance.cli.options import Address, AsCsv, AsJson, Out
from provenance.cli.output import OUT
from provenance.cli.running import guarded, opened
from provenance.model.message import Message
from provenance.model.to_json import to_json

commands = typer.Typer(
    help="Change the key that signs tokens, and list those that verify them.",
    epilog="Example: provenance key rotate",
    no_args_is_help=True,
)

FIELDS = ("id", "madeAt", "retiredAt", "public")
SHOWN = Shown(("id", "madeAt", "retiredAt"))


@commands.command(epilog="Example: provenance key rotate --compromised")
@guarded
async def rotate(
    compromised: Annotated[
        bool,
        typer.Option(
            "--compromised",
            help="End all tokens and sessions at once: somebody else may have the key.",
        ),
    ] = False,
    address: Address = None,
) -> None:
    """Sign with a new key from now on; tokens given before stay valid until they expire."""
    async with opened(address) as (store, settings):
        made = await Keys(store, settings).rotate(compromised=compromised)
    OUT.print(Message("tokens are signed with {id} from now on", id=made.id))
    if compromised:
        OUT.print(Message("all tokens and sessions of before are over"))


@commands.command("list", epilog="Example: provenance key list --json")
@guarded
async def list_(
    address: Address = None, as_json: AsJson = False, as_csv: AsCsv = False, out: Out = None
) -> None:
    """List the keys that tokens are verified with, the newest last; public ones alone."""
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    async with opened(address) as (store, _):
        kept = await store.access.keys()
    names = "id madeAt=made_at retiredAt=retired_at public"
    form.print([to_json(one, names) for one in kept], FIELDS, SHOWN)
    if not kept:
        form.remark(Message("there is no key yet: the first `provenance token` makes one"))
