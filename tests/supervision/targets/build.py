"""Declarations made for tests: iron oxide to Korea, unless something else is said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from provenance.model.targeting import TargetSign
from provenance.supervision.targets.considered import Considered, Declared, Maker
from provenance.supervision.targets.reasons import Reason, reasons

DAY = date(2026, 6, 15)
WHO = "91330782XXXX00101A"
SEPARATOR = Maker("91360728XXXX00102B", "龙南分离（合成）", frozenset({"separation"}))
TRADER = Maker("91330782XXXX00103C", "义乌贸易（合成）", frozenset({"trade"}))

IRON = (("2821100000", "氧化铁红（合成）"),)
TOYS = (("9503006000", "玩具（合成）"),)
RARE = (("2846901999", "镨钕氧化物（合成）"),)


def declared(days: int = 0, /, **said: Any) -> Declared:
    """A declaration so many days after the day; 20 t at 9 yuan a kilogram."""
    fields: dict[str, Any] = {
        "number": f"53012026099{said.pop('n', days + 500):07d}",
        "imports": False,
        "day": DAY + timedelta(days),
        "party": WHO,
        "declarant": WHO,
        "goods": IRON,
        "net_g": 20_000_000,
        "country": "KOR",
        "port": "5301",
        "value_cny": Decimal(180_000),
    }
    return Declared(**fields | said)


def considered(one: Declared, *before: Declared, **beside: Any) -> Considered:
    """A declaration with others of its party, where records began long before."""
    own = sorted([*before, one], key=lambda each: (each.day, each.number))
    same = [each for each in own if each.heading == one.heading]
    return Considered(one, own, same, **{"since": DAY - timedelta(700)} | beside)


def known(**said: Any) -> list[Declared]:
    """A year of one declaration a month before the day."""
    return [declared(-30 * month, **said) for month in range(1, 12)]


def found(one: Considered) -> dict[TargetSign, Reason]:
    """The reasons by sign."""
    return {reason.sign: reason for reason in reasons(one)}


def signs(one: Considered) -> set[TargetSign]:
    return set(found(one))


def with_party(some: Sequence[Declared], party: str) -> list[Declared]:
    return [replace(one, party=party, declarant=party) for one in some]
