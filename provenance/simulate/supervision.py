"""What authorities do: look, have tested, take away, let go, change quotas."""

from collections.abc import Sequence
from datetime import date

from provenance.simulate.book import Book, Record
from provenance.simulate.goods import kg, tonnes
from provenance.simulate.holdings import Cut, Draw, Firm, Lot
from provenance.simulate.statuses import RELEASED

AUTHORITY = "synthetic county authority（合成）"


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


def order(book: Book, firm: Firm, on: date, what: tuple[str, date, date | None]) -> str:
    """An order to mend something by a day, and the day it was; returns its number."""
    demand, deadline, done = what
    key = f"ORD-{book.number('ORD'):06d}"
    book.write(
        "order",
        id=key,
        enterprise=firm.code,
        date=on.isoformat(),
        authority=AUTHORITY,
        demand=demand,
        deadline=deadline.isoformat(),
        fulfilled_on=done.isoformat() if done else None,
    )
    return key


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
