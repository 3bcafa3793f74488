"""The commands on the service's own keys."""

from typing import Annotated

import typer

from provenance.access.identity.keys import Keys
from provenance.access.trail.expire import resealing
from provenance.access.trail.seals import Seal, Seals
from provenance.access.trail.verify import Fault
from provenance.cli.form import Shown, form_asked
from provenance.cli.options import Address, AsCsv, AsJson, Out
from provenance.cli.output import ERR, OUT
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
    """Sign with a new key from now on; tokens given before stay valid until they expire.

    What is left of entries of the trail that were let go is signed anew.
    """
    async with opened(address) as (store, settings):
        keys = Keys(store, settings)
        seals = Seals(keys)
        reseal = await resealing(store.trail, seals)
        fault = reseal if isinstance(reseal, Fault) else None
        made = await keys.rotate(
            compromised=compromised, reseal=None if isinstance(reseal, Fault) else reseal
        )
        last = await store.trail.head() if compromised else None
        head = last and await seals.signed(Seal.of(last))
    OUT.print(Message("tokens are signed with {id} from now on", id=made.id))
    if fault is not None:
        ERR.print(
            Message(
                "the trail does not hold at {n}: {why}; nothing of it is signed anew",
                n=fault.number,
                why=fault.why,
            ),
            style="red",
        )
    if compromised:
        OUT.print(Message("all tokens and sessions of before are over"))
    if head and fault is None:
        OUT.print(Message("heads of the trail signed before are void; keep this one elsewhere:"))
        OUT.print(head)


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
