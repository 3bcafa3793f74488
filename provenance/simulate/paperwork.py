"""Papers that authorities hold: enterprises, lists, permits, quotas; invoices, declarations."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from provenance.simulate.book import Book, Record
from provenance.simulate.goods import TONNE, kg, tonnes
from provenance.simulate.holdings import Cut, Draw, Firm, Lot
from provenance.simulate.identifiers import declaration_number, invoice_number
from provenance.simulate.statuses import RELEASED

NOTICE = "synthetic notice（合成）"
AUTHORITY = "synthetic county authority（合成）"


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
    serial = book.number(border.direction)
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
    }
    book.write("declaration", **stated | fields)
    return number


def export(
    book: Book, firm: Firm, on: date, draws: Sequence[Draw], border: Border, **fields: object
) -> str:
    """Ships goods abroad under a declaration of their own; returns its number."""
    number = declare(book, firm, on, draws, border, **fields)
    if book.leave("export", firm, on, draws, declaration=number):
        book.truth.planted("NO_QUOTA_ORIGIN", ("declaration", number), main=False)
    return number


def inspect(
    book: Book, firm: Firm, on: date, verified_g: int | None = None,
    result: str = "books and stock agree (synthetic)",
) -> str:  # fmt: skip
    """A visit by an authority, and the stock it verified; returns its number."""
    key = f"INS-{book.number('INS'):06d}"
    book.write(
        "inspection",
        id=key,
        enterprise=firm.code,
        date=on.isoformat(),
        authority=AUTHORITY,
        verified_reo_kg=None if verified_g is None else kg(verified_g),
        result=result,
    )
    return key


def sample(book: Book, on: date, of: Record, **found: object) -> str:
    """A laboratory's test of a sample of a lot or a declaration; returns its number."""
    key = f"LAB-{book.number('LAB'):06d}"
    head: Record = {"id": key, "date": on.isoformat(), "authority": AUTHORITY, "sample_of": of}
    book.write("lab_test", **head | {"laboratory": "synthetic laboratory（合成）"} | found)
    return key


def seize(book: Book, firm: Firm, on: date, draws: Sequence[Draw]) -> None:
    """Goods that an authority takes away."""
    papers = {"authority": AUTHORITY, "decision": f"DEC-{book.number('DEC'):06d}"}
    book.leave("seizure", firm, on, draws, **papers)


def release(book: Book, firm: Firm, on: date, cut: Cut, kind: str = "auction") -> Lot:
    """Goods that an authority lets go to a firm, out of what it took away or of reserves."""
    papers: Record = {"authority": AUTHORITY, "decision": f"DEC-{book.number('DEC'):06d}"}
    return book.begin("release", firm, on, cut, RELEASED, kind=kind, **papers)


def adjust(book: Book, quota: str, reo_g: int, on: date) -> None:
    """An increase of a quota, or a reduction, in grams; who keeps accounts of it counts it."""
    book.write(
        "quota_adjustment",
        id=f"ADJ-{book.number('ADJ'):06d}",
        quota=quota,
        reo_t=tonnes(reo_g),
        decided_on=on.isoformat(),
        reason="synthetic: adjusted within the year（合成）",
    )


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
    book: Book, firm: Firm, what: tuple[str, str], reo_g: int, filed_at: str
) -> str:
    """What a firm says it made in a period by an activity; returns the report's number."""
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
    )
    return key


def t(mass: float) -> int:
    """Tonnes as whole grams."""
    return round(mass * TONNE)
