"""What makes a declaration worth a look: the points of each sign, and from where on it counts.

Points say how few honest explanations a sign has; why they are what they are is in docs/targets.md.
"""

from dataclasses import dataclass
from enum import StrEnum


class TargetSign(StrEnum):
    """What can be noticed of a declaration without opening a package."""

    NEIGHBOUR_GOODS = "neighbour_goods"
    VALUE_PER_KG = "value_per_kg"
    NEW_EXPORTER = "new_exporter"
    BURST = "burst"
    INVOICE_UNMOVED = "invoice_unmoved"
    STOCK_KEPT = "stock_kept"
    ROUTE_CHANGED = "route_changed"
    PRODUCER_UNLIKE = "producer_unlike"
    PACKAGE_MASS = "package_mass"


@dataclass(frozen=True, slots=True)
class Targeting:
    """Points by sign, under its name; then what signs compare with: days, shares, grams (`_g`)."""

    neighbour_goods: int = 20
    value_per_kg: int = 25
    new_exporter: int = 20
    burst: int = 10
    invoice_unmoved: int = 30
    stock_kept: int = 20
    route_changed: int = 10
    producer_unlike: int = 30
    package_mass: int = 10

    repeated: int = 5
    """Each further declaration of a party stands so many points lower where it is listed for the
    same reasons, or for some of them: one look tells of all."""

    value_factor: float = 1.2
    """Goods may be declared at so many times the most that their like fetches: prices move."""

    peers: int = 5
    """What goods fetch that no table names is known where so many others declare them."""

    look_back_days: int = 400
    """What was declared longer ago is not looked at: a year, and a month to spare."""

    new_days: int = 90
    """An exporter is new, or newly active, for so many days after a first declaration."""

    known_days: int = 90
    """Nobody is new unless declarations were on record for so many days before that."""

    burst_days: int = 14
    """Close together is within so many days, the first and the last included."""

    burst_declarations: int = 3
    """So many close together may be one consignment that was split."""

    burst_factor: float = 3.0
    """If they are so many times what went before in as many days."""

    ways_known: int = 4
    """Somebody's ways, and what somebody asks for goods, are known after so many declarations."""

    route_countries: int = 3
    """Who has sent goods to more countries than this goes everywhere: one more tells nothing."""

    invoice_share: float = 1.1
    """Goods of an invoice weigh at most so much of what it says."""

    invoice_days: int = 90
    """An invoice without goods counts for so many days: what is bought to leave leaves soon."""

    stock_days: int = 45
    """Stock that nobody touched for so many days stays: what left is reported by then (M 10)."""

    stock_share: float = 0.9
    """Untouched is of which at least so much is left."""

    stock_g: int = 200_000
    """Less stock than this, in REO, is not worth a word."""

    def points(self, sign: TargetSign) -> int:
        """What a sign is worth."""
        points: int = getattr(self, sign.value)
        return points


TARGETING = Targeting()
