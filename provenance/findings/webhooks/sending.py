"""One request to a receiver, whatever the receiver is like."""

import asyncio
import time
from contextlib import suppress
from http import HTTPStatus
from http.cookiejar import DefaultCookiePolicy

import httpx2
import structlog

from provenance.findings.webhooks.message import Message
from provenance.findings.webhooks.schedule import Outcome
from provenance.findings.webhooks.signing import signed
from provenance.findings.webhooks.watches import check_receiver
from provenance.graph.port.watches import Watch
from provenance.model.errors import MisuseError
from provenance.settings import Webhooks

log = structlog.get_logger(__name__)

READ_BYTES, DRAIN_S = 64 * 1024, 1.0
"""No more is read of an answer, and for no longer: it says nothing but its status."""

LONGEST_ERROR = 300


def client() -> httpx2.AsyncClient:
    """What requests are sent with. It follows nobody anywhere: a receiver is where it was said."""
    http = httpx2.AsyncClient(
        follow_redirects=False, timeout=None, limits=httpx2.Limits(max_connections=None)
    )
    http.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=()))
    return http


async def send(
    http: httpx2.AsyncClient, watch: Watch, message: Message, terms: Webhooks
) -> Outcome:
    """Send a message, signed as of now, and say what came of it; it never raises."""
    try:
        check_receiver(watch.url, terms)
        # The whole of it within the time: who sends one byte a second does not answer either.
        async with asyncio.timeout(terms.timeout_s):
            return await _post(http, watch, message)
    except TimeoutError:
        return Outcome(f"no answer within {terms.timeout_s:g} s")
    except (httpx2.HTTPError, httpx2.InvalidURL, MisuseError, OSError, ValueError) as error:
        return Outcome((str(error) or type(error).__name__)[:LONGEST_ERROR])
    except Exception as error:
        log.error("webhook.failed", watch=watch.id, exc_info=error)
        return Outcome("internal error; the log has it")


async def _post(http: httpx2.AsyncClient, watch: Watch, message: Message) -> Outcome:
    headers = {
        "content-type": "application/json",
        "user-agent": "provenance",
        **signed(watch.secret, message.id, int(time.time()), message.body),
    }
    async with http.stream("POST", watch.url, content=message.body, headers=headers) as answer:
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
    said = f"HTTP {status}"
    if status == HTTPStatus.GONE:
        return Outcome(f"{said}: the receiver wants no more", ended=True)
    if answer.is_redirect:
        return Outcome(f"{said}: redirects are not followed; watch the address it names instead")
    asked = answer.headers.get("retry-after", "")
    return Outcome(said, wait_s=float(asked) if asked.isdecimal() and len(asked) < 10 else 0.0)
