"""Who holds every lot and how much of it was drawn, all at once (`ledger/custody`)."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from provenance.ledger.whole.columns import KINDS, NOBODY, Columns, Flags, Ints, packed
from provenance.model.terms import EventKind

_SEIZURE = KINDS[EventKind.SEIZURE]


@dataclass(frozen=True)
class Custody:
    """By lot: how many events claim it, one that does, its mass and what was drawn of it, in grams.

    `supported` is of flows, as they are now.
    """

    claims: Any
    maker: Any
    mass: Any
    drawn: Any
    supported: Any


def settle_custody(all_: Columns) -> Custody:
    """Work out mass and supported draws of every lot."""
    draws, outs = all_.is_input, ~all_.is_input
    made, by = all_.head[outs], all_.tail[outs]
    claims = np.bincount(made, minlength=all_.size)
    maker = np.full(all_.size, NOBODY, np.int64)
    maker[made] = by
    mass = np.zeros(all_.size, np.int64)
    np.maximum.at(mass, made, all_.reo_g[outs])
    sole = claims == 1
    supported = all_.supported.copy()
    supported[draws] = _supported(all_, draws, np.where(sole, maker, NOBODY))
    drawn = np.zeros(all_.size, np.int64)
    counting = draws & supported
    np.add.at(drawn, all_.tail[counting], all_.reo_g[counting])
    _seized(all_, counting, claims, mass, drawn)
    mass = np.where(claims == 0, drawn, mass)  # what nobody made has the mass of its draws
    return Custody(*map(packed, (claims, maker, mass, drawn, supported)))


def _supported(all_: Columns, draws: Flags, maker: Ints) -> Flags:
    """Whether the drawer can have held the lot then; anyone can draw what nobody, or two, made."""
    by, at = maker[all_.tail[draws]], all_.head[draws]
    told = by != NOBODY
    in_time = ~told | (all_.month[by] <= all_.month[at])
    holds = ~told | (all_.holder[by] == all_.who[at]) | (all_.kind[at] == _SEIZURE)
    found: Flags = in_time & holds
    return found


def _seized(all_: Columns, counting: Flags, claims: Ints, mass: Ints, drawn: Ints) -> None:
    """A seizure takes no more than those before it left."""
    seizing = counting & (all_.kind[all_.head] == _SEIZURE)
    for lot in np.unique(all_.tail[seizing]).tolist():
        if not claims[lot]:
            continue
        total = 0
        draws = [(all_.event(int(all_.head[f])), f) for f in all_.out_of(lot) if counting[f]]
        for event, flow in sorted(draws, key=lambda draw: draw[0].order):
            grams, left = int(all_.reo_g[flow]), max(0, int(mass[lot]) - total)
            total += min(grams, left) if event.kind is EventKind.SEIZURE else grams
        drawn[lot] = total
