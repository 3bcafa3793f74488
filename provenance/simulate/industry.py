"""The standing industry: clusters of firms that work lawfully, month after month.

A cluster mines, imports, separates, makes metal and magnets, recycles, trades and exports. Some
clusters assay all they make; the others nothing, and these also buy what plants put on the market.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from provenance.simulate import paperwork
from provenance.simulate.book import Book
from provenance.simulate.goods import CONCENTRATE, IONIC, LA_CE, ORE, PR_ND, TONNE, Goods
from provenance.simulate.holdings import LAWFUL, Cut, Firm, Lot, found
from provenance.simulate.paperwork import t

LISTED = date(2020, 1, 1)
LOTS_PER_MONTH = 6
"""About how many lots a cluster makes in a month besides its campaigns."""
LOTS_PER_CAMPAIGN = 44
"""And about how many in each campaign."""

_FIRMS = {
    "RM": "mining", "CM": "mining", "IM1": "mining", "IM2": "mining", "BP": "mining",
    "RS": "separation", "IS": "separation", "IMP": "import trade",
    "MM": "metal", "MG1": "magnet export", "MG2": "magnet export", "REC": "recycling",
    "W": "trade", "D": "trade", "E": "export trade", "BRK": "trade", "COL": "trade", "U": "trade",
}  # fmt: skip
_DEPOSITS = (("Mianning", "Xunwu"), ("Bayan Obo", "Xinfeng"), ("Weishan", "Longnan"))
_BEYOND_PRODUCTION = 2
"""Quota is so many times what a firm is expected to use: the standing industry stays within."""
SITE = "tungsten pit (synthetic)"


@dataclass(frozen=True, slots=True)
class Mine:
    """What a mine takes out of the ground in a campaign, in tonnes REO, for which separator."""

    firm: str
    goods: Goods
    campaign_t: float
    separator: str


MINES = (
    Mine("RM", ORE, 60.0, "RS"),
    Mine("CM", CONCENTRATE, 30.0, "RS"),
    Mine("IM1", IONIC, 6.0, "IS"),
    Mine("IM2", IONIC, 4.0, "IS"),
)
IMPORTED_T = 10.0
BYPRODUCT_T = 3.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """Firms that trade with one another; `scale` is the mass of what they move.

    Whoever among them is a separator separates what it is sent, as `rock` or as `ionic` does.
    """

    firms: dict[str, Firm]
    assayed: bool
    rock: str
    ionic: str
    scale: float
    mines: Sequence[Mine] = MINES

    def __getitem__(self, key: str) -> Firm:
        return self.firms[key]

    @property
    def separators(self) -> list[Firm]:
        """Who separates, in the order of the cluster's firms."""
        return [firm for firm in self.firms.values() if "separation" in firm.roles]

    def usual_g(self, campaign_t: float) -> float:
        """The grams that so many tonnes are at the cluster's scale."""
        return campaign_t * self.scale * TONNE


def settle_in(book: Book, count: int) -> list[Cluster]:
    """Puts the firms of so many clusters on record; masses shrink as clusters grow in number."""
    scale = min(1.0, 60 / count)
    clusters = []
    for number in range(count):
        rock, ionic = _DEPOSITS[number % len(_DEPOSITS)]
        firms = {key: _firm(book, number, key) for key in _FIRMS}
        clusters.append(Cluster(firms, number % 4 == 1, rock, ionic, scale))
    return clusters


def _firm(book: Book, number: int, key: str) -> Firm:
    firm = found(f"C{number:04d}{key}", book.number("firm"), tuple(_FIRMS[key].split()))
    firm.standing = True
    firm.keeps = key not in ("U", "COL")
    return paperwork.register(book, firm)


def give_rights(
    book: Book, clusters: Sequence[Cluster], years: Sequence[int], campaigns: float
) -> Iterator[None]:
    """Lists, permits and quotas for as many campaigns a year; yields after each cluster."""
    indicators = _indicate(book, clusters, years, campaigns)
    for cluster in clusters:
        for mine in MINES:
            paperwork.designate(book, cluster[mine.firm], "mining", LISTED)
            paperwork.permit(book, cluster[mine.firm], LISTED)
        paperwork.permit(book, cluster["BP"], LISTED, kind="byproduct", site=SITE)
        for key in ("RS", "IS"):
            paperwork.designate(book, cluster[key], "separation", LISTED)
        for year in years:
            for firm, activity, ore_class, reo_g in _quotas(cluster, campaigns):
                indicator = indicators[year, activity, ore_class]
                fields = {"indicator": indicator, "ore_class": ore_class}
                kept = {name: value for name, value in fields.items() if value}
                paperwork.allot(book, cluster[firm], year, activity, reo_g, **kept)
        yield


def _quotas(cluster: Cluster, campaigns: float) -> Iterator[tuple[str, str, str | None, int]]:
    """Each producer's quota of a year: firm, activity, ore class, grams in whole tonnes."""
    feed_t = {"RS": 12 * (IMPORTED_T + BYPRODUCT_T), "IS": 12 * IMPORTED_T}
    for mine in MINES:
        ore_class = "ionic" if mine.goods is IONIC else "rock"
        year_t = mine.campaign_t * campaigns
        feed_t[mine.separator] += year_t
        yield mine.firm, "mining", ore_class, _quota_g(cluster, year_t)
    for key, year_t in feed_t.items():
        yield key, "separation", None, _quota_g(cluster, year_t)


def _quota_g(cluster: Cluster, year_t: float) -> int:
    return ceil(year_t * cluster.scale * _BEYOND_PRODUCTION + 1) * TONNE


def _indicate(
    book: Book, clusters: Sequence[Cluster], years: Sequence[int], campaigns: float
) -> dict[tuple[int, str, str | None], str]:
    sums: dict[tuple[str, str | None], int] = {}
    for cluster in clusters:
        for _, activity, ore_class, reo_g in _quotas(cluster, campaigns):
            sums[activity, ore_class] = sums.get((activity, ore_class), 0) + reo_g
    return {
        (year, activity, ore_class): paperwork.indicate(book, year, activity, reo_g, ore_class)
        for year in years
        for (activity, ore_class), reo_g in sums.items()
    }


def open_books(book: Book, cluster: Cluster, on: date) -> None:
    """Stock counted on the first day: what traders and metal makers have to work with."""
    for key, goods, reo_t in (("W", LA_CE, 40.0), ("MM", PR_ND, 5.0)):
        if not cluster.assayed:
            open_stock(book, cluster[key], on, Cut(goods, t(reo_t * cluster.scale)))


def open_stock(book: Book, firm: Firm, on: date, cut: Cut) -> Lot:
    """Stock that an inspection of the day verified in full."""
    inspection = paperwork.inspect(book, firm, on, cut.reo_g)
    return book.begin("opening_stock", firm, on, cut, LAWFUL, inspection=inspection)
