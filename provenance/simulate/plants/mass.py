"""Mass and custody: more out than in, sold twice, drawn by who cannot hold it, round and round."""

from provenance.simulate.goods import (
    CONCENTRATE,
    IONIC,
    LA_CE,
    MAGNET,
    ORE,
    PR_ND,
    PR_ND_METAL,
    SCRAP,
    Goods,
    kg,
)
from provenance.simulate.holdings import Cut, Lot, month_number
from provenance.simulate.paperwork import t
from provenance.simulate.scene import Scene
from provenance.simulate.statuses import OPENING_STOCK, UNEXPLAINED
from provenance.simulate.supervision import seize


def unexplained_mass(scene: Scene) -> None:
    """10 t in and 10.2 t out, or 10.049 t."""
    maker = scene.firm("metal")
    oxide = scene.stock(maker, 2, PR_ND, 10)
    out_t = 10.2 if scene.bad else 10.049
    metal = scene.process(maker, 8, "metal_reduction", [oxide], Cut(PR_ND_METAL, t(out_t)))
    scene.judge("event", scene.event, note=f"10 t in, {out_t} t out")
    scene.sell(12, maker, scene.firm("magnet"), metal)


def overdrawn_lot(scene: Scene) -> None:
    """A lot of 10 t sold for 12 t, or for 10 t; an authority may have taken half of it away."""
    trader = scene.firm("trade")
    lot = scene.stock(trader, 2, PR_ND, 10)
    if scene.bad:
        lot.kept = 10 / 12
    if scene.nth % 2:
        seize(scene.book, trader, scene.day(5), [(lot, t(6))])
    else:
        scene.sell_part(5, trader, scene.firm("trade"), lot, 6)
    buyer = scene.firm("trade")
    bought = scene.sell_part(9, trader, buyer, lot, 6 if scene.bad else 4)
    scene.judge("lot", lot.id, note="12 t drawn of 10 t" if scene.bad else "drawn to the gram")
    scene.leak(15, buyer, [bought])


def lot_produced_twice(scene: Scene) -> None:
    """Two miners claim one lot; or the second has withdrawn its claim."""
    first, second, works = scene.miner(), scene.miner(), scene.separator()
    number = f"{first.key}-{scene.book.number('lot'):09d}"
    lot = scene.mine(first, 3, 10, id=number)
    scene.mine(second, 4, 10, id=number)
    other = scene.book.records[-1]["id"]
    _one_lot(scene, lot)
    if not scene.bad:
        withdraws = {"record": "extraction", "id": other}
        reason = "numbered by mistake, synthetic（合成）"
        withdrawal = f"WDR-{scene.book.number('WDR'):06d}"
        scene.book.write("withdrawal", id=withdrawal, withdraws=withdraws, reason=reason)
    scene.judge("lot", lot.id, note="second claim withdrawn" if not scene.bad else "two claims")
    scene.sell(8, first, works, [lot])


def _one_lot(scene: Scene, lot: Lot) -> None:
    """Puts the truth of a lot that was written down twice: one lot, which nobody can vouch for."""
    truth = scene.book.truth
    truth.rows = [row for row in truth.rows if row.get("key") != lot.id]
    truth.lots -= 1
    if scene.bad:
        lot.shares, lot.holder, lot.feed = UNEXPLAINED, None, "unknown"
        truth.lot(lot)


def not_holder(scene: Scene) -> None:
    """Sold by who never had it; or by who gets it later in the month."""
    owner, seller, buyer = scene.firm("trade"), scene.firm("trade"), scene.firm("metal")
    lot = scene.stock(owner, 2, LA_CE, 10)
    if not scene.bad:
        [lot] = scene.sell(12, owner, seller, [lot])
    scene.sell_part(9, seller, buyer, lot, 4)
    scene.judge("event", f"{scene.event}/1", lot.id)


def impossible_sequence(scene: Scene) -> None:
    """Metal sold in the month before it was made; or in the same month, days before."""
    maker, buyer = scene.firm("metal"), scene.firm("magnet")
    oxide = scene.stock(maker, 2, PR_ND, 10)
    made_on = scene.later(1) if scene.bad else scene.day(25)
    cut = Cut(PR_ND_METAL, t(9.7))
    [metal] = scene.book.process(maker, made_on, "metal_reduction", [(oxide, oxide.reo_g)], [cut])
    scene.sell_part(20, maker, buyer, metal, 4)
    scene.judge("event", f"{scene.event}/1", metal.id, note=f"made on {made_on}")


_RECOVERIES: tuple[tuple[str, Goods, Goods, float, float], ...] = (
    ("separation", CONCENTRATE, LA_CE, 0.70, 0.81),
    ("beneficiation", ORE, CONCENTRATE, 0.97, 0.94),
    ("separation", SCRAP, PR_ND, 0.60, 0.71),
    ("metal_reduction", PR_ND, PR_ND_METAL, 0.80, 0.86),
    ("magnet_making", PR_ND_METAL, MAGNET, 0.50, 0.61),
)
"""Process, from what, to what, a recovery that cannot be, and one that just can."""


def implausible_recovery(scene: Scene) -> None:
    """Too little comes out, or too much, or just enough."""
    process, before, after, wrong, near = _RECOVERIES[scene.nth % len(_RECOVERIES)]
    part = wrong if scene.bad else near
    if before is ORE:
        firm = scene.miner()
        lot = scene.mine(firm, 2, 10, ORE)
    elif before is CONCENTRATE:
        miner, firm = scene.miner(), scene.separator()
        [lot] = scene.sell(4, miner, firm, [scene.mine(miner, 2, 10)])
    else:
        firm = scene.firm({SCRAP: "recycling", PR_ND: "metal"}.get(before, "magnet"))
        lot = scene.stock(firm, 2, before, 10)
    scene.process(firm, 8, process, [lot], Cut(after, t(10 * part)))
    scene.judge("event", scene.event, note=f"recovery {part:.0%}")


_CONTENTS: tuple[tuple[Goods, float, float], ...] = (
    (CONCENTRATE, 0.90, 0.84),
    (PR_ND, 0.80, 0.86),
    (IONIC, 0.35, 0.41),
    (MAGNET, 0.55, 0.49),
)
"""Goods, REO per net mass that they cannot have, and one they just can."""


def implausible_content(scene: Scene) -> None:
    """A net mass that does not fit the REO, or just does."""
    goods, wrong, near = _CONTENTS[scene.nth % len(_CONTENTS)]
    content = wrong if scene.bad else near
    net_kg = kg(int(t(10) / content))
    if goods.stage == 1:
        lot = scene.mine(scene.miner(goods=goods), 2, 10, goods, net_kg=net_kg)
    else:
        trader = scene.firm("trade")
        stock = scene.stock(trader, 2, goods, 10)
        [lot] = scene.process(
            trader, 6, "blending", [stock], Cut(goods, t(10), claims={"net_kg": net_kg})
        )
    scene.judge("lot", lot.id, note=f"{content:.0%} REO")


def circular_flow(scene: Scene) -> None:
    """Sold on until it is back; or given back, or worked up on the way."""
    if scene.bad and scene.nth % 3 == 2:
        _lots_in_a_circle(scene)
        return
    one, two, three = (
        scene.firm("trade", "metal"),
        scene.firm("trade", "metal"),
        scene.firm("trade"),
    )
    lots = scene.sell_part(5, one, two, scene.stock(one, 2, PR_ND, 10), 5)
    if not scene.bad and scene.nth % 2:
        [lots] = scene.process(two, 7, "metal_reduction", [lots], Cut(PR_ND_METAL, t(4.8)))
    [lots] = scene.sell(9, two, three, [lots])
    if scene.bad or scene.nth % 2:
        [lots] = scene.sell(14, three, one, [lots])
    else:
        draws = [(lots, lots.reo_g)]
        [lots] = scene.book.transfer(scene.day(14), three, one, draws, reason="return")
    scene.judge("lot", lots.id)


def _lots_in_a_circle(scene: Scene) -> None:
    """10 t blended with 0.1 t of what was taken from them, which the loss makes up for."""
    trader = scene.firm("trade")
    fresh, number = scene.stock(trader, 2, PR_ND, 10), scene.book.number("lot")
    made = month_number(scene.first)
    part = Lot(f"{trader.key}-{number:09d}", PR_ND, t(0.1), trader, made, OPENING_STOCK)
    [lot] = scene.process(trader, 6, "blending", [fresh, part], Cut(PR_ND, t(10)))
    claims = {"id": part.id}
    on = scene.day(8)
    scene.book.process(trader, on, "blending", [(lot, t(0.1))], [Cut(PR_ND, t(0.1), claims=claims)])
    scene.judge("lot", min(lot.id, part.id), note="a cycle of two lots")
