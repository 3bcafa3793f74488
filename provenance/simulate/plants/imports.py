"""What comes in: without a declaration, beyond it, under another's name, or barred; or all but."""

from provenance.simulate.book import Record
from provenance.simulate.goods import (
    ALLOY,
    CIRCUIT,
    CONCENTRATE,
    IONIC,
    LA_CE,
    PR_ND,
    SCRAP,
    Goods,
    kg,
)
from provenance.simulate.holdings import Cut, Firm, Lot
from provenance.simulate.month import import_
from provenance.simulate.paperwork import Border, declare, line, t
from provenance.simulate.scene import Scene
from provenance.simulate.statuses import BARRED_IMPORT, IMPORT, UNDECLARED_IMPORT, partly
from provenance.simulate.supervision import sample

BORDER = Border("8604", "MM", direction="import")
CLAY = Goods("ionic_concentrate", "混合碳酸稀土", "mixed rare-earth carbonate", None, 50)
"""As it leaves a leach site; its lots state no customs code."""
CARBONATE = Goods("ionic_concentrate", "混合碳酸稀土", "mixed carbonate", "2846904890", 50)
"""A mineral product whatever its lot is called."""
UNTOLD = Goods("ionic_concentrate", "混合稀土氧化物", "mixed oxide", "2846901999", 99)
"""Oxide of which nobody can tell what it is: under a mixed code, without assay or test."""
_KAOLIN: Record = {"hs_code": "2507001000", "goods": "高岭土（合成） / kaolin (synthetic)"}
_IRON_ORE: Record = {"hs_code": "2601112000", "goods": "铁矿砂（合成） / iron ore (synthetic)"}


def undeclared_import(scene: Scene) -> None:
    """No declaration, somebody else's, or one of kaolin or iron ore; or one that a broker made.

    Or one of several lines, or one of a carbonate that its lot calls a mixed salt.
    """
    importer, works = scene.firm("import"), scene.separator()
    lot = _sneak(scene, importer) if scene.bad else _bring(scene, importer)
    scene.judge("event", scene.event)
    feed = scene.sell(6, importer, works, [lot])
    oxide = scene.process(works, 10, "separation", feed, Cut(PR_ND, t(3)), Cut(LA_CE, t(6.5)))
    scene.leak(20, works, oxide[:1])


def _sneak(scene: Scene, importer: Firm) -> Lot:
    """10 t that no declaration of the importer's covers."""
    on, goods, number = scene.day(3), IONIC, None
    match scene.nth % 4:
        case 1:
            number = _declare(scene, scene.firm("import"), IONIC)
        case 2:
            number, goods = _declare(scene, importer, CLAY, **_KAOLIN), CLAY
        case 3:
            number, goods = _declare(scene, importer, CIRCUIT, **_IRON_ORE), CIRCUIT
    fields = {"declaration": number} if number else {}
    return scene.book.begin("import", importer, on, Cut(goods, t(10)), UNDECLARED_IMPORT, **fields)


def _bring(scene: Scene, importer: Firm) -> Lot:
    """10 t that a declaration covers."""
    on = scene.day(3)
    match scene.nth % 3:
        case 1:
            lines: list[Record] = [_KAOLIN | {"net_kg": 5_000}]
            lines.append(line(Lot("", IONIC, t(10), None, 0), t(10)))
            net_kg = 5_000 + kg(IONIC.net_g(t(10)))
            number = _declare(scene, importer, IONIC, net_kg=net_kg, lines=lines)
            return scene.book.begin(
                "import", importer, on, Cut(IONIC, t(10)), IMPORT, declaration=number
            )
        case 2:
            cut = Cut(CARBONATE, t(10), claims={"product": "mixed_salt"})
            return import_(scene.book, importer, on, cut, BORDER)
    border = Border("8604", "MM", direction="import", broker=scene.firm("trade"))
    return import_(scene.book, importer, on, Cut(IONIC, t(10)), border)


def _declare(scene: Scene, importer: Firm, goods: Goods, /, **stated: object) -> str:
    """A declaration of 10 t; returns its number."""
    as_lot = Lot("", goods, t(10), None, 0)
    return declare(scene.book, importer, scene.day(3), [(as_lot, t(10))], BORDER, **stated)


def import_exceeded(scene: Scene) -> None:
    """10 t declared and 12 t imported under it, or 10 t."""
    importer, works = scene.firm("import"), scene.separator()
    on, number = scene.day(3), _declare(scene, importer, CONCENTRATE)
    second_t = 6 if scene.bad else 4
    over = partly(4 / second_t, IMPORT, UNDECLARED_IMPORT)
    lots = [
        scene.book.begin(
            "import", importer, on, Cut(CONCENTRATE, t(mass_t)), shares, declaration=number
        )
        for mass_t, shares in ((6, IMPORT), (second_t, over))
    ]
    scene.judge("event", scene.event, note=f"{6 + second_t} t on a declaration of 10 t")
    feed = scene.sell(6, importer, works, lots)
    out = t((6 + second_t) * 0.95)
    scene.process(works, 10, "separation", feed, Cut(LA_CE, out))


def barred_import(scene: Scene) -> None:
    """Magnet scrap from abroad, declared as the powder of an alloy; or the alloy itself.

    Its record may say so, or say alloy, and a laboratory what it is.
    """
    importer, on = scene.firm("import"), scene.day(3)
    as_lot = Lot("", ALLOY, t(4), None, 0)
    border = Border("3712", "JP", direction="import")
    number = declare(scene.book, importer, on, [(as_lot, t(4))], border)
    goods, shares = (SCRAP, BARRED_IMPORT) if scene.bad else (ALLOY, IMPORT)
    claims = {"product": "alloy"} if scene.nth % 2 else {}
    cut = Cut(goods, t(4), claims=claims)
    lot = scene.book.begin("import", importer, on, cut, shares, declaration=number)
    scene.judge("event", scene.event)
    if scene.nth % 2:
        sample(scene.book, scene.day(9), {"lot": lot.id}, product=goods.product)
        scene.follows("TEST_CONTRADICTED", "lot", lot.id)


def untold(scene: Scene) -> None:
    """Mixed oxide from abroad, separated without assay or test; or an assay or a test tells."""
    importer, works = scene.firm("import"), scene.separator()
    goods, assay = UNTOLD, None
    if not scene.bad:
        goods, assay = PR_ND, {"Pr6O11": 0.25, "Nd2O3": 0.74} if scene.nth % 2 else None
    cut = Cut(goods, t(10), assay, {"product": "oxide"})
    lot = import_(scene.book, importer, scene.day(3), cut, BORDER)
    lot.undetermined = scene.bad
    if not scene.bad and not assay:
        sample(scene.book, scene.day(5), {"lot": lot.id}, product="oxide")
    feed = scene.sell(6, importer, works, [lot])
    [oxide] = scene.process(works, 10, "separation", feed, Cut(PR_ND, t(9.6)))
    scene.judge("lot", oxide.id, note="mixed oxide from abroad")
