"""What authorities have on record before anything moves: lists, permits, quotas.

National and group quotas are the published ones (`provenance.reference`), for the whole of which
the lawful firms of the demonstration work too little to reach. What goes to a single firm was
never published: those quotas are made up, and their notices say so.
"""

from collections.abc import Mapping
from datetime import date

from provenance.model.reference import ALL_BATCHES, group_quotas, national_quotas
from provenance.simulate.book import Book
from provenance.simulate.demonstration.industry import GROUP_KEYS
from provenance.simulate.holdings import Firm
from provenance.simulate.industry import SITE
from provenance.simulate.paperwork import NOTICE, allot, designate, indicate, permit, t
from provenance.simulate.quotas import LISTS_FROM

_YEARS = (2023, 2024)
_PERMITTED = date(2023, 1, 1)

# When MIIT issued each batch; general knowledge of the field, not in the reference data.
_ISSUED = {
    (2023, "1"): "2023-03-24",
    (2023, "2"): "2023-09-25",
    (2023, "3"): "2023-12-15",
    (2024, "1"): "2024-02-06",
    (2024, "2"): "2024-08-20",
}

# What a firm has for itself: key, activity, ore class, tonnes. A group's firm has it from the
# group's first batch of 2024, others from the second, of which no break-down was published.
_OWN_QUOTAS = (
    ("WSM", "mining", "rock", 6_000),
    ("DCM", "mining", "rock", 5_000),
    ("LNM", "mining", "ionic", 3_000),
    ("WSS", "separation", None, 5_500),
    ("DC2", "mining", "rock", 60),
    ("DN2", "separation", None, 200),
)
_OWNERS = frozenset(key for key, *_ in _OWN_QUOTAS)

_What = tuple[int, str, str, str | None]
"""Year, batch, activity and ore class of a quota."""


def give_rights(book: Book, firms: Mapping[str, Firm]) -> None:
    """Every right there is, whatever moves in the year."""
    for firm in firms.values():
        if firm.group or firm.key in _OWNERS:
            _admit(book, firm)
    permit(book, firms["LPB"], _PERMITTED, date(2028, 12, 31), kind="byproduct", site=SITE)
    _indicate(book)
    for row in group_quotas():
        if row.year not in _YEARS:
            continue
        notice = f"break-down to groups, {row.year} batch {row.batch} ({row.status})"
        what = (row.year, row.batch, row.activity, row.ore_class)
        _allot(book, firms[GROUP_KEYS[row.group]], what, row.reo_t, notice)
    for key, activity, ore_class, reo_t in _OWN_QUOTAS:
        batch = "1" if firms[key].group else "2"
        _allot(book, firms[key], (2024, batch, activity, ore_class), reo_t)
    _postpone(book, firms["WSM"], -200)


def _admit(book: Book, firm: Firm) -> None:
    for activity in ("mining", "separation"):
        if activity in firm.roles:
            designate(book, firm, activity, LISTS_FROM)
    if "mining" in firm.roles:
        permit(book, firm, _PERMITTED)


def _indicate(book: Book) -> None:
    for row in national_quotas():
        # Totals of a year and their break-down by ore class are the same tonnes again.
        if row.year in _YEARS and row.batch != ALL_BATCHES:
            indicate(
                book, row.year, row.activity, t(row.reo_t),
                id=f"IND-{row.year}-{row.batch}-{row.activity}",
                batch=int(row.batch),
                notice=f"{row.source} ({row.status})",
                issued_on=_ISSUED[row.year, row.batch],
            )  # fmt: skip


def _allot(book: Book, firm: Firm, what: _What, reo_t: int, notice: str = NOTICE) -> None:
    year, batch, activity, ore_class = what
    source = {"indicator": f"IND-{year}-{batch}-{activity}"}
    if firm.group:
        source = {"within": _quota_id(firm.group, what)}
        firm.group.quota_left_g[year, activity] -= t(reo_t)
    allot(
        book, firm, year, activity, t(reo_t),
        id=_quota_id(firm, what),
        batch=int(batch),
        ore_class=ore_class,
        notice=notice,
        issued_on=_ISSUED[year, batch],
        **source,
    )  # fmt: skip


def _quota_id(firm: Firm, what: _What) -> str:
    return "-".join(str(part) for part in ("QUO", firm.key, *what) if part)


def _postpone(book: Book, firm: Firm, reo_t: int) -> None:
    book.write(
        "quota_adjustment",
        id=f"ADJ-{firm.key}-2024",
        quota=_quota_id(firm, (2024, "1", "mining", "rock")),
        reo_t=reo_t,
        decided_on="2024-09-02",
        reason="synthetic: production postponed（合成）",
    )
    firm.quota_left_g[2024, "mining"] += t(reo_t)
