"""The simulator's bookkeeping: records as they are written, stocks, and what each lot is made of.

Masses are grams REO. Whatever hands material on takes it out of the holder's stock; a draw by
who does not hold the lot, or before it was made, is written down all the same and brings mass
from nowhere.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from random import Random

from provenance.simulate import mixing, quotas, waste
from provenance.simulate.goods import Goods, kg
from provenance.simulate.holdings import (
    Cut,
    Draw,
    Firm,
    Lot,
    month_number,
)
from provenance.simulate.mixing import Portion
from provenance.simulate.statuses import UNEXPLAINED, Shares
from provenance.simulate.truth import Truth, no_origin_g

Record = dict[str, object]

_FEEDS = {
    "extraction": "domestic",
    "import": "imported",
    "scrap_intake": "secondary",
    "release": "released",
}
_SERIES = {"extraction": "EXT", "import": "IMP", "scrap_intake": "SCR", "release": "REL"}


class Book:
    """Records not yet written out, the truth about them, and numbers for new ones."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.records: list[Record] = []
        self.truth = Truth()
        self.moved: set[tuple[Firm, str]] = set()
        """Who moved anything in which month, of those who are not of the standing industry."""
        self._numbers: dict[str, int] = {}

    def write(self, kind: str, /, **fields: object) -> None:
        """Adds a record; a field that is None is left out."""
        record: Record = {"record": kind}
        for name, value in fields.items():
            if value is not None:
                record[name] = value
        self.records.append(record)

    def number(self, series: str) -> int:
        """The next number of a series, from 1."""
        found = self._numbers.get(series, 0) + 1
        self._numbers[series] = found
        return found

    def event(self, series: str) -> str:
        """A number for an event; numbers sort as they are given out."""
        return f"{series}-{self.number(series):09d}"

    def begin(
        self,
        kind: str,
        /,
        firm: Firm,
        on: date,
        cut: Cut,
        shares: Shares,
        **fields: object,
    ) -> Lot:
        """An extraction, import, scrap intake, release or opening stock: what enters the books."""
        lot = self._lot(firm, on, cut, shares, _FEEDS.get(kind, "unknown"))
        if "byproduct_of" in fields and cut.goods.product != "ionic_concentrate":
            lot.feed = "byproduct"
        if kind == "import":
            lot.maker = None
        if kind == "scrap_intake":
            lot.waste = str(fields.get("waste", "other"))
        self._event(
            kind,
            self.event(_SERIES.get(kind, "OPN")),
            firm,
            on,
            output=_as_record(lot, cut),
            **fields,
        )
        return self._keep(firm, lot)

    def extract(self, firm: Firm, on: date, cut: Cut, **fields: object) -> Lot:
        """A lot out of the ground: quota of the miner's covers it as far as it reaches."""
        shares = quotas.extraction(firm, on, cut.goods.product, cut.reo_g)
        ore_class = "ionic" if cut.goods.product == "ionic_concentrate" else "rock"
        more = {"ore_class": ore_class, "region": firm.region} | fields
        return self.begin("extraction", firm, on, cut, shares, **more)

    def process(
        self,
        firm: Firm,
        on: date,
        process: str,
        draws: Sequence[Draw],
        cuts: Sequence[Cut],
        **fields: object,
    ) -> list[Lot]:
        """Turns lots into others, and works out what those are made of."""
        portions = [self._take(firm, on, draw) for draw in draws]
        made_g = [0, 0, 0]
        for cut in cuts:
            made_g[cut.goods.stage] += cut.reo_g
        gates = quotas.gates(firm, on, portions, made_g)
        feeds = {lot.feed for lot, _ in draws}
        feed = feeds.pop() if len(feeds) == 1 else "unknown"
        excess_g = waste.excess(portions, [(cut.reo_g, cut.assay) for cut in cuts])
        shares = {
            stage: mixing.mix(portions, sum(made_g), stage, gates, excess_g)
            for stage in range(3)
            if made_g[stage]
        }
        lots = [self._lot(firm, on, cut, shares[cut.goods.stage], feed) for cut in cuts]
        mixing.tell_oxides_apart(portions, lots, gates)
        self._event(
            "processing",
            self.event("PRC"),
            firm,
            on,
            process=process,
            inputs=[{"lot": lot.id, "reo_kg": kg(reo_g)} for lot, reo_g in draws],
            outputs=[_as_record(lot, cut) for lot, cut in zip(lots, cuts, strict=True)],
            **fields,
        )
        return [self._keep(firm, lot) for lot in lots]

    def transfer(
        self,
        on: date,
        seller: Firm,
        buyer: Firm,
        draws: Sequence[Draw],
        invoices: Iterable[str] = (),
        **fields: object,
    ) -> list[Lot]:
        """Hands goods over under the invoices named, and returns what arrives."""
        key = self.event("TRF")
        items, received = [], []
        for draw in draws:
            portion = self._take(seller, on, draw)
            lot = Lot(
                f"{buyer.key}-{self.number('lot'):09d}",
                draw[0].goods,
                draw[1],
                buyer,
                month_number(on),
                portion.shares,
                draw[0].feed if portion.shares is not UNEXPLAINED else "unknown",
                portion.assay,
                portion.by_oxide,
                draw[0].even,
                waste=draw[0].waste,
                maker=draw[0].maker,
                undetermined=draw[0].undetermined,
            )
            items.append({"lot": draw[0].id, "reo_kg": kg(draw[1]), "new_lot": lot.id})
            received.append(self._keep(buyer, lot))
        self.write(
            "transfer",
            id=key,
            date=on.isoformat(),
            seller=seller.code,
            buyer=buyer.code,
            invoices=list(invoices) or None,
            items=items,
            **fields,
        )
        self._note(seller, on)
        self._note(buyer, on)
        return received

    def leave(
        self, kind: str, firm: Firm, on: date, draws: Sequence[Draw], **fields: object
    ) -> int:
        """An export or a disposal; returns the grams in it that have no lawful origin."""
        items = [{"lot": lot.id, "reo_kg": kg(reo_g)} for lot, reo_g in draws]
        portions = [self._take(firm, on, draw) for draw in draws]
        self._event(kind, self.event(kind[:3].upper()), firm, on, items=items, **fields)
        return sum(no_origin_g(p.reo_g, p.shares) for p in portions)

    def _event(self, kind: str, /, key: str, firm: Firm, on: date, **fields: object) -> None:
        self.write(kind, id=key, date=on.isoformat(), enterprise=firm.code, **fields)
        self._note(firm, on)

    def _note(self, firm: Firm, on: date) -> None:
        if not firm.standing:
            self.moved.add((firm, f"{on:%Y-%m}"))

    def _lot(self, firm: Firm, on: date, cut: Cut, shares: Shares, feed: str) -> Lot:
        key = str(cut.claims.get("id") or f"{firm.key}-{self.number('lot'):09d}")
        lot = Lot(key, cut.goods, cut.reo_g, firm, month_number(on), shares, feed, cut.assay)
        lot.maker = firm.code
        return lot

    def _keep(self, firm: Firm, lot: Lot) -> Lot:
        self.truth.made(lot)
        if firm.keeps:
            firm.stock[lot.id] = lot
        return lot

    def _take(self, firm: Firm, on: date, draw: Draw) -> Portion:
        lot, reo_g = draw
        supported = lot.holder in (firm, None) and lot.month <= month_number(on)
        found = mixing.portion(draw, on, supported=supported)
        if supported:
            if reo_g > lot.reo_g and lot.kept == 1.0 and lot.holder:
                raise ValueError(f"{firm.key} has {lot.reo_g} g of {lot.id}, not {reo_g} g")
            lot.reo_g -= reo_g
            if lot.reo_g <= 0:
                firm.stock.pop(lot.id, None)
        return found


def _as_record(lot: Lot, cut: Cut) -> Record:
    record: Record = {
        "id": lot.id,
        "product": lot.goods.product,
        "reo_kg": kg(lot.reo_g),
        "net_kg": kg(lot.goods.net_g(lot.reo_g)),
    }
    if lot.goods.hs_code:
        record["hs_code"] = lot.goods.hs_code
    if lot.assay:
        record["assay"] = dict(lot.assay)
    if cut.claims:
        record.update(cut.claims)
    return record


def stock(firm: Firm, *goods: Goods) -> list[Lot]:
    """The lots of these goods in a firm's hands, oldest first."""
    return [lot for lot in firm.stock.values() if lot.goods in goods]


def whole(lots: Iterable[Lot]) -> list[Draw]:
    """All that is left of each lot."""
    return [(lot, lot.reo_g) for lot in lots]
