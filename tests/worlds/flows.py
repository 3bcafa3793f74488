"""What happens to material: processing, sale, tolling, export, disposal."""

from .kit import Kit, Record, grams, kg, total
from .origins import CODES, assay, imported, scrap, test

PROCESSES = (
    "beneficiation",
    "separation",
    "metal_reduction",
    "alloying",
    "magnet_making",
    "blending",
    "repacking",
)
# What comes out, by the most raw of what goes in, with repetition for weight.
OUTPUTS = {
    "ore": ("ore", "concentrate", "concentrate", "mixed_salt", "oxide"),
    "concentrate": ("concentrate", "mixed_salt", "mixed_salt", "oxide", "oxide", "salt"),
    "other": ("oxide", "oxide", "metal", "alloy", "magnet", "scrap", "concentrate", "concentrate"),
}


def processing(kit: Kit) -> None:
    firm = kit.stocked(kit.firms)
    inputs = kit.items(firm, 3)
    process(kit, firm, inputs)


def process(
    kit: Kit,
    firm: str,
    inputs: list[Record],
    owner: str | None = None,
    product: str | None = None,
    telling: float = 0.5,
) -> None:
    put_in = total(inputs)
    ratio = kit.pick(
        (1.0, kit.rng.uniform(0.7, 0.999), kit.rng.uniform(1.001, 1.3)), 3, 8, 1.5 * kit.mess
    )
    made = max(1, int(put_in * ratio))
    outputs = []
    for _ in range(kit.rng.randint(1, 3)):
        mass = min(made, kit.part(made, 0.2, 1.0))
        if mass > 0:
            outputs.append(
                kit.output(product or _product(kit, inputs), mass, assay=assay(kit, telling))
            )
            made -= mass
    if kit.odd(0.02):  # claimed twice by the same event
        again = kit.part(grams(outputs[0]["reo_kg"]), 0.5, 0.9)
        outputs.append({**outputs[0], "reo_kg": kg(again)})
    kit.add(
        "processing",
        kit.number("P"),
        date=kit.when(),
        enterprise=firm,
        process=kit.pick(PROCESSES),
        owner=owner,
        inputs=inputs,
        outputs=outputs,
    )
    for output in outputs:
        kit.hold(output, firm)
        if kit.chance(0.06):
            test(kit, {"lot": output["id"]})
    for activity in ("mining", "separation"):
        kit.demand[firm, kit.today.year, activity] += put_in


def _product(kit: Kit, inputs: list[Record]) -> str:
    lots = {item["lot"] for item in inputs}
    products = {h.product for h in kit.stock if h.lot in lots}
    if "ore" in products:
        return kit.pick(OUTPUTS["ore"])
    mineral = products & {"concentrate", "ionic_concentrate"}
    return kit.pick(OUTPUTS["concentrate" if mineral else "other"])


def recycling(kit: Kit) -> None:
    """Scrap, of one intake or more, becomes compounds, now and then beside something else."""
    for _ in range(kit.pick((1, 2), 3, 1)):
        scrap(kit)
    firm = kit.stock[-1].holder
    _make(kit, firm, kit.pick(("oxide", "salt", "scrap"), 6, 2, 1), telling=0.95)


def refining(kit: Kit) -> None:
    """What was imported, mostly under a code of mixed rare earths, is separated."""
    imported(kit)
    _make(kit, kit.stock[-1].holder, "oxide")


def _make(kit: Kit, firm: str, product: str, telling: float = 0.5) -> None:
    """A processing of what a firm just got, handed over first now and then."""
    held = [h for h in kit.stock[-2:] if h.holder == firm and h.left > 0]
    items = [{"lot": h.lot, "reo_kg": kg(kit.take(h))} for h in held]
    if kit.chance(0.3):
        firm, seller = kit.pick(kit.firms), firm
        items = move(kit, seller, firm, None, items)
    if kit.chance(0.4):
        items += kit.items(firm, 1)
    process(kit, firm, items, product=product, telling=telling)


def transfer(kit: Kit) -> None:
    seller = kit.stocked(kit.firms)
    buyer = kit.pick([f for f in kit.firms if f != seller] or [seller])
    move(kit, seller, buyer, kit.pick((None, "sale", "agency", "branch"), 3, 3, 1, 1))


def move(
    kit: Kit, seller: str, buyer: str, reason: str | None, items: list[Record] | None = None
) -> list[Record]:
    """Hands lots over; returns what the buyer then has, as items it can put in elsewhere."""
    number = kit.number("T")
    items = items or kit.items(seller, 3)
    products = {h.lot: h.product for h in kit.stock}
    received = []
    for n, item in enumerate(items, 1):
        if kit.chance(0.6):
            item["new_lot"] = kit.lot_id()
        lot = item.get("new_lot") or f"{item['lot']}/{number}/{n}"
        product = products.get(item["lot"], "concentrate")
        received.append({"lot": lot, "reo_kg": item["reo_kg"]})
        kit.hold({"id": lot, "product": product, "reo_kg": item["reo_kg"]}, buyer)
        if kit.chance(0.12):
            test(kit, {"lot": lot})
    kit.add(
        "transfer",
        number,
        date=kit.when(),
        seller=seller,
        buyer=buyer,
        reason=reason,
        items=items,
    )
    return received


def tolling(kit: Kit) -> None:
    """Material goes to another to be processed, and what is made of it comes back."""
    owner, worker = kit.stocked(kit.miners + kit.traders), kit.pick(kit.separators)
    received = move(kit, owner, worker, "tolling")
    before = len(kit.stock)
    process(kit, worker, received, owner)
    returned = [{"lot": h.lot, "reo_kg": kg(h.left)} for h in kit.stock[before:] if h.left > 0]
    for holding in kit.stock[before:]:
        holding.left = 0
    move(kit, worker, owner, "return", returned)


def export(kit: Kit) -> None:
    """A shipment or a part of one; mostly by its party, under a declaration mostly on record."""
    firm = kit.stocked(kit.firms)
    earlier = [r for r in kit.records if r["record"] == "export"]
    items = kit.items(firm, 4)
    if earlier and kit.chance(0.35):
        number = kit.pick(earlier)["declaration"]
    else:
        number = kit.customs_number()
        if kit.chance(0.85):
            _export_declaration(kit, number, firm, total(items))
    kit.add(
        "export",
        kit.number("X"),
        date=kit.when(),
        enterprise=firm,
        declaration=number,
        items=items,
    )


def _export_declaration(kit: Kit, number: str, firm: str, mass: int) -> None:
    stranger = kit.pick(kit.firms)
    declarant, party = kit.pick(
        ((firm, None), (stranger, firm), (firm, stranger), (stranger, None)), 6, 3, 1, 1
    )
    kit.add(
        "declaration",
        number,
        direction=kit.pick(("export", "import"), 20, 1),
        date=kit.later(0),
        declarant=declarant,
        party=party,
        hs_code=kit.pick(CODES),
        goods="rare earth compounds",
        net_kg=kg(kit.part(mass, 0.7, 1.5)),
        reo_kg=kg(kit.part(mass, 0.7, 1.6)) if kit.chance(0.5) else None,
        country=kit.pick(("JP", "DE", "US")),
        licence=_licence(kit, firm) if kit.chance(0.5) else None,
    )


def _licence(kit: Kit, firm: str) -> str:
    """The licence a declaration names: one of before, a new one, one not on record."""
    known: list[str] = [r["id"] for r in kit.records if r["record"] == "export_licence"]
    if known and kit.chance(0.6):
        return kit.pick(known)
    number = kit.number("LIC-")
    if kit.chance(0.85):
        kit.add(
            "export_licence",
            number,
            kind=kit.pick(("single", "general")),
            holder=firm,
            control_codes=["1C902"],
            hs_codes=["2846901993"],
            net_kg=kg(kit.scale),
            end_user="Aoki Magnetics",
            destination="JP",
            valid_from=kit.later(-30),
            valid_to=kit.later(150),
            status="valid",
        )
    return number


def disposal(kit: Kit) -> None:
    firm = kit.stocked(kit.firms)
    kit.add(
        "disposal",
        kit.number("D"),
        date=kit.when(),
        enterprise=firm,
        items=kit.items(firm, 2),
        reason="tailings",
    )


def seizure(kit: Kit) -> None:
    """An authority takes goods away, whoever holds them and however much is said to be there."""
    items = [
        {"lot": held.lot, "reo_kg": kg(kit.part(max(held.left, kit.scale // 10), 0.2, 1.6))}
        for held in kit.rng.sample(kit.stock, min(len(kit.stock), kit.rng.randint(1, 2)))
    ] or kit.items(kit.stocked(kit.firms), 1)
    kit.add(
        "seizure",
        kit.number("Z"),
        date=kit.when(),
        authority="local",
        enterprise=kit.pick(kit.firms),
        items=items,
        decision="decision 合成",
    )
