"""What is said against what the records show: feed, processes, tolling."""

from dataclasses import replace
from datetime import date

from provenance.simulate.goods import (
    ALLOY,
    LA_CE,
    MAGNET,
    PR_ND,
    PR_ND_METAL,
    SCRAP,
)
from provenance.simulate.holdings import Cut
from provenance.simulate.paperwork import invoice, t
from provenance.simulate.scene import Scene


def feed_misdeclared(scene: Scene) -> None:
    """Oxide from a mine that is said to be secondary; or what it is."""
    miner, works = scene.miner(), scene.separator()
    feed = scene.sell(6, miner, works, [scene.mine(miner, 3, 10)])
    claim = ("secondary", "imported")[scene.nth % 2] if scene.bad else "domestic"
    cut = Cut(LA_CE, t(9.5), claims={"feedstock": claim})
    [oxide] = scene.process(works, 10, "separation", feed, cut)
    scene.judge("lot", oxide.id, note=f"mined, and said to be {claim}")


def process_misdeclared(scene: Scene) -> None:
    """A process whose products are another's; or one that gives scrap besides."""
    if not scene.bad:
        maker = scene.firm("magnet")
        alloy = scene.stock(maker, 2, ALLOY, 10)
        cuts = (Cut(MAGNET, t(7.4)), Cut(SCRAP, t(2.5)))
        scene.process(maker, 8, "magnet_making", [alloy], *cuts)
    elif scene.nth % 2:
        miner, works = scene.miner(), scene.separator()
        feed = scene.sell(6, miner, works, [scene.mine(miner, 3, 10)])
        said = "blending" if scene.nth % 4 == 1 else "beneficiation"
        scene.process(works, 10, said, feed, Cut(LA_CE, t(9.5)))
    else:
        maker = scene.firm("metal")
        oxide = scene.stock(maker, 2, PR_ND, 10)
        said = "repacking" if scene.nth % 4 else "alloying"
        made = PR_ND_METAL if scene.nth % 4 else PR_ND
        scene.process(maker, 8, said, [oxide], Cut(made, t(9.7)))
    scene.judge("event", scene.event)


def toll_processing(scene: Scene) -> None:
    """Separated for another; or made into metal for another, or its own and said so."""
    if scene.bad or scene.nth % 2:
        miner, works = scene.miner(), scene.separator()
        lot = scene.mine(miner, 3, 10)
        if scene.bad and scene.nth % 2 == 0:
            feed = scene.book.transfer(scene.day(6), miner, works, [(lot, t(10))], reason="tolling")
            owner = None
        else:
            feed, owner = scene.sell(6, miner, works, [lot]), miner if scene.bad else works
        scene.process(
            works, 10, "separation", feed, Cut(LA_CE, t(9.5)), owner=owner.code if owner else None
        )
    else:
        trader, maker = scene.firm("trade"), scene.firm("metal")
        lot = scene.stock(trader, 2, PR_ND, 10)
        oxide = scene.book.transfer(scene.day(6), trader, maker, [(lot, t(10))], reason="tolling")
        scene.process(maker, 10, "metal_reduction", oxide, Cut(PR_ND_METAL, t(9.7)))
    scene.judge("event", scene.event)


def tolling_before(scene: Scene) -> None:
    """Separated for another in 2020, when a notice forbade it; or bought and sold back."""
    then = replace(scene, first=date(2020, 9, 1))
    miner, works = then.miner(), then.separator()
    lot = then.mine(miner, 3, 10)
    reason = "tolling" if scene.bad else "sale"
    papers = [] if scene.bad else [invoice(then.book, then.day(6), miner, works, [(lot, t(10))])]
    feed = then.book.transfer(then.day(6), miner, works, [(lot, t(10))], papers, reason=reason)
    then.process(works, 10, "separation", feed, Cut(LA_CE, t(9.5)))
    scene.judge("event", scene.event, note="in 2020")
