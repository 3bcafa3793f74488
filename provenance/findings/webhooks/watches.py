"""Who watches: made, ended and looked up, within what an operator allows."""

import re
import secrets
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from provenance.findings.asked import asked_to_come
from provenance.findings.webhooks.reach import may_be_at, written_as_number
from provenance.findings.webhooks.sealing import sealed
from provenance.findings.webhooks.signing import new_secret
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter
from provenance.graph.port.watches import Delivery, Watch
from provenance.graph.rows.watches import filter_text
from provenance.model.errors import LimitExceededError, MisuseError, UnknownSubjectError
from provenance.model.message import Message
from provenance.model.text import has_lone_surrogate, required_text
from provenance.settings import Settings, Webhooks

MOST = 1_000
"""So many watches a store may have."""

LONGEST_URL = 2_000

NOT_PUBLIC = (
    "{host} is at no public address; the operator allows others (PROVENANCE_WEBHOOKS__NETWORKS)"
)


async def watch(
    store: GraphStore, settings: Settings, wanted: FindingFilter, url: str, by: str
) -> Watch:
    """Tell an address of what a filter leaves of all that is raised from now on.

    Raises MisuseError for an address or a filter that nothing could come of, or without a name.
    """
    check_receiver(url, settings.webhooks)
    wanted = await asked_to_come(store, wanted)
    if has_lone_surrogate(filter_text(wanted)):
        raise MisuseError("the filter holds half a character, which nothing is called by")
    by = required_text("by", by)
    if len(await store.watches.all()) >= MOST:
        raise LimitExceededError(
            Message("a store has at most {most} watches; remove some that ended", most=MOST)
        )
    made = Watch(
        id=secrets.token_hex(8),
        wanted=wanted,
        url=url,
        secret=new_secret(),
        by=by,
        created_at=datetime.now(UTC),
        delivery=Delivery(told=await store.findings.last_raised()),
    )
    kept = replace(made, secret=sealed(made.secret, made.id, settings.webhooks))
    await store.write(lambda writer: writer.watches.keep(kept))
    return made


async def unwatch(store: GraphStore, id_: str) -> Watch:
    """End a watch; returns it as it was. Raises UnknownSubjectError where there is none."""
    ended = await watch_of(store, id_)
    await store.write(lambda writer: writer.watches.remove(id_))
    return ended


async def watch_of(store: GraphStore, id_: str) -> Watch:
    """A watch by its id. Raises UnknownSubjectError where there is none."""
    found = next((one for one in await store.watches.all() if one.id == id_), None)
    if found is None:
        raise UnknownSubjectError(
            Message("no watch has the id {id}; take it from the list", id=ascii(id_[:40]))
        )
    return found


def check_receiver(url: str, terms: Webhooks) -> None:
    """Raise MisuseError where an address is none to send to, or none that is allowed."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        parts, host, port = urlsplit(""), None, None
    if has_lone_surrogate(url) or re.search(r"[\s\x00-\x20\x7f]", url) or len(url) > LONGEST_URL:
        host = None
    if parts.scheme not in ("http", "https") or not host:
        raise MisuseError(
            Message(
                "{url} is no address of a receiver: write https://HOST/PATH, or http://",
                url=repr(url[:80]),
            )
        )
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise MisuseError(
            Message(
                "the address may hold no user, password or fragment: the signature says who sends"
            )
        )
    if terms.hosts and host not in map(str.lower, terms.hosts):
        raise MisuseError(
            Message(
                "{host} is no host that receivers may be on; the operator allows {hosts}"
                " (PROVENANCE_WEBHOOKS__HOSTS)",
                host=host,
                hosts=tuple(terms.hosts),
            )
        )
    if not terms.hosts and port not in (None, 80, 443) and port < 1024:
        raise MisuseError(
            Message("{port} is no port of receivers: 80, 443 or above 1023", port=port)
        )
    if (written := written_as_number(host)) and not any(may_be_at(one, terms) for one in written):
        raise MisuseError(Message(NOT_PUBLIC, host=host))
