"""Entitlements: how far quotas, declarations, inspections and invoices cover what draws on them."""

from datetime import timedelta
from fractions import Fraction

from .evidence import import_declaration
from .facts import Event, Facts, Output
from .gates import MINING, SEPARATION, UNDETERMINED, Gates, is_byproduct
from .quota import NO_QUOTA, Quotas
from .records import Record, day, grams, valid_on

INSPECTION_DAYS = timedelta(days=31)
REO_PER_NET = Fraction(154, 100)  # no compound holds more REO than 1.54 times its net mass

Draw = tuple[int, int, str | None]  # drawn, covered, status of what is not covered


class Cover:
    """Every draw in the order of the events, and what each origin's lot is made of."""

    def __init__(self, facts: Facts, gates: Gates) -> None:
        self._facts = facts
        self._book = facts.book
        self._gates = gates
        self._quotas = Quotas(facts.book)
        self._left: dict[tuple[str, str], int] = {}  # balances of documents, by kind and id
        self.draws: dict[tuple[str, str], Draw] = {}
        self.quotas: dict[tuple[str, str], dict[str, int]] = {}  # of draws: grams by quota
        self.origins: dict[str, dict[str, int]] = {}  # event key: grams of its lot by status
        judge = {
            "extraction": self._extraction,
            "import": self._import,
            "opening_stock": self._opening,
            "scrap_intake": self._scrap,
            "release": lambda _, output: {"released": output.mass},
        }
        for event in facts.events:  # in the order (date, kind, id)
            if event.kind in judge:
                (output,) = event.outputs
                self.origins[event.key] = judge[event.kind](event, output)
            elif event.kind == "processing":
                self._processing(event)

    def _note(self, event: Event, gate: str, drawn: int, covered: int, status: str) -> None:
        self.draws[event.key, gate] = (drawn, covered, status if covered < drawn else None)

    def _draw_quota(self, event: Event, gate: str, drawn: int, ore_class: str | None) -> None:
        by_quota, status = self._quotas.draw(event.drawer, event.when, gate, drawn, ore_class)
        self.quotas[event.key, gate] = by_quota
        self._note(event, gate, drawn, sum(by_quota.values()), status)

    def _processing(self, event: Event) -> None:
        for gate in (MINING, SEPARATION):
            quantity = self._gates.quantity(event, gate)
            if quantity > 0:
                ore_class = self._gates.drawn_class(event) if gate == MINING else None
                self._draw_quota(event, gate, round(quantity), ore_class)
        quantity = self._gates.quantity(event, UNDETERMINED)
        if quantity > 0:
            self._note(event, UNDETERMINED, round(quantity), 0, NO_QUOTA)

    def _extraction(self, event: Event, output: Output) -> dict[str, int]:
        if is_byproduct(event):
            permitted = self._byproduct_permit(event)
            return {"byproduct" if permitted else "unsupported_origin": output.mass}
        if output.product == "ore":
            _, status = self._quotas.right(event.drawer, event.when, MINING)
            return {status or "quota": output.mass}
        self._draw_quota(event, MINING, output.mass, event.record["ore_class"])
        return self._split(event, MINING, output.mass, "quota")

    def _byproduct_permit(self, event: Event) -> bool:
        return any(
            permit["kind"] == "byproduct"
            and permit["enterprise"] == event.drawer
            and valid_on(permit, event.when)
            and permit.get("site") in (None, event.record.get("site"))
            for permit in self._book.all("permit")
        )

    def _split(self, event: Event, gate: str, mass: int, lawful: str) -> dict[str, int]:
        """The grams of an origin's lot, covered and not; a draw in net mass covers pro rata."""
        drawn, covered, status = self.draws[event.key, gate]
        part = round(Fraction(mass * covered, drawn)) if drawn else mass
        return {lawful: part, **({status: mass - part} if status else {})}

    def _spend(self, kind: str, document: Record, mass: int, wanted: int) -> int:
        """Takes what is wanted from the balance of a document that states this mass."""
        key = kind, document["id"]
        covered = min(wanted, self._left.setdefault(key, mass))
        self._left[key] -= covered
        return covered

    def _import(self, event: Event, output: Output) -> dict[str, int]:
        if self._facts.evidence.barred(event.record):
            return {"barred_import": output.mass}
        declaration = import_declaration(self._book, event.record)
        left = Fraction(1)
        if declaration and event.drawer == (declaration.get("party") or declaration["declarant"]):
            product = event.record["output"]["product"]
            for n, line in self._facts.evidence.codes.lines_for(declaration, product).items():
                left -= self._declared(event, output, left, f"{declaration['id']}/{n}", line)
        part = round(output.mass * (1 - left))
        self._note(event, "import", output.mass, part, "undeclared_import")
        return {"import": part, **({"undeclared_import": output.mass - part} if left else {})}

    def _declared(
        self, event: Event, output: Output, left: Fraction, key: str, line: Record
    ) -> Fraction:
        """The part of an import that a line covers of what others left, in its own measure."""
        stated, net = line.get("reo_kg"), event.record["output"].get("net_kg")
        if stated is not None:
            whole, balance = Fraction(output.mass), grams(stated)
        elif net is not None:
            whole = Fraction(round(max(Fraction(grams(net)), output.mass / REO_PER_NET)))
            balance = grams(line["net_kg"])
        else:
            return Fraction(0)
        wanted = round(whole * left)
        spent = self._spend("declaration", {"id": key}, balance, wanted)
        return left if spent == wanted else min(left, spent / whole)

    def _opening(self, event: Event, output: Output) -> dict[str, int]:
        stocks = self._book.all("opening_stock")
        first = min(day(s["date"]) for s in stocks if s["enterprise"] == event.drawer)
        inspection = self._book.get("inspection", event.record.get("inspection"))
        covered = 0
        if inspection and event.when == first and self._witnesses(inspection, event):
            verified = grams(inspection.get("verified_reo_kg") or 0)
            covered = self._spend("inspection", inspection, verified, output.mass)
        self._note(event, "opening_stock", output.mass, covered, "unsupported_stock")
        return self._split(event, "opening_stock", output.mass, "opening_stock")

    @staticmethod
    def _witnesses(inspection: Record, event: Event) -> bool:
        near = abs(day(inspection["date"]) - event.when) <= INSPECTION_DAYS
        return near and bool(inspection["enterprise"] == event.drawer)

    def _scrap(self, event: Event, output: Output) -> dict[str, int]:
        net = event.record["output"].get("net_kg")
        drawn = output.mass if net is None else grams(net)
        covered = 0
        for number in event.record.get("invoices", []):
            invoice = self._book.get("invoice", number)
            if invoice and invoice["status"] == "valid" and invoice["buyer"] == event.drawer:
                mass = sum(grams(line["net_kg"]) for line in invoice["lines"])
                covered += self._spend("invoice", invoice, mass, drawn - covered)
        self._note(event, "scrap", drawn, covered, "unsupported_origin")
        return self._split(event, "scrap", output.mass, "secondary")
