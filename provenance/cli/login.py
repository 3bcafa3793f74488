"""The command that keeps a token for a service."""

import sys
from typing import Annotated

import typer

from provenance.cli.output import OUT, seen
from provenance.cli.running import guarded, server_asked
from provenance.cli.server import keep_tokens, service, tokens_kept
from provenance.model.errors import MisuseError
from provenance.model.message import Message

commands = typer.Typer()


@commands.command(epilog="Example: provenance login --server https://provenance.example.cn")
@guarded
async def login(
    forget: Annotated[
        bool, typer.Option("--forget", help="Keep no token for it any more.")
    ] = False,
) -> None:
    """Keep a token for a service, which `--server URL` then shows; it is asked for, or read."""
    at = server_asked(None)
    if at is None:
        raise MisuseError(Message("say at which service: --server URL"))
    others = {known: token for known, token in tokens_kept().items() if known != at}
    if forget:
        keep_tokens(others)
        OUT.print(Message("no token is kept for {at}", at=at))
        return
    token = _token()
    async with service(at, token) as asked:
        await asked.ask("{ __typename }")
    keep_tokens({**others, at: token})
    OUT.print(Message("signed in at {at}: ask it with --server {at}", at=at))


def _token() -> str:
    """The token that somebody types, unseen, or that standard input has."""
    if sys.stdin.isatty():
        given = typer.prompt(seen(Message("Token")), hide_input=True, err=True)
    else:
        given = sys.stdin.readline()
    token = str(given).strip()
    if not token or not token.isascii() or not token.isprintable():
        raise MisuseError(Message("this is no token: `provenance token NAME` prints one"))
    return token
