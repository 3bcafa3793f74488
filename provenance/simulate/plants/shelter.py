"""Papers that shelter nothing, or something: late quota, by-products of clay, goods let go."""

from datetime import date

from provenance.simulate import paperwork, supervision
from provenance.simulate.goods import CONCENTRATE, IONIC, LA_CE, MIXED, PR_ND
from provenance.simulate.holdings import Cut, Lot, month_number
from provenance.simulate.industry import LISTED, SITE
from provenance.simulate.month import import_
from provenance.simulate.paperwork import Border, permit, t
from provenance.simulate.plants.imports import BORDER, CARBONATE
from provenance.simulate.scene import Scene
from provenance.simulate.statuses import BYPRODUCT, OPENING_STOCK, UNSUPPORTED_STOCK, all_of, partly


def late_quota(scene: Scene) -> None:
    """Quota of 2025 issued after its end, and added to; or issued and added to on its last day.

    Later plants mine beyond quota of which an increase came in time, or up to it.
    """
    year, miner = scene.first.year, scene.firm("mining")
    permit(scene.book, miner, LISTED)
    paperwork.designate(scene.book, miner, "mining", LISTED)
    late = scene.bad and year == 2025
    issued = date(2026, 1, 6) if late else date(2025, 12, 31) if year == 2025 else scene.first
    fields = {"issued_on": issued.isoformat(), "ore_class": "rock"}
    quota = paperwork.allot(scene.book, miner, year, "mining", t(50), **fields)
    increase_g = t(10 if late or not scene.bad else 2)
    supervision.adjust(scene.book, quota, increase_g, issued)
    miner.quota_left_g[year, "mining"] = 0 if late else t(50) + increase_g
    lot = scene.mine(miner, 6, 60)
    scene.judge("event", scene.event, note=f"60 t on quota issued on {issued}")
    works = scene.separator()
    feed = scene.sell(8, miner, works, [lot])
    won = scene.process(works, 14, "separation", feed, Cut(PR_ND, t(9)), Cut(LA_CE, t(48)))
    scene.leak(20, works, won[:1])


def byproduct(scene: Scene) -> None:
    """Clay that is said to come up with tungsten; or rock that does."""
    pit, works = scene.firm("mining"), scene.separator()
    permit(scene.book, pit, LISTED, kind="byproduct", site=SITE)
    what = {"byproduct_of": "tungsten ore（合成）", "site": SITE}
    on = scene.day(3)
    if scene.bad:
        lot = scene.book.extract(pit, on, Cut(IONIC, t(10)), **what)
    else:
        cut = Cut(CONCENTRATE, t(10))
        lot = scene.book.begin("extraction", pit, on, cut, BYPRODUCT, ore_class="rock", **what)
    scene.judge("event", scene.event, "mining", note="by-product of tungsten")
    scene.follows("NO_MINING_PERMIT", "event", scene.event)
    feed = scene.sell(6, pit, works, [lot])
    won = scene.process(works, 10, "separation", feed, Cut(PR_ND, t(2)), Cut(LA_CE, t(7.5)))
    scene.leak(20, works, won[:1])


def carbonate(scene: Scene) -> None:
    """Carbonate called a mixed salt, separated by who is on the list no longer; or still is."""
    last = scene.day(9 if scene.bad else 10)
    importer, works = scene.firm("import"), scene.separator(listed=last)
    cut = Cut(CARBONATE, t(10), claims={"product": "mixed_salt"})
    lot = import_(scene.book, importer, scene.day(3), cut, BORDER)
    feed = scene.sell(6, importer, works, [lot])
    won = scene.process(works, 10, "separation", feed, Cut(PR_ND, t(2)), Cut(LA_CE, t(7.5)))
    scene.judge("event", scene.event, "separation", note=f"designated until {last}")
    scene.leak(20, works, won[:1])


def auctioned(scene: Scene) -> None:
    """Goods bought at an auction, sold with stock that nobody counted; or that was counted."""
    trader, on = scene.firm("trade", "export"), scene.day(3)
    bought = supervision.release(scene.book, trader, on, Cut(MIXED, t(10)))
    counted_t = 4 if scene.bad else 10
    visit = supervision.inspect(scene.book, trader, on, t(counted_t))
    shares = partly(counted_t / 10, OPENING_STOCK, UNSUPPORTED_STOCK)
    stock = scene.book.begin(
        "opening_stock", trader, on, Cut(MIXED, t(10)), shares, inspection=visit
    )
    [blend] = scene.process(trader, 8, "blending", [bought, stock], Cut(MIXED, t(20)))
    border = Border("5301", "KR", "Example Glass (synthetic)")
    number = scene.ship(18, trader, blend, 15, border)
    scene.judge("declaration", number, note=f"released, and stock of which {counted_t} t were seen")


def unrecorded(scene: Scene) -> None:
    """Oxide that nobody is known to have made, sold and shipped; or that was in a counted stock."""
    trader, exporter = scene.firm("trade"), scene.firm("export")
    if scene.bad:
        key = f"{trader.key}-{scene.book.number('lot'):09d}"
        lot = Lot(key, PR_ND, t(10), None, month_number(scene.first), all_of("no_record"))
        scene.book.truth.lot(lot)
    else:
        lot = scene.stock(trader, 2, PR_ND, 10)
    [bought] = scene.sell(8, trader, exporter, [lot])
    border = Border("2248", "KR", "Example Glass (synthetic)")
    scene.judge("declaration", scene.ship(18, exporter, bought, 9, border), note=lot.id)
