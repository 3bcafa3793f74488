"""Findings on invoices and the goods they go with: quantity, parties, names, or none at all."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from provenance.graph.papers import MINERAL_CODES
from provenance.model import EventKind, Label, Product, Ref, Severity
from provenance.reference import products
from provenance.rules.filings import Billing, Document, Movement
from provenance.rules.finding import Article, Finding, basis, in_force, kg
from provenance.rules.thresholds import apart, beyond

INVOICES = Article("Measures for Invoices (State Council Order 587)", date(2011, 2, 1))
MARK = Article("STA Announcement 17/2012 on rare-earth invoices (general)", date(2012, 6, 1))

UNMARKED = frozenset({Product.MAGNET, Product.SCRAP})
"""What is no rare-earth product (Order 785 Art. 30), so that its invoice needs no mark."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Valid invoices and the movements that name them, connected by naming."""

    movements: Sequence[Movement]
    invoices: dict[str, Document]

    @property
    def deliveries(self) -> int:
        return len({(_kind(movement), movement.record) for movement in self.movements})


def movement_without_invoice(billing: Billing) -> Iterator[Finding]:
    """A sale that names no invoice which counts, long enough after the goods moved."""
    for movement in sorted(billing.movements, key=lambda movement: movement.event):
        if _kind(movement) != EventKind.TRANSFER or movement.reason not in (None, "sale"):
            continue
        named = [billing.invoices[n] for n in movement.invoices if n in billing.invoices]
        age = (billing.today - movement.date).days
        if any(invoice["status"] != "void" for invoice in named):
            continue
        if age <= billing.limits.invoice_days:
            continue
        which = f"names {', '.join(movement.invoices)}, void or not on record"
        yield Finding(
            code="MOVEMENT_WITHOUT_INVOICE",
            severity=in_force(movement.date, Severity.MAJOR, INVOICES),
            subject=Ref(Label.EVENT, movement.event),
            message=(
                f"{movement.seller} sold {kg(movement.reo_g)} to {movement.buyer} on"
                f" {movement.date} and {which if movement.invoices else 'names no invoice'},"
                f" {age} days later."
            ),
            basis=basis(movement.date, INVOICES),
            evidence=(movement.event, *movement.invoices),
            mass_g=movement.reo_g,
        )


def invoice_mismatch(billing: Billing) -> Iterator[Finding]:
    """Goods that went between others than their invoice says, or in another quantity."""
    for group in _groups(billing):
        reasons: defaultdict[str, list[str]] = defaultdict(list)
        for movement in group.movements:
            for number in movement.invoices:
                if number in group.invoices:
                    reasons[number] += _other_parties(movement, group.invoices[number])
        masses = _masses(group)
        if masses is not None and not _reused(group, billing):
            moved, invoiced, what = masses
            limits = billing.limits
            if apart(moved, invoiced, limits.invoiced_share, limits.invoiced_slack_g):
                words = f"{kg(moved)} {what} were delivered, {kg(invoiced)} invoiced"
                reasons[min(group.invoices)].append(words)
        for number, why in sorted(reasons.items()):
            if why:
                yield _of_invoice("INVOICE_MISMATCH", number, group, "; ".join(dict.fromkeys(why)))


def invoice_reused(billing: Billing) -> Iterator[Finding]:
    """Several deliveries that together exceed the invoices they name: one invoice for two."""
    for group in _groups(billing):
        masses = _masses(group)
        if masses is not None and _reused(group, billing):
            moved, invoiced, what = masses
            why = f"{group.deliveries} deliveries of {kg(moved)} {what} name {kg(invoiced)}"
            yield _of_invoice("INVOICE_REUSED", min(group.invoices), group, why)


def goods_renamed(billing: Billing) -> Iterator[Finding]:
    """Rare earths under an invoice without their mark, or of goods of another chapter."""
    for group in _groups(billing):
        for number, invoice in sorted(group.invoices.items()):
            movements = [m for m in group.movements if number in m.invoices]
            why = list(_other_goods(invoice, movements))
            if why:
                yield _of_invoice("GOODS_RENAMED", number, group, "; ".join(why), MARK)


def lines_of(invoice: Document) -> list[Document]:
    """The lines of an invoice: kept as one text."""
    lines = invoice["lines"]
    return json.loads(lines) if isinstance(lines, str) else list(lines)


def _other_parties(movement: Movement, invoice: Document) -> Iterator[str]:
    for what, party in (("seller", movement.seller), ("buyer", movement.buyer)):
        if party is not None and invoice[what] != party:
            yield f"its {what} is {invoice[what]}, of {movement.event} {party}"


def _other_goods(invoice: Document, movements: Sequence[Movement]) -> Iterator[str]:
    if not invoice["rare_earth_mark"] and any(m.product not in UNMARKED for m in movements):
        yield "it bears no mark for rare earths"
    moved = [_chapters(movement) for movement in movements]
    if not all(moved):
        return
    chapters = frozenset[str]().union(*moved)
    for line in lines_of(invoice):
        code = str(line.get("hs_code") or "")
        if line["net_g"] and len(code) >= 2 and code[:2] not in chapters:
            names = ", ".join(sorted(chapters))
            yield f"it says {line['goods']} under {code}, the goods are of chapter {names}"


def _chapters(movement: Movement) -> frozenset[str]:
    """The chapters of the tariff a lot may go under; none known for scrap."""
    if movement.hs_code:
        return frozenset({movement.hs_code[:2]})
    product = products().get(movement.product.value) if movement.product else None
    codes = product.customs_codes if product else ()
    if movement.product in (Product.ORE, Product.CONCENTRATE):
        codes += MINERAL_CODES
    return frozenset(code[:2] for code in codes)


def _masses(group: _Group) -> tuple[int, int, str] | None:
    """What was delivered and what invoiced, in REO where all lines state it, else in net mass."""
    lines = [line for invoice in group.invoices.values() for line in lines_of(invoice)]
    goods = [line for line in lines if line["net_g"]]
    if goods and all(line.get("reo_g") is not None for line in goods):
        moved = sum(movement.reo_g for movement in group.movements)
        return moved, sum(line["reo_g"] for line in goods), "REO"
    nets = [movement.net_g for movement in group.movements]
    known = [net for net in nets if net is not None]
    if len(known) < len(nets):
        return None
    return sum(known), sum(line["net_g"] for line in lines), "net"


def _reused(group: _Group, billing: Billing) -> bool:
    masses, limits = _masses(group), billing.limits
    if masses is None or group.deliveries < 2:
        return False
    return beyond(masses[0], masses[1], limits.invoiced_share, limits.invoiced_slack_g)


def _groups(billing: Billing) -> list[_Group]:
    """Movements and valid invoices, connected by naming; what names no valid invoice is in none."""
    valid = {n: doc for n, doc in billing.invoices.items() if doc["status"] == "valid"}
    group_of: dict[str, str] = {number: number for number in valid}

    def find(number: str) -> str:
        while group_of[number] != number:
            group_of[number] = number = group_of[group_of[number]]
        return number

    naming = [m for m in billing.movements if any(number in valid for number in m.invoices)]
    for movement in naming:
        first, *others = [number for number in movement.invoices if number in valid]
        for number in others:
            group_of[find(number)] = find(first)
    movements: defaultdict[str, list[Movement]] = defaultdict(list)
    for movement in naming:
        first = next(number for number in movement.invoices if number in valid)
        movements[find(first)].append(movement)
    invoices: defaultdict[str, dict[str, Document]] = defaultdict(dict)
    for number, invoice in valid.items():
        invoices[find(number)][number] = invoice
    return [_Group(own, invoices[root]) for root, own in sorted(movements.items())]


def _kind(movement: Movement) -> str:
    return movement.event.partition(":")[0]


def _of_invoice(code: str, number: str, group: _Group, why: str, *articles: Article) -> Finding:
    issued = date.fromisoformat(group.invoices[number]["issued_on"])
    cited = (*articles, INVOICES)
    named = sorted(movement.event for movement in group.movements)
    return Finding(
        code=code,
        severity=in_force(issued, Severity.MAJOR, *cited),
        subject=Ref(Label.INVOICE, number),
        message=f"Invoice {number} of {issued}: {why}.",
        basis=basis(issued, *cited),
        evidence=(number, *sorted(group.invoices.keys() - {number}), *named)[:20],
        mass_g=sum(movement.reo_g for movement in group.movements if number in movement.invoices),
    )
