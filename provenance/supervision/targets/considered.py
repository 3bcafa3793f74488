"""What is looked at of a declaration: itself, and what is on record around it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from provenance.model.reference import NeighbourGoods
from provenance.model.reference.customs import Codes, built_in_codes
from provenance.model.reference.neighbours import neighbour
from provenance.model.targeting import TARGETING, Targeting
from provenance.model.terms import Product


@dataclass(frozen=True, slots=True)
class Declared:
    """A declaration as filed, masses in grams; `goods` are (customs code, name), one or more.

    `customer` is who gets the goods abroad or sends them from there; `port` the one named, else
    the customs office of its number.
    """

    number: str
    imports: bool
    day: date
    party: str
    declarant: str
    goods: Sequence[tuple[str, str]]
    net_g: int
    country: str
    port: str
    gross_g: int | None = None
    packages: int | None = None
    value_cny: Decimal | None = None
    origin_country: str | None = None
    customer: str | None = None
    producer: str | None = None

    @property
    def office(self) -> str:
        """The customs office that its number begins with."""
        return self.number[:4]

    @property
    def heading(self) -> str:
        """The heading of the tariff that its first goods are under."""
        return self.goods[0][0][:4]

    @property
    def cny_per_kg(self) -> Decimal | None:
        """What a kilogram is declared to be worth."""
        return None if self.value_cny is None else self.value_cny * 1000 / self.net_g

    @property
    def neighbour(self) -> NeighbourGoods | None:
        """What its goods are like that rare earths have travelled as."""
        found = (neighbour(code, goods) for code, goods in self.goods)
        return next(filter(None, found), None)


@dataclass(frozen=True, slots=True)
class Bought:
    """A valid special invoice to somebody, which no movement names: number, day, net grams."""

    number: str
    day: date
    net_g: int
    seller: str


@dataclass(frozen=True, slots=True)
class Held:
    """A lot in somebody's hands since a day: what it is, grams REO at first and now."""

    lot: str
    product: Product | None
    since: date
    reo_g: int
    left_g: int


@dataclass(frozen=True, slots=True)
class Maker:
    """Who is said to have made the goods, or deals in them, and what it does by the register."""

    code: str
    name: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Shipped:
    """What of a lot went under a declaration, in grams REO."""

    product: Product
    reo_g: int


@dataclass(frozen=True, slots=True)
class Usual:
    """CNY a kilogram that so many parties declare, each by its median: of them the median, and the
    highest but for the dearest twentieth."""

    median_cny: Decimal
    high_cny: Decimal
    parties: int


@dataclass(frozen=True, slots=True)
class Considered:
    """A declaration with what is on record around it, up to the end of what is asked about.

    `own` are all of its party in the same direction, `same` those of goods of its heading, `alike`
    all of such goods with its customer, by whomever; in order of day, itself among them. `usual` is
    what goods under its code are declared at, by other parties. `since` is the first day that any
    declaration on record is of. `invoices` and `stock` are its party's. `maker` is the producing
    unit it names, as far as it is on record; `dealer` its party. `codes` are those that rare earths
    travel under.
    """

    declared: Declared
    own: Sequence[Declared]
    same: Sequence[Declared] = ()
    alike: Sequence[Declared] = ()
    usual: Usual | None = None
    since: date = date.max
    invoices: Sequence[Bought] = ()
    stock: Sequence[Held] = ()
    maker: Maker | None = None
    dealer: Maker | None = None
    limits: Targeting = TARGETING
    codes: Codes = field(default_factory=built_in_codes, repr=False)


def between(declared: Sequence[Declared], first: date, last: date) -> Sequence[Declared]:
    """Those of some days, both inclusive, of declarations in order of day."""
    start = bisect_left(declared, first, key=lambda one: one.day)
    end = bisect_left(declared, last + timedelta(1), key=lambda one: one.day)
    return declared[start:end]
