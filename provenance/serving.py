"""What `provenance demo` and `provenance serve` do, once their words are understood."""

import socket
from datetime import datetime

from provenance.app import create_app, store_at
from provenance.auditing import Asked, audited
from provenance.errors import MisuseError
from provenance.ingest.load import load
from provenance.ingest.outcome import Filing, Parsed, Rejection
from provenance.ingest.records import SHANGHAI
from provenance.printing import OUT
from provenance.settings import Settings

DEMO_STORE = "sqlite:///demo.sqlite"


async def demo(settings: Settings, seed: int, host: str, port: int) -> None:
    """Load the demonstration and say what to try."""
    from provenance.demonstration import EXAMPLES, records  # not for commands that only ask

    filing = Filing("demonstration (synthetic)", datetime.now(SHANGHAI))
    lines: list[Parsed | Rejection] = [
        filing.judge(dict(record), n, "") for n, record in enumerate(records(seed), start=1)
    ]
    async with store_at(settings.store, settings) as store:
        tally = await load(store, lines, batch=settings.batch)
        found = await audited(store, settings, Asked(load=filing.file))
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


def serve(settings: Settings, host: str, port: int) -> None:
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
