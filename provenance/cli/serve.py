"""The commands that serve the API: of a store, or of the demonstration."""

import asyncio
import socket
from datetime import datetime
from typing import Annotated

import typer

from provenance.cli.audit import audited
from provenance.cli.options import Address
from provenance.cli.output import ERR, OUT
from provenance.cli.running import guarded, settings_of
from provenance.graph.opening import is_there, missing_at, store_at
from provenance.ingest.load import load
from provenance.model.dates import SHANGHAI
from provenance.model.errors import (
    MisuseError,
    StoreOutdatedError,
    StoreTooNewError,
    StoreUnavailableError,
)
from provenance.records.filing import Filing, Parsed, Rejection
from provenance.schema.app import create_app
from provenance.settings import Settings

commands = typer.Typer()

DEMO_STORE = "sqlite:///demo.sqlite"

Host = Annotated[str, typer.Option("--host", help="Address to listen on.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="Port.")]


@commands.command(epilog="Example: provenance serve --host 127.0.0.1 --port 8000")
@guarded
def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    address: Address = None,
) -> None:
    """Serve the GraphQL API at /graphql."""
    settings = settings_of(address)
    if words := missing_at(settings.store):
        ERR.print(f"{words}. Until something is recorded there is nothing to ask.")
    asyncio.run(refuse_outdated(settings))
    listen(settings, host, port)


async def refuse_outdated(settings: Settings) -> None:
    """Raise StoreOutdatedError or StoreTooNewError now, not at each question.

    A store that is not there yet, or does not answer, may come later.
    """
    if not is_there(settings.store):
        return
    async with store_at(settings.store, settings) as store:
        try:
            await store.records.settled()
        except (StoreOutdatedError, StoreTooNewError):
            raise
        except StoreUnavailableError:
            return


def listen(settings: Settings, host: str, port: int) -> None:
    """Serve the API until interrupted; raises MisuseError where the port is taken."""
    import uvicorn  # not for commands that only ask

    with bound(host, port) as probe:
        probe.listen()
        address = f"http://{authority(host, probe.getsockname()[1])}/graphql"
        print(f"serving {address} on {settings.store}; stop with Ctrl-C", flush=True)
        config = uvicorn.Config(
            create_app(settings), log_config=None, log_level="warning", access_log=False
        )
        uvicorn.Server(config).run(sockets=[probe])


def bound(host: str, port: int) -> socket.socket:
    """A socket at an address, of IPv4 if a name has both; raises MisuseError where it is taken."""
    try:
        addresses = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
        family, *_, address = min(addresses, key=lambda found: found[0] != socket.AF_INET)
        # Named TCP: only of such a socket does asyncio send small packets at once. Otherwise the
        # body of an answer waits for the client to acknowledge its head, which takes 40 ms.
        probe = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
        except OSError:
            probe.close()
            raise
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "this is no host"
        raise MisuseError(f"cannot listen on {authority(host, port)}: {reason}") from None
    return probe


def authority(host: str, port: int) -> str:
    """A host and a port as an address on the web has them: those of IPv6 in brackets."""
    plain = host.strip("[]")
    return f"[{plain}]:{port}" if ":" in plain else f"{plain}:{port}"


@commands.command(epilog="Example: provenance demo --port 8000")
@guarded
def demo(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the synthetic year.")] = 785,
    load_only: Annotated[bool, typer.Option("--load-only", help="Do not serve it.")] = False,
    address: Address = None,
) -> None:
    """Load a small synthetic national year and serve it, with three things to try."""
    settings = settings_of(address or DEMO_STORE)
    asyncio.run(_demonstrate(settings, seed, host, port))
    if not load_only:
        listen(settings, host, port)


async def _demonstrate(settings: Settings, seed: int, host: str, port: int) -> None:
    """Load the demonstration and say what to try."""
    from provenance.simulate.demonstration import EXAMPLES, records  # not for who only asks

    filing = Filing("demonstration (synthetic)", datetime.now(SHANGHAI))
    lines: list[Parsed | Rejection] = [
        filing.judge(dict(record), n, "") for n, record in enumerate(records(seed), start=1)
    ]
    async with store_at(settings.store, settings, create=True) as store:
        tally = await load(store, lines, batch=settings.batch)
        found = await audited(store, settings, load=filing.file)
    OUT.print(
        f"A synthetic national year (2024): {tally.committed} records in {settings.store}."
        " Quotas, counties, deposits and codes are real; firms and flows are made up. 合成数据"
    )
    OUT.print("Three shipments to try, each in a second terminal:")
    for example in EXAMPLES:
        OUT.print()
        OUT.print(f"  # {example.name}: {example.story}")
        command = f"provenance verdict --declaration {example.declaration}"
        OUT.print(f"  .venv/bin/{command} --store {settings.store}")
    OUT.print()
    OUT.print(f"What is wrong anywhere: {found.raised} findings. 所有发现:")
    OUT.print(f"  .venv/bin/provenance findings --store {settings.store}")
    query = f'{{ verdict(subject: {{declaration: \\"{EXAMPLES[1].declaration}\\"}})'
    OUT.print()
    OUT.print("The same through GraphQL:")
    OUT.print(
        f"  curl -s http://{authority(host, port)}/graphql -H 'content-type: application/json'"
        f' -d \'{{"query": "{query} {{ conclusion lawfulKg lawfulMinKg lawfulMaxKg }} }}"}}\'',
    )
    OUT.print()
