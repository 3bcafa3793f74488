"""Licences, declarations and shipments abroad."""

from typing import TYPE_CHECKING

from provenance.simulate.goods import DY_METAL, LA_CE, PR_ND, PR_ND_METAL, Goods, kg
from provenance.simulate.holdings import Assay, Firm, Lot
from provenance.simulate.paperwork import Border, t
from provenance.simulate.scene import Scene

if TYPE_CHECKING:
    from datetime import date

    from provenance.simulate.book import Record


USER = "Example Magnetics (synthetic)"


def exporter(
    scene: Scene, goods: Goods = DY_METAL, reo_t: float = 10, assay: Assay | None = None
) -> tuple[Firm, Lot]:
    """An exporter with stock."""
    firm = scene.firm("export")
    return firm, scene.stock(firm, 2, goods, reo_t, assay)


def licensed(scene: Scene, holder: Firm, kind: str = "general", /, **fields: object) -> str:
    """A licence for 10 t of dysprosium metal to one user, valid for three months."""
    key = f"EL-P{scene.book.number('licence'):06d}"
    terms: Record = {
        "kind": kind,
        "holder": holder.code,
        "control_codes": ["1C905.a"],
        "hs_codes": [DY_METAL.hs_code],
        "net_kg": 10_000,
        "end_user": USER,
        "destination": "JP",
        "valid_from": scene.first.isoformat(),
        "valid_to": scene.later(3).isoformat(),
        "status": "valid",
    }
    scene.book.write("export_licence", id=key, **terms | fields)
    return key


def to_japan(licence: str | None, user: str = USER) -> Border:
    return Border("5301", "JP", user, licence)


def export_without_licence(scene: Scene) -> None:
    """Dysprosium without a licence; or metals that need none."""
    firm, lot = exporter(scene, DY_METAL if scene.bad else PR_ND_METAL)
    scene.judge("declaration", scene.ship(8, firm, lot, 2, to_japan(None)))


def licence_not_valid(scene: Scene) -> None:
    """Run out the day before, revoked, or another's; or on its last day."""
    firm, lot = exporter(scene)
    last: date = scene.day(7 if scene.bad else 8)
    terms: Record = {"valid_to": last.isoformat()}
    if scene.bad and scene.nth % 3 == 1:
        terms = {"status": "revoked"}
    elif scene.bad and scene.nth % 3 == 2:
        terms = {"holder": scene.firm("export").code}
    number = scene.ship(8, firm, lot, 2, to_japan(licensed(scene, firm, **terms)))
    scene.judge("declaration", number, note=", ".join(f"{k} {v}" for k, v in terms.items()))


def licence_exceeded(scene: Scene) -> None:
    """Two shipments on a licence that is short by a kilogram for the second; or just enough."""
    firm, lot = exporter(scene)
    net_g = 2 * lot.goods.net_g(t(2))
    licence = licensed(scene, firm, net_kg=kg(net_g - (100_000 if scene.bad else 0)))
    scene.ship(8, firm, lot, 2, to_japan(licence))
    scene.judge("declaration", scene.ship(14, firm, lot, 2, to_japan(licence)))


def licence_reused(scene: Scene) -> None:
    """Two shipments on a licence for one; or on one for many."""
    firm, lot = exporter(scene)
    licence = licensed(scene, firm, "single" if scene.bad else "general")
    scene.ship(8, firm, lot, 2, to_japan(licence))
    scene.judge("declaration", scene.ship(14, firm, lot, 2, to_japan(licence)))


def licence_mismatch(scene: Scene) -> None:
    """To another user, or another country; or by a broker, to whom the licence says."""
    firm, lot = exporter(scene)
    border = to_japan(licensed(scene, firm))
    if scene.bad and scene.nth % 2:
        border = Border("5301", "VN", USER, border.licence)
    elif scene.bad:
        border = to_japan(border.licence, "Example Drives (synthetic)")
    else:
        border = Border("5301", "JP", USER, border.licence, broker=scene.firm("trade"))
    scene.judge("declaration", scene.ship(8, firm, lot, 2, border))


def declaration_mismatch(scene: Scene) -> None:
    """Declared 5 % too little; or off by less than one per cent."""
    firm, lot = exporter(scene, LA_CE)
    net_g = lot.goods.net_g(t(5))
    stated: Record = {
        "net_kg": kg(net_g * (95 if scene.bad else 992) // (100 if scene.bad else 1000))
    }
    number = scene.ship(
        8, firm, lot, 5, Border("0202", "IN", "Example Polish (synthetic)"), **stated
    )
    scene.judge("declaration", number)


def misdeclared_species(scene: Scene) -> None:
    """Oxide as polishing powder, or cerium as neodymium metal; or what it mostly is."""
    border = Border("0202", "IN", "Example Polish (synthetic)")
    stated: Record = {
        "hs_code": "3824999990",
        "goods": "抛光粉（合成） / polishing powder (synthetic)",
    }
    if scene.bad and scene.nth % 2 == 0:
        firm, lot = exporter(scene, LA_CE)
    else:
        neodymium = {"Nd2O3": 0.6, "Pr6O11": 0.4}
        assay = {"CeO2": 0.6, "La2O3": 0.4} if scene.bad else neodymium
        firm, lot = exporter(scene, PR_ND_METAL, 10, assay)
        stated = {"hs_code": "2805301100", "goods": "金属钕（合成） / neodymium metal (synthetic)"}
    scene.judge("declaration", scene.ship(8, firm, lot, 5, border, **stated))


def split_shipments(scene: Scene) -> None:
    """Five small shipments to one user within fourteen days; or four, or over fifteen days."""
    firm, lot = exporter(scene, PR_ND, 5)
    user = f"Example Polish {scene.book.number('user')} (synthetic)"
    days = [3, 6, 9, 12, 16]
    if not scene.bad:
        days = [3, 6, 9, 12, 17] if scene.nth % 2 else days[:4]
    for day in days:
        scene.ship(day, firm, lot, 0.9, Border("0202", "IN", user))
    scene.judge("enterprise", firm.code, f"{scene.day(3)}")
