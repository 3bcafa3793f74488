"""What memory holds of the whole graph while it is gone over: every flow as a few numbers.

Some 300 bytes a lot, most of them its key; arrays grow as the pages of an audit go by, so that the
store is read once for the rules and for the arithmetic (`composition.py`).
"""

from array import array
from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from provenance.ledger.gates import IMPORTS_NEED_QUOTA_FROM, lawful_part, lawful_status
from provenance.ledger.grants import Gate, Grant
from provenance.ledger.lineage import Event, Lineage, Lot, Output
from provenance.model.status import Status
from provenance.model.terms import EventKind, Feed, Product, Stage

PRODUCT = {product: code for code, product in enumerate(Product)}
FEED = {feed: code for code, feed in enumerate(Feed)}
STATUS = {status: code for code, status in enumerate(Status)}
NONE = -1
"""Where there is no product, no status."""


class Flows:
    """Events with what went in and came out, then lots as they are stored; each is added once."""

    def __init__(self) -> None:
        self.number: dict[str, int] = {}
        # Of each lot by its number: whether what is stored of it was noted.
        self.noted = array("b")
        # Draws: lot, event, grams, supported.
        self.in_lot, self.in_event = array("i"), array("i")
        self.in_g, self.in_supported = array("q"), array("b")
        # Lots of which some was seized: what of that counts hangs on what was left by then.
        self.seized_lot = array("i")
        # Claims: event, lot, stage; of an origin which share is lawful, and as what.
        self.out_event, self.out_lot, self.out_stage = array("i"), array("i"), array("b")
        self.out_lawful, self.out_status, self.out_rest = array("d"), array("b"), array("b")
        # Events: whether it is a processing, all it put out, whether imports need quota; which
        # share no scrap can have given; of each gate which share passes and what the rest is.
        self.mixes, self.made_g, self.late = array("b"), array("q"), array("b")
        self.short = array("d")
        self.mining, self.mining_rest = array("d"), array("b")
        self.separation, self.separation_rest = array("d"), array("b")
        # Lots as stored: which, grams, grams drawn, product, feed, whether nothing tells what it
        # is; and their shares, each with its lot.
        self.lot, self.lot_g, self.drawn_g = array("i"), array("q"), array("q")
        self.product, self.feed, self.undetermined = array("b"), array("b"), array("b")
        self.share_lot, self.share_status, self.share = array("i"), array("b"), array("d")

    def add_events(self, events: Iterable[Event], lineage: Lineage) -> None:
        """Note some events, all of whose inputs and outputs the lineage holds."""
        for event in events:
            at = len(self.mixes)
            self._add_gates(event)
            for draw in lineage.inputs_of.get(event.key, ()):
                if event.kind is EventKind.SEIZURE:
                    self.seized_lot.append(self._at(draw.lot))
                    continue
                self.in_lot.append(self._at(draw.lot))
                self.in_event.append(at)
                self.in_g.append(draw.reo_g)
                self.in_supported.append(draw.supported)
            for out in lineage.outputs_of.get(event.key, ()):
                self.out_event.append(at)
                self.out_lot.append(self._at(out.lot))
                self._add_origin(out, event)

    def _add_gates(self, event: Event) -> None:
        mixes = event.kind is EventKind.PROCESSING
        self.mixes.append(mixes)
        self.made_g.append(sum(event.made))
        waste = event.grant(Gate.WASTE)
        self.short.append(waste.short if waste else 0.0)
        self.late.append(event.date >= IMPORTS_NEED_QUOTA_FROM)
        mining = event.grant(Gate.MINING) if mixes else None
        separation = event.grant(Gate.SEPARATION) if mixes else None
        self.mining.append(mining.passed if mining else 1.0)
        self.mining_rest.append(_rest(mining))
        self.separation.append(separation.passed if separation else 1.0)
        self.separation_rest.append(_rest(separation))

    def _add_origin(self, out: Output, event: Event) -> None:
        grant = event.origin
        # Whole grams of any size, halves to the even one: exact here, in no array of floats.
        lawful = lawful_part(out, grant) / out.reo_g if grant else 0.0
        # Only a processing goes by stages: what else it is in is one blend.
        mixes = event.kind is EventKind.PROCESSING
        self.out_stage.append(out.stage if mixes else Stage.ORE)
        self.out_lawful.append(lawful)
        self.out_status.append(STATUS[lawful_status(grant)] if grant else NONE)
        self.out_rest.append(_rest(grant))

    def add_lots(self, lots: Iterable[Lot]) -> None:
        """Note what is stored of some lots."""
        for lot in lots:
            at = self._at(lot.key)
            self.noted[at] = 1
            self.lot.append(at)
            self.lot_g.append(lot.reo_g)
            self.drawn_g.append(lot.drawn_g)
            self.product.append(PRODUCT[lot.product] if lot.product else NONE)
            self.feed.append(FEED[lot.feed])
            self.undetermined.append(lot.undetermined)
            for status, share in lot.shares.items():
                self.share_lot.append(at)
                self.share_status.append(STATUS[status])
                self.share.append(share)

    def keys(self, lots: npt.NDArray[np.bool_]) -> list[str]:
        """The keys of some lots."""
        return [key for key, at in self.number.items() if lots[at]] if lots.any() else []

    def lacks(self, lots: Iterable[str]) -> set[str]:
        """Those of some lots of which nothing was noted yet but that they were drawn or claimed."""
        found = {lot: self.number.get(lot) for lot in lots}
        return {lot for lot, at in found.items() if at is None or not self.noted[at]}

    def _at(self, lot: str) -> int:
        at = self.number.setdefault(lot, len(self.number))
        if at == len(self.noted):
            self.noted.append(0)
        return at


def _rest(grant: Grant | None) -> int:
    return STATUS[grant.rest] if grant else NONE


def numbers_of(noted: Any) -> Any:
    """A column of flows as numpy sees it, without a copy; while it does, nothing can be added."""
    return np.frombuffer(noted, noted.typecode) if noted else np.empty(0, noted.typecode)
