"""Three export declarations whose truth is known because we made it up.

Their chains are planted among all others and touch none of their lots, so each verdict is exact
to the gram whatever the seed. Nothing here is computed from records: the masses are chosen, and
the truth follows by rule of three.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from provenance.simulate.book import Book, whole
from provenance.simulate.goods import IONIC, MIXED, kg
from provenance.simulate.holdings import Cut, Firm, Lot
from provenance.simulate.identifiers import declaration_number
from provenance.simulate.month import import_
from provenance.simulate.paperwork import Border, export, invoice, t
from provenance.simulate.scene import Scene


@dataclass(frozen=True, slots=True)
class Example:
    """An export declaration and what is true of it, in grams REO; nothing in it is unverified."""

    name: str
    declaration: str
    conclusion: Literal["LAWFUL", "MIXED", "UNLAWFUL"]
    reo_g: int
    lawful_g: int
    unlawful_g: int
    story: str
    story_zh: str


EXAMPLES = (
    Example(
        name="lawful",
        declaration=declaration_number("5301", 2024, "export", 9_000_001),
        conclusion="LAWFUL",
        reo_g=40_000_000,
        lawful_g=40_000_000,
        unlawful_g=0,
        story="60 t mined under quota and 20 t imported and declared are separated together by a "
        "listed separator within its quota; 40 t of the oxide leave the country.",
        story_zh="60吨指标内开采的离子矿与20吨已申报进口矿由名录内企业在指标内合并分离，"
        "其中40吨氧化物出口。",
    ),
    Example(
        name="mixed",
        declaration=declaration_number("5301", 2024, "export", 9_000_002),
        conclusion="MIXED",
        reo_g=30_000_000,
        lawful_g=22_500_000,  # 30 t of the 40 t that went in: three quarters
        unlawful_g=7_500_000,
        story="A listed separator mixes 30 t mined under quota with 10 t of a miner who is on no "
        "list; 30 t of the oxide leave the country, a quarter of it without a lawful origin.",
        story_zh="名录内分离企业将30吨指标内离子矿与10吨名录外矿点的离子矿混合分离，"
        "出口30吨氧化物，其中四分之一无合法来源。",
    ),
    Example(
        name="unlawful",
        declaration=declaration_number("3104", 2024, "export", 9_000_003),
        conclusion="UNLAWFUL",
        reo_g=11_400_000,
        lawful_g=0,
        unlawful_g=11_400_000,
        story="12 t of a miner on no list are separated by a workshop on no list, sold as kaolin, "
        "and leave the country as 11.4 t of oxide, none of it lawful.",
        story_zh="名录外矿点的12吨离子矿由名录外作坊分离，以“瓷土”名义开票转卖，"
        "出口11.4吨氧化物，全部无合法来源。",
    ),
)

_LAWFUL, _MIXED, _UNLAWFUL = EXAMPLES


def plant(book: Book, firms: Mapping[str, Firm]) -> None:
    """Adds the three chains to the records."""
    scene = Scene(book, "NO_QUOTA_ORIGIN", True, 0, date(2024, 10, 1))
    _plant_lawful(scene, firms)
    _plant_mixed(scene, firms)
    _plant_unlawful(scene, firms)


def _plant_lawful(scene: Scene, firms: Mapping[str, Firm]) -> None:
    miner, importer, works, exporter = (firms[key] for key in ("LNM", "LCI", "LNS", "LNE"))
    mined = scene.mine(miner, 7, 60, IONIC)
    border = Border("8604", "MM", direction="import")
    imported = import_(scene.book, importer, scene.day(8), Cut(IONIC, t(20)), border)
    feed = scene.sell(11, miner, works, [mined]) + scene.sell(11, importer, works, [imported])
    # 80 t in, 76.8 t out; three quarters of it draw on quota, the rest was imported.
    sold, _ = scene.process(works, 19, "separation", feed, Cut(MIXED, t(50)), Cut(MIXED, t(26.8)))
    [oxide] = scene.sell(27, works, exporter, [sold])
    border = Border("5301", "JP", "Example Ceramics (synthetic)", number=_LAWFUL.declaration)
    scene.ship(35, exporter, oxide, 40, border)


def _plant_mixed(scene: Scene, firms: Mapping[str, Firm]) -> None:
    miner, outlaw, works, exporter = (firms[key] for key in ("XWM", "LPX", "DN2", "LNE"))
    covered, uncovered = scene.mine(miner, 9, 30, IONIC), scene.mine(outlaw, 10, 10, IONIC)
    feed = scene.sell(14, miner, works, [covered])
    feed += _hand_over(scene, 14, outlaw, works, uncovered)
    # 40 t in, 38.4 t out, within the separator's 200 t: only the miner spoils it.
    won = scene.process(works, 24, "separation", feed, Cut(MIXED, t(24)), Cut(MIXED, t(14.4)))
    first, second = scene.sell(31, works, exporter, won)
    border = Border("5301", "KR", "Example Glass (synthetic)", number=_MIXED.declaration)
    export(scene.book, exporter, scene.day(42), [(first, t(20)), (second, t(10))], border)


def _plant_unlawful(scene: Scene, firms: Mapping[str, Firm]) -> None:
    outlaw, workshop, trader, exporter = (firms[key] for key in ("AYX", "QNX", "GXT", "CTE"))
    feed = _hand_over(scene, 13, outlaw, workshop, scene.mine(outlaw, 8, 12, IONIC))
    [oxide] = scene.process(workshop, 23, "separation", feed, Cut(MIXED, t(11.4)))
    # GOODS_RENAMED: the invoice says kaolin, without the rare-earth mark.
    kaolin = {"goods": "瓷土（合成） / kaolin (synthetic)", "hs_code": "2507001000"}
    lines = [kaolin | {"net_kg": kg(oxide.goods.net_g(oxide.reo_g))}]
    on, papers = scene.day(29), {"rare_earth_mark": False, "lines": lines}
    number = invoice(scene.book, on, workshop, trader, [], **papers)
    bought = scene.book.transfer(on, workshop, trader, whole([oxide]), [number])
    [resold] = scene.sell(38, trader, exporter, bought)
    border = Border("3104", "VN", "Example Abrasives (synthetic)", number=_UNLAWFUL.declaration)
    scene.ship(50, exporter, resold, 11.4, border)


def _hand_over(scene: Scene, day: int, seller: Firm, buyer: Firm, lot: Lot) -> list[Lot]:
    """A sale nobody invoiced: MOVEMENT_WITHOUT_INVOICE."""
    return scene.book.transfer(scene.day(day), seller, buyer, whole([lot]))
