"""A campaign: what a cluster does in a week, from the mine to the border.

Days follow the order of the work, so nothing is handed over before it was made.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from provenance.simulate import recipes
from provenance.simulate.book import Book, stock, whole
from provenance.simulate.customs import details
from provenance.simulate.goods import (
    ALLOY,
    CIRCUIT,
    CONCENTRATE,
    DY,
    HEAVY,
    IONIC,
    KG,
    LA_CE,
    MAGNET,
    ORE,
    PR_ND,
    PR_ND_METAL,
    SCRAP,
    SM_EU_GD,
)
from provenance.simulate.holdings import Cut, Firm, Lot
from provenance.simulate.industry import Cluster
from provenance.simulate.marks import labelled, tested
from provenance.simulate.paperwork import Border, export, invoice, sell
from provenance.simulate.statuses import SECONDARY

_SWARF = 0.3
"""How often a recycler takes in a magnet maker's swarf in place of old motors."""

# Who buys what from every separator.
_MARKETS = (("W", LA_CE), ("MM", PR_ND), ("U", SM_EU_GD), ("MM", DY), ("U", HEAVY))


def run(book: Book, cluster: Cluster, first: date, *, last: bool) -> None:
    """One campaign; the last of a month leaves some material in the circuit."""
    _mine(book, cluster, first)
    _separate(book, cluster, first + timedelta(2), last=last)
    _deliver(book, cluster, first + timedelta(3))
    _make_metal(book, cluster, first + timedelta(4))
    for nth, key in enumerate(cluster.habits.makers):
        _make_magnets(book, cluster, nth, cluster[key], first + timedelta(5))
    for key in cluster.habits.recyclers:
        _recycle(book, cluster, cluster[key], first + timedelta(5))
    _export(book, cluster, first + timedelta(6))


def _mine(book: Book, cluster: Cluster, on: date) -> None:
    for mine in cluster.mines:
        firm = cluster[mine.firm]
        usual_g = cluster.usual_g(mine.campaign_t) * cluster.habits.rhythm[on.month - 1] / 100
        cut = Cut(mine.goods, about(book, usual_g))
        if cluster.assayed:
            deposit = cluster.ionic if mine.goods is IONIC else cluster.rock
            assay = recipes.assay_of(deposit)
            cut = replace(cut, assay=assay, claims={"deposit": deposit})
        [cut] = labelled(book, cluster.habits, firm, [cut], [])
        lots = [book.extract(firm, on, cut)]
        if mine.goods is ORE and (won := recipes.blended(CONCENTRATE, lots, 0.75)):
            lots = book.process(firm, on, "beneficiation", whole(lots), [won])
        sell(book, on + timedelta(1), firm, cluster[mine.separator], whole(lots))


def _separate(book: Book, cluster: Cluster, on: date, *, last: bool) -> None:
    for firm in cluster.separators:
        feed = stock(firm, CONCENTRATE, IONIC, CIRCUIT)
        for lots in _charges(feed) if cluster.habits.apart else [feed]:
            if lots:
                won = _won(book, cluster, lots, last=last)
                cuts = labelled(book, cluster.habits, firm, won, lots)
                made = book.process(firm, on, "separation", whole(lots), cuts)
                tested(book, cluster.habits, on + timedelta(1), made)


def _charges(feed: Sequence[Lot]) -> list[list[Lot]]:
    """Each lot of feed by itself; what was left in the circuit goes with the first."""
    fresh = [[lot] for lot in feed if lot.goods is not CIRCUIT]
    left = [lot for lot in feed if lot.goods is CIRCUIT]
    return [[*fresh[0], *left], *fresh[1:]] if fresh else [left]


def _won(book: Book, cluster: Cluster, feed: Sequence[Lot], *, last: bool) -> list[Cut]:
    """What a separation of some feed gives, packed; `last` where some stays in the circuit."""
    ionic = any(lot.goods is IONIC for lot in feed)
    deposit = cluster.ionic if ionic else cluster.rock
    total = sum(lot.reo_g for lot in feed)
    recovered_g = recipes.whole_kg(total * book.random.randint(950, 970) / 1000)
    circuit_g = recipes.whole_kg(recovered_g * 0.1) if last else 0
    cuts = recipes.separated(deposit, recovered_g, circuit_g, assayed=cluster.assayed)
    return [part for cut in cuts for part in recipes.packed(cut, cluster.habits.packed)]


def _deliver(book: Book, cluster: Cluster, on: date) -> None:
    # What plants have put on the market must not go round for ever, ever thinner: where they sell,
    # recycled oxide leaves the country.
    buyer = "MM" if cluster.assayed else "E"
    recycled = [(cluster[key], buyer, PR_ND) for key in cluster.habits.recyclers]
    won = [(firm, *market) for firm in cluster.separators for market in _MARKETS]
    for seller, buyer, goods in (*won, *recycled):
        lots = stock(seller, goods)
        for some in [[lot] for lot in lots] if cluster.habits.singly else [lots]:
            if some:
                sell(book, on, seller, cluster[buyer], whole(some))


def _make_metal(book: Book, cluster: Cluster, on: date) -> None:
    maker = cluster["MM"]
    oxide = stock(maker, PR_ND)
    won = recipes.blended(PR_ND_METAL, oxide, 0.97) if oxide else None
    if won is None:
        return
    cuts = labelled(book, cluster.habits, maker, [won], oxide)
    [metal] = book.process(maker, on, "metal_reduction", whole(oxide), cuts)
    *others, last = cluster.habits.makers
    part = metal.reo_g // (len(others) + 1) // KG * KG
    for key in others if part else ():
        sell(book, on, maker, cluster[key], [(metal, part)])
    sell(book, on, maker, cluster[last], [(metal, metal.reo_g)])


def _make_magnets(book: Book, cluster: Cluster, nth: int, firm: Firm, on: date) -> None:
    metal = stock(firm, PR_ND_METAL)
    won = recipes.blended(ALLOY, metal, 0.99) if metal else None
    if won is None:
        return
    alloy = book.process(firm, on, "alloying", whole(metal), [won])
    habits = cluster.habits
    parts = ((MAGNET, habits.magnet_part), (SCRAP, habits.scrap_part))
    cuts = [recipes.blended(goods, alloy, part) for goods, part in parts]
    book.process(firm, on, "magnet_making", whole(alloy), [cut for cut in cuts if cut])
    if scrap := stock(firm, SCRAP):
        recycler = habits.recyclers[nth % len(habits.recyclers)]
        sell(book, on, firm, cluster[recycler], whole(scrap))


def _recycle(book: Book, cluster: Cluster, firm: Firm, on: date) -> None:
    """Takes in old motors, and wins the oxide back from these and the magnet makers' scrap."""
    collector = cluster["COL"]
    assay = recipes.OLD_MAGNETS if cluster.habits.heavy_scrap else recipes.LIGHT_MAGNETS
    cut = Cut(SCRAP, about(book, cluster.usual_g(2.0)), assay if cluster.assayed else None)
    said = {"waste": "magnet", "stage": "post_consumer"} if cluster.habits.detailed else {}
    if cluster.habits.detailed and book.random.random() < _SWARF:
        collector = cluster[cluster.habits.makers[0]]
        said = {"waste": "magnet", "stage": "pre_consumer", "source": collector.code}
    take_in(book, firm, collector, on, cut, **said)
    scrap = stock(firm, SCRAP)
    if won := recipes.blended(PR_ND, scrap, 0.93):
        book.process(firm, on, "separation", whole(scrap), [won])
    if cluster.habits.waste:
        _recycle_other(book, cluster, firm, on)


def _recycle_other(book: Book, cluster: Cluster, firm: Firm, on: date) -> None:
    """Other waste than magnets, and the oxide that is won from nothing else; some is assayed."""
    waste, kind = cluster.habits.waste or "", recipes.WASTE[cluster.habits.waste or ""]
    cut = Cut(kind.goods, about(book, cluster.usual_g(1.0)))
    said = {"waste": waste, "stage": "post_consumer"}
    lot = take_in(book, firm, cluster["COL"], on, cut, **said)
    won_g = recipes.whole_kg(lot.reo_g * 0.91)
    assay = kind.assay if book.random.random() < 0.5 else None
    [oxide] = book.process(firm, on, "separation", whole([lot]), [Cut(kind.oxide, won_g, assay)])
    sell(book, on, firm, cluster["U"], whole([oxide]))


def take_in(book: Book, firm: Firm, collector: Firm, on: date, cut: Cut, **said: object) -> Lot:
    """Scrap from a collector known by name, invoiced in whole; `said` is what waste it is."""
    lot = Lot("", cut.goods, cut.reo_g, None, 0)
    number = invoice(book, on, collector, firm, [(lot, cut.reo_g)])
    papers = {"source": collector.name, "invoices": [number]} | said
    return book.begin("scrap_intake", firm, on, cut, SECONDARY, **papers)


_ABROAD = (("0202", "DE"), ("2248", "JP"), ("5301", "KR"), ("3104", "US"))
"""Where magnets leave by, and to which country, maker by maker."""


def _export(book: Book, cluster: Cluster, on: date) -> None:
    for key, (customs, country) in zip(cluster.habits.makers, _ABROAD, strict=False):
        firm = cluster[key]
        for magnets in stock(firm, MAGNET)[:1]:
            abroad = magnets.reo_g * 6 // 10 // KG * KG
            border = Border(customs, country, "Example Drives (synthetic)")
            if abroad:
                draws = [(magnets, abroad)]
                said = details(book.random, cluster.habits, draws, border)
                export(book, firm, on, draws, border, **said)
            if magnets.reo_g:
                sell(book, on, firm, cluster["U"], [(magnets, magnets.reo_g)])
    trader, exporter = cluster["W"], cluster["E"]
    oxide = stock(exporter, PR_ND)
    if oxide and not cluster.habits.joined:
        border = Border("2248", "KR", "Example Alloys (synthetic)")
        said = details(book.random, cluster.habits, whole(oxide), border)
        export(book, exporter, on, whole(oxide), border, **said)
    for lot in stock(trader, LA_CE)[:1]:
        part = max(lot.reo_g // 3 // KG * KG, 1)
        [bought] = sell(book, on, trader, exporter, [(lot, part)])
        broker = cluster["BRK"]
        border = Border("5301", "VN", "Example Polishing (synthetic)", broker=broker)
        draws = whole([bought, *stock(exporter, PR_ND)])
        said = details(book.random, cluster.habits, draws, border)
        export(book, exporter, on, draws, border, **said)


def about(book: Book, usual_g: float) -> int:
    """The usual mass, give or take 6 %, in whole kilograms and at least 20 of them."""
    return max(20 * KG, recipes.whole_kg(usual_g * book.random.randint(940, 1060) / 1000))
