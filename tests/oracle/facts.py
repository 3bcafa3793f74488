"""What the records show of material: events, custody, mass, product, feed and ore class."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import groupby

from .evidence import Evidence
from .records import Book, Record, day, grams

IMPORT_NEEDS_QUOTA = date(2025, 7, 28)  # M Art. 3
# Feed by the kind of event that brings material in; opening stock shows nothing of its feed.
FEEDS = {
    "extraction": "domestic",
    "import": "imported",
    "scrap_intake": "secondary",
    "release": "released",
}


@dataclass(frozen=True)
class Output:
    lot: str
    mass: int
    product: str | None  # None: that of the lot transferred
    assay: dict[str, float] | None = None  # as filed
    deposit: str | None = None


@dataclass(frozen=True, eq=False)  # an event is itself, and can be hashed
class Event:
    kind: str
    number: str
    when: date
    drawer: str  # who must hold what goes in
    holder: str  # who holds what comes out
    inputs: dict[str, int]  # a lot named twice is one draw of the sum
    outputs: tuple[Output, ...]
    record: Record

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.number}"

    @property
    def input_mass(self) -> int:
        return sum(self.inputs.values())

    @property
    def output_mass(self) -> int:
        return sum(output.mass for output in self.outputs)


def events(book: Book) -> list[Event]:
    made = [_origin(r) for kind in (*FEEDS, "opening_stock") for r in book.all(kind)]
    made += [_processing(r) for r in book.all("processing")]
    for record in book.all("transfer"):
        made += _transfers(record)
    for record in book.all("export"):
        made += _exports(record)
    for kind in ("disposal", "seizure"):
        made += [_event(r, r["id"], _masses(r["items"]), ()) for r in book.all(kind)]
    return made


def _event(record: Record, number: str, inputs: dict[str, int], made: tuple[Output, ...]) -> Event:
    who = record["enterprise"]
    return Event(record["record"], number, day(record["date"]), who, who, inputs, made, record)


def _masses(items: list[Record]) -> dict[str, int]:
    masses: Counter[str] = Counter()
    for item in items:
        masses[item["lot"]] += grams(item["reo_kg"])
    return dict(masses)


def _output(lot: Record, product: str) -> Output:
    return Output(lot["id"], grams(lot["reo_kg"]), product, lot.get("assay"), lot.get("deposit"))


def _origin(record: Record) -> Event:
    made = _output(record["output"], record["output"]["product"])
    return _event(record, record["id"], {}, (made,))


def _processing(record: Record) -> Event:
    made = tuple(_output(lot, lot["product"]) for lot in record["outputs"])
    return _event(record, record["id"], _masses(record["inputs"]), made)


def _transfers(record: Record) -> list[Event]:
    made = []
    for n, item in enumerate(record["items"], 1):
        number = f"{record['id']}/{n}"
        mass = grams(item["reo_kg"])
        output = Output(item.get("new_lot") or f"{item['lot']}/{number}", mass, None)
        when, seller, buyer = day(record["date"]), record["seller"], record["buyer"]
        inputs = {item["lot"]: mass}
        made.append(Event("transfer", number, when, seller, buyer, inputs, (output,), record))
    return made


def _exports(record: Record) -> list[Event]:
    return [
        _event(record, f"{record['id']}/{n}", {item["lot"]: grams(item["reo_kg"])}, ())
        for n, item in enumerate(record["items"], 1)
    ]


class Facts:
    """Questions about lots; everything follows from the events, whatever order they came in."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.events = sorted(events(book), key=lambda e: (e.when, e.kind, e.number))
        self.claims: dict[str, list[tuple[Event, Output]]] = {}
        self.draws: dict[str, list[Event]] = {}
        for event in self.events:
            for output in event.outputs:
                self.claims.setdefault(output.lot, []).append((event, output))
            for lot in event.inputs:
                self.draws.setdefault(lot, []).append(event)
        self.lots = sorted({*self.claims, *self.draws})
        self.evidence = Evidence(book, self._handed_on())
        # Asked of every lot behind a lot; nothing changes any more.
        self.product, self.undetermined = cache(self.product), cache(self.undetermined)
        self.mass, self.excess = cache(self.mass), cache(self.excess)
        self.supported = cache(self.supported)

    def _handed_on(self) -> dict[str, set[str]]:
        """For each lot those that came of it by transfers alone."""
        found: dict[str, set[str]] = {}
        for lot in self.lots:
            for origin in self.handed_over(lot)[1:]:
                found.setdefault(origin, set()).add(lot)
        return found

    def handed_over(self, lot: str) -> list[str]:
        """A lot and, one before the other, those it came of by transfers alone."""
        way = [lot]
        while True:
            maker = self.maker(way[-1])
            if maker is None or maker.kind != "transfer":
                return way
            (before,) = maker.inputs
            if before in way or not self.supported(maker, before):
                return way
            way.append(before)

    def undetermined(self, lot: str) -> bool:
        """Whether it is of an import of mixed rare earths of which nothing tells what they are."""
        maker = self.maker(self.handed_over(lot)[-1])
        return bool(maker and maker.kind == "import" and self.evidence.product(maker.record)[1])

    def maker(self, lot: str) -> Event | None:
        """The one event that made the lot; none if nobody is known to have, or two claim it."""
        claims = self.claims.get(lot, [])
        return claims[0][0] if len(claims) == 1 else None

    def twice(self, lot: str) -> bool:
        return len(self.claims.get(lot, [])) > 1

    def supported(self, event: Event, lot: str) -> bool:
        """Whether who draws holds the lot, and it was there by the end of that month."""
        maker = self.maker(lot)
        if maker is None:
            return True
        then, now = maker.when, event.when
        holds = maker.holder == event.drawer or event.kind == "seizure"
        return holds and (then.year, then.month) <= (now.year, now.month)

    def drawn(self, lot: str) -> int:
        """What supported draws take of the lot."""
        return sum(self._taken(lot))

    def _taken(self, lot: str) -> list[int]:
        """What each supported draw takes, in order; a seizure no more than there is left."""
        claim, taken = self._largest_claim(lot), []
        for event in self.draws.get(lot, []):
            if self.supported(event, lot):
                mass = event.inputs[lot]
                if event.kind == "seizure" and claim:
                    mass = min(mass, max(0, claim[1].mass - sum(taken)))
                taken.append(mass)
        return taken

    def mass(self, lot: str) -> int:
        claim = self._largest_claim(lot)
        return claim[1].mass if claim else self.drawn(lot)

    def excess(self, lot: str) -> int:
        return max(0, self.drawn(lot) - self.mass(lot))

    def product(self, lot: str) -> str | None:
        """None if unknown; along transfers it is that of the lot it came from."""
        seen = set()
        while lot not in seen:
            seen.add(lot)
            claim = self._largest_claim(lot)
            if claim is None:
                return None
            event, output = claim
            if event.kind == "import":
                return self.evidence.product(event.record)[0]
            if output.product is not None:
                return output.product
            (lot,) = event.inputs
        return None

    def _largest_claim(self, lot: str) -> tuple[Event, Output] | None:
        claims = self.claims.get(lot)
        return min(claims, key=lambda claim: (-claim[1].mass, claim[0].key)) if claims else None

    def parents(self, lot: str) -> list[str]:
        """The lots this one was made of, as far as its maker's draws are supported."""
        maker = self.maker(lot)
        return [i for i in maker.inputs if self.supported(maker, i)] if maker else []

    @cached_property
    def ancestors(self) -> dict[str, frozenset[str]]:
        """All lots each lot comes from; a lot on a cycle is its own ancestor."""
        closures = {}
        for lot in self.lots:
            seen: set[str] = set()
            ahead = self.parents(lot)
            while ahead:
                parent = ahead.pop()
                if parent not in seen:
                    seen.add(parent)
                    ahead += self.parents(parent)
            closures[lot] = frozenset(seen)
        return closures

    @cached_property
    def components(self) -> list[list[str]]:
        """Lots that are each other's ancestors together, those they come from first.

        Such lots, and only they, have the same ancestors counting themselves, and whatever comes
        later has more of them.
        """

        def rank(lot: str) -> tuple[int, list[str]]:
            lineage = sorted(self.ancestors[lot] | {lot})
            return len(lineage), lineage

        return [list(group) for _, group in groupby(sorted(self.lots, key=rank), key=rank)]
