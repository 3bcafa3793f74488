"""What is true of a made-up world, written down beside it as it is made."""

from dataclasses import dataclass, field

from provenance.simulate.goods import kg
from provenance.simulate.holdings import Lot
from provenance.simulate.statuses import LAWFUL, UNLAWFUL, Shares, lawful

Row = dict[str, object]

_EVERY = 97
"""One lawful lot in so many is listed too."""


@dataclass(slots=True)
class Truth:
    """Rows of the truth file that are yet to be written, and counts of all there were."""

    rows: list[Row] = field(default_factory=list)
    lots: int = 0
    """Lots made so far."""

    def planted(
        self, code: str, subject: tuple[str, str], *about: str, main: bool = True, note: str = ""
    ) -> None:
        """A finding that must be raised; not `main` where it only follows from what was planted."""
        row: Row = {"truth": "planted", "code": code, "subject": _subject(subject)}
        self.rows.append(row | {"about": list(about), "main": main, "note": note})

    def near_miss(self, code: str, subject: tuple[str, str], note: str = "") -> None:
        """A thing just inside a threshold, of which nothing must be said."""
        row: Row = {"truth": "near_miss", "code": code, "subject": _subject(subject)}
        self.rows.append(row | {"note": note})

    def declared(self, number: str, *, false: bool, note: str = "") -> None:
        """A declaration that names other goods than there are; or one that only looks like it.

        No finding is to be raised on either: it takes a look to know.
        """
        truth = "false_declaration" if false else "honest_declaration"
        row: Row = {"truth": truth, "subject": _subject(("declaration", number))}
        self.rows.append(row | {"note": note})

    def made(self, lot: Lot) -> None:
        """Notes a new lot: all that is not lawful, and some of the rest."""
        self.lots += 1
        if not lawful(lot.shares) or self.lots % _EVERY == 0:
            self.lot(lot)

    def lot(self, lot: Lot) -> None:
        """What a lot as it was made holds; `even` is what mixing without assays would say."""
        row: Row = {"truth": "lot", "key": lot.id, "reo_kg": kg(lot.reo_g)}
        row |= _masses(lot.reo_g, lot.shares)
        if lot.even is not None:
            row["even"] = _masses(lot.reo_g, lot.even)
        self.rows.append(row)
        if no_origin_g(lot.reo_g, lot.shares):
            self.planted("NO_QUOTA_ORIGIN", ("lot", lot.id), main=False)


def no_origin_g(reo_g: int, shares: Shares) -> int:
    """The whole grams that have no lawful origin."""
    return round(reo_g * sum(share for status, share in shares.items() if status not in LAWFUL))


def _masses(reo_g: int, shares: Shares) -> Row:
    unlawful = round(reo_g * sum(shares.get(status, 0.0) for status in sorted(UNLAWFUL)))
    unverified = no_origin_g(reo_g, shares) - unlawful
    statuses = {status: kg(round(reo_g * share)) for status, share in sorted(shares.items())}
    return {
        "lawful_kg": kg(max(0, reo_g - unlawful - unverified)),
        "unlawful_kg": kg(unlawful),
        "unverified_kg": kg(unverified),
        "statuses": {status: mass for status, mass in statuses.items() if mass},
    }


def _subject(subject: tuple[str, str]) -> Row:
    kind, key = subject
    return {"kind": kind, "key": key}
