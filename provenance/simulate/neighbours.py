"""Honest trade in goods that rare earths might be called, month by month: what a port sees.

Nobody in it deals in rare earths. Its firms come and go, some sell dear grades, some split a large
order over ports, some find customers in new countries: all that looks odd happens honestly too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from provenance.simulate.book import Book
from provenance.simulate.covers import COVERS, Cover
from provenance.simulate.goods import kg
from provenance.simulate.identifiers import credit_code, declaration_number
from provenance.simulate.paperwork import declaration_serial
from provenance.simulate.plan import Plan

OFFICES = ("5301", "2248", "0202", "3104", "4227", "3701", "7201", "5141")
ABROAD = ("KR", "JP", "US", "DE", "IN", "VN", "TH", "MY", "MX", "ID", "NL", "IT", "TR", "BR")
_SEATS = ("330782", "370203", "440305", "350203", "320505", "450103")
_LOTS_PER_DECLARATION = 33
"""One declaration of such goods for so many lots of rare earths."""
_SPREAD = 20
_PER_DEALER = 45
"""Declarations of a firm in a year, on average."""


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody abroad."""

    name: str
    country: str


@dataclass(slots=True)
class Dealer:
    """A firm that trades in one kind of goods; `grade` multiplies what it asks for them."""

    code: str
    cover: Cover
    customers: list[Customer]
    offices: list[str]
    pace: float
    begins: date
    grade: float = 1.0
    imports: bool = False
    producer: str | None = None


@dataclass(slots=True)
class Parcel:
    """A shipment to be declared: who, what, how much, to whom; `price` is CNY a kilogram."""

    firm: str
    cover: Cover
    customer: Customer
    office: str
    net_kg: float
    price: float
    package_kg: float
    producer: str | None = None
    origin: str | None = None
    imports: bool = False


@dataclass(slots=True)
class Market:
    """All who trade in such goods; a random sequence of its own, so that others keep theirs."""

    random: Random
    customers: list[Customer] = field(default_factory=list)
    dealers: list[Dealer] = field(default_factory=list)
    _places: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Book, plan: Plan) -> "Market":
        """As many firms as a world of that size has."""
        market = cls(Random(f"{plan.seed} neighbours"))
        random = market.random
        count = max(8, plan.lots // _LOTS_PER_DECLARATION * plan.years // _PER_DEALER)
        market.customers = [market.customer(book) for _ in range(count)]
        for _ in range(count):
            market.dealers.append(market.dealer(book, random.choice(COVERS), plan.months))
        return market

    def drawn(self, what: str, nth: int) -> float:
        """A number between 0 and 1 for the nth of a kind: any twenty are spread evenly."""
        if what not in self._places:
            self._places[what] = self.random.sample(range(_SPREAD), _SPREAD)
        return (self._places[what][nth % _SPREAD] + self.random.random()) / _SPREAD

    def customer(self, book: Book) -> Customer:
        """Somebody nobody has heard of."""
        name = f"Example Trading {book.number('abroad')} (synthetic)"
        return Customer(name, self.random.choice(ABROAD))

    def dealer(self, book: Book, cover: Cover, months: Sequence[date]) -> Dealer:
        """A firm; one in eight begins some time later, one in twenty-five sells a dear grade."""
        random = self.random
        late = random.random() < 0.125
        known = random.sample(self.customers, min(len(self.customers), random.randint(1, 4)))
        made = random.random()
        return Dealer(
            code=firm_code(book),
            cover=cover,
            customers=known,
            offices=random.sample(OFFICES, random.choice((1, 1, 1, 2))),
            pace=random.lognormvariate(0, 0.7) * _PER_DEALER / 12,
            begins=random.choice(months) if late else months[0],
            grade=random.uniform(3, 6) if random.random() < 0.04 else random.lognormvariate(0, 0.1),
            imports=cover.imported and random.random() < 0.4,
            producer=f"某材料厂{book.number('works')}号（合成）" if made < 0.6 else None,
        )

    def month(self, book: Book, first: date) -> Iterator[None]:
        """What is declared in a month, firm by firm."""
        for dealer in self.dealers:
            if first >= dealer.begins:
                for day in self._days(dealer):
                    declare(book, self.random, first + timedelta(day), self.parcel(book, dealer))
                if self.random.random() < 0.03:
                    self._large_order(book, dealer, first)
            yield

    def _days(self, dealer: Dealer) -> list[int]:
        times = int(dealer.pace + self.random.random() * 2 * (dealer.pace % 1 or 0.5))
        return [self.random.randrange(28) for _ in range(times)]

    def parcel(self, book: Book, dealer: Dealer) -> Parcel:
        """What a firm ships on a day: as a rule what it always does."""
        random, cover = self.random, dealer.cover
        customer = random.choice(dealer.customers)
        if random.random() < 0.03:
            customer = self.customer(book)
        elif random.random() < 0.015:
            customer = Customer(customer.name, random.choice(ABROAD))
        usual = random.random() < 0.96
        package = random.choice(cover.packages_kg) if usual else random.choice((1, 5, 50, 80, 200))
        third = dealer.imports and random.random() < 0.04
        return Parcel(
            dealer.code,
            cover,
            customer,
            random.choice(dealer.offices),
            round(random.uniform(*cover.tonnes) * 1000),
            cover.price(random) ** 0.5 * cover.cny**0.5 * dealer.grade,
            package,
            dealer.producer,
            random.choice(ABROAD) if third else None,
            dealer.imports,
        )

    def _large_order(self, book: Book, dealer: Dealer, first: date) -> None:
        """Three to six shipments within ten days, four times in ten by more than one port."""
        random = self.random
        offices = dealer.offices
        if random.random() < 0.4:
            offices = random.sample(OFFICES, 2)
        start, customer = random.randrange(18), random.choice(dealer.customers)
        for _ in range(random.randint(3, 6)):
            parcel = self.parcel(book, dealer)
            parcel.customer, parcel.office = customer, random.choice(offices)
            declare(book, random, first + timedelta(start + random.randrange(10)), parcel)


def buyer(book: Book, market: Market | None, through: Sequence[str] = ()) -> Customer:
    """Who goods go to, half the time somebody whom others deliver to; in one of some countries."""
    random = book.random
    known = random.choice(market.customers) if market and random.random() < 0.5 else None
    country = random.choice(through or ABROAD)
    if known is not None:
        return Customer(known.name, random.choice(through)) if through else known
    return Customer(f"Example Imports {book.number('abroad')} (synthetic)", country)


def firm_code(book: Book) -> str:
    """The credit code of somebody who is in no register of rare earths."""
    serial = book.number("firm")
    return credit_code(_SEATS[serial % len(_SEATS)], serial)


def declare(book: Book, random: Random, on: date, parcel: Parcel) -> str:
    """Declares a shipment, with what most people state and some leave out; returns its number."""

    def often(share: float, value: object) -> object:
        return value if random.random() < share else None

    direction = "import" if parcel.imports else "export"
    serial = declaration_serial(book, direction)
    number = declaration_number(parcel.office, on.year, direction, serial)
    net_g = round(parcel.net_kg * 1000)
    made_in = parcel.customer.country if parcel.imports else "CN"
    packages = max(1, round(parcel.net_kg / parcel.package_kg))
    book.write(
        "declaration",
        id=number,
        direction=direction,
        date=on.isoformat(),
        declarant=parcel.firm,
        hs_code=parcel.cover.hs_code,
        goods=parcel.cover.label,
        net_kg=kg(net_g),
        country=parcel.customer.country,
        consignee_abroad=often(0.85, parcel.customer.name),
        trade_mode=often(0.8, "一般贸易"),
        producer=often(0.5, parcel.producer) if parcel.producer else None,
        gross_kg=often(0.9, kg(round(net_g * random.uniform(1.005, 1.06)))),
        packages=often(0.85, packages),
        value_cny=often(0.92, round(parcel.net_kg * parcel.price, 2)),
        origin_country=parcel.origin or often(0.3, made_in),
    )
    return number
