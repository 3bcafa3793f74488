"""What all parts of a random world share: its chances, firms, dates, masses and stock."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

Record = dict[str, Any]
T = TypeVar("T")

# Days on which a rule begins or a year ends, and the days beside them.
TURNS = (
    date(2021, 1, 1),
    date(2024, 10, 1),
    date(2025, 1, 1),
    date(2025, 7, 28),
    date(2026, 1, 1),
)
STARTS = (
    "2020-12-08",
    "2024-05-20",
    "2024-09-12",
    "2024-12-05",
    "2025-01-08",
    "2025-07-10",
    "2025-12-10",
)
SCALES = (30, 20_000, 900_000, 40_000_000, 900_000_000, 6_000_000_000)  # typical lot, grams
FULL = 102  # records


@dataclass
class Holding:
    """A lot as the one who should hold it sees it."""

    lot: str
    holder: str
    product: str
    left: int


class Kit:
    """A world in the making. Parts of it append records and keep the stock."""

    def __init__(self, seed: int, *, assays: bool = False) -> None:
        self.assays = assays  # whether filers and laboratories tell of oxides
        self.rng = Random(seed)
        self._drums = Random(-seed - 1)  # of their own: labels change nothing else
        self.records: list[Record] = []
        self.stock: list[Holding] = []
        self.lots: list[str] = []
        self.demand: Counter[tuple[str, int, str]] = Counter()  # by firm, year and activity
        self.mess = self.rng.choice((0.1, 0.4, 1.0, 1.6))  # how much goes wrong in this world
        self.scale = self.rng.choice(SCALES)
        self.today = date.fromisoformat(self.rng.choice(STARTS))
        self._numbers: Counter[str] = Counter()
        self.miners = [self.firm() for _ in range(self.rng.randint(1, 2))]
        self.separators = [self.firm() for _ in range(self.rng.randint(1, 3))]
        self.traders = [self.firm() for _ in range(self.rng.randint(1, 3))]
        self.groups = [self.firm() for _ in range(2)]  # the second is the parent of the first
        if self.chance(0.3):  # one that mines and separates
            self.separators.append(self.miners[0])

    @property
    def firms(self) -> list[str]:
        return list(dict.fromkeys(self.miners + self.separators + self.traders))

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def odd(self, share: float) -> bool:
        """Whether something goes wrong that in a world of ordinary mess does so this often."""
        return self.chance(share * self.mess)

    def pick(self, options: Sequence[T], *weights: float) -> T:
        return self.rng.choices(options, weights or None)[0]

    def number(self, prefix: str) -> str:
        self._numbers[prefix] += 1
        return f"{prefix}{self._numbers[prefix]}"

    def firm(self) -> str:
        self._numbers["firm"] += 1
        region = self.rng.choice(("150206", "360700", "511400", "370800"))
        return f"91{region}MA{self._numbers['firm']:07d}{self.rng.choice('0123456789ABCDEFGHX')}"

    def customs_number(self) -> str:
        self._numbers["customs"] += 1
        return f"5301{self.today.year}1{self._numbers['customs']:09d}"

    def invoice_number(self) -> str:
        self._numbers["invoice"] += 1
        return f"{self.today.year % 100}152000{self._numbers['invoice']:012d}"

    def add(self, kind: str, number: str, /, **fields: Any) -> Record:
        """A record; fields without a value are left out."""
        given = {name: value for name, value in fields.items() if value is not None}
        record = {"record": kind, "id": number, **given}
        self.records.append(record)
        return record

    @property
    def full(self) -> bool:
        """Whether there is no room for more, but for how the records arrive."""
        return len(self.records) >= FULL

    def advance(self) -> None:
        """Time passes; where a turn is near the next thing often happens just then."""
        near = [t for t in TURNS if timedelta(0) < t - self.today < timedelta(25)]
        if near and self.chance(0.5):
            self.today = near[0] - timedelta(self.rng.randint(0, 1))
        elif self.chance(0.7):
            self.today += timedelta(self.rng.choice((1, 2, 5, 9, 16, 30)))

    def when(self) -> str:
        """Today, or now and then another day of the month, or another month."""
        moved = self.today
        if self.odd(0.12):
            moved += timedelta(self.rng.randint(-6, 6))
        elif self.odd(0.04):
            moved += timedelta(self.rng.choice((-70, -33, -32, -31, 31, 40)))
        return moved.isoformat()

    def later(self, days: int) -> str:
        return (self.today + timedelta(days)).isoformat()

    def mass(self) -> int:
        """Grams: mostly awkward, sometimes round, sometimes very few."""
        if self.chance(0.05):
            return self.rng.randint(1, 9)
        if self.chance(0.2):
            return max(1, self.scale // self.rng.choice((1, 2, 4, 5, 10)))
        return self.rng.randint(max(1, self.scale // 50), self.scale * 2)

    def part(self, mass: float, least: float, most: float) -> int:
        """Grams between two shares of a mass, at least one."""
        return max(1, int(mass * self.rng.uniform(least, most)))

    def lot_id(self) -> str:
        """A new lot; now and then one that exists already."""
        if self.lots and self.odd(0.015):
            return self.rng.choice(self.lots)
        self.lots.append(self.number("L"))
        return self.lots[-1]

    def output(self, product: str, mass: int, **fields: Any) -> Record:
        lot = {"id": self.lot_id(), "product": product, "reo_kg": kg(mass)}
        fields["label"] = self._label()
        return lot | {name: value for name, value in fields.items() if value is not None}

    def _label(self) -> Record | None:
        """What the drums of some lots say: a code, a name, or one that nobody has."""
        if self._drums.random() > 0.2:
            return None
        named = [
            *self.firms,
            *(f"稀土公司{firm[-4:]}" for firm in self.firms),
            "某厂",
            "old motors",
        ]
        fields = self._drums.choice(
            (("supplier",), ("raw_material_producer",), ("supplier", "raw_material_producer"))
        )
        return {field: self._drums.choice(named) for field in fields}

    def hold(self, lot: Record, holder: str) -> None:
        self.stock.append(Holding(lot["id"], holder, lot["product"], grams(lot["reo_kg"])))

    def held(self, firm: str) -> list[Holding]:
        return [h for h in self.stock if h.holder == firm and h.left > 0]

    def stocked(self, firms: list[str]) -> str:
        """One of the firms, rather one that has something."""
        return self.pick(firms, *(0.001 + len(self.held(firm)) for firm in firms))

    def choose(self, firm: str, most: int) -> list[Holding]:
        """Lots the firm takes from: its own; or another's, an emptied one, an unheard-of one."""
        own = self.held(firm)
        chosen = self.rng.sample(own, min(len(own), self.rng.randint(1, most)))
        if self.stock and self.odd(0.04):
            chosen.append(self.rng.choice(self.stock))
        if self.odd(0.02) or not chosen:
            ghost = self.pick(("GHOST-1", "GHOST-2", self.number("L")))
            chosen.append(Holding(ghost, firm, "concentrate", self.mass()))
        return chosen

    def take(self, holding: Holding) -> int:
        """How much of it is drawn: all, a part, or more than there is."""
        left = max(1, holding.left)
        share = self.pick(("all", "part", "over"), 40, 50, 5 * self.mess)
        mass = left if share == "all" else self.part(left, 0.15, 0.9)
        if share == "over":
            mass = self.part(left, 1.0, 2.2) + 1
        holding.left = max(0, holding.left - mass)
        return mass

    def items(self, firm: str, most: int) -> list[Record]:
        items = [{"lot": h.lot, "reo_kg": kg(self.take(h))} for h in self.choose(firm, most)]
        if self.odd(0.04):  # the same lot twice
            items.append({"lot": items[0]["lot"], "reo_kg": kg(self.part(self.scale, 0.01, 0.3))})
        return items


def kg(mass: int) -> float | int:
    """Kilograms as JSON writes them."""
    return mass // 1000 if mass % 1000 == 0 else mass / 1000


def grams(mass: float) -> int:
    return round(mass * 1000)


def total(items: list[Record]) -> int:
    return sum(grams(item["reo_kg"]) for item in items)
