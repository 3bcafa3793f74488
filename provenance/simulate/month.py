"""What a month adds to its campaigns: imports, by-products, retail trade, licences, reports."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from provenance.simulate import recipes
from provenance.simulate.book import Book, Record, stock, whole
from provenance.simulate.campaign import about
from provenance.simulate.customs import details
from provenance.simulate.goods import (
    CIRCUIT,
    CONCENTRATE,
    DY,
    DY_METAL,
    IONIC,
    KG,
    LA_CE,
    TONNE,
    kg,
    tonnes,
)
from provenance.simulate.holdings import Cut, Firm, Lot
from provenance.simulate.industry import BYPRODUCT_T, IMPORTED_T, SITE, Cluster
from provenance.simulate.paperwork import (
    Border,
    declare,
    export,
    invoice,
    report_execution,
    report_flows,
    sell,
)
from provenance.simulate.quotas import IMPORTED
from provenance.simulate.statuses import BYPRODUCT, IMPORT
from provenance.simulate.structure import Structure

_USERS = (("Example Magnetics (synthetic)", "JP"), ("Example Turbines (synthetic)", "DE"))
"""To whom dysprosium goes, and where they are."""
_LICENSED_G = 20 * TONNE


def begin(book: Book, cluster: Cluster, number: int, first: date) -> None:
    """Imports and by-products; assayed clusters do without, for they know all they separate."""
    if cluster.assayed:
        return
    if cluster.habits.imports:
        _import(book, cluster, number, first)
    if cluster.habits.byproducts and first.month % 3 == 2:
        pit = cluster["BP"]
        cut = Cut(CONCENTRATE, about(book, cluster.usual_g(BYPRODUCT_T)))
        what = {"ore_class": "rock", "byproduct_of": "tungsten ore（合成）", "site": SITE}
        lot = book.begin("extraction", pit, first, cut, BYPRODUCT, **what)
        sell(book, first, pit, cluster.works("RS"), whole([lot]))


def _import(book: Book, cluster: Cluster, number: int, first: date) -> None:
    rock = number % 2 or not any(mine.goods is IONIC for mine in cluster.mines)
    goods, buyer, customs, country = (
        (CONCENTRATE, "RS", "2248", "US") if rock else (IONIC, "IS", "8604", "MM")
    )
    importer = cluster["IMP"]
    cut = Cut(goods, about(book, cluster.usual_g(IMPORTED_T)), claims={"feedstock": "imported"})
    border = Border(customs, country, broker=cluster["BRK"], direction="import")
    as_lot = Lot("", cut.goods, cut.reo_g, None, 0)
    said = details(book.random, cluster.habits, [(as_lot, cut.reo_g)], border)
    lot = import_(book, importer, first, cut, border, **said)
    sell(book, first, importer, cluster.works(buyer), whole([lot]))


def import_(book: Book, firm: Firm, on: date, cut: Cut, border: Border, **said: object) -> Lot:
    """A lot from abroad under a declaration for all of it; `said` is what else it states."""
    as_lot = Lot("", cut.goods, cut.reo_g, None, 0)
    number = declare(book, firm, on, [(as_lot, cut.reo_g)], border, **said)
    return book.begin("import", firm, on, cut, IMPORT, declaration=number)


def export_dysprosium(book: Book, cluster: Cluster, on: date) -> None:
    """Reduces all the dysprosium oxide there is to metal, and sends it abroad under licence."""
    maker, exporter = cluster["MM"], cluster["E"]
    oxide = stock(maker, DY)
    if oxide and (won := recipes.blended(DY_METAL, oxide, 0.97)):
        metal = book.process(maker, on, "metal_reduction", whole(oxide), [won])
        bought = sell(book, on, maker, exporter, whole(metal))
        licence = _license(book, cluster, on, bought[0])
        user, country = book.random.choice(_USERS) if cluster.habits.detailed else _USERS[0]
        border = Border("5301", country, user, licence=licence)
        said = details(book.random, cluster.habits, whole(bought), border)
        export(book, exporter, on, whole(bought), border, **said)


def end(book: Book, cluster: Cluster, on: date) -> None:
    """What traders have too much of goes to those who use it; residues leave each quarter."""
    if lots := stock(cluster["W"], LA_CE)[:-3]:
        sell(book, on, cluster["W"], cluster["U"], whole(lots))
    if on.month % 3 == 0:
        works = cluster.separators[0]
        for lot in stock(works, CIRCUIT)[:1]:
            residue = [(lot, lot.reo_g // 100 + 1)]
            reason = "residue to a licensed store, synthetic（合成）"
            book.leave("disposal", works, on, residue, reason=reason)


def _license(book: Book, cluster: Cluster, on: date, lot: Lot) -> str:
    """A general licence of the half-year, large enough for all of it, for one user or for all."""
    holder = cluster["E"]
    key = f"EL-{on.year}-{(on.month + 5) // 6}-{holder.key}"
    if book.number(key) == 1:
        half = (date(on.year, 1, 1), date(on.year, 6, 30))
        if on.month > 6:
            half = (date(on.year, 7, 1), date(on.year, 12, 31))
        book.write(
            "export_licence",
            id=key,
            kind="general",
            holder=holder.code,
            control_codes=["1C905.a"],
            hs_codes=[DY_METAL.hs_code],
            net_kg=kg(max(_LICENSED_G, 20 * lot.goods.net_g(lot.reo_g))),
            **_whom(cluster),
            valid_from=half[0].isoformat(),
            valid_to=half[1].isoformat(),
            status="valid",
        )
    return key


def _whom(cluster: Cluster) -> Record:
    if not cluster.habits.detailed:
        return {"end_user": _USERS[0][0], "destination": _USERS[0][1]}
    users, countries = zip(*_USERS, strict=True)
    return {"end_users": list(users), "destinations": list(countries)}


def retail(
    book: Book, clusters: Sequence[Cluster], structure: Structure, first: date, until: int
) -> Iterator[None]:
    """Traders sell on in small parts, to the dealer of any cluster, until so many lots exist.

    Wholesalers sell to dealers, these to further ones and the last to users, so nothing ever comes
    back.
    """
    on = first + timedelta(26)
    idle = turn = 0
    while book.truth.lots < until and idle < len(clusters):
        cluster, away = clusters[turn % len(clusters)], book.random.choice(clusters)
        turn += 1
        user = cluster if cluster.assayed or away.assayed else away
        lots = stock(cluster["W"], LA_CE)[: structure.portions]
        idle = 0 if lots else idle + 1
        if lots:
            buyer = user[user.habits.dealers[0]]
            _sell_small(book, on, (cluster["W"], buyer), lots, structure.deliveries)
        _pass_on(book, on, user)
        yield


def _sell_small(
    book: Book, on: date, between: tuple[Firm, Firm], lots: Sequence[Lot], deliveries: int
) -> None:
    """So many deliveries of a small part of each lot, on one invoice for all of them."""
    if any(lot.reo_g <= 100 * KG for lot in lots):
        deliveries = 1
    draws = [(lot, _small(lot)) for lot in lots]
    number = invoice(book, on, *between, draws * deliveries)
    for _ in range(deliveries):
        book.transfer(on, *between, draws, [number])


def _pass_on(book: Book, on: date, cluster: Cluster) -> None:
    """Dealers who hold more than they like to hand half of it on."""
    for seller, buyer in pairwise((*cluster.habits.dealers, "U")):
        held = stock(cluster[seller], LA_CE)
        if len(held) > 5:
            sell(book, on, cluster[seller], cluster[buyer], whole(held[:3]))


def _small(lot: Lot) -> int:
    return max(1, lot.reo_g // 40 // KG * KG) if lot.reo_g > 100 * KG else max(1, lot.reo_g // 40)


def report(book: Book, cluster: Cluster, first: date) -> None:
    """All firms report the month within the first days of the next, to the gram."""
    month = f"{first:%Y-%m}"
    following = (first + timedelta(31)).replace(day=1)
    for firm in cluster.own:
        day = following.replace(day=book.random.randint(2, 8)).isoformat()
        report_flows(book, firm, month, f"{day}T09:30:00+08:00")
        if firm.made_g:
            report_made(book, firm, first, f"{day}T10:30:00+08:00")


def report_made(book: Book, firm: Firm, first: date, filed_at: str) -> None:
    """What a firm made of the month against quota, and after December of the year."""
    periods = [f"{first:%Y-%m}"] + ([f"{first:%Y}"] if first.month == 12 else [])
    for period in periods:
        for activity in ("mining", "separation"):
            made = firm.made_g.pop((period, activity), 0)
            imported = firm.made_g.pop((period, IMPORTED), 0) if activity == "separation" else 0
            if made:
                parts = {"imported_reo_t": tonnes(imported)} if imported and firm.standing else {}
                report_execution(book, firm, (period, activity), made, filed_at, **parts)
