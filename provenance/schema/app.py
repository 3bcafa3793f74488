"""The service, put together."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from provenance.graph.opening import open_store
from provenance.logs import log_plainly
from provenance.settings import Settings
from provenance.settings.sources import read
from provenance.traces import trace

if TYPE_CHECKING:
    from starlette.applications import Starlette

SWITCH_S = 0.0001
"""So long one thread of the service works before another has its turn; Python's own is 0.005.

A small answer waits for some forty turns: beside a large one all of them add up to this much.
"""

COLLECT = (10_000, 10, 500)
"""How often garbage is looked for. Nobody is answered meanwhile, so it is in little at a time:
20 ms among the latest 100,000 objects, not 200 ms among a million as a load does."""


def create_app(settings: Settings | None = None) -> "Starlette":
    """The service over the store that the settings name; for `uvicorn --factory` too."""
    from provenance.findings.feed import Announcer
    from provenance.findings.summaries import Summing
    from provenance.findings.webhooks.deliver import Deliverer
    from provenance.schema.http import create_http_app

    if settings is None:
        settings = read().settings()
        log_plainly(settings.log_format)
    trace(settings.traces)
    # Whoever works out something long lets the loop that answers everybody have its turn soon.
    sys.setswitchinterval(SWITCH_S)
    # What is loaded now stays; a large answer is no reason to go through all of it again.
    gc.freeze()
    gc.set_threshold(*COLLECT)
    store = open_store(settings.store, settings)
    announcer = Announcer(store, settings.findings_look_s)
    summing, deliverer = Summing(store, settings), Deliverer(store, settings)

    @asynccontextmanager
    async def meanwhile(_: "Starlette") -> AsyncIterator[None]:
        async with AsyncExitStack() as works:
            await works.enter_async_context(summing.at_work())
            if settings.webhooks.deliver:
                await works.enter_async_context(deliverer.at_work())
            yield

    return create_http_app(store, settings, announcer, meanwhile)
