"""What is said against what the records show: imports, feed, processes, tolling."""

from provenance.simulate.goods import (
    ALLOY,
    CONCENTRATE,
    IONIC,
    LA_CE,
    MAGNET,
    PR_ND,
    PR_ND_METAL,
    SCRAP,
)
from provenance.simulate.holdings import Cut, Lot
from provenance.simulate.month import import_
from provenance.simulate.paperwork import Border, declare, t
from provenance.simulate.scene import Scene
from provenance.simulate.statuses import BARRED_IMPORT, IMPORT, UNDECLARED_IMPORT, partly

_BORDER = Border("8604", "MM", direction="import")


def undeclared_import(scene: Scene) -> None:
    """No declaration, or somebody else's; or one that a broker made."""
    importer, works = scene.firm("import"), scene.separator()
    cut, on = Cut(IONIC, t(10)), scene.day(3)
    if not scene.bad:
        broker = scene.firm("trade")
        lot = import_(
            scene.book, importer, on, cut, Border("8604", "MM", direction="import", broker=broker)
        )
    else:
        number = None
        if scene.nth % 2:
            other = scene.firm("import")
            as_lot = Lot("", IONIC, t(10), None, 0)
            number = declare(scene.book, other, on, [(as_lot, t(10))], _BORDER)
        fields = {"declaration": number} if number else {}
        lot = scene.book.begin("import", importer, on, cut, UNDECLARED_IMPORT, **fields)
    scene.judge("event", scene.event)
    feed = scene.sell(6, importer, works, [lot])
    oxide = scene.process(works, 10, "separation", feed, Cut(PR_ND, t(3)), Cut(LA_CE, t(6.5)))
    scene.leak(20, works, oxide[:1])


def import_exceeded(scene: Scene) -> None:
    """10 t declared and 12 t imported under it, or 10 t."""
    importer, works = scene.firm("import"), scene.separator()
    as_lot, on = Lot("", CONCENTRATE, t(10), None, 0), scene.day(3)
    number = declare(scene.book, importer, on, [(as_lot, t(10))], _BORDER)
    second_t = 6 if scene.bad else 4
    lots = [
        scene.book.begin(
            "import", importer, on, Cut(CONCENTRATE, t(mass_t)), shares, declaration=number
        )
        for mass_t, shares in (
            (6, IMPORT),
            (second_t, partly(4 / second_t, IMPORT, UNDECLARED_IMPORT)),
        )
    ]
    scene.judge("event", scene.event, note=f"{6 + second_t} t on a declaration of 10 t")
    feed = scene.sell(6, importer, works, lots)
    out = t((6 + second_t) * 0.95)
    scene.process(works, 10, "separation", feed, Cut(LA_CE, out))


def barred_import(scene: Scene) -> None:
    """Magnet scrap from abroad, declared as the powder of an alloy; or the alloy itself."""
    importer, on = scene.firm("import"), scene.day(3)
    as_lot = Lot("", ALLOY, t(4), None, 0)
    border = Border("3712", "JP", direction="import")
    number = declare(scene.book, importer, on, [(as_lot, t(4))], border)
    goods, shares = (SCRAP, BARRED_IMPORT) if scene.bad else (ALLOY, IMPORT)
    scene.book.begin("import", importer, on, Cut(goods, t(4)), shares, declaration=number)
    scene.judge("event", scene.event)


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
