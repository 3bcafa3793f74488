"""Shares of some lots followed onward, by mass, to all that descends from them."""

from collections import ChainMap
from collections.abc import Collection, Mapping, Sequence

from provenance.ledger.components import descendants, pieces
from provenance.ledger.composition.mixing import Blend, blend_lots, within
from provenance.ledger.cycle import Cycle
from provenance.ledger.lineage import Lineage

Portion = dict[str, float]
"""Of each lot, the share that comes from the subject."""

Inside = Mapping[str, Mapping[str, float]]
"""The shares that the lots of a piece have of one another."""


class Spread:
    """The ways shares of some lots take through a lineage, every lot after all that feed it."""

    def __init__(self, sources: Collection[str], lineage: Lineage) -> None:
        self.later = sorted(descendants(lineage, sources & lineage.lots.keys()))
        blends = blend_lots(lineage, self.later, gated=False)
        self._blends = {
            lot: Blend() if lot in sources or lineage.lots[lot].claims != 1 else blends[lot]
            for lot in self.later
        }
        self._pieces = [
            (piece, within(piece, self._blends)) for piece in pieces(lineage, self.later)
        ]
        self._place = {lot: place for place, (piece, _) in enumerate(self._pieces) for lot in piece}
        self.cyclic = any(any(inside.values()) for _, inside in self._pieces)

    def follow(self, start: Portion) -> Portion:
        """The share of every lot that comes from what one starts with."""
        found: dict[str, float] = {}
        for piece, inside in self._pieces:
            found |= self._shared(piece, inside, start, found, frozenset())
        return found

    def absorbed(self, start: Portion, portion: Portion, lots: Collection[str]) -> Portion:
        """The shares of lots from which nothing goes on, given those where everything does."""
        stop = frozenset(lots)
        places = [self._place[lot] for lot in lots]
        changed: dict[str, float] = {}
        for piece, inside in self._pieces[min(places) : max(places) + 1]:
            if any(
                source in stop or source in changed
                for lot in piece
                for source in self._blends[lot].lots
            ):
                known = ChainMap(changed, portion)
                changed |= self._shared(piece, inside, start, known, stop)
        return {lot: changed.get(lot, portion[lot]) for lot in lots}

    def earliest(self, lots: Sequence[str]) -> str | None:
        """A lot that holds nothing of the others, None where that cannot be told at a glance."""
        first = min(lots, key=self._place.__getitem__)
        return None if any(self._pieces[self._place[first]][1].values()) else first

    def _shared(
        self,
        piece: Sequence[str],
        inside: Inside,
        start: Portion,
        known: Mapping[str, float],
        stop: Collection[str],
    ) -> dict[str, float]:
        """The shares of one piece, given those of all that feed it."""
        found = {
            lot: start.get(lot, 0.0)
            + sum(
                share * known[source]
                for source, share in self._blends[lot].lots.items()
                if source in known and source not in stop and source not in inside
            )
            for lot in piece
        }
        within_ = {
            lot: {source: share for source, share in row.items() if source not in stop}
            for lot, row in inside.items()
        }
        if not any(within_.values()):
            return found
        outside = {lot: max(0.0, 1.0 - sum(row.values())) for lot, row in within_.items()}
        solved = Cycle(within_, outside).solve({lot: {"": found[lot]} for lot in piece})
        return {lot: share.get("", 0.0) for lot, share in solved.items()}
