"""From where on something counts as wrong: every number the rules compare with, its default.

All can be set (settings.py); a table that is set replaces the default table. Where no source is
named a default is general knowledge of the field, chosen so that honest measuring stays inside.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Range = tuple[float, float]

# REO out of REO in, by what went in and what came out. Beneficiation of rock and leaching of clay
# lose most; later steps give back what they are fed, less a little.
_RECOVERY: Mapping[str, Range] = {
    "ore -> mineral": (0.40, 0.95),
    "concentrate -> compound": (0.80, 1.005),
    "ionic_concentrate -> compound": (0.85, 1.005),
    "compound -> compound": (0.90, 1.005),
    "compound -> metal": (0.85, 1.005),
    "metal -> metal": (0.85, 1.005),
    "scrap -> compound": (0.70, 1.005),
    "any -> magnet": (0.60, 1.005),
    "same -> same": (0.98, 1.005),
}

# REO of net mass. Concentrates of bastnaesite and monazite have 50 to 70 %, ionic concentrate at
# least 92 % as oxide (reference/products.csv); pure metals stand for more oxide than they weigh.
# Of waste a spent cracking catalyst has the least, from half a per cent on; lamp powder is mixed
# with glass, and whole cells with nickel.
_CONTENT: Mapping[str, Range] = {
    "ore": (0.0001, 0.20),
    "concentrate": (0.30, 0.85),
    "ionic_concentrate": (0.40, 1.0),
    "mixed_salt": (0.20, 1.0),
    "oxide": (0.85, 1.005),
    "salt": (0.10, 1.0),
    "metal": (1.05, 1.54),
    "alloy": (0.05, 1.54),
    "magnet": (0.20, 0.50),
    "scrap": (0.001, 1.54),  # of a kind nobody told: any
    "scrap of magnet": (0.05, 1.54),
    "scrap of phosphor": (0.005, 1.0),
    "scrap of polishing_powder": (0.01, 1.005),
    "scrap of catalyst": (0.003, 1.005),
    "scrap of battery": (0.01, 1.54),
}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What the rules compare with; shares of 1, masses in grams (`_g`), windows in days."""

    recovery: Mapping[str, Range] = field(default_factory=lambda: _RECOVERY)
    """REO out / REO in of one processing, least and most, by `INPUT -> OUTPUT`."""

    content: Mapping[str, Range] = field(default_factory=lambda: _CONTENT)
    """REO / net mass of a produced lot, least and most, by product, and by kind of waste."""

    content_cap: float = 1.54
    """No rare earth stands for more oxide: Sc2O3 is 1.5338 times its scandium (oxides.csv)."""

    oxide_factor: float = 1.02
    """An oxide out of twelve months' processings may exceed what went in by assays' precision."""

    oxide_slack_g: int = 1_000
    """And by this, so that traces do not count."""

    deposit_factor: float = 1.5
    """An oxide's share in an assay may exceed its deposit's (deposits.csv): ore bodies vary."""

    deposit_slack: float = 0.01
    """And by this share, so that traces do not count."""

    scrap_factor: float = 1.005
    """A recycler's compounds may exceed its scrap by what weighing is off by (τ, design 4)."""

    scrap_oxide_factor: float = 1.05
    """An oxide in them may exceed that in the scrap: scrap is sampled coarsely."""

    supplied_share: float = 0.1
    """A supplier of scrap may have had so much more of it than the records say."""

    supplied_slack_g: int = 1_000_000
    """Or so much, net: what people bring to a yard is on no invoice."""

    label_share: float = 0.005
    """So much of a lot may be of others than its drums name as producer (τ, design 4)."""

    tested_share: float = 0.1
    """What a test finds may differ by so much of the greater from what was filed: samples vary."""

    tested_slack: float = 0.01
    """And by this share of REO, so that traces do not count."""

    circular_days: int = 365
    """Material that comes back within so many days went round."""

    split_shipments: int = 5
    """So many small exports close together, whoever receives them, look like one that was split."""

    split_ports: int = 3
    """So do some to one destination by so many ports."""

    split_net_g: int = 1_000_000
    """Small is at most this net mass."""

    split_days: int = 14
    """Close together is within so many days, the first and the last included."""

    declared_share: float = 0.01
    """A declared mass may differ by so much of itself from the lots'."""

    declared_slack_g: int = 1_000
    """And by this."""

    concealed_share: float = 0.01
    """A mixture is of a controlled item, or of an element it does not name, from above so much of
    its REO; a control may state a threshold of its own."""

    magnet_share: float = 0.0033
    """A magnet of neodymium is an item from above so much dysprosium and terbium together, of its
    REO: some 0.1 % of its mass, up to which they pass (a trader's guide of 2025, not official)."""

    dominating_share: float = 0.5
    """A lot is of the element whose oxide has more than this of its REO."""

    reported_share: float = 0.005
    """An execution report may differ by so much of the ledger from it (τ, design 4)."""

    reported_slack_g: int = 100_000
    """And by this."""

    invoice_days: int = 60
    """An invoice and its goods should meet within so many days."""

    invoiced_share: float = 0.01
    """Goods may differ by so much of their invoices' mass from it."""

    invoiced_slack_g: int = 1_000
    """And by this."""

    invoice_cycle_days: int = 90
    """Invoices in a circle are issued within so many days."""

    invoice_cycle_share: float = 0.05
    """And for masses that differ by at most so much of the first's."""


DEFAULTS = Thresholds()


def beyond(one_g: int, other_g: int, share: float, slack_g: int) -> bool:
    """Whether a mass exceeds another by more than a share of that other, and by more than slack."""
    excess = one_g - other_g
    # Divided, since a share times a mass may be off in the last digit, at the threshold itself.
    return excess > slack_g and (other_g <= 0 or excess / other_g > share)


def apart(one_g: int, other_g: int, share: float, slack_g: int) -> bool:
    """Whether two masses differ by more than a share of the second, and by more than slack."""
    difference = abs(one_g - other_g)
    return difference > slack_g and (other_g <= 0 or difference / other_g > share)
