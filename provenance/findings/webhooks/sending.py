"""One request to a receiver, whatever the receiver is like."""

import asyncio
import time
from contextlib import suppress
from http import HTTPStatus
from urllib.parse import urlsplit

import httpx2
import structlog

from provenance.findings.webhooks.message import Event
from provenance.findings.webhooks.reach import NotPublicError
from provenance.findings.webhooks.schedule import Outcome
from provenance.findings.webhooks.sealing import opened
from provenance.findings.webhooks.signing import signed
from provenance.findings.webhooks.watches import NOT_PUBLIC, check_receiver
from provenance.graph.port.watches import Watch
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.settings import Webhooks

log = structlog.get_logger(__name__)

READ_BYTES, DRAIN_S = 64 * 1024, 1.0
"""No more is read of an answer, and for no longer: it says nothing but its status."""

UNREACHABLE = Message("no answer that is HTTP came from there; the log has why")
"""All that is told of what a connection came to: anything more would tell of what is behind it."""


async def send(http: httpx2.AsyncClient, watch: Watch, event: Event, terms: Webhooks) -> Outcome:
    """Send an event, signed as of now, and say what came of it; it never raises."""
    try:
        check_receiver(watch.url, terms)
        # The whole of it within the time: who sends one byte a second does not answer either.
        async with asyncio.timeout(terms.timeout_s):
            return await _post(http, watch, opened(watch.secret, watch.id, terms), event)
    except TimeoutError:
        return Outcome(Message("no answer within {seconds} s", seconds=f"{terms.timeout_s:g}"))
    except MisuseError as error:
        told = error.message
        return Outcome(told if isinstance(told, Message) else Message.of_text(told))
    except NotPublicError:
        return Outcome(Message(NOT_PUBLIC, host=urlsplit(watch.url).hostname or ""))
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
        log.warning("webhook.unreachable", watch=watch.id, error=type(error).__name__)
        return Outcome(UNREACHABLE)
    except Exception as error:
        log.error("webhook.failed", watch=watch.id, exc_info=error)
        return Outcome(Message("internal error; the log has it"))


async def _post(http: httpx2.AsyncClient, watch: Watch, secret: str, event: Event) -> Outcome:
    headers = {
        "content-type": "application/json",
        "user-agent": "provenance",
        **signed(secret, event.id, int(time.time()), event.body),
    }
    async with http.stream("POST", watch.url, content=event.body, headers=headers) as answer:
        with suppress(httpx2.HTTPError, TimeoutError):
            await _drain(answer)
        return _judged(answer)


async def _drain(answer: httpx2.Response) -> None:
    """Read an answer to its end, if that is near, for the next to go by the same connection."""
    async with asyncio.timeout(DRAIN_S):
        read = 0
        async for chunk in answer.aiter_raw():
            read += len(chunk)
            if read > READ_BYTES:
                return


def _judged(answer: httpx2.Response) -> Outcome:
    status = answer.status_code
    if answer.is_success:
        return Outcome()
    if status == HTTPStatus.GONE:
        why = Message("HTTP {status}: the receiver wants no more", status=status)
        return Outcome(why, ended=True)
    if answer.is_redirect:
        return Outcome(
            Message(
                "HTTP {status}: redirects are not followed; watch the address it names instead",
                status=status,
            )
        )
    asked = answer.headers.get("retry-after", "")
    wait_s = float(asked) if asked.isdecimal() and len(asked) < 10 else 0.0
    return Outcome(Message("HTTP {status}", status=status), wait_s=wait_s)
