"""Lots that are their own ancestors, with and without anything coming in from outside."""

from .kit import Kit, Record, grams, kg
from .origins import invoice


def loop(kit: Kit) -> None:
    kit.pick((_circuit, _circuit, _carousel))(kit)


def _circuit(kit: Kit) -> None:
    """A firm puts back into a first step part of what the second makes of its output."""
    firm = kit.pick(kit.separators)
    mass = kit.mass() + 10
    first = kit.output(kit.pick(("ore", "concentrate", "oxide"), 3, 3, 2), mass)
    back = kit.output(
        kit.pick(("ore", "concentrate", "oxide", "metal"), 2, 3, 3, 1), kit.part(mass, 0.2, 0.9)
    )
    inputs: list[Record] = [{"lot": back["id"], "reo_kg": back["reo_kg"]}]
    if kit.chance(0.65):
        inputs += kit.items(firm, 2)
    rest = kit.output("oxide", max(1, mass - grams(back["reo_kg"])))
    drawn = kit.part(mass, 0.5, 1.0) if kit.chance(0.7) else kit.part(mass, 1.0, 1.4)
    _step(kit, firm, inputs, [first])
    _step(kit, firm, [{"lot": first["id"], "reo_kg": kg(drawn)}], [back, rest])
    for lot in (first, back, rest):
        kit.hold(lot, firm)
        kit.stock[-1].left = kit.part(kit.stock[-1].left, 0.1, 1.0)


def _step(kit: Kit, firm: str, inputs: list[Record], outputs: list[Record]) -> None:
    kit.add(
        "processing",
        kit.number("P"),
        date=kit.later(0),
        enterprise=firm,
        process="blending",
        inputs=inputs,
        outputs=outputs,
    )
    for activity in ("mining", "separation"):
        mass = sum(grams(item["reo_kg"]) for item in inputs)
        kit.demand[firm, kit.today.year, activity] += mass


def _carousel(kit: Kit) -> None:
    """Firms sell each other the same lots in a circle, invoiced or not."""
    ring = kit.rng.sample(kit.firms, min(len(kit.firms), kit.rng.randint(2, 3)))
    lots = [kit.lot_id() for _ in ring]
    mass = kit.mass()
    for i, seller in enumerate(ring):
        buyer, new = ring[(i + 1) % len(ring)], lots[(i + 1) % len(ring)]
        number = kit.invoice_number() if kit.chance(0.5) else None
        if number:
            invoice(kit, number, seller, buyer, mass)
        kit.add(
            "transfer",
            kit.number("T"),
            date=kit.later(0),
            seller=seller,
            buyer=buyer,
            invoices=[number] if number else None,
            items=[{"lot": lots[i], "reo_kg": kg(mass), "new_lot": new}],
        )
        kit.hold({"id": new, "product": "oxide", "reo_kg": kg(mass)}, buyer)
        kit.stock[-1].left = kit.part(mass, 0.1, 0.6)
