"""Who is connected to whom: mines and their separators, who sells to whom, who trades abroad."""

from dataclasses import dataclass

from provenance.demonstration.book import Border
from provenance.demonstration.industry import FIRMS
from provenance.simulate.goods import (
    CONCENTRATE,
    DY,
    HEAVY,
    IONIC,
    LA_CE,
    MAGNET,
    ORE,
    PR_ND,
    PR_ND_METAL,
    SCRAP,
    Goods,
)


@dataclass(frozen=True, slots=True)
class Mine:
    """A mine's usual year, in tonnes REO of what leaves the ground, and who separates it."""

    firm: str
    goods: Goods
    deposit: str | None
    year_t: int
    separators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """Who sells which goods to whom; a trader sells on part of its oldest lot, others all."""

    seller: str
    goods: Goods
    buyer: str
    trader: bool = False


# With the 6 % that a half may be better than usual, all of it stays within the quotas of 2024.
MINES = (
    Mine("BYO", ORE, "Bayan Obo", 113_000, ("KDS", "JYS")),
    Mine("MNM", CONCENTRATE, "Mianning", 17_000, ("MNS",)),
    Mine("DCM", CONCENTRATE, None, 4_300, ("DCS",)),
    Mine("WSM", CONCENTRATE, "Weishan", 5_000, ("WSS",)),
    Mine("LNM", IONIC, "Longnan", 2_400, ("LNS",)),
    Mine("DNM", IONIC, None, 1_500, ("JHS",)),
    Mine("XWM", IONIC, "Xunwu", 1_400, ("DNS",)),
    Mine("XFM", IONIC, "Xinfeng", 1_300, ("DNS",)),
    Mine("AYM", IONIC, None, 900, ("JHS",)),
    Mine("JHM", IONIC, None, 1_000, ("JHS",)),
)

# Two groups had quotas of their own in 2023 only: their works run that winter, for stock.
MINES_2023 = (
    Mine("CTM", IONIC, None, 1_800, ("CTS",)),
    Mine("PYM", IONIC, None, 1_400, ("PYS",)),
)

# The last two work in 2023 only.
SEPARATORS = ("KDS", "JYS", "MNS", "DCS", "WSS", "LNS", "DNS", "JHS", "QNS", "CTS", "PYS")

ROUTES = (
    Route("KDS", PR_ND, "BTA"),
    Route("KDS", LA_CE, "BTT"),
    Route("JYS", PR_ND, "BTA"),
    Route("JYS", LA_CE, "BTT"),
    Route("MNS", PR_ND, "GXA"),
    Route("MNS", LA_CE, "GXT"),
    Route("DCS", PR_ND, "GXA"),
    Route("WSS", PR_ND, "CTA"),
    Route("LNS", PR_ND, "GXA"),
    Route("LNS", DY, "GXA"),
    Route("LNS", HEAVY, "LNT"),
    Route("DNS", PR_ND, "CTA"),
    Route("DNS", LA_CE, "GXT"),
    Route("JHS", PR_ND, "CTA"),
    Route("JHS", HEAVY, "LNT"),
    Route("QNS", PR_ND, "GXA"),
    Route("QNS", LA_CE, "LNT"),
    Route("CTS", PR_ND, "CTA"),
    Route("PYS", PR_ND, "GXA"),
    Route("BTA", PR_ND_METAL, "KDG"),
    Route("GXA", PR_ND_METAL, "GXG"),
    Route("CTA", PR_ND_METAL, "GXG"),
    Route("KDG", SCRAP, "XFR"),
    Route("GXG", SCRAP, "AYR"),
    Route("XFR", PR_ND, "BTA"),
    Route("AYR", PR_ND, "GXA"),
    Route("BTT", LA_CE, "KDE", trader=True),
    Route("GXT", LA_CE, "CTE", trader=True),
    Route("LNT", HEAVY, "LNE", trader=True),
    Route("LNT", LA_CE, "LNE", trader=True),
)

_BROKER = FIRMS["XFB"]
# Who ships what abroad, and who it says will use it there.
EXPORTS = (
    ("KDE", LA_CE, Border("0202", "JP", "Example Catalysts (synthetic)", broker=_BROKER)),
    ("CTE", LA_CE, Border("3104", "US", "Example Refining (synthetic)")),
    ("LNE", HEAVY, Border("5301", "KR", "Example Phosphors (synthetic)", broker=_BROKER)),
    ("LNE", LA_CE, Border("5301", "VN", "Example Polishing (synthetic)")),
    ("KDG", MAGNET, Border("0202", "DE", "Example Drives (synthetic)")),
    ("GXG", MAGNET, Border("2248", "JP", "Example Motors (synthetic)")),
)

# Who buys what abroad: goods, deposit where known, tonnes REO a month.
IMPORTS = (
    ("QNI", CONCENTRATE, "Mountain Pass", 300, Border("2248", "US")),
    ("QNI", CONCENTRATE, "Mount Weld", 200, Border("2248", "AU")),
    ("LCI", IONIC, None, 250, Border("8604", "MM")),
)
