"""Oxides that do not add up, and secondary cover: what scrap and recyclers cannot give."""

from provenance.simulate import recipes
from provenance.simulate.campaign import take_in
from provenance.simulate.goods import CONCENTRATE, DY, LA_CE, PR_ND, SCRAP
from provenance.simulate.holdings import Cut, Firm, Lot
from provenance.simulate.paperwork import invoice, t
from provenance.simulate.scene import Scene
from provenance.simulate.statuses import SECONDARY


def element_imbalance(scene: Scene) -> None:
    """More dysprosium out than in; or an assay that the deposit cannot give."""
    if scene.nth % 2:
        rock = dict(recipes.assay_of("Bayan Obo"))
        rock["Dy2O3"] = 0.0125 if scene.bad else 0.0114
        rock["CeO2"] -= 0.02
        scene.mine(scene.miner(), 3, 10, CONCENTRATE, rock, deposit="Bayan Obo")
        scene.judge("event", scene.event, note=f"{rock['Dy2O3']:.2%} dysprosium from Bayan Obo")
        return
    miner, works = scene.miner(), scene.separator()
    assay = {"La2O3": 0.37, "CeO2": 0.5, "Nd2O3": 0.1, "Pr6O11": 0.0295, "Dy2O3": 0.0005}
    feed = scene.sell(6, miner, works, [scene.mine(miner, 3, 10, CONCENTRATE, assay)])
    light = {"La2O3": 0.37, "CeO2": 0.5, "Nd2O3": 0.1, "Pr6O11": 0.029}
    dysprosium_t = 0.02 if scene.bad else 0.006
    cuts = (Cut(LA_CE, t(9.4), light), Cut(DY, t(dysprosium_t), {"Dy2O3": 1.0}))
    scene.process(works, 10, "separation", feed, *cuts)
    about = ("", "Dy2O3", f"{scene.first:%Y-%m}")
    note = f"5 kg of dysprosium oxide in, {dysprosium_t * 1000:.0f} kg out"
    scene.judge("enterprise", works.code, *about, note=note)


def recycler_ore_input(scene: Scene) -> None:
    """A recycler puts a tonne of concentrate in with its scrap; or one who is a separator too."""
    roles = ("recycling",) if scene.bad else ("recycling", "separation")
    miner, works = scene.miner(), scene.separator(roles=roles)
    feed = scene.sell(6, miner, works, [scene.mine(miner, 3, 1)])
    scene.process(works, 10, "separation", [_scrap(scene, works), *feed], Cut(PR_ND, t(9.5)))
    scene.judge("event", scene.event)


def recycled_cover(scene: Scene) -> None:
    """More oxide than the scrap holds, or oxides that no waste holds; or all but."""
    works = scene.firm("recycling")
    scrap = _scrap(scene, works)
    if scene.nth % 2:
        # No kind of waste holds more than a hundredth of erbium: 100 kg, and 100 kg of the oxide.
        erbium = 0.05 if scene.bad else 0.0215
        assay = {"Pr6O11": 0.2, "Nd2O3": 0.7, "Er2O3": erbium}
        extra, cut = _oxide(scene, works, 0.1), Cut(PR_ND, t(9.3), assay)
        scene.process(works, 10, "separation", [scrap, extra], cut)
        scene.judge("event", scene.event, note=f"{erbium:.2%} erbium")
        return
    out_t = 12.0 if scene.bad else 10.04
    extra = _oxide(scene, works, 3 if scene.bad else 1)
    scene.process(works, 10, "separation", [scrap, extra], Cut(PR_ND, t(out_t)))
    scene.judge("event", scene.event, note=f"{out_t} t of oxide from 10 t of scrap")


def scrap_supplier_implausible(scene: Scene) -> None:
    """Invoices for 10 t of scrap, of a trader that never had any; or that had almost as much."""
    works, trader = scene.firm("recycling"), scene.firm("trade")
    if not scene.bad:
        scene.stock(trader, 2, SCRAP, 9.2)
    lot, on = Lot("", SCRAP, t(10), None, 0), scene.day(4)
    number = invoice(scene.book, on, trader, works, [(lot, t(10))])
    papers = {"source": trader.code, "invoices": [number]}
    scene.book.begin("scrap_intake", works, on, Cut(SCRAP, t(10)), SECONDARY, **papers)
    scene.judge("event", scene.event)


def _scrap(scene: Scene, works: Firm) -> Lot:
    """10 t of scrap that nobody assayed."""
    return take_in(scene.book, works, scene.firm("trade"), scene.day(4), Cut(SCRAP, t(10)))


def _oxide(scene: Scene, works: Firm, reo_t: float) -> Lot:
    """Oxide bought from a trader, without an assay."""
    trader = scene.firm("trade")
    [lot] = scene.sell(6, trader, works, [scene.stock(trader, 2, PR_ND, reo_t)])
    return lot
