"""The command that gives a user a token to sign in with."""

from typing import Annotated

import typer

from provenance.access.identity.keys import MOST_DAYS, Keys
from provenance.access.identity.users import token_for
from provenance.cli.options import Address
from provenance.cli.running import guarded, opened

commands = typer.Typer()


@commands.command(epilog="Example: provenance token 王芳 --days 7")
@guarded
async def token(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A user's name.")],
    days: Annotated[
        int, typer.Option("--days", min=1, max=MOST_DAYS, help="So long it is valid.")
    ] = 30,
    address: Address = None,
) -> None:
    """Print a token that a user signs in with; whoever has it is that user. It is kept nowhere."""
    async with opened(address) as (store, settings):
        print(await token_for(store, Keys(store, settings), name, days))
