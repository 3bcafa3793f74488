"""Who may mine and separate how much: firms, designations, quotas and their adjustments."""

from typing import Any

from .kit import Kit, Record
from .origins import CODES, PRODUCTS

ROLES = ("mining", "separation", "recycling", "metal", "magnet", "trade", "import", "export")
CLASSES = {
    "mining": (None, "rock", "ionic"),
    "separation": (None, None, None, None, "rock", "ionic"),
}


def rights(kit: Kit) -> None:
    """Written after the movements, so that quotas come out near what draws on them."""
    _firms(kit)
    missing = kit.pick(((), ("mining",), ("separation",), ("mining", "separation")), 14, 1, 1, 1)
    for firm, activity in sorted({(firm, activity) for firm, _, activity in kit.demand}):
        if activity not in missing:
            _designate(kit, firm, activity)
    if kit.chance(0.93):  # else there is no quota on record at all
        for (firm, year, activity), mass in sorted(kit.demand.items()):
            if not (kit.full or kit.odd(0.2)):
                _allocate(kit, firm, year, activity, mass)
    if kit.chance(0.3):
        _indicator(kit)
    while kit.chance(0.35):
        _customs_code(kit)


def _firms(kit: Kit) -> None:
    lower, upper = kit.groups
    for firm in [*kit.firms, *kit.groups]:
        parent = kit.pick((lower, upper, None), 5, 1, 2)
        if firm in kit.groups:
            parent = upper if firm == lower and kit.chance(0.8) else None
        if kit.chance(0.93):
            kit.add(
                "enterprise",
                firm,
                name=f"稀土公司{firm[-4:]}",
                region=firm[2:8],
                roles=kit.rng.sample(ROLES, 2),
                parent=parent,
            )


def _designate(kit: Kit, firm: str, activity: str) -> None:
    """Valid throughout; ended or begun on a day of the story; in two spells; or not at all."""
    ends = kit.later(kit.pick((-200, -30, -10, 0)))
    begins = kit.later(kit.pick((-60, -20, -5, 0)))
    spells: tuple[dict[str, Any], ...] = kit.pick(
        (
            ({"valid_from": "2020-01-01"},),
            ({"valid_from": "2020-01-01", "valid_to": ends},),
            ({"valid_from": begins},),
            ({"valid_from": "2020-01-01", "valid_to": kit.later(-45)}, {"valid_from": begins}),
            (),
        ),
        12,
        1,
        1,
        1,
        3 * kit.mess,
    )
    for spell in spells:
        number = kit.number("DES-")
        kit.add("designation", number, enterprise=firm, activity=activity, notice="N", **spell)


def _allocate(kit: Kit, firm: str, year: int, activity: str, mass: int) -> None:
    """Quota for about what the firm draws, in a few notices, until 2024 often its group's."""
    holder = firm
    if year <= 2024 and kit.chance(0.75):
        holder = kit.pick(kit.groups)
    for batch in range(1, kit.pick((1, 2, 3), 4, 4, 1) + 1):
        quota = _quota(kit, holder, (year, batch, activity), kit.part(mass, 0.1, 1.1))
        if kit.chance(0.3):
            _suballocate(kit, quota)
        while kit.chance(0.4):
            _adjust(kit, quota)


def _quota(kit: Kit, holder: str, of: tuple[int, int, str], mass: int) -> Record:
    year, batch, activity = of
    late = kit.chance(0.1)
    issued = f"{year + 1}-01-01" if late else kit.pick((f"{year}-02-06", f"{year}-12-31"))
    ore_class = kit.pick(CLASSES[activity])
    return kit.add(
        "quota",
        kit.number("Q"),
        enterprise=holder,
        year=year,
        batch=str(batch),
        activity=activity,
        ore_class=ore_class,
        reo_t=tonnes(mass),
        issued_on=issued,
    )


def _suballocate(kit: Kit, quota: Record) -> None:
    """The quota becomes part of a group's or another firm's; or a firm gets part of it."""
    mass = int(quota["reo_t"] * 1_000_000)
    other = kit.pick(kit.groups + kit.firms)
    numbers = quota["year"], quota["batch"], quota["activity"]
    if kit.chance(0.5):
        whole = _quota(kit, other, numbers, kit.part(mass, 0.5, 2.0))
        quota["within"] = whole["id"] if kit.chance(0.9) else "Q-UNHEARD-OF"
    else:
        _quota(kit, other, numbers, kit.part(mass, 0.1, 1.3))["within"] = quota["id"]


def _adjust(kit: Kit, quota: Record) -> None:
    """More or less, in its year or after; sometimes less than nothing is left."""
    year = quota["year"]
    mass = kit.part(quota["reo_t"] * 1_000_000, 0.05, 1.4)
    sign = kit.pick((1, -1), 3, 2)
    kit.add(
        "quota_adjustment",
        kit.number("A"),
        quota=quota["id"],
        reo_t=sign * tonnes(mass),
        decided_on=kit.pick((f"{year}-06-30", f"{year}-12-31", f"{year + 1}-01-01"), 2, 1, 3),
        reason="decided",
    )


def _indicator(kit: Kit) -> None:
    kit.add(
        "indicator",
        kit.number("N"),
        year=kit.today.year,
        batch="1",
        activity=kit.pick(("mining", "separation")),
        reo_t=270_000,
        notice="national figure",
        issued_on=f"{kit.today.year}-02-06",
    )


def tonnes(mass: int) -> float:
    """Tonnes to the kilogram, not nought."""
    return max(1, mass // 1000) / 1000


def _customs_code(kit: Kit) -> None:
    """A code as customs states it: a new one, an end of another, one that nothing travels under."""
    declared = [r["hs_code"] for r in kit.records if r.get("direction") == "import"]
    digits = "".join(filter(str.isdigit, kit.pick(declared or CODES)))
    mixed = kit.pick((None, "carbonate", "chloride", "other"), 3, 1, 1, 1)
    products = kit.rng.sample(PRODUCTS, kit.rng.randint(1 if mixed else 0, 4))
    kit.add(
        "customs_code",
        kit.number("CODE"),
        code=digits[: kit.pick((4, 6, 8, 10), 1, 1, 2, 2)],
        products=products or None,
        mixed=mixed,
        valid_from=kit.pick((None, kit.later(-400), kit.later(-60))),
        valid_to=kit.pick((None, kit.later(-30), kit.later(60))),
    )
