"""Papers that authorities hold: enterprises, lists, permits, quotas; invoices, declarations."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from provenance.simulate.book import Book, Record
from provenance.simulate.goods import TONNE, Goods, kg, tonnes
from provenance.simulate.holdings import Draw, Firm, Lot
from provenance.simulate.identifiers import declaration_number, invoice_number

NOTICE = "synthetic notice（合成）"


@dataclass(frozen=True, slots=True)
class Border:
    """A crossing: the customs office, the other country, and the papers."""

    customs: str
    country: str
    end_user: str | None = None
    licence: str | None = None
    broker: Firm | None = None
    direction: str = "export"
    number: str | None = None
    """Of the declaration, where it is not just the next."""


def register(book: Book, firm: Firm, customs: str | None = None) -> Firm:
    """Puts a firm on record, with its customs registration code where one is given."""
    book.write(
        "enterprise",
        id=firm.code,
        name=firm.name,
        name_en=firm.name_en,
        region=firm.region,
        roles=list(firm.roles),
        aliases=list(firm.aliases) or None,
        identifiers=[{"scheme": "customs", "number": customs}] if customs else None,
        parent=firm.group.code if firm.group else None,
    )
    return firm


def designate(book: Book, firm: Firm, activity: str, first: date, last: date | None = None) -> None:
    """Puts a firm on the list for an activity."""
    book.write(
        "designation",
        id=f"DES-{book.number('DES'):06d}",
        enterprise=firm.code,
        activity=activity,
        valid_from=first.isoformat(),
        valid_to=last.isoformat() if last else None,
        notice=NOTICE,
    )
    firm.designated.setdefault(activity, []).append((first, last))


def permit(book: Book, firm: Firm, first: date, last: date | None = None, **fields: object) -> None:
    """A mining permit, unless `kind` and `site` say otherwise."""
    book.write(
        "permit",
        **{
            "id": f"PER-{book.number('PER'):06d}",
            "enterprise": firm.code,
            "kind": "mining",
            "valid_from": first.isoformat(),
            "valid_to": last.isoformat() if last else None,
        }
        | fields,
    )


def indicate(
    book: Book, year: int, activity: str, reo_g: int, ore_class: str | None = None,
    **fields: object,
) -> str:  # fmt: skip
    """A figure from which quotas are given; returns its number."""
    key = fields.get("id") or f"IND-{book.number('IND'):06d}"
    head: Record = {"id": key, "year": year, "batch": 1, "activity": activity}
    given: Record = {"ore_class": ore_class, "reo_t": tonnes(reo_g), "notice": NOTICE}
    book.write("indicator", **head | given | {"issued_on": f"{year}-01-05"} | fields)
    return str(key)


def allot(book: Book, firm: Firm, year: int, activity: str, reo_g: int, **fields: object) -> str:
    """A firm's quota for a year, in grams; returns its number."""
    key = fields.get("id") or f"QUO-{book.number('QUO'):06d}"
    head: Record = {"id": key, "enterprise": firm.code, "year": year, "batch": 1}
    given: Record = {"activity": activity, "reo_t": tonnes(reo_g), "issued_on": f"{year}-01-10"}
    book.write("quota", **head | given | {"notice": NOTICE} | fields)
    left = firm.quota_left_g.get((year, activity), 0)
    firm.quota_left_g[year, activity] = left + reo_g
    return str(key)


def invoice(
    book: Book, on: date, seller: Firm, buyer: Firm, draws: Iterable[Draw], **fields: object
) -> str:
    """An invoice with a line for each lot; returns its number."""
    number = invoice_number(on.year, seller.region, book.number("invoice"))
    head: Record = {"id": number, "issued_on": on.isoformat(), "status": "valid"}
    parties: Record = {"seller": seller.code, "buyer": buyer.code, "rare_earth_mark": True}
    book.write("invoice", **head | parties | {"lines": [line(*draw) for draw in draws]} | fields)
    return number


def line(lot: Lot, reo_g: int) -> Record:
    """A lot as an invoice names it."""
    goods = lot.goods
    found: Record = {
        "goods": goods.label,
        "net_kg": kg(goods.net_g(reo_g)),
        "reo_kg": kg(reo_g),
    }
    if goods.hs_code:
        found["hs_code"] = goods.hs_code
    return found


def sell(book: Book, on: date, seller: Firm, buyer: Firm, draws: Sequence[Draw]) -> list[Lot]:
    """A sale on an invoice of its own; returns what arrives."""
    return book.transfer(on, seller, buyer, draws, [invoice(book, on, seller, buyer, draws)])


def declare(
    book: Book,
    firm: Firm,
    on: date,
    draws: Sequence[Draw],
    border: Border,
    **fields: object,
) -> str:
    """A customs declaration that states what is in the shipment; returns its number."""
    serial = declaration_serial(book, border.direction)
    number = border.number or declaration_number(border.customs, on.year, border.direction, serial)
    goods = draws[0][0].goods
    stated: Record = {
        "id": number,
        "direction": border.direction,
        "date": on.isoformat(),
        "declarant": (border.broker or firm).code,
        "party": firm.code if border.broker else None,
        "hs_code": goods.hs_code,
        "goods": goods.label,
        "net_kg": kg(sum(lot.goods.net_g(reo_g) for lot, reo_g in draws)),
        "reo_kg": kg(sum(reo_g for _, reo_g in draws)),
        "country": border.country,
        "end_user": border.end_user,
        "licence": border.licence,
        "lines": _lines(draws),
    }
    book.write("declaration", **stated | fields)
    return number


def declaration_serial(book: Book, direction: str) -> int:
    """The next serial of a direction; none ends as numbers do whose digits a spreadsheet lost."""
    serial = book.number(direction)
    return serial if serial % 1_000 else book.number(direction)


def _lines(draws: Sequence[Draw]) -> list[Record] | None:
    """A line for each kind of goods, where they differ."""
    masses: dict[Goods, int] = {}
    for lot, reo_g in draws:
        masses[lot.goods] = masses.get(lot.goods, 0) + reo_g
    if len(masses) == 1:
        return None
    return [line(Lot("", goods, reo_g, None, 0), reo_g) for goods, reo_g in masses.items()]


def export(
    book: Book, firm: Firm, on: date, draws: Sequence[Draw], border: Border, **fields: object
) -> str:
    """Ships goods abroad under a declaration of their own; returns its number."""
    number = declare(book, firm, on, draws, border, **fields)
    if book.leave("export", firm, on, draws, declaration=number):
        book.truth.planted("NO_QUOTA_ORIGIN", ("declaration", number), main=False)
    return number


def report_flows(book: Book, firm: Firm, month: str, filed_at: str) -> None:
    """A firm's word that its records of a month are in."""
    book.write(
        "flow_report",
        id=f"FLW-{month}-{firm.key}",
        enterprise=firm.code,
        month=month,
        filed_at=filed_at,
    )


def report_all(book: Book, silent: Container[tuple[Firm, str]]) -> None:
    """All who moved anything report it on the 6th of the next month, but for the silent."""
    for firm, month in sorted(book.moved, key=lambda moved: (moved[0].key, moved[1])):
        if (firm, month) not in silent:
            following = (date.fromisoformat(f"{month}-01") + timedelta(31)).replace(day=6)
            report_flows(book, firm, month, f"{following.isoformat()}T16:00:00+08:00")
    book.moved.clear()


def report_execution(
    book: Book, firm: Firm, what: tuple[str, str], reo_g: int, filed_at: str, **parts: object
) -> str:
    """What a firm says it made in a period by an activity; returns the report's number.

    `parts` are what of it was of imported ore or monazite.
    """
    period, activity = what
    key = f"EXR-{period}-{activity}-{firm.key}"
    book.write(
        "execution_report",
        id=key,
        enterprise=firm.code,
        period=period,
        activity=activity,
        reo_t=tonnes(reo_g),
        filed_at=filed_at,
        **parts,
    )
    return key


def t(mass: float) -> int:
    """Tonnes as whole grams."""
    return round(mass * TONNE)
