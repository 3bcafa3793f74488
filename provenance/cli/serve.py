"""What `provenance demo` and `provenance serve` do, once their words are understood."""

import socket
from datetime import datetime
from typing import Annotated

import typer

from provenance.cli.audit import AuditRequest, audited
from provenance.cli.options import Store
from provenance.cli.output import OUT
from provenance.cli.running import guard as _guard
from provenance.cli.running import run as _run
from provenance.cli.running import settings_of as _settings
from provenance.graph.opening import store_at
from provenance.ingest.load import load
from provenance.model.dates import SHANGHAI
from provenance.model.errors import MisuseError
from provenance.records.filing import Filing, Parsed, Rejection
from provenance.schema.app import create_app
from provenance.settings import Settings

DEMO_STORE = "sqlite:///demo.sqlite"


async def run_demo(settings: Settings, seed: int, host: str, port: int) -> None:
    """Load the demonstration and say what to try."""
    from provenance.simulate.demonstration import (
        EXAMPLES,
        records,  # not for commands that only ask
    )

    filing = Filing("demonstration (synthetic)", datetime.now(SHANGHAI))
    lines: list[Parsed | Rejection] = [
        filing.judge(dict(record), n, "") for n, record in enumerate(records(seed), start=1)
    ]
    async with store_at(settings.store, settings) as store:
        tally = await load(store, lines, batch=settings.batch)
        found = await audited(store, settings, AuditRequest(load=filing.file))
    OUT.print(
        f"A synthetic national year (2024): {tally.committed} records in {settings.store}."
        " Quotas, counties, deposits and codes are real; firms and flows are made up. 合成数据"
    )
    OUT.print("Three shipments to try, each in a second terminal:")
    for example in EXAMPLES:
        OUT.print(f"\n  # {example.name}: {example.story}")
        command = f"provenance verdict --declaration {example.declaration}"
        OUT.print(f"  .venv/bin/{command} --store {settings.store}")
    OUT.print(f"\nWhat is wrong anywhere: {found.raised} findings. 所有发现:")
    OUT.print(f"  .venv/bin/provenance findings --store {settings.store}")
    query = f'{{ verdict(subject: {{declaration: \\"{EXAMPLES[1].declaration}\\"}})'
    OUT.print("\nThe same through GraphQL:")
    OUT.print(
        f"  curl -s http://{host}:{port}/graphql -H 'content-type: application/json'"
        f' -d \'{{"query": "{query} {{ conclusion lawfulKg lawfulMinKg lawfulMaxKg }} }}"}}\'\n',
        markup=False,
    )


def run_serve(settings: Settings, host: str, port: int) -> None:
    """Serve the API until interrupted; raises MisuseError where the port is taken."""
    import uvicorn  # not for commands that only ask

    # Named TCP: only of such a socket does asyncio send small packets at once. Otherwise the body
    # of an answer waits for the client to acknowledge its head, which takes 40 ms.
    with socket.socket(proto=socket.IPPROTO_TCP) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise MisuseError(f"cannot listen on {host}:{port}: {error.strerror}") from None
        probe.listen()
        address = f"http://{host}:{probe.getsockname()[1]}/graphql"
        print(f"serving {address} on {settings.store}; stop with Ctrl-C", flush=True)
        config = uvicorn.Config(create_app(settings), log_level="warning", access_log=False)
        uvicorn.Server(config).run(sockets=[probe])


def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port.")] = 8000,
    store: Store = None,
) -> None:
    """Serve the GraphQL API at /graphql."""
    _guard(lambda: run_serve(_settings(store), host, port))


def demo(
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port.")] = 8000,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the synthetic year.")] = 785,
    load_only: Annotated[bool, typer.Option("--load-only", help="Do not serve it.")] = False,
    store: Store = None,
) -> None:
    """Load a small synthetic national year and serve it, with three things to try."""
    address = store or DEMO_STORE
    _run(lambda settings: run_demo(settings, seed, host, port), address)
    if not load_only:
        _guard(lambda: run_serve(_settings(address), host, port))


def add_to(cli: typer.Typer) -> None:
    """Add these commands to the command line."""
    cli.command(epilog="Example: provenance serve --host 127.0.0.1 --port 8000")(serve)
    cli.command(epilog="Example: provenance demo --port 8000")(demo)
