"""A scene: a few firms of its own, in which one thing is wrong, or all but wrong.

Whatever else a scene does is lawful and reported in time, so that what it plants stands alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from provenance.simulate import paperwork
from provenance.simulate.book import Book, whole
from provenance.simulate.goods import CONCENTRATE, IONIC, Goods
from provenance.simulate.holdings import Assay, Cut, Firm, Lot, found
from provenance.simulate.industry import LISTED, open_stock
from provenance.simulate.neighbours import Market
from provenance.simulate.paperwork import Border, t


@dataclass(slots=True)
class Scene:
    """One plant under way: `bad` says whether it breaks a rule or only comes near to it.

    Days count from the first of its month. `nth` tells the scenes of one code apart.
    """

    book: Book
    code: str
    bad: bool
    nth: int
    first: date
    market: Firm | None = None
    """A metal maker of the standing industry who buys what the scene sells."""
    honest: Market | None = None
    """Who trades in goods that rare earths might be called."""
    silent: set[tuple[Firm, str]] = field(default_factory=set)
    """Whose report of which month the scene sees to itself, or leaves out."""

    def day(self, number: int) -> date:
        """So many days after the first of the month."""
        return self.first + timedelta(number)

    def later(self, months: int, number: int = 4) -> date:
        """A day of a later month."""
        total = self.first.year * 12 + self.first.month - 1 + months
        return date(total // 12, total % 12 + 1, 1) + timedelta(number)

    def firm(self, *roles: str, code: str | None = None, customs: str | None = None) -> Firm:
        """A firm of the scene's own; `customs` is its customs registration code, where stated."""
        serial = self.book.number("firm")
        made = found(f"P{serial:06d}", serial, roles, code)
        return paperwork.register(self.book, made, customs)

    def miner(
        self, quota_t: float = 100, goods: Goods = CONCENTRATE, listed: date | None = None,
        permitted: date | None = None,
    ) -> Firm:  # fmt: skip
        """A miner with permit and quota; `listed` and `permitted` are the last days of both."""
        firm = self.firm("mining")
        paperwork.permit(self.book, firm, LISTED, permitted)
        paperwork.designate(self.book, firm, "mining", LISTED, listed)
        ore_class = "ionic" if goods is IONIC else "rock"
        self._allot(firm, "mining", quota_t, ore_class=ore_class)
        return firm

    def separator(
        self, quota_t: float = 100, listed: date | None = None, roles: Sequence[str] = ()
    ) -> Firm:
        """A designated separator; `roles` where it says it is something else too, or instead."""
        firm = self.firm(*(roles or ("separation",)))
        paperwork.designate(self.book, firm, "separation", LISTED, listed)
        self._allot(firm, "separation", quota_t)
        return firm

    def _allot(self, firm: Firm, activity: str, quota_t: float, **fields: object) -> None:
        for year in sorted({self.first.year, self.later(3).year}):
            paperwork.allot(self.book, firm, year, activity, t(quota_t), **fields)

    def mine(
        self, firm: Firm, day: int, reo_t: float, goods: Goods = CONCENTRATE,
        assay: Assay | None = None, **claims: object,
    ) -> Lot:  # fmt: skip
        """A lot out of the ground."""
        return self.book.extract(firm, self.day(day), Cut(goods, t(reo_t), assay, claims))

    def stock(
        self, firm: Firm, day: int, goods: Goods, reo_t: float, assay: Assay | None = None,
        **claims: object,
    ) -> Lot:  # fmt: skip
        """Stock that a firm's books begin with, verified in full: once a firm."""
        return open_stock(self.book, firm, self.day(day), Cut(goods, t(reo_t), assay, claims))

    def sell(self, day: int, seller: Firm, buyer: Firm, lots: Sequence[Lot]) -> list[Lot]:
        """Sells all that is left of some lots, on an invoice."""
        return paperwork.sell(self.book, self.day(day), seller, buyer, whole(lots))

    def sell_part(self, day: int, seller: Firm, buyer: Firm, lot: Lot, reo_t: float) -> Lot:
        """Sells so many tonnes of a lot, on an invoice."""
        on = self.day(day)
        return paperwork.sell(self.book, on, seller, buyer, [(lot, t(reo_t))])[0]

    def process(
        self, firm: Firm, day: int, process: str, lots: Sequence[Lot], *cuts: Cut,
        **fields: object,
    ) -> list[Lot]:  # fmt: skip
        """Puts in all that is left of some lots."""
        return self.book.process(firm, self.day(day), process, whole(lots), cuts, **fields)

    def ship(
        self, day: int, firm: Firm, lot: Lot, reo_t: float, border: Border, **fields: object
    ) -> str:
        """Exports so many tonnes of a lot; returns the declaration's number."""
        on = self.day(day)
        return paperwork.export(self.book, firm, on, [(lot, t(reo_t))], border, **fields)

    def leak(self, day: int, seller: Firm, lots: Sequence[Lot]) -> None:
        """Sells to the standing industry, where it goes on into ordinary trade."""
        if self.market is not None:
            self.sell(day, seller, self.market, lots)

    @property
    def event(self) -> str:
        """The key of the event that was written last."""
        record = self.book.records[-1]
        return f"{record['record']}:{record['id']}"

    def judge(self, kind: str, key: str, *about: str, note: str = "") -> None:
        """Says what the scene has planted: the finding, or the thing that is all but one."""
        if self.bad:
            self.book.truth.planted(self.code, (kind, key), *about, note=note)
        else:
            self.book.truth.near_miss(self.code, (kind, key), note)

    def follows(self, code: str, kind: str, key: str, *about: str) -> None:
        """Says what else must be found because of what is planted."""
        if self.bad:
            self.book.truth.planted(code, (kind, key), *about, main=False)
