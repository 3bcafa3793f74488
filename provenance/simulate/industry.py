"""The standing industry: clusters of firms that work lawfully, month after month.

A cluster mines, imports, separates, makes metal and magnets, recycles, trades and exports. Some
clusters assay all they make; the others nothing, and these also buy what plants put on the market.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from random import Random

from provenance.simulate import paperwork, supervision
from provenance.simulate.book import Book
from provenance.simulate.goods import CONCENTRATE, IONIC, LA_CE, ORE, PR_ND, TONNE, Goods
from provenance.simulate.holdings import Cut, Firm, Lot, found
from provenance.simulate.paperwork import t
from provenance.simulate.statuses import OPENING_STOCK
from provenance.simulate.structure import USUAL, Habits, Structure

LISTED = date(2020, 1, 1)
_FIRMS = {
    "BP": "mining", "IMP": "import trade", "MM": "metal",
    "W": "trade", "E": "export trade", "BRK": "trade", "COL": "trade", "U": "trade",
}  # fmt: skip
"""Who is in every cluster, besides mines, separators, magnet makers, recyclers and dealers."""
_SHARED = ("MM", "W", "E", "BRK", "COL", "U", "REC1", "MG1", "MG2")
"""Who may work for a second cluster."""
_NOT_FOLLOWED = ("U", "COL")
_DEPOSITS = (("Mianning", "Xunwu"), ("Bayan Obo", "Xinfeng"), ("Weishan", "Longnan"))
_BEYOND_PRODUCTION = 1.5
"""Quota is so many times what a firm can use at most: the standing industry stays within."""
_INCREASED = 0.15
"""How often a quota is increased within its year."""
SITE = "tungsten pit (synthetic)"


@dataclass(frozen=True, slots=True)
class Mine:
    """What a mine takes out of the ground in a campaign, in tonnes REO, for which separator."""

    firm: str
    goods: Goods
    campaign_t: float
    separator: str


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
    mines: Sequence[Mine]
    habits: Habits = USUAL
    name: str = ""
    """How the keys of its own firms begin."""

    def __getitem__(self, key: str) -> Firm:
        return self.firms[key]

    @property
    def separators(self) -> list[Firm]:
        """Who separates, in the order of the cluster's firms."""
        return [firm for firm in self.firms.values() if "separation" in firm.roles]

    def works(self, kind: str) -> Firm:
        """Who separates what is bought from elsewhere: the first works of that kind."""
        return self.firms[kind] if kind in self.firms else self.firms[f"{kind}1"]

    @property
    def own(self) -> list[Firm]:
        """The firms that are counted here: not those of other clusters that work for both."""
        return [firm for firm in self.firms.values() if firm.key.startswith(self.name)]

    def usual_g(self, campaign_t: float) -> float:
        """The grams that so many tonnes are at the cluster's scale."""
        return campaign_t * self.scale * TONNE


def settle_in(book: Book, structure: Structure, count: int) -> list[Cluster]:
    """Puts the firms of so many clusters on record; masses shrink as clusters grow in number."""
    scale = min(1.0, 60 / count)
    clusters: list[Cluster] = []
    for number in range(count):
        random = Random(f"cluster {structure.seed} {number}")
        rock, ionic = random.choice(_DEPOSITS)
        assayed = number % structure.assayed_every == 1
        habits = structure.habits(random, assayed=assayed)
        mines = _mines(random)
        firms = _firms(book, number, habits, mines)
        if not assayed:
            _share(firms, [c for c in clusters if not c.assayed], random, structure.shared)
        if random.random() < structure.grouped:
            _join(book, firms, _name(number))
        for firm in firms.values():
            if not firm.standing:
                firm.standing = True
                paperwork.register(book, firm)
        clusters.append(Cluster(firms, assayed, rock, ionic, scale, mines, habits, _name(number)))
    return clusters


def _mines(random: Random) -> list[Mine]:
    """One to three mines of rock and none to two of clay, and one or two works for either."""
    found = []
    rock_works, ionic_works = random.randint(1, 2), random.randint(1, 2)
    for n in range(random.randint(rock_works, 3)):
        goods, most_t = random.choice(((ORE, 80), (CONCENTRATE, 45)))
        reo_t = float(random.randint(most_t // 3, most_t))
        found.append(Mine(f"RM{n + 1}", goods, reo_t, f"RS{n % rock_works + 1}"))
    for n in range(random.randint(0, 2)):
        reo_t = random.randint(20, 80) / 10
        found.append(Mine(f"IM{n + 1}", IONIC, reo_t, f"IS{n % ionic_works + 1}"))
    return found


def _firms(book: Book, number: int, habits: Habits, mines: Sequence[Mine]) -> dict[str, Firm]:
    """The firms of a cluster by key; those that others may be put in the place of come last."""
    roles = {mine.firm: "mining" for mine in mines}
    roles |= {mine.separator: "separation" for mine in mines}
    roles |= _FIRMS
    roles |= dict.fromkeys(habits.makers, "magnet export")
    roles |= dict.fromkeys(habits.recyclers, "recycling")
    roles |= dict.fromkeys(habits.dealers, "trade")
    firms = {}
    for key, trades in roles.items():
        firm = found(f"{_name(number)}{key}", book.number("firm"), tuple(trades.split()))
        firm.keeps = key not in _NOT_FOLLOWED
        firms[key] = firm
    return firms


def _join(book: Book, firms: Mapping[str, Firm], name: str) -> None:
    """Makes mines and works members of a group, whose head does nothing itself."""
    head = found(f"{name}HQ", book.number("firm"), ("mining", "separation"))
    paperwork.register(book, head)
    for firm in firms.values():
        if {"mining", "separation"} & set(firm.roles) and not firm.standing:
            firm.group = head


def _name(number: int) -> str:
    return f"C{number:04d}"


def _share(
    firms: dict[str, Firm], others: Sequence[Cluster], random: Random, shared: float
) -> None:
    """Puts firms of other clusters in the place of some: they work for both."""
    for key in _SHARED:
        having = [cluster for cluster in others if key in cluster.firms]
        if key in firms and having and random.random() < shared:
            firms[key] = random.choice(having)[key]


def give_rights(
    book: Book, clusters: Sequence[Cluster], years: Sequence[int], campaigns: int
) -> Iterator[None]:
    """Lists, permits and quotas for as many campaigns a year; yields after each cluster."""
    indicators = _indicate(book, clusters, years, campaigns)
    for cluster in clusters:
        for mine in cluster.mines:
            paperwork.designate(book, cluster[mine.firm], "mining", LISTED)
            paperwork.permit(book, cluster[mine.firm], LISTED)
        paperwork.permit(book, cluster["BP"], LISTED, kind="byproduct", site=SITE)
        for works in cluster.separators:
            paperwork.designate(book, works, "separation", LISTED)
        for year in years:
            for firm, activity, ore_class, reo_g in _quotas(cluster, campaigns):
                indicator = indicators[year, activity, ore_class]
                fields = {"indicator": indicator, "ore_class": ore_class}
                kept = {name: value for name, value in fields.items() if value}
                _allot(book, cluster[firm], (year, activity), reo_g, kept)
        yield


def _allot(
    book: Book, firm: Firm, what: tuple[int, str], reo_g: int, fields: Mapping[str, object]
) -> None:
    """A quota of a year, in one batch or in two, or increased in its course."""
    year, activity = what
    if book.random.random() < _INCREASED:
        increase_g = reo_g // TONNE // 20 * TONNE or TONNE
        quota = paperwork.allot(book, firm, year, activity, reo_g - increase_g, **fields)
        supervision.adjust(book, quota, increase_g, date(year, 5, 12))
        firm.quota_left_g[year, activity] += increase_g
        return
    first_g = reo_g // TONNE * 6 // 10 * TONNE if book.random.random() < 0.4 else 0
    if first_g:
        paperwork.allot(book, firm, year, activity, first_g, **fields)
        fields = {**fields, "batch": 2, "issued_on": f"{year}-06-18"}
    paperwork.allot(book, firm, year, activity, reo_g - first_g, **fields)


def _quotas(cluster: Cluster, campaigns: int) -> Iterator[tuple[str, str, str | None, int]]:
    """Each producer's quota of a year: firm, activity, ore class, grams in whole tonnes."""
    feed_t = {mine.separator: 12 * (IMPORTED_T + BYPRODUCT_T) for mine in cluster.mines}
    for mine in cluster.mines:
        ore_class = "ionic" if mine.goods is IONIC else "rock"
        year_t = mine.campaign_t * campaigns
        feed_t[mine.separator] += year_t
        yield mine.firm, "mining", ore_class, _quota_g(cluster, year_t)
    for key, year_t in feed_t.items():
        yield key, "separation", None, _quota_g(cluster, year_t)


def _quota_g(cluster: Cluster, year_t: float) -> int:
    return ceil(year_t * cluster.scale * _BEYOND_PRODUCTION + 1) * TONNE


def _indicate(
    book: Book, clusters: Sequence[Cluster], years: Sequence[int], campaigns: int
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
    inspection = supervision.inspect(book, firm, on, cut.reo_g)
    return book.begin("opening_stock", firm, on, cut, OPENING_STOCK, inspection=inspection)
