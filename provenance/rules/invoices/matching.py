"""Findings on invoices and the goods they go with: quantity, parties, names, or none at all."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from provenance.law.book import LawBook
from provenance.model.finding import Finding
from provenance.model.message import Message, each_once
from provenance.model.reference.customs import Codes, chapter
from provenance.model.reference.customs import chapters as chapters_of
from provenance.model.terms import (
    COMPOUNDS,
    MINERAL_PRODUCTS,
    EventKind,
    Label,
    Product,
    Ref,
    Severity,
)
from provenance.model.thresholds import Thresholds, apart, beyond
from provenance.rules.law import ground
from provenance.rules.screening import screened
from provenance.rules.slices.billing import Billed, Billing, Movement
from provenance.rules.slices.filings import Document
from provenance.rules.slices.whole import Whole

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags
    from provenance.rules.invoices.groups import Pairs

ANYONE: frozenset[str] = frozenset()
"""What binds in invoices binds whoever issues them."""

MARKED = MINERAL_PRODUCTS | COMPOUNDS
"""Whose invoices bear the mark, and those for processing them: minerals, salts, hydroxides, oxides,
other compounds (STA Announcement 17/2012). Metals, alloys, magnets and scrap are not among them."""

_NO_INVOICE = "{seller} sold {mass:kg} to {buyer} on {day} and names no invoice, {age} days later."
_NO_GOOD_INVOICE = (
    "{seller} sold {mass:kg} to {buyer} on {day} and names {invoices}, void or not on record,"
    " {age} days later."
)
_OTHER_PARTY = {
    "seller": "its seller is {invoiced}, of {movement} {party}",
    "buyer": "its buyer is {invoiced}, of {movement} {party}",
}


def _not_invoiced(whole: Whole) -> "Flags":
    from provenance.ledger.columns.places import NONE

    columns, events, naming = whole.columns, whole.columns.events, whole.columns.naming
    counts = (columns.invoices.status != columns.word("void"))[naming.invoice]
    sold = (events.reason == NONE) | (events.reason == columns.word("sale"))
    old = whole.today.toordinal() - events.day > whole.limits.invoice_days
    invoiced = columns.naming_events(counts)
    found: Flags = columns.is_kind(EventKind.TRANSFER) & sold & old & ~invoiced
    return found


@screened(events=_not_invoiced)
def movement_without_invoice(billing: Billing) -> Iterator[Finding]:
    """A sale that names no invoice which counts, long enough after the goods moved."""
    for movement in sorted(billing.movements, key=lambda movement: movement.event):
        if movement.kind != EventKind.TRANSFER or movement.reason not in (None, "sale"):
            continue
        named = [billing.invoices[n] for n in movement.invoices if n in billing.invoices]
        age = (billing.today - movement.date).days
        if any(invoice["status"] != "void" for invoice in named):
            continue
        if age <= billing.limits.invoice_days:
            continue
        grounded = ground("MOVEMENT_WITHOUT_INVOICE", movement.date, billing.law, ANYONE)
        yield Finding(
            code="MOVEMENT_WITHOUT_INVOICE",
            severity=grounded.severity(Severity.MAJOR),
            subject=Ref(Label.EVENT, movement.event),
            message=Message(
                _NO_GOOD_INVOICE if movement.invoices else _NO_INVOICE,
                seller=movement.seller,
                mass=movement.reo_g,
                buyer=movement.buyer,
                day=movement.date,
                invoices=movement.invoices,
                age=age,
            ),
            basis=grounded.basis,
            evidence=(movement.event, *movement.invoices),
            mass_g=movement.reo_g,
        )


def _not_as_invoiced(whole: Whole) -> "Flags":
    pairs = _pairs(whole)
    return pairs.invoices(pairs.other_parties) | pairs.apart


@screened(invoices=_not_as_invoiced)
def invoice_mismatch(billing: Billing) -> Iterator[Finding]:
    """Goods that went between others than their invoice says, or in another quantity."""
    for group in billing.groups:
        reasons: defaultdict[str, list[Message]] = defaultdict(list)
        for movement in group.movements:
            for number in movement.invoices:
                if number in group.invoices:
                    reasons[number] += _other_parties(movement, group.invoices[number])
        limits = billing.limits
        if group.masses is not None and not _reused(group, limits):
            moved, invoiced, what = group.masses
            if apart(moved, invoiced, limits.invoiced_share, limits.invoiced_slack_g):
                words = Message(
                    "{moved:kg} {what:measure} were delivered, {invoiced:kg} invoiced",
                    moved=moved,
                    what=what,
                    invoiced=invoiced,
                )
                reasons[min(group.invoices)].append(words)
        for number, why in sorted(reasons.items()):
            if why:
                yield _of_invoice("INVOICE_MISMATCH", number, group, each_once(why), billing.law)


def _apart(whole: Whole) -> "Flags":
    return _pairs(whole).apart


@screened(invoices=_apart)
def invoice_reused(billing: Billing) -> Iterator[Finding]:
    """Several deliveries that together exceed the invoices they name: one invoice for two."""
    for group in billing.groups:
        if group.masses is not None and _reused(group, billing.limits):
            moved, invoiced, what = group.masses
            why = Message(
                "{n} deliveries of {moved:kg} {what:measure} name {invoiced:kg}",
                n=group.deliveries,
                moved=moved,
                what=what,
                invoiced=invoiced,
            )
            yield _of_invoice("INVOICE_REUSED", min(group.invoices), group, (why,), billing.law)


def _other_names(whole: Whole) -> "Flags":
    """Invoices whose mark or chapters are not those of goods that name them, asked once a kind."""
    from provenance.ledger.columns.places import NONE, at_places, told

    pairs, columns = _pairs(whole), whole.columns
    claims, lines, invoices = columns.claims, pairs.lines, columns.invoices
    made = columns.made[claims.lot]
    product = at_places(claims.product, made)
    product[made == NONE] = columns.lots.product[claims.lot[made == NONE]]
    code, words = at_places(claims.code, made), tuple(Product)
    # A delivery is of several lots at most where a scrap intake is: by lot, then.
    pair, lot = columns.claims_of(pairs.event)

    def renamed(product: int, code: int, chapters: int, marked: int, day: int) -> bool:
        known = words[product] if product != NONE else None
        if not marked and known in MARKED:
            return True
        of_lot = columns.words[code] if code != NONE else None
        moved = _chapters(of_lot, known, date.fromordinal(day), whole.law.codes)
        return bool(moved) and not moved.issuperset(lines.words[chapters])

    of = pairs.invoice[pair]
    marked, day = invoices.marked[of].astype(product.dtype), invoices.day[of]
    wrong = told(renamed, product[lot], code[lot], lines.chapters[of], marked, day)
    return columns.invoiced(of[wrong])


def _pairs(whole: Whole) -> "Pairs":
    from provenance.rules.invoices.groups import Pairs

    return whole.of(Pairs)


@screened(invoices=_other_names)
def goods_renamed(billing: Billing) -> Iterator[Finding]:
    """Rare earths under an invoice without their mark, or of goods of another chapter."""
    for group in billing.groups:
        for number, invoice in sorted(group.invoices.items()):
            movements = [m for m in group.movements if number in m.invoices]
            why = tuple(_other_goods(invoice, group.lines[number], movements, billing.law.codes))
            if why:
                yield _of_invoice("GOODS_RENAMED", number, group, why, billing.law)


def _other_parties(movement: Movement, invoice: Document) -> Iterator[Message]:
    for what, party in (("seller", movement.seller), ("buyer", movement.buyer)):
        if party is not None and invoice[what] != party:
            yield Message(
                _OTHER_PARTY[what], invoiced=invoice[what], movement=movement.event, party=party
            )


def _other_goods(
    invoice: Document, lines: Sequence[Document], movements: Sequence[Movement], codes: Codes
) -> Iterator[Message]:
    if not invoice["rare_earth_mark"] and any(m.product in MARKED for m in movements):
        yield Message("it bears no mark for rare earths")
    day = date.fromisoformat(invoice["issued_on"])
    moved = [_chapters(m.hs_code, m.product, day, codes) for m in movements]
    if not all(moved):
        return
    chapters = frozenset[str]().union(*moved)
    for line in lines:
        code = str(line.get("hs_code") or "")
        if line["net_g"] and chapter(code) and chapter(code) not in chapters:
            yield Message(
                "it says {goods} under {code}, the goods are of chapter {chapters}",
                goods=line["goods"],
                code=code,
                chapters=tuple(sorted(chapters)),
            )


def _chapters(
    hs_code: str | None, product: Product | None, day: date, codes: Codes
) -> frozenset[str]:
    """The chapters of the tariff a lot may go under; none known for scrap."""
    if own := chapter(hs_code or ""):
        return frozenset({own})
    if product in (None, Product.SCRAP):  # waste of any chapter's goods
        return frozenset()
    return chapters_of(product.value, day, codes)


def _reused(group: Billed, limits: Thresholds) -> bool:
    if group.masses is None or group.deliveries < 2:
        return False
    moved, invoiced, _ = group.masses
    return beyond(moved, invoiced, limits.invoiced_share, limits.invoiced_slack_g)


def _of_invoice(
    code: str, number: str, group: Billed, why: tuple[Message, ...], law: LawBook
) -> Finding:
    issued = date.fromisoformat(group.invoices[number]["issued_on"])
    grounded = ground(code, issued, law, ANYONE)
    named = sorted(movement.event for movement in group.movements)
    return Finding(
        code=code,
        severity=grounded.severity(Severity.MAJOR),
        subject=Ref(Label.INVOICE, number),
        message=Message("Invoice {number} of {day}: {why}.", number=number, day=issued, why=why),
        basis=grounded.basis,
        evidence=(number, *sorted(group.invoices.keys() - {number}), *named)[:20],
        mass_g=sum(movement.reo_g for movement in group.movements if number in movement.invoices),
    )
