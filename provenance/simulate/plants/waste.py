"""Recyclers of other waste than magnets: what it can hold, and what it cannot."""

from provenance.simulate import recipes
from provenance.simulate.campaign import take_in
from provenance.simulate.goods import CIRCUIT, PR_ND, SCRAP
from provenance.simulate.holdings import Cut
from provenance.simulate.month import import_
from provenance.simulate.paperwork import t
from provenance.simulate.plants.imports import BORDER, CARBONATE
from provenance.simulate.scene import Scene
from provenance.simulate.supervision import sample

_MAGNETS = {"Nd2O3": 0.72, "Pr6O11": 0.26}


def by_kind(scene: Scene) -> None:
    """Neodymium of what is said to be phosphors, or cells; or yttrium, of honest ones.

    Or neodymium of waste that was called by a wrong name, until a laboratory looked.
    """
    kinds = sorted(recipes.WASTE)
    kind = kinds[scene.nth % len(kinds)]
    waste, works = recipes.WASTE[kind], scene.firm("recycling")
    collector, said = scene.firm("trade"), {"waste": kind, "stage": "post_consumer"}
    scrap = take_in(scene.book, works, collector, scene.day(4), Cut(waste.goods, t(10)), **said)
    oxide, assay = (PR_ND, _MAGNETS) if scene.bad else (waste.oxide, waste.assay)
    if not scene.bad and scene.nth % 2:
        sample(scene.book, scene.day(5), {"lot": scrap.id}, product="scrap", assay=_MAGNETS)
        scrap.waste, oxide, assay = None, PR_ND, _MAGNETS
    scene.process(works, 10, "separation", [scrap], Cut(oxide, t(9), assay))
    scene.judge("event", scene.event, note=f"said to be of {kind}")


def carbonate_input(scene: Scene) -> None:
    """A recycler puts carbonate in that is called a mixed salt; or what is one, of a separator."""
    miner, works = scene.miner(), scene.separator(roles=("recycling",))
    if scene.bad:
        importer = scene.firm("import")
        cut = Cut(CARBONATE, t(1), claims={"product": "mixed_salt"})
        seller, lot = importer, import_(scene.book, importer, scene.day(3), cut, BORDER)
    else:
        seller = scene.separator()
        feed = scene.sell(4, miner, seller, [scene.mine(miner, 3, 1.05)])
        [lot] = scene.process(seller, 5, "separation", feed, Cut(CIRCUIT, t(1)))
    collector, said = scene.firm("trade"), {"waste": "magnet"}
    scrap = take_in(scene.book, works, collector, scene.day(4), Cut(SCRAP, t(10)), **said)
    scene.process(
        works, 10, "separation", [scrap, *scene.sell(6, seller, works, [lot])], Cut(PR_ND, t(9.5))
    )
    scene.judge("event", scene.event)
