"""What composition is worked out of: every draw, claim and gate of the whole graph as numbers."""

from dataclasses import dataclass

import numpy as np

from provenance.ledger.columns.places import NONE, Flags, Floats, Ints, at_places
from provenance.ledger.columns.tables import GATE, KIND, STATUS
from provenance.ledger.columns.whole import Columns
from provenance.ledger.gates import IMPORTS_NEED_QUOTA_FROM, half_even
from provenance.ledger.grants import LAWFUL_STATUS, Gate
from provenance.model.terms import SOURCES, EventKind, Product, Stage

_ORIGINS = sorted(KIND[kind] for kind in SOURCES)
_STAGE = np.array([Stage.of(product) for product in Product] + [Stage.of(None)], np.int8)
"""The stage of each product by its number; the last is that of none."""
_LAWFUL = np.full(len(Gate), NONE, np.int8)
for _gate_, _status in LAWFUL_STATUS.items():
    _LAWFUL[GATE[_gate_]] = STATUS[_status]


@dataclass(frozen=True, slots=True)
class Flows:
    """Draws, less those of seizures; claims; events; and lots, all in the order of their columns.

    Of a claim by an origin `out_lawful` is the share of it that is lawful, as what, and what the
    rest is. Of an event: whether it is a processing, all it put out, whether imports need quota;
    which share no scrap can have given; of each quota gate which share passes, what the rest is.
    Of lots of which some was seized what counts of that hangs on what was left by then.
    """

    columns: Columns
    in_lot: Ints
    in_event: Ints
    in_g: Ints
    in_supported: Ints
    seized_lot: Ints
    out_event: Ints
    out_lot: Ints
    out_stage: Ints
    out_lawful: Floats
    out_status: Ints
    out_rest: Ints
    mixes: Ints
    made_g: Ints
    late: Ints
    short: Floats
    mining: Floats
    mining_rest: Ints
    separation: Floats
    separation_rest: Ints

    @classmethod
    def of(cls, columns: Columns) -> "Flows":
        events, draws, claims = columns.events, columns.draws, columns.claims
        mixes = columns.is_kind(EventKind.PROCESSING)
        seizes = columns.is_kind(EventKind.SEIZURE)[draws.event]
        mining, mining_rest = _gate(columns, Gate.MINING)
        separation, separation_rest = _gate(columns, Gate.SEPARATION)
        waste = _first(columns, columns.grants.gate == GATE[Gate.WASTE])
        drawn_g, covered_g = (
            at_places(masses, waste)
            for masses in (columns.grants.drawn_g, columns.grants.covered_g)
        )
        return cls(
            columns,
            draws.lot[~seizes],
            draws.event[~seizes],
            draws.reo_g[~seizes],
            draws.supported[~seizes],
            draws.lot[seizes],
            claims.event,
            claims.lot,
            # Only a processing goes by stages: what else it is in is one blend.
            np.where(mixes[claims.event], _STAGE[claims.product], Stage.ORE),
            *_origins(columns),
            mixes,
            columns.made_g,
            events.day >= IMPORTS_NEED_QUOTA_FROM.toordinal(),
            np.where(drawn_g > 0, (drawn_g - covered_g) / np.maximum(drawn_g, 1), 0.0),
            np.where(mixes, mining, 1.0),
            np.where(mixes, mining_rest, NONE),
            np.where(mixes, separation, 1.0),
            np.where(mixes, separation_rest, NONE),
        )

    @property
    def size(self) -> int:
        """How many lots there are."""
        return len(self.columns.lots.keys)

    def keys(self, lots: Flags) -> list[str]:
        """The keys of some lots."""
        return [self.columns.lots.keys[at] for at in np.flatnonzero(lots).tolist()]


def _first(columns: Columns, grants: Flags) -> Ints:
    """The first of some draws on rights of each event, NONE where it has none."""
    found = np.full(len(columns.events.keys), NONE)
    places = np.flatnonzero(grants)[::-1]
    found[columns.grants.event[places]] = places
    return found


def _gate(columns: Columns, gate: Gate) -> tuple[Floats, Ints]:
    """Which share passes a gate of each event, and what the rest is."""
    grants = columns.grants
    at = _first(columns, grants.gate == GATE[gate])
    drawn_g, covered_g = at_places(grants.drawn_g, at), at_places(grants.covered_g, at)
    passed = np.where(drawn_g > 0, covered_g / np.maximum(drawn_g, 1), 1.0)
    return passed, at_places(grants.rest, at)


def _origins(columns: Columns) -> tuple[Floats, Ints, Ints]:
    """Of each claim by an origin the share that is lawful, as what, and what the rest is."""
    grants, claims = columns.grants, columns.claims
    source = np.isin(columns.events.kind, _ORIGINS)[grants.event]
    at = _first(columns, source & (grants.gate != GATE[Gate.SEPARATION]))[claims.event]
    drawn_g, covered_g = at_places(grants.drawn_g, at), at_places(grants.covered_g, at)
    lawful = np.where(at == NONE, 0.0, 1.0)
    for claim in np.flatnonzero(covered_g < drawn_g):
        # Whole grams of any size, halves to the even one: exact here, in no array of floats.
        reo_g = int(claims.reo_g[claim])
        part = half_even(reo_g * int(covered_g[claim]), int(drawn_g[claim]))
        lawful[claim] = part / reo_g
    return lawful, at_places(_LAWFUL, at_places(grants.gate, at)), at_places(grants.rest, at)
