"""Invoices and goods that disagree, or all but."""

from itertools import pairwise
from typing import TYPE_CHECKING

from provenance.simulate.goods import LA_CE, PR_ND, Goods, kg
from provenance.simulate.holdings import Firm, Lot
from provenance.simulate.paperwork import invoice, line, t
from provenance.simulate.scene import Scene

if TYPE_CHECKING:
    from provenance.simulate.book import Record


def _trade(scene: Scene, goods: Goods = PR_ND, reo_t: float = 10) -> tuple[Firm, Firm, Lot]:
    """A trader with stock, and somebody to buy it."""
    seller = scene.firm("trade")
    return seller, scene.firm("trade"), scene.stock(seller, 2, goods, reo_t)


def _phantom(reo_t: float = 10) -> Lot:
    """Goods that exist on an invoice only."""
    return Lot("", PR_ND, t(reo_t), None, 0)


def invoice_without_movement(scene: Scene) -> None:
    """An invoice for goods that never moved; or a void one."""
    seller, buyer, lot = _trade(scene)
    scene.sell(5, seller, buyer, [lot])
    status = "valid" if scene.bad else "void"
    draws = [(_phantom(), t(10))]
    scene.judge("invoice", invoice(scene.book, scene.day(8), seller, buyer, draws, status=status))


def movement_without_invoice(scene: Scene) -> None:
    """Sold without an invoice, or on a void one; or handed to an agent."""
    seller, buyer, lot = _trade(scene)
    on, draws, papers = scene.day(8), [(lot, lot.reo_g)], []
    if scene.bad and scene.nth % 2:
        papers = [invoice(scene.book, on, seller, buyer, draws, status="void")]
    reason = None if scene.bad else "agency"
    scene.book.transfer(on, seller, buyer, draws, papers, reason=reason)
    scene.judge("event", f"{scene.event}/1")


def invoice_mismatch(scene: Scene) -> None:
    """For less than was delivered, or to another; or off by what scales are."""
    seller, buyer, lot = _trade(scene)
    on = scene.day(8)
    stated_t, billed = (9.0 if scene.bad else 9.91), buyer
    if scene.bad and scene.nth % 2:
        stated_t, billed = 10.0, scene.firm("trade")
    number = invoice(scene.book, on, seller, billed, [(lot, t(stated_t))])
    scene.book.transfer(on, seller, buyer, [(lot, lot.reo_g)], [number])
    scene.judge("invoice", number, note=f"{stated_t} t invoiced for 10 t")


def invoice_reused(scene: Scene) -> None:
    """One invoice for two deliveries of as much each; or for both halves."""
    seller, buyer, lot = _trade(scene, reo_t=20)
    stated_t = 10 if scene.bad else 20
    number = invoice(scene.book, scene.day(5), seller, buyer, [(lot, t(stated_t))])
    for day in (8, 12):
        scene.book.transfer(scene.day(day), seller, buyer, [(lot, t(10))], [number])
    scene.judge("invoice", number)


def invoice_cycle(scene: Scene) -> None:
    """Three invoices in a circle and no goods; or goods of their own for each."""
    firms = [scene.firm("trade") for _ in range(3)]
    numbers = []
    for nth, (seller, buyer) in enumerate(pairwise([*firms, firms[0]])):
        on = scene.day(4 + 5 * nth)
        lot = _phantom() if scene.bad else scene.stock(seller, 2, PR_ND, 10)
        numbers.append(invoice(scene.book, on, seller, buyer, [(lot, t(10))]))
        if not scene.bad:
            scene.book.transfer(on, seller, buyer, [(lot, t(10))], numbers[-1:])
    scene.judge("invoice", min(numbers))


def goods_renamed(scene: Scene) -> None:
    """Oxide invoiced as kaolin, or without the mark; or under another heading of its chapter."""
    seller, buyer, lot = _trade(scene, LA_CE)
    on = scene.day(8)
    stated: Record = line(lot, lot.reo_g) | {"hs_code": "2805301500"}
    fields: Record = {"lines": [stated]}
    if scene.bad:
        kaolin = "瓷土（合成） / kaolin (synthetic)"
        stated = {
            "goods": kaolin,
            "hs_code": "2507001000",
            "net_kg": kg(lot.goods.net_g(lot.reo_g)),
        }
        marked = bool(scene.nth % 2)
        fields = {"lines": [stated | {"reo_kg": kg(lot.reo_g)}], "rare_earth_mark": marked}
    number = invoice(scene.book, on, seller, buyer, [], **fields)
    scene.book.transfer(on, seller, buyer, [(lot, lot.reo_g)], [number])
    scene.judge("invoice", number)
