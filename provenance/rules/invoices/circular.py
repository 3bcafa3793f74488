"""Findings on invoices without goods: alone, or in a circle back to the first seller."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.reference.customs import HEADING, code_digits
from provenance.model.terms import Label, Ref, Severity
from provenance.model.thresholds import Thresholds
from provenance.rules.invoices.matching import ANYONE
from provenance.rules.law import ground
from provenance.rules.slices.billing import lines_of
from provenance.rules.slices.filings import Document, Unmoved
from provenance.rules.way import way

Circle = tuple[str, ...]


def invoice_without_movement(unmoved: Unmoved) -> Iterator[Finding]:
    """An invoice for rare earths that no movement names, long enough after it was issued."""
    circled = {number for circle in circles(unmoved) for number in circle}
    for number, invoice in sorted(unmoved.invoices.items()):
        day = date.fromisoformat(invoice["issued_on"])
        age = (unmoved.today - day).days
        goods = invoice["rare_earth_mark"] and invoice["net_g"]
        if number in circled or not goods or age <= unmoved.limits.invoice_days:
            continue
        grounded = ground("INVOICE_WITHOUT_MOVEMENT", day, unmoved.law, ANYONE)
        yield Finding(
            code="INVOICE_WITHOUT_MOVEMENT",
            severity=grounded.severity(Severity.MAJOR),
            subject=Ref(Label.INVOICE, number),
            message=Message(
                "Invoice {number} of {day} is for {net:kg} net of rare earths from {seller} to"
                " {buyer}; no movement names it {age} days later.",
                number=number,
                day=day,
                net=invoice["net_g"],
                seller=invoice["seller"],
                buyer=invoice["buyer"],
                age=age,
            ),
            basis=grounded.basis,
            evidence=(number,),
            mass_g=_reo(invoice),
        )


def invoice_cycle(unmoved: Unmoved) -> Iterator[Finding]:
    """Invoices for like goods that come back to the first seller, and no goods with them."""
    for circle in circles(unmoved):
        found = [unmoved.invoices[number] for number in circle]
        day = date.fromisoformat(found[-1]["issued_on"])
        grounded = ground("INVOICE_CYCLE", day, unmoved.law, ANYONE)
        yield Finding(
            code="INVOICE_CYCLE",
            severity=grounded.severity(Severity.MAJOR),
            subject=Ref(Label.INVOICE, min(circle)),
            message=Message(
                "{n} invoices of {first} to {last} for like goods, about {net:kg} net, go from"
                " {way}; no movement names them.",
                n=len(circle),
                first=found[0]["issued_on"],
                last=day,
                net=found[0]["net_g"],
                way=way([*(str(invoice["seller"]) for invoice in found), found[-1]["buyer"]]),
            ),
            basis=grounded.basis,
            evidence=circle,
            mass_g=_reo(found[0]),
        )


def circles(unmoved: Unmoved) -> Sequence[Circle]:
    """The circles that valid invoices form, each from its earliest and by the shortest way.

    All invoices of one are issued within the days of the first, for goods and a mass like its.
    """
    order = sorted(unmoved.invoices, key=lambda number: _order(number, unmoved.invoices))
    sold: defaultdict[str, list[str]] = defaultdict(list)
    for number in order:
        sold[unmoved.invoices[number]["seller"]].append(number)
    found: dict[frozenset[str], Circle] = {}
    for first in order:
        circle = _shortest(first, sold, unmoved)
        if circle:
            found.setdefault(frozenset(circle), circle)
    return list(found.values())


def _shortest(first: str, sold: Mapping[str, Sequence[str]], unmoved: Unmoved) -> Circle:
    """The fewest invoices that lead from a first one back to its seller; none if none do."""
    start = unmoved.invoices[first]
    queue: deque[Circle] = deque([(first,)])
    seen = {start["buyer"]}
    while queue:
        way = queue.popleft()
        at = unmoved.invoices[way[-1]]["buyer"]
        if at == start["seller"]:
            return way if len(way) > 1 else ()
        for number in sold.get(at, ()):
            invoice = unmoved.invoices[number]
            if invoice["buyer"] in seen or not _follows(number, first, unmoved):
                continue
            seen.add(invoice["buyer"])
            queue.append((*way, number))
    return ()


def _follows(number: str, first: str, unmoved: Unmoved) -> bool:
    """Whether an invoice may be in a circle that a first one begins."""
    invoice, start, limits = unmoved.invoices[number], unmoved.invoices[first], unmoved.limits
    if _order(number, unmoved.invoices) <= _order(first, unmoved.invoices):
        return False
    last = date.fromisoformat(start["issued_on"]) + timedelta(days=limits.invoice_cycle_days)
    if date.fromisoformat(invoice["issued_on"]) > last:
        return False
    return _alike(invoice, start, limits)


def _alike(one: Document, other: Document, limits: Thresholds) -> bool:
    """Whether two invoices are for goods of one heading or name, and for about the same mass."""
    if abs(one["net_g"] - other["net_g"]) > limits.invoice_cycle_share * other["net_g"]:
        return False
    return not _goods(one).isdisjoint(_goods(other))


def _goods(invoice: Document) -> set[str]:
    names = {str(line["goods"]).strip() for line in lines_of(invoice)}
    codes = {code_digits(str(line.get("hs_code") or ""))[:HEADING] for line in lines_of(invoice)}
    return names | {f"HS {code}" for code in codes if len(code) == HEADING}


def _order(number: str, invoices: Mapping[str, Document]) -> tuple[str, str]:
    return str(invoices[number]["issued_on"]), number


def _reo(invoice: Document) -> int | None:
    """The REO that an invoice states on all its lines, in grams."""
    stated = [line.get("reo_g") for line in lines_of(invoice)]
    known = [grams for grams in stated if grams is not None]
    return sum(known) if len(known) == len(stated) else None
