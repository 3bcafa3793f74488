"""Who works with whom, and the rhythm of the year: the simulator's campaigns, one a month.

Magnet makers and recyclers work for more than one district, and so join them.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from provenance.simulate import campaign, month
from provenance.simulate.book import Book
from provenance.simulate.goods import CONCENTRATE, IONIC, ORE, Goods
from provenance.simulate.holdings import Firm
from provenance.simulate.industry import Cluster, Mine, open_books

_SCALE = 25
"""Imports, by-products and old motors are so many times those of the simulator's clusters."""

_Mines = tuple[tuple[str, Goods, int, str], ...]
"""A mine, what leaves the ground, tonnes REO in a usual year, and who separates it."""

# With the 6 % that a month may be better than usual, all of it stays within the quotas of 2024.
_NORTH: _Mines = (("BYO", ORE, 56_500, "KDS"), ("BYO", ORE, 56_500, "JYS"))
_LONGNAN: _Mines = (("LNM", IONIC, 2_400, "LNS"),)
_SOUTH: _Mines = (
    ("MNM", CONCENTRATE, 17_000, "MNS"),
    ("DCM", CONCENTRATE, 4_300, "DCS"),
    ("WSM", CONCENTRATE, 5_000, "WSS"),
    ("XWM", IONIC, 1_400, "DNS"),
    ("XFM", IONIC, 1_300, "DNS"),
    ("DNM", IONIC, 1_500, "IS"),
    ("AYM", IONIC, 900, "IS"),
    ("JHM", IONIC, 1_000, "IS"),
)
# Two groups had quotas of their own in 2023 only: their works run that winter.
_WINTER: _Mines = (("CTM", IONIC, 1_800, "CTS"), ("PYM", IONIC, 1_400, "PYS"))

# Who has which part in a cluster of the simulator.
_EVERYWHERE = {"COL": "GXC", "U": "GXU", "BRK": "XFB", "MG1": "KDG", "MG2": "GXG"}
_IN_THE_NORTH = {"W": "BTT", "MM": "BTA", "REC": "XFR", "E": "KDE"}
_IN_LONGNAN = {"W": "LNT", "MM": "CTA", "REC": "AYR", "E": "LNE"}
_IN_THE_SOUTH = {
    "W": "GXT", "MM": "GXA", "REC": "AYR", "E": "CTE",
    "IS": "JHS", "RS": "QNS", "IMP": "QNI", "BP": "LPB",
}  # fmt: skip


def work(book: Book, firms: Mapping[str, Firm]) -> None:
    """Writes the lawful year 2024, and the last weeks of 2023 in which some stock was made."""
    winter = _district(firms, _WINTER, _IN_LONGNAN)
    north = _district(firms, _NORTH, _IN_THE_NORTH, "Bayan Obo")
    longnan = _district(firms, _LONGNAN, _IN_LONGNAN, "Longnan")
    south = _district(firms, _SOUTH, _IN_THE_SOUTH)
    for number in (11, 12):
        campaign.run(book, winter, date(2023, number, 6), last=True)
    open_books(book, south, date(2023, 12, 31))
    for number in range(1, 13):
        first = date(2024, number, 1)
        month.begin(book, south, number, first)
        for week, district in enumerate((north, longnan, south)):
            campaign.run(book, district, first + timedelta(2 + 6 * week), last=True)
            month.end(book, district, first + timedelta(26))
    # What was won of dysprosium is sold when it is controlled already.
    for district in (longnan, south):
        month.export_dysprosium(book, district, date(2025, 5, 12))


def _district(
    firms: Mapping[str, Firm], mines: _Mines, others: dict[str, str], deposit: str | None = None
) -> Cluster:
    """A cluster of these mines, those they deliver to, and others by what they do.

    Where all is from one known deposit, it is assayed; elsewhere feeds are mixed.
    """
    keys = {key: key for firm, _, _, separator in mines for key in (firm, separator)}
    cast = {part: firms[key] for part, key in (keys | _EVERYWHERE | others).items()}
    monthly = [Mine(firm, goods, t / 12 / _SCALE, works) for firm, goods, t, works in mines]
    rock, ionic = deposit or "Mianning", deposit or "Xunwu"
    return Cluster(cast, deposit is not None, rock, ionic, _SCALE, monthly)
