"""The commands on users: named, listed, signed out, removed."""

from typing import Annotated

import typer

from provenance.access.identity import users
from provenance.access.identity.people import viewer
from provenance.access.viewer import Authority, Role
from provenance.cli.answers import print_first
from provenance.cli.form import Shown, form_asked
from provenance.cli.options import Address, AsCsv, AsJson, First, Out
from provenance.cli.output import OUT
from provenance.cli.running import guarded, opened
from provenance.model.message import Message
from provenance.model.to_json import to_json

commands = typer.Typer(
    help="Name who may sign in, and in which role.",
    epilog="Example: provenance user add 王芳 --role regulator --region 360000",
    no_args_is_help=True,
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="What others know the user by.")]

FIELDS = ("name", "role", "enterprise", "region", "authority", "addedAt")
SHOWN = Shown(("name", "role", "enterprise", "region", "authority"))


@commands.command(
    epilog="Example: provenance user add 龙南 --role enterprise --enterprise 91360783MA35GH0X4Y"
)
@guarded
async def add(
    name: Name,
    role: Annotated[Role, typer.Option("--role", case_sensitive=False, help="Any but owner.")],
    enterprise: Annotated[
        str | None,
        typer.Option("--enterprise", metavar="CODE", help="Of an enterprise or an importer."),
    ] = None,
    region: Annotated[
        str | None,
        typer.Option("--region", metavar="CODE", help="Of a regulator: GB/T 2260."),
    ] = None,
    authority: Annotated[
        Authority | None,
        typer.Option("--authority", case_sensitive=False, help="Whose statements it may file."),
    ] = None,
    address: Address = None,
) -> None:
    """Name a user, in one role; `provenance token NAME` then prints what it signs in with."""
    made = viewer(name, role, name=name, enterprise=enterprise, region=region, authority=authority)
    async with opened(address, create=True) as (store, _):
        await users.add(store, made)
    OUT.print(
        Message(
            "{name} is a user now ({role}); `provenance token {name}` prints what it signs in with",
            name=made.name,
            role=made.role.value,
        )
    )


@commands.command("list", epilog="Example: provenance user list --json")
@guarded
async def list_(
    first: First = None,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """List who may sign in; of tokens nothing is kept that could be listed."""
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    async with opened(address) as (store, _):
        named = await store.access.users()
    names = "name role enterprise region authority addedAt=added_at"
    print_first(form, [to_json(one, names) for one in named], first, FIELDS, SHOWN)
    if not named:
        form.remark(Message("nobody is named: `provenance user add` names a user"))


@commands.command(epilog="Example: provenance user remove 王芳")
@guarded
async def remove(name: Name, address: Address = None) -> None:
    """Forget a user: its tokens and sessions are over at once, in a running service too."""
    async with opened(address) as (store, _):
        await users.remove(store, name)
    OUT.print(Message("{name} is no user any more, its tokens and sessions are over", name=name))


@commands.command("sign-out", epilog="Example: provenance user sign-out 王芳")
@guarded
async def sign_out(name: Name, address: Address = None) -> None:
    """End all tokens and sessions of a user, who may be given new ones: a laptop was lost."""
    async with opened(address) as (store, _):
        await users.sign_out(store, name)
    OUT.print(Message("all tokens and sessions of {name} are over", name=name))
