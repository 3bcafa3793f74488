"""How material comes in: extraction, import, scrap, opening stock, with their documents."""

from .kit import Kit, Record, grams, kg

CODES = (
    "2530902000",
    "2530",
    "2612200000",
    "2612100000",
    "2612",
    "2846901100",
    "2846901993",
    "2846901991",  # lines that no row lists
    "2846909700",
    "2846902910",
    "7204490090",
    "2805301300",
    "2846901999",
    "2846904800",
    "28469028",
    "2846.90.99",
    "284690",
    "2846904",
    "7202991100",
    "2507001000",
)
MIXED = ("2846904800", "2846902800", "2846901993", "2846901999", "2846909900", "284690")
WASTES = (None, "magnet", "phosphor", "polishing_powder", "catalyst", "battery", "other")
OXIDES = ("Nd2O3", "Pr6O11", "Dy2O3", "Tb4O7", "La2O3", "CeO2", "Y2O3", "Eu2O3")
PRODUCTS = ("ore", "concentrate", "ionic_concentrate", "mixed_salt", "oxide", "metal", "scrap")


def extraction(kit: Kit) -> None:
    firm = kit.pick(kit.miners)
    product = kit.pick(("ore", "concentrate", "ionic_concentrate"), 6, 4, 2)
    ionic = {"ore": 0.5, "concentrate": 0.1, "ionic_concentrate": 0.9}[product]
    ore_class = "ionic" if kit.chance(ionic) else "rock"
    site = kit.pick(("S1", "S2", None))
    byproduct = kit.chance(0.2)
    lot = kit.output(product, kit.mass(), deposit=kit.pick(("Bayan Obo", None)))
    record = kit.add(
        "extraction",
        kit.number("E"),
        date=kit.when(),
        enterprise=firm,
        site=site,
        ore_class=ore_class,
        byproduct_of=kit.pick(("iron", "phosphate")) if byproduct else None,
        output=lot,
    )
    kit.hold(lot, firm)
    kit.demand[firm, kit.today.year, "mining"] += grams(lot["reo_kg"])
    if byproduct and kit.chance(0.7):
        _permit(kit, record)


def _permit(kit: Kit, extracted: Record) -> None:
    """A permit for the by-product: mostly the right one."""
    spans = ((-400, None), (0, None), (20, None), (-400, 0), (-400, -1))
    begins, ends = kit.pick(spans, 6, 1, 1, 1, 1)
    kit.add(
        "permit",
        kit.number("PERMIT-"),
        enterprise=kit.pick((extracted["enterprise"], kit.pick(kit.firms)), 9, 1),
        kind=kit.pick(("byproduct", "mining"), 8, 1),
        site=kit.pick((extracted.get("site"), None, "S2"), 4, 1, 4),
        valid_from=kit.later(begins),
        valid_to=None if ends is None else kit.later(ends),
    )


def imported(kit: Kit) -> None:
    """An import; with a declaration to itself, one shared with others, or none."""
    firm = kit.pick(kit.separators + kit.traders)
    mass = kit.mass()
    net = kit.pick((None, kit.part(mass, 0.5, 0.8), kit.part(mass, 0.7, 2.5)), 1, 2, 5)
    product = kit.pick(PRODUCTS, 3, 5, 1, 3, 3, 1, 1)
    net_kg = None if net is None else kg(net)
    code = kit.pick((*CODES, None))
    lot = kit.output(product, mass, net_kg=net_kg, hs_code=code, assay=assay(kit, 0.4))
    known = [r["id"] for r in kit.records if r["record"] == "declaration"]
    if known and kit.chance(0.3):
        number: str | None = kit.pick(known)
    elif not kit.odd(0.2):
        number = kit.customs_number()
        if not kit.odd(0.08):  # the others are not on record
            _import_declaration(kit, number, firm, max(mass, net or mass))
    else:
        number = None
    when = kit.when()
    kit.add("import", kit.number("I"), date=when, enterprise=firm, declaration=number, output=lot)
    kit.hold(lot, firm)
    if kit.chance(0.25):
        test(kit, {"lot": lot["id"]})
    if number and kit.chance(0.1):
        test(kit, {"declaration": number})


def assay(kit: Kit, often: float) -> dict[str, float] | None:
    """The shares of a few oxides, of one or two, or of some that leave much unsaid."""
    if not (kit.assays and kit.chance(often)):
        return None
    oxides = kit.rng.sample(OXIDES, kit.pick((1, 2, 4), 2, 2, 3))
    cuts = sorted(kit.rng.randint(1, 999) for _ in oxides[1:])
    shares = [b - a for a, b in zip([0, *cuts], [*cuts, 1000], strict=True)]
    whole = kit.pick((1.0, 0.96, 0.95, 0.9), 4, 1, 1, 1)
    return {
        oxide: round(share * whole / 1000, 4)
        for oxide, share in zip(oxides, shares, strict=True)
        if share
    }


def test(kit: Kit, sample_of: dict[str, str]) -> None:
    """A laboratory's word, or several: of a product, of oxides, or of neither."""
    for _ in range(kit.pick((1, 2), 4, 1)):
        kit.add(
            "lab_test",
            kit.number("LAB"),
            date=kit.later(kit.rng.randint(0, 40)),
            authority="GAC",
            laboratory="Customs laboratory 合成",
            sample_of=sample_of,
            product=kit.pick((None, *PRODUCTS), 4, *(1 for _ in PRODUCTS)),
            assay=assay(kit, 0.6),
            finding="as found 合成",
        )


def release(kit: Kit) -> None:
    """Confiscated goods sold by auction, or reserves given out."""
    firm = kit.pick(kit.separators + kit.traders)
    lot = kit.output(kit.pick(PRODUCTS, 1, 2, 2, 2, 2, 1, 1), kit.mass())
    kit.add(
        "release",
        kit.number("REL"),
        date=kit.when(),
        authority="local",
        kind=kit.pick(("auction", "reserve_release")),
        enterprise=firm,
        decision="decision 合成",
        output=lot,
    )
    kit.hold(lot, firm)


def _import_declaration(kit: Kit, number: str, firm: str, mass: int) -> None:
    stranger = kit.pick(kit.firms)
    declarant, party = kit.pick(
        ((firm, None), (stranger, firm), (firm, stranger), (stranger, None)), 6, 2, 1, 1
    )
    net = kit.part(mass, 0.4, 1.8)
    kit.add(
        "declaration",
        number,
        direction=kit.pick(("import", "export"), 15, 1),
        date=kit.later(-1),
        declarant=declarant,
        party=party,
        hs_code=kit.pick(CODES + MIXED),
        goods="rare earth goods",
        net_kg=kg(net),
        reo_kg=kg(kit.part(net, 0.3, 1.0)) if kit.chance(0.4) else None,
        lines=_lines(kit, net) if kit.chance(0.3) else None,
        country=kit.pick(("MM", "LA", "MY")),
    )


def _lines(kit: Kit, net: int) -> list[Record]:
    """Goods of several codes under one declaration, in several measures."""
    lines = []
    for _ in range(kit.rng.randint(1, 3)):
        mass = kit.part(net, 0.1, 0.9)
        line = {"hs_code": kit.pick(CODES), "goods": "rare earth goods", "net_kg": kg(mass)}
        stated = {"reo_kg": kg(kit.part(mass, 0.3, 1.0))} if kit.chance(0.4) else {}
        lines.append(line | stated)
    return lines


def scrap(kit: Kit) -> None:
    """An intake on several invoices: void ones, another's, shared ones, some not on record."""
    firm = kit.pick(kit.separators + kit.traders)
    mass = kit.mass()
    net = kit.part(mass, 1.0, 4.0) if kit.chance(0.7) else None
    numbers = []
    for _ in range(kit.rng.randint(0, 3)):
        seen = [r["id"] for r in kit.records if r["record"] == "invoice"]
        if seen and kit.chance(0.3):
            numbers.append(kit.pick(seen))
        else:
            numbers.append(kit.invoice_number())
            if not kit.odd(0.08):
                invoice(kit, numbers[-1], kit.pick(kit.traders), firm, net or mass)
    net_kg = None if net is None else kg(net)
    lot = kit.output("scrap", mass, net_kg=net_kg, assay=assay(kit, 0.2))
    kit.add(
        "scrap_intake",
        kit.number("R"),
        date=kit.when(),
        enterprise=firm,
        source=kit.pick(("magnet swarf", "old motors", *kit.firms)),
        waste=kit.pick(WASTES),
        invoices=numbers or None,
        output=lot,
    )
    kit.hold(lot, firm)
    if kit.chance(0.1):
        test(kit, {"lot": lot["id"]})


def invoice(kit: Kit, number: str, seller: str, buyer: str, mass: int) -> None:
    lines = [
        {"goods": "rare earth scrap", "net_kg": kg(kit.part(mass, 0.1, 0.7))}
        for _ in range(kit.rng.randint(1, 3))
    ]
    kit.add(
        "invoice",
        number,
        issued_on=kit.later(kit.rng.randint(-5, 5)),
        seller=seller,
        buyer=kit.pick(kit.firms) if kit.odd(0.12) else buyer,
        status=kit.pick(("valid", "void", "red_letter"), 8, 1, 1),
        rare_earth_mark=kit.chance(0.8),
        lines=lines,
    )


def opening(kit: Kit) -> None:
    """Opening stock, sometimes inspected, of one lot or more on the same day, or again later."""
    firm = kit.pick(kit.firms)
    numbers: list[str | None] = [None]
    if kit.chance(0.85):
        numbers.append(_inspection(kit, firm))
    for _ in range(kit.rng.randint(1, 2)):
        product = kit.pick(("ore", "concentrate", "mixed_salt", "oxide", "metal"), 2, 4, 2, 2, 1)
        lot = kit.output(product, kit.mass())
        kit.add(
            "opening_stock",
            kit.number("O"),
            date=kit.later(0) if kit.chance(0.8) else kit.when(),
            enterprise=firm,
            inspection=numbers[-1],
            output=lot,
        )
        kit.hold(lot, firm)


def _inspection(kit: Kit, firm: str) -> str:
    number = kit.number("INSP-")
    kit.add(
        "inspection",
        number,
        enterprise=kit.pick(kit.firms) if kit.odd(0.1) else firm,
        date=kit.later(kit.pick((-31, -32, -3, 0, 10, 31, 32), 2, 1, 4, 4, 4, 2, 1)),
        authority="MIIT",
        verified_reo_kg=kg(kit.part(kit.scale, 0.2, 2.5)) if kit.chance(0.9) else None,
    )
    return number
