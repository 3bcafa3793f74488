"""Settling a load so large that everything is settled at once, and kept part by part."""

import asyncio
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import numpy as np

from provenance.graph.port.graph import Writer
from provenance.graph.port.settling import Settlement, Whole
from provenance.graph.rows.material import lot_from
from provenance.ingest.cover import papers
from provenance.ledger.grants import Grant
from provenance.ledger.lineage import Lot
from provenance.ledger.whole.columns import LOT, Columns
from provenance.ledger.whole.settle import lots_of, settle
from provenance.ledger.whole.state import State

AT_ONCE = 10_000
"""Lots, or events, kept at a time."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Settled:
    """What a settling came to: how many lots and events were worked out, and how many changed."""

    lots: int = 0
    events: int = 0
    changed: int = 0


async def settle_everything(writer: Writer, whole: Whole, all_: Columns) -> Settled:
    """Settle all that is in a store; only what differs from what is stored is kept."""
    register = await writer.settling.register()
    documents = await papers(writer, all_.events.values(), register)
    state = await asyncio.to_thread(settle, all_, register, documents)
    granted = _granted(state)
    kept = Changed(len(granted))
    await whole.keep(_parts(state, granted, kept))
    lots = int(np.count_nonzero(all_.kind == LOT))
    return Settled(lots, int(np.count_nonzero(all_.kind > LOT)), kept.count)


@dataclass
class Changed:
    """How many lots and draws differ from what was stored."""

    count: int


def _parts(
    state: State, granted: Mapping[str, tuple[Grant, ...]], kept: Changed
) -> Iterator[Settlement]:
    lots = _changed_lots(state)
    while part := list(islice(lots, AT_ONCE)):
        kept.count += len(part)
        yield Settlement(lots=part)
    for pairs in _portions(granted.items()):
        yield Settlement(grants=dict(pairs))
    for draws in _portions(_support(state)):
        yield Settlement(support=dict(draws))


def _portions(items: Iterable[_T]) -> Iterator[list[_T]]:
    rest = iter(items)
    while part := list(islice(rest, AT_ONCE)):
        yield part


def _changed_lots(state: State) -> Iterator[Lot]:
    stored = state.all_.stored
    for node, lot in lots_of(state):
        text = stored.get(node)
        if text is None or lot_from(lot.key, json.loads(text)) != lot:
            yield lot


def _granted(state: State) -> dict[str, tuple[Grant, ...]]:
    """The draws of events that differ from those stored."""
    events = state.all_.events.values()
    now = ((event, state.grants.get(event.key, ())) for event in events)
    return {event.key: granted for event, granted in now if granted != event.grants}


def _support(state: State) -> Iterator[tuple[tuple[str, str], bool]]:
    """The draws that the drawer could hold, or could not, otherwise than is stored."""
    all_ = state.all_
    now = np.frombuffer(state.held.supported, np.int64) == 1
    for flow in np.flatnonzero(now != all_.supported).tolist():
        yield (all_.keys[all_.tail[flow]], all_.keys[all_.head[flow]]), bool(now[flow])
