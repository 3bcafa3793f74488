"""What the drums of a lot say of who made it, and of what, against the records of that."""

from provenance.simulate.goods import LA_CE, PR_ND, PR_ND_METAL
from provenance.simulate.holdings import Cut
from provenance.simulate.paperwork import t
from provenance.simulate.scene import Scene


def label_contradicted(scene: Scene) -> None:
    """One mine named of two, whose ore is a fifth of it; or some thousandths."""
    named, other, works = scene.miner(), scene.miner(), scene.separator()
    part_t = 2.0 if scene.bad else 0.03
    feed = scene.sell(6, named, works, [scene.mine(named, 3, 10 - part_t)])
    feed += scene.sell(6, other, works, [scene.mine(other, 3, part_t)])
    label = {"supplier": works.code, "raw_material_producer": named.code}
    cut = Cut(LA_CE, t(9.5), claims={"label": label})
    [lot] = scene.process(works, 10, "separation", feed, cut)
    scene.judge("lot", lot.id, note=f"{part_t} t of 10 t of another mine")


def other_supplier(scene: Scene) -> None:
    """A mine's drums with another's name; or with its own, in either language."""
    miner = scene.miner()
    whose = scene.miner() if scene.bad else miner
    named = whose.name_en if scene.nth % 2 else whose.name
    lot = scene.mine(miner, 3, 10, label={"supplier": named})
    scene.judge("lot", lot.id, note=f"supplier {named}")
    scene.sell(6, miner, scene.separator(), [lot])


def other_works(scene: Scene) -> None:
    """Metal of one works' oxide with another's code on the drums; or with its own, or its name."""
    miner, maker, works = scene.miner(), scene.firm("metal"), scene.separator()
    named = works.name if scene.nth % 2 else works.code
    if scene.bad:
        named = scene.separator().code
    feed = scene.sell(6, miner, works, [scene.mine(miner, 3, 10)])
    [oxide] = scene.process(works, 8, "separation", feed, Cut(PR_ND, t(9.5)))
    label = {"supplier": maker.code, "raw_material_producer": named}
    cut = Cut(PR_ND_METAL, t(9.2), claims={"label": label})
    bought = scene.sell(9, works, maker, [oxide])
    [metal] = scene.process(maker, 12, "metal_reduction", bought, cut)
    scene.judge("lot", metal.id, note=f"oxide of {works.code}, said to be of {named}")
