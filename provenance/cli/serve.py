"""The command that serves the API, and how it listens."""

import asyncio
import errno
import socket
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from provenance.access.identity.configured import NOT_OPEN_TO_ALL, check_settings
from provenance.cli.options import Address
from provenance.cli.output import ERR, OUT
from provenance.cli.running import guarded, log_as_asked, store_settings
from provenance.findings.webhooks.sealing import seal_all
from provenance.graph.opening import is_there, missing_at, store_at
from provenance.graph.port.graph import GraphStore
from provenance.model.errors import (
    MisuseError,
    StoreOutdatedError,
    StoreTooNewError,
    StoreUnavailableError,
)
from provenance.model.loopback import is_loopback
from provenance.model.message import Message
from provenance.schema.app import create_app
from provenance.schema.page.routes import unbuilt
from provenance.settings import Settings

if TYPE_CHECKING:
    from starlette.applications import Starlette

commands = typer.Typer()

Host = Annotated[str, typer.Option("--host", help="Address to listen on.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="Port.")]
Workers = Annotated[
    int,
    typer.Option("--workers", min=1, help="Processes that answer, at best one for each core."),
]
TlsCert = Annotated[
    Path | None,
    typer.Option("--tls-cert", metavar="FILE", help="Certificate and chain (PEM): serves HTTPS."),
]
TlsKey = Annotated[
    Path | None, typer.Option("--tls-key", metavar="FILE", help="The certificate's private key.")
]


@commands.command(epilog="Example: provenance serve --host 127.0.0.1 --port 8000 --workers 4")
@guarded
def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Workers = 1,
    tls_cert: TlsCert = None,
    tls_key: TlsKey = None,
    address: Address = None,
) -> None:
    """Serve the GraphQL API at /graphql."""
    settings = with_tls(store_settings(address), tls_cert, tls_key)
    with bound(host, port) as listener:
        refuse_strangers(settings, listener)
        if words := missing_at(settings.store):
            ERR.print(
                Message(
                    "{missing}. Until something is recorded there is nothing to ask.",
                    missing=words,
                )
            )
        asyncio.run(prepare(settings))
        listen(settings, host, listener, workers)


def with_tls(settings: Settings, cert: Path | None, key: Path | None) -> Settings:
    """The settings with the files of TLS that are named, which have to go together.

    Raises MisuseError where they do not, or cannot be read.
    """
    named = {"tls_cert": cert, "tls_key": key}
    given = {name: str(file) for name, file in named.items() if file is not None}
    settings = settings.model_copy(update=given)
    if not (settings.tls_cert or settings.tls_key):
        return settings
    import ssl

    try:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(settings.tls_cert, settings.tls_key or None)
    except (OSError, ValueError) as error:  # of ssl's own too
        why = getattr(error, "strerror", None) or str(error)
        raise MisuseError(
            Message(
                "{cert} and {key} are no certificate with its key: {why:system_error}",
                cert=settings.tls_cert or "--tls-cert",
                key=settings.tls_key or "--tls-key",
                why=why,
            )
        ) from None
    return settings


def refuse_strangers(settings: Settings, listener: socket.socket) -> None:
    """Raise MisuseError where others than this machine would be answered without signing in."""
    check_settings(settings)
    if not settings.access.configured and not is_loopback(listener.getsockname()[0]):
        raise MisuseError(NOT_OPEN_TO_ALL)


async def prepare(settings: Settings) -> None:
    """Raise StoreOutdatedError or StoreTooNewError now, not at each question; seal secrets.

    A store that is not there yet, or does not answer, may come later.
    """
    if not is_there(settings.store):
        return
    async with store_at(settings.store, settings) as store:
        try:
            await store.records.settled()
            await seal_secrets(store, settings)
        except (StoreOutdatedError, StoreTooNewError):
            raise
        except StoreUnavailableError:
            return


async def seal_secrets(store: GraphStore, settings: Settings) -> None:
    """Encrypt what receivers verify by, where it is not; say so where there is no key to do it."""
    if left := await seal_all(store, settings.webhooks):
        ERR.print(
            Message(
                "the secrets of {n} watches are kept as they are, for whoever reads the store: set"
                " PROVENANCE_WEBHOOKS__KEY to what `openssl rand -base64 32` prints",
                n=left,
            ),
            style="yellow",
        )


def listen(settings: Settings, host: str, listener: socket.socket, workers: int = 1) -> None:
    """Serve the API on a bound socket until interrupted, by one process or several.

    Several have each a connection of their own to the store; what one records and audits the
    others see there, and so do those who watch and listen.
    """
    import uvicorn  # not for commands that only ask
    from uvicorn.supervisors import Multiprocess

    from provenance.schema.limits.connections import Listening

    log_as_asked(settings)
    settings = settings.model_copy(update={"hosts": (*settings.hosts, host)})
    at = url(host, listener, "https" if settings.tls_cert else "http")
    OUT.print(Message("serving {at} on {store}; stop with Ctrl-C", at=at, store=settings.store))
    if words := unbuilt():
        ERR.print(words)
    several = workers > 1
    config = Listening(
        partial(_service, settings) if several else _service(settings),
        settings.limits,
        settings.proxies,
        ssl_certfile=settings.tls_cert or None,
        ssl_keyfile=settings.tls_key or None,
        factory=several,
        workers=workers,
        log_config=None,
        log_level="warning",
        access_log=False,
    )
    if several:
        Multiprocess(config, sockets=[listener]).run()
    else:
        uvicorn.Server(config).run(sockets=[listener])


def _service(settings: Settings) -> "Starlette":
    """The service in a process of its own, which is told nothing but the settings."""
    log_as_asked(settings)
    return create_app(settings)


def bound(host: str, port: int) -> socket.socket:
    """A socket at an address, of IPv4 if a name has both; raises MisuseError where it is taken."""
    where = authority(host, port)
    try:
        addresses = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
        family, *_, address = min(addresses, key=lambda found: found[0] != socket.AF_INET)
        # Named TCP: only of such a socket does asyncio send small packets at once. Otherwise the
        # body of an answer waits for the client to acknowledge its head, which takes 40 ms.
        probe = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()  # two may be bound to a port, but only one of them listens
        except OSError:
            probe.close()
            raise
    except UnicodeError:
        raise MisuseError(
            Message("cannot listen on {where}: this is no host", where=where)
        ) from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise MisuseError(
                Message(
                    "cannot listen on {where}: the port is in use; stop what uses it, or name"
                    " another with --port (0 takes any that is free)",
                    where=where,
                )
            ) from None
        why = error.strerror
        raise MisuseError(
            Message("cannot listen on {where}: {why:system_error}", where=where, why=why)
        ) from None
    return probe


def url(host: str, listener: socket.socket, scheme: str = "http") -> str:
    """Where the API is, with the port that it got."""
    return f"{scheme}://{authority(host, listener.getsockname()[1])}/graphql"


def authority(host: str, port: int) -> str:
    """A host and a port as an address on the web has them: those of IPv6 in brackets."""
    plain = host.strip("[]")
    return f"[{plain}]:{port}" if ":" in plain else f"{plain}:{port}"
