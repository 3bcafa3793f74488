"""Bookkeeping for whoever writes a year: numbers, records, and who holds which lots.

Nobody can hand over here what it does not hold, so holders and masses are right by construction.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from provenance.demonstration.authority import Record
from provenance.demonstration.goods import Assay, Lot
from provenance.demonstration.industry import Firm
from provenance.simulate.goods import Goods, kg
from provenance.simulate.identifiers import declaration_number, invoice_number


@dataclass(frozen=True, slots=True)
class Draw:
    """So many grams REO taken out of a lot."""

    lot: Lot
    reo_g: int


@dataclass(frozen=True, slots=True)
class Deal:
    """Who hands over to whom, and when."""

    on: date
    seller: Firm
    buyer: Firm


@dataclass(frozen=True, slots=True)
class Border:
    """A crossing: the customs office, the other country, and the papers."""

    customs: str
    country: str
    end_user: str | None = None
    licence: str | None = None
    broker: Firm | None = None
    number: str | None = None


class Book:
    """The year as it is being written: the records so far, and everybody's stock."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.records: list[Record] = []
        self.made_g: Counter[tuple[Firm, date, str]] = Counter()
        """What each firm mined or separated against quota: by the first of the month, grams."""
        self._stock: defaultdict[Firm, dict[str, Lot]] = defaultdict(dict)
        self._numbers: Counter[str] = Counter()

    def write(self, kind: str, fields: Mapping[str, object]) -> None:
        """Adds a record; a field that is None is left out."""
        self.records.append(
            {"record": kind} | {name: value for name, value in fields.items() if value is not None}
        )

    def number(self, series: str) -> int:
        """The next number of a series, from 1."""
        self._numbers[series] += 1
        return self._numbers[series]

    def stock(self, firm: Firm, *goods: Goods) -> list[Lot]:
        """The lots of these goods in a firm's hands, oldest first."""
        return [lot for lot in self._stock[firm].values() if lot.goods in goods]

    def made(self, firm: Firm, on: date, activity: str, reo_g: int) -> None:
        """Counts what draws on quota, for the firm's own reports."""
        self.made_g[firm, on.replace(day=1), activity] += reo_g

    def lot(
        self, firm: Firm, on: date, goods: Goods, reo_g: int, assay: Assay | None = None
    ) -> Lot:
        """A lot nobody has yet, numbered by the firm and month that make it."""
        return Lot(self._lot_id(firm, on), goods, reo_g, assay=assay)

    def begin(self, kind: str, firm: Firm, on: date, lot: Lot, **fields: object) -> Lot:
        """An extraction, import, scrap intake or opening stock: material that enters the books."""
        series = {"extraction": "EXT", "import": "IMP", "scrap_intake": "SCR"}.get(kind, "OPN")
        event = {"id": self._event_id(series), "date": on.isoformat(), "enterprise": firm.code}
        self.write(kind, event | {"output": _as_record(lot)} | fields)
        self._stock[firm][lot.id] = lot
        return lot

    def process(
        self, firm: Firm, on: date, process: str, inputs: Sequence[Lot], outputs: Sequence[Lot]
    ) -> None:
        """Turns whole lots into others."""
        event = {"id": self._event_id("PRC"), "date": on.isoformat(), "enterprise": firm.code}
        draws = [{"lot": lot.id, "reo_kg": kg(lot.reo_g)} for lot in inputs]
        lots = [_as_record(lot) for lot in outputs]
        self.write("processing", event | {"process": process, "inputs": draws, "outputs": lots})
        for lot in inputs:
            self._take(firm, Draw(lot, lot.reo_g))
        self._stock[firm].update((lot.id, lot) for lot in outputs)

    def sell(
        self, deal: Deal, draws: Sequence[Draw], invoices: Sequence[str] | None = None
    ) -> list[Lot]:
        """Hands goods over, on a new invoice unless told which, and returns what arrives."""
        papers = [self.invoice(deal, draws)] if invoices is None else list(invoices)
        received = []
        for draw in draws:
            self._take(deal.seller, draw)
            received.append(
                replace(draw.lot, id=self._lot_id(deal.buyer, deal.on), reo_g=draw.reo_g)
            )
        items = [
            {"lot": draw.lot.id, "reo_kg": kg(draw.reo_g), "new_lot": lot.id}
            for draw, lot in zip(draws, received, strict=True)
        ]
        event = {"id": self._event_id("TRF"), "date": deal.on.isoformat()}
        parties = {"seller": deal.seller.code, "buyer": deal.buyer.code}
        self.write("transfer", event | parties | {"invoices": papers or None, "items": items})
        self._stock[deal.buyer].update((lot.id, lot) for lot in received)
        return received

    def invoice(self, deal: Deal, draws: Iterable[Draw], **fields: object) -> str:
        """An invoice for goods, with a line for each lot; returns its number."""
        series = f"invoice-{deal.seller.region[:2]}"
        number = invoice_number(deal.on.year, deal.seller.region, self.number(series))
        head = {"id": number, "issued_on": deal.on.isoformat(), "status": "valid"}
        parties = {"seller": deal.seller.code, "buyer": deal.buyer.code}
        lines = {"rare_earth_mark": True, "lines": [_line(draw) for draw in draws]}
        self.write("invoice", head | parties | lines | fields)
        return number

    def export(self, firm: Firm, on: date, draws: Sequence[Draw], border: Border) -> None:
        """Ships goods abroad under a declaration of their own."""
        number = self.declare("export", firm, on, draws, border)
        items = [{"lot": draw.lot.id, "reo_kg": kg(draw.reo_g)} for draw in draws]
        event = {"id": self._event_id("EXP"), "date": on.isoformat(), "enterprise": firm.code}
        self.write("export", event | {"declaration": number, "items": items})
        for draw in draws:
            self._take(firm, draw)

    def declare(
        self, direction: str, firm: Firm, on: date, draws: Sequence[Draw], border: Border
    ) -> str:
        """A customs declaration that states what is in the shipment; returns its number."""
        serial = self.number(f"declaration-{direction}")
        number = border.number or declaration_number(border.customs, on.year, direction, serial)
        goods = draws[0].lot.goods
        self.write(
            "declaration",
            {
                "id": number,
                "direction": direction,
                "date": on.isoformat(),
                "declarant": (border.broker or firm).code,
                "party": firm.code if border.broker else None,
                "hs_code": goods.hs_code,
                "goods": goods.label,
                "net_kg": kg(sum(goods.net_g(draw.reo_g) for draw in draws)),
                "reo_kg": kg(sum(draw.reo_g for draw in draws)),
                "country": border.country,
                "end_user": border.end_user,
                "licence": border.licence,
            },
        )
        return number

    def dispose(self, firm: Firm, on: date, draw: Draw, reason: str) -> None:
        """Material that leaves the books without going anywhere."""
        event = {"id": self._event_id("DIS"), "date": on.isoformat(), "enterprise": firm.code}
        items = [{"lot": draw.lot.id, "reo_kg": kg(draw.reo_g)}]
        self.write("disposal", event | {"items": items, "reason": reason})
        self._take(firm, draw)

    def _take(self, firm: Firm, draw: Draw) -> None:
        left = self._stock[firm].pop(draw.lot.id)
        if draw.reo_g > left.reo_g:
            raise ValueError(f"{firm.key} has {left.reo_g} g of {left.id}, not {draw.reo_g} g")
        if draw.reo_g < left.reo_g:
            self._stock[firm][left.id] = left.part(left.reo_g - draw.reo_g)

    def _event_id(self, series: str) -> str:
        return f"{series}-{self.number(series):05d}"

    def _lot_id(self, firm: Firm, on: date) -> str:
        series = f"{firm.key}-{on:%y%m}"
        return f"{series}-{self.number(series):02d}"


def whole(lots: Iterable[Lot]) -> list[Draw]:
    """All that is left of each lot."""
    return [Draw(lot, lot.reo_g) for lot in lots]


def _as_record(lot: Lot) -> Record:
    record: Record = {
        "id": lot.id,
        "product": lot.goods.product,
        "reo_kg": kg(lot.reo_g),
        "net_kg": kg(lot.net_g),
    }
    if lot.goods.hs_code:
        record["hs_code"] = lot.goods.hs_code
    if lot.deposit:
        record["deposit"] = lot.deposit
    if lot.assay:
        record["assay"] = _as_numbers(lot.assay)
    return record


def _as_numbers(assay: Assay) -> dict[str, float]:
    return {oxide: float(share) for oxide, share in assay.items() if share}


def _line(draw: Draw) -> Record:
    goods = draw.lot.goods
    line: Record = {"goods": goods.label}
    if goods.hs_code:
        line["hs_code"] = goods.hs_code
    return line | {"net_kg": kg(goods.net_g(draw.reo_g)), "reo_kg": kg(draw.reo_g)}
