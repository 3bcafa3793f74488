"""Rare earths declared as something else, with no flow record: how cases are told in public.

A shell or an old trading firm (Qingdao 2015, Nanning 2010), a dealer in rare earths whose books
stay as they were, goods that come in as kaolin or as alloy powder (Kachin; Xiamen 2018), to where
they are used or by way of a third country. What each does, which papers it leaves and what it says
is drawn by lot, apart from any list of signs. Near misses are honest firms that look like one.
"""

from dataclasses import dataclass

from provenance.simulate import paperwork
from provenance.simulate.covers import COVERS, HIDDEN, NAMED, Cover, Hidden
from provenance.simulate.goods import DY, MIXED, PR_ND, Goods
from provenance.simulate.holdings import Firm
from provenance.simulate.neighbours import (
    OFFICES,
    Customer,
    Parcel,
    buyer,
    declare,
    firm_code,
)
from provenance.simulate.plants.honest_declarations import HONEST
from provenance.simulate.scene import Scene

THIRD = ("TH", "VN", "MX", "MY")
"""By way of which goods went on, as the press has it."""
_GOODS: dict[str, Goods] = {"praseodymium-neodymium oxide": PR_ND, "dysprosium oxide": DY}


def false_declaration(scene: Scene) -> None:
    """Rare earths under a false name; or goods that are what they are called."""
    if scene.bad:
        _hide(scene)
    else:
        HONEST[scene.nth % len(HONEST)](scene)


@dataclass(slots=True)
class Deed:
    """One operation: what is hidden under what, by whom, from whom, and to whom."""

    cover: Cover
    hidden: Hidden
    firms: list[str]
    works: Firm | None
    customer: Customer
    offices: list[str]
    note: str
    parts: tuple[int, ...] = (35, 25, 20, 20)
    """How often it is one shipment, two, three or four, in a hundred."""


def _hide(scene: Scene) -> None:
    random = scene.book.random
    if (drawn := _drawn(scene, "way")) < 0.1:
        _bring_in(scene)
        return
    hidden = random.choices(HIDDEN, (30, 25, 20, 15, 10))[0]
    cover = _cover(scene)
    way = _shells if drawn < 0.6 else _old_firm if drawn < 0.82 else _dealer
    offices = random.sample(OFFICES, random.choice((1, 1, 2, 3)))
    through = THIRD if _drawn(scene, "through") < 0.4 else ()
    customer = buyer(scene.book, scene.honest, through)
    deed = Deed(cover, hidden, [], None, customer, offices, hidden.name)
    start = way(scene, deed)
    _ship(scene, deed, start)


def _drawn(scene: Scene, what: str) -> float:
    """A number between 0 and 1: of twenty operations in a world each part has its share."""
    if scene.honest is None:
        return scene.book.random.random()
    return scene.honest.drawn(what, scene.nth)


def _cover(scene: Scene) -> Cover:
    """One of those spoken of in public, as a rule."""
    random = scene.book.random
    pool = COVERS[:NAMED] if _drawn(scene, "cover") < 0.9 else COVERS[NAMED:]
    return random.choice(pool)


def _shells(scene: Scene, deed: Deed) -> int:
    """One or two firms set up for it; four times in ten they were invoiced what they ship."""
    random = scene.book.random
    deed.firms = [firm_code(scene.book) for _ in range(random.choice((1, 1, 2)))]
    return _bought(scene, deed)


def _old_firm(scene: Scene, deed: Deed) -> int:
    """A firm that has traded in such goods for long, and slips in one or two among its own."""
    random, market = scene.book.random, scene.honest
    honest = market.dealers if market else ()
    pool = [one for one in honest if not one.imports and one.cover.name == deed.cover.name]
    deed.parts = (60, 40)
    dealer = random.choice(pool) if pool else None
    deed.firms = [dealer.code if dealer else firm_code(scene.book)]
    if dealer is not None:
        deed.offices = deed.offices if random.random() < 0.4 else dealer.offices
        if random.random() < 0.4:
            deed.customer = random.choice(dealer.customers)
    return _bought(scene, deed)


def _bought(scene: Scene, deed: Deed) -> int:
    """Where they have it from: on invoices that no movement names, or from nowhere known."""
    random = scene.book.random
    deed.works = scene.separator()
    if _drawn(scene, "invoice") < 0.4:
        goods = _GOODS.get(deed.hidden.name, MIXED)
        lot = scene.stock(deed.works, 2, goods, 60)
        on = scene.day(random.randint(3, 7))
        for code in deed.firms:
            buyer = Firm("", code, "", "", deed.works.region, ())
            draws = [(lot, paperwork.t(deed.hidden.tonnes[1]))]
            number = paperwork.invoice(scene.book, on, deed.works, buyer, draws)
            scene.follows("INVOICE_WITHOUT_MOVEMENT", "invoice", number)
        deed.note += ", invoiced"
    return random.randint(8, 60)


def _dealer(scene: Scene, deed: Deed) -> int:
    """A dealer in rare earths whose stock on record stays where it was."""
    random = scene.book.random
    dealer, works = scene.firm("trade", "export"), scene.separator()
    goods = _GOODS.get(deed.hidden.name, MIXED)
    lot = scene.stock(works, 2, goods, 60)
    scene.sell_part(4, works, dealer, lot, deed.hidden.tonnes[1] * random.uniform(1, 2))
    deed.firms, deed.works = [dealer.code], works
    deed.note += ", stock on record"
    return random.randint(30, 110)


def _ship(scene: Scene, deed: Deed, start: int) -> None:
    """One to four shipments within three weeks."""
    random = scene.book.random
    price = _price(scene, deed)
    drums = random.random() < 0.4
    package = random.choice((25, 50)) if drums else random.choice(deed.cover.packages_kg)
    producer = _producer(scene, deed)
    origin = random.choice(THIRD) if random.random() < 0.1 else None
    days = sorted(
        random.randrange(21)
        for _ in range(random.choices(range(1, len(deed.parts) + 1), deed.parts)[0])
    )
    for day in days:
        low, high = deed.hidden.tonnes
        parcel = Parcel(
            random.choice(deed.firms),
            deed.cover,
            deed.customer,
            random.choice(deed.offices),
            round(random.uniform(low, high) * 1000 / len(days) ** 0.5),
            price,
            package,
            producer,
            origin,
        )
        number = declare(scene.book, random, scene.day(start + day), parcel)
        scene.book.truth.declared(number, false=True, note=deed.note)


def _price(scene: Scene, deed: Deed) -> float:
    """What a kilogram is said to be worth: as the cover, as what it is, or something between.

    What is paid for has to come home by bank: only one in five does without, and half of these
    where no paper tells of rare earths either: then nobody would ever know, and no case is told.
    """
    random = scene.book.random
    cover, real = deed.cover.price(random), deed.hidden.cny
    drawn = _drawn(scene, "price")
    papers = deed.note != deed.hidden.name
    if drawn < (0.2 if papers else 0.1):
        return cover
    return real if drawn > 0.75 else float(cover * (real / cover) ** random.uniform(0.2, 0.9))


def _producer(scene: Scene, deed: Deed) -> str | None:
    """Who is said to have made it: a works nobody knows, the exporter, or who did make it."""
    random = scene.book.random
    drawn = _drawn(scene, "producer")
    if drawn < 0.4:
        return None
    if drawn < 0.75 or deed.works is None:
        return f"某材料厂{scene.book.number('works')}号（合成）"
    return deed.works.name if random.random() < 0.5 else deed.works.code


def _bring_in(scene: Scene) -> None:
    """Mixed carbonate as kaolin or ore, or magnet scrap as alloy powder: in, and never recorded."""
    random = scene.book.random
    scrap = random.random() < 0.5
    cover = COVERS[11] if scrap else random.choice(COVERS[1:3])
    origin, real = (random.choice(("JP", "TH", "KR")), 110.0) if scrap else ("MM", 30.0)
    country = random.choice(THIRD) if random.random() < 0.4 else origin
    firm = scene.firm("import", "trade").code if random.random() < 0.3 else firm_code(scene.book)
    shipper = Customer(f"Example Exports {scene.book.number('abroad')} (synthetic)", country)
    price = cover.price(random) if random.random() < 0.2 else real * random.uniform(0.4, 1)
    stated = origin if random.random() < 0.5 else None
    start = random.randint(4, 40)
    for _ in range(random.randint(1, 3)):
        parcel = Parcel(
            firm, cover, shipper, random.choice(OFFICES), round(random.uniform(10, 25) * 1000),
            price, random.choice((25, 50, 1000)), None, stated, imports=True,
        )  # fmt: skip
        number = declare(scene.book, random, scene.day(start + random.randrange(14)), parcel)
        scene.book.truth.declared(number, false=True, note="imported")
