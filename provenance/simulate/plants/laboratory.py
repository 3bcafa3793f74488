"""What an authority's laboratory finds, against what was filed or declared."""

from provenance.simulate.goods import LA_CE, PR_ND
from provenance.simulate.paperwork import Border
from provenance.simulate.scene import Scene
from provenance.simulate.supervision import sample


def test_contradicted(scene: Scene) -> None:
    """A fifth of the cerium is neodymium; or a twentieth less of it is found, as samples vary."""
    trader = scene.firm("trade")
    filed = {"CeO2": 0.6, "La2O3": 0.39}
    lot = scene.stock(trader, 2, LA_CE, 10, filed)
    found = {"CeO2": 0.57, "La2O3": 0.37}
    if scene.bad:
        found = {"CeO2": 0.48, "La2O3": 0.39, "Nd2O3": 0.12}
    sample(scene.book, scene.day(9), {"lot": lot.id}, assay=found)
    scene.judge("lot", lot.id, note=f"found {found}")


def other_product(scene: Scene) -> None:
    """Filed as oxide, and a salt; or oxide, of which a tenth less is REO than was filed, or not."""
    trader = scene.firm("trade")
    lot = scene.stock(trader, 2, PR_ND, 10)
    if scene.nth % 2:
        share = 0.85 if scene.bad else 0.92
        sample(scene.book, scene.day(9), {"lot": lot.id}, reo_share=share)
    else:
        sample(scene.book, scene.day(9), {"lot": lot.id}, product="salt" if scene.bad else "oxide")
    scene.judge("lot", lot.id)


def other_goods(scene: Scene) -> None:
    """Declared as oxide, and found to be metal; or oxide."""
    firm = scene.firm("export")
    lot = scene.stock(firm, 2, PR_ND, 10)
    number = scene.ship(8, firm, lot, 5, Border("2248", "KR", "Example Glass (synthetic)"))
    found = "metal" if scene.bad else "oxide"
    sample(scene.book, scene.day(10), {"declaration": number}, product=found)
    scene.judge("declaration", number, note=f"declared as oxide, found {found}")
