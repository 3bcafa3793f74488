"""Controlled goods that go out under other words, and licences that say more than they may."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from provenance.simulate.goods import DY, LA_CE, MAGNET, PR_ND, Goods
from provenance.simulate.paperwork import Border
from provenance.simulate.plants.exports import USER, exporter, licensed, to_japan
from provenance.simulate.scene import Scene

if TYPE_CHECKING:
    from provenance.simulate.book import Record

HO = Goods("oxide", "氧化钬", "holmium oxide", "2846901999", 99)
_OXIDES = "稀土氧化物（合成） / rare-earth oxides (synthetic)"
_USERS = tuple(f"Example {name} (synthetic)" for name in ("Magnetics", "Drives", "Turbines"))


def by_code(scene: Scene) -> None:
    """ "Rare-earth oxides" under the code of dysprosium oxide; or of lanthanum oxide."""
    firm, lot = exporter(scene, DY if scene.bad else LA_CE)
    stated: Record = {"hs_code": "2846901500" if scene.bad else "2846901200", "goods": _OXIDES}
    scene.judge("declaration", scene.ship(8, firm, lot, 2, to_japan(None), **stated))


def by_lots(scene: Scene) -> None:
    """Magnets with three per cent of dysprosium; or with a tenth of what makes them an item."""
    dysprosium = 0.03 if scene.bad else 0.0003
    assay = {"Nd2O3": 0.75, "Pr6O11": 0.2, "Dy2O3": dysprosium}
    firm, lot = exporter(scene, MAGNET, 10, assay)
    number = scene.ship(8, firm, lot, 2, to_japan(None))
    scene.judge("declaration", number, note=f"{dysprosium:.2%} dysprosium")


def by_day(scene: Scene) -> None:
    """Holmium oxide when nobody had said whether a licence is needed; or while none was."""
    then = replace(scene, first=date(2026, 11, 1)) if scene.bad else scene
    firm, lot = exporter(then, HO)
    scene.judge("declaration", then.ship(19, firm, lot, 2, to_japan(None)))


def too_long(scene: Scene) -> None:
    """A general licence for three years and a day, a single one for a year and a day; or without.

    The last day of a licence counts.
    """
    firm, lot = exporter(scene)
    kind, years = ("general", 3) if scene.nth % 2 else ("single", 1)
    last = scene.first.replace(year=scene.first.year + years)
    last += timedelta(1) if scene.bad else timedelta(-1)
    licence = licensed(scene, firm, kind, valid_to=last.isoformat())
    number = scene.ship(8, firm, lot, 2, to_japan(licence))
    scene.judge("declaration", number, note=f"{kind}, {scene.first} to {last}")


def several_users(scene: Scene) -> None:
    """To a third user of a general licence for two; or to the second, or where it names nobody."""
    firm, lot = exporter(scene)
    terms: Record = {"end_user": None, "destination": None}
    if scene.bad or scene.nth % 2 == 0:
        terms |= {"end_users": list(_USERS[:2]), "destinations": ["JP", "DE"]}
    licence = licensed(scene, firm, **terms)
    border = Border("5301", "DE", _USERS[2 if scene.bad else 1], licence)
    scene.judge("declaration", scene.ship(8, firm, lot, 2, border))


def over_parties(scene: Scene) -> None:
    """Five small shipments to as many users within fourteen days; or to four, or over fifteen."""
    firm, lot = exporter(scene, PR_ND, 5)
    days = [3, 6, 9, 12, 16]
    if not scene.bad:
        days = [3, 6, 9, 12, 17] if scene.nth % 2 else days[:4]
    for nth, day in enumerate(days):
        scene.ship(day, firm, lot, 0.9, Border("0202", "IN", f"Example Polish {nth} (synthetic)"))
    scene.judge("enterprise", firm.code, f"{scene.day(3)}")


def over_ports(scene: Scene) -> None:
    """Three small shipments to one country by three ports; or by two, or to three countries."""
    firm, lot = exporter(scene, PR_ND, 5)
    ports = ["0202", "2248", "5301" if scene.bad or scene.nth % 2 else "2248"]
    countries = ["IN"] * 3 if scene.bad or scene.nth % 2 == 0 else ["IN", "VN", "TH"]
    for day, port, country in zip((3, 7, 11), ports, countries, strict=True):
        scene.ship(day, firm, lot, 0.9, Border(port, country, USER), port=port)
    scene.judge("enterprise", firm.code, "IN", f"{scene.day(3)}")
