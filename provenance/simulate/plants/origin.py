"""Mining and separation without a right to it, and what becomes of the material."""

from datetime import date

from provenance.simulate import recipes
from provenance.simulate.goods import CONCENTRATE, DY, IONIC, LA_CE, MIXED, PR_ND
from provenance.simulate.holdings import Assay, Cut, Firm, Lot
from provenance.simulate.industry import LISTED
from provenance.simulate.paperwork import Border, permit, t
from provenance.simulate.scene import Scene

HEAVY_CLAY: Assay = {
    "La2O3": 0.022, "CeO2": 0.01, "Pr6O11": 0.011, "Nd2O3": 0.035, "Sm2O3": 0.023,
    "Eu2O3": 0.001, "Gd2O3": 0.057, "Tb4O7": 0.011, "Dy2O3": 0.075, "Y2O3": 0.755,
}  # fmt: skip
"""Like Longnan's clay, with what is not known of it counted as yttrium."""


def no_quota_origin(scene: Scene) -> None:
    """A listed separator mixes in what somebody mined who is on the list no longer."""
    lawful, miner, works = scene.miner(goods=IONIC), _lapsing(scene), scene.separator()
    feed = scene.sell(6, lawful, works, [scene.mine(lawful, 3, 10, IONIC)])
    feed += scene.sell(6, miner, works, [_mine_lapsed(scene, miner, 12)])
    [oxide] = scene.process(works, 10, "separation", feed, Cut(MIXED, t(20.9)))
    exporter = scene.firm("export")
    [bought] = scene.sell(14, works, exporter, [oxide])
    border = Border("5301", "KR", "Example Glass (synthetic)")
    number = scene.ship(18, exporter, bought, 15, border)
    scene.judge("declaration", number, note="12 of 22 t mined by who was not designated")


def dysprosium(scene: Scene) -> None:
    """Half a tonne of heavy clay in 99.5 t from Bayan Obo: a quarter of the dysprosium."""
    rock = recipes.assay_of("Bayan Obo")
    lawful, miner, works = scene.miner(), _lapsing(scene), scene.separator(120)
    mined = scene.mine(lawful, 3, 99.5, CONCENTRATE, rock, deposit="Bayan Obo")
    feed = scene.sell(6, lawful, works, [mined])
    feed += scene.sell(6, miner, works, [_mine_lapsed(scene, miner, 0.5, HEAVY_CLAY)])
    won = {oxide: 95 * (0.995 * rock[oxide] + 0.005 * HEAVY_CLAY[oxide]) for oxide in rock}
    dysprosium_t = int(won.pop("Dy2O3") * 1000) / 1000
    rest_t = 95 - dysprosium_t
    rest = {oxide: int(mass / rest_t * 1e6) / 1e6 for oxide, mass in won.items()}
    cuts = (Cut(DY, t(dysprosium_t), {"Dy2O3": 1.0}), Cut(MIXED, t(rest_t), rest))
    oxide, _ = scene.process(works, 10, "separation", feed, *cuts)
    maker = scene.firm("metal")
    [bought] = scene.sell(14, works, maker, [oxide])
    scene.judge("lot", bought.id, note="the dysprosium case: half a tonne of illegal clay in 100 t")


def _lapsing(scene: Scene) -> Firm:
    """A miner whose designation ends on the 4th, or the day before."""
    return scene.miner(goods=IONIC, listed=scene.day(2 if scene.bad else 3))


def _mine_lapsed(scene: Scene, miner: Firm, reo_t: float, assay: Assay | None = None) -> Lot:
    lot = scene.mine(miner, 3, reo_t, IONIC, assay)
    scene.follows("UNDESIGNATED_PRODUCER", "event", scene.event, "mining")
    return lot


def over_quota_mining(scene: Scene) -> None:
    """50 t of quota, and 60 t mined, or 50."""
    miner, works = scene.miner(50), scene.separator()
    for day in (2, 4):
        scene.mine(miner, day, 20)
    lot = scene.mine(miner, 6, 20 if scene.bad else 10)
    scene.judge("event", scene.event, note="10 t over" if scene.bad else "quota used to the gram")
    _work_up(scene, works, scene.sell(8, miner, works, [lot]))


def over_quota_separation(scene: Scene) -> None:
    """20 t of quota, and 28.5 t separated, or 20."""
    miner, works = scene.miner(), scene.separator(20)
    reo_t = 30 if scene.bad else 21
    feed = scene.sell(6, miner, works, [scene.mine(miner, 2, reo_t)])
    made_t = 28.5 if scene.bad else 20
    cuts = (Cut(LA_CE, t(made_t - 4)), Cut(PR_ND, t(4)))
    lots = scene.process(works, 10, "separation", feed, *cuts)
    scene.judge("event", scene.event, note=f"{made_t} t on a quota of 20 t")
    scene.leak(20, works, lots[1:])


def undesignated_producer(scene: Scene) -> None:
    """On the list until the day before, or until the day; or on no list at all."""
    last = scene.day(9 if scene.bad else 10)
    if scene.nth % 3 == 1:
        miner, works = scene.miner(), scene.separator(listed=last)
        feed = scene.sell(6, miner, works, [scene.mine(miner, 2, 10)])
        lots = scene.process(works, 10, "separation", feed, Cut(PR_ND, t(2)), Cut(LA_CE, t(7.5)))
        scene.judge("event", scene.event, "separation", note=_until(last))
        scene.leak(20, works, lots[:1])
        return
    miner, works = _prospector(scene, last), scene.separator()
    lot = scene.mine(miner, 10, 10)
    scene.judge("event", scene.event, "mining", note=_until(last))
    _work_up(scene, works, scene.sell(12, miner, works, [lot]))


def _prospector(scene: Scene, last: date) -> Firm:
    """A miner who is on no list and has no quota, but a permit; or one whose listing lapses."""
    if scene.nth % 3 == 0 or not scene.bad:
        return scene.miner(listed=last)
    firm = scene.firm("mining")
    permit(scene.book, firm, LISTED)
    return firm


def no_mining_permit(scene: Scene) -> None:
    """A miner whose permit ended the day before, or ends on the day."""
    last = scene.day(4 if scene.bad else 5)
    miner = scene.miner(permitted=last)
    lot = scene.mine(miner, 5, 10)
    scene.judge("event", scene.event, note=f"permit until {last}")
    scene.sell(8, miner, scene.separator(), [lot])


def _work_up(scene: Scene, works: Firm, feed: list[Lot]) -> None:
    """Separates 10 t or 20 t and puts the better part on the market."""
    total = sum(lot.reo_g for lot in feed)
    cuts = (Cut(PR_ND, total * 15 // 100), Cut(LA_CE, total * 80 // 100))
    lots = scene.process(works, 14, "separation", feed, *cuts)
    scene.leak(20, works, lots[:1])


def _until(last: date) -> str:
    return f"designated until {last}"
