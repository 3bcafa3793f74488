"""Honest declarations that look like false ones: what no look should be wasted on twice."""

from collections.abc import Callable
from dataclasses import replace

from provenance.simulate.covers import COVERS
from provenance.simulate.goods import PR_ND
from provenance.simulate.neighbours import OFFICES, Customer, Parcel, buyer, declare, firm_code
from provenance.simulate.scene import Scene


def _honest_price(scene: Scene) -> None:
    """Iron oxide by who has always sold it, at what it fetches."""
    _by_old_firm(scene, lambda parcel: replace(parcel, price=COVERS[0].cny), "honest iron oxide")


def _dear_grade(scene: Scene) -> None:
    """Iron oxide for cosmetics, at five times the price, by who has always sold iron oxide."""
    _by_old_firm(scene, lambda parcel: replace(parcel, price=5 * COVERS[0].cny), "a dear grade")


def _new_country(scene: Scene) -> None:
    """A first shipment by who has always sold iron oxide, to a country it never sold to."""

    def elsewhere(parcel: Parcel) -> Parcel:
        customer = Customer(f"Example Pigments {scene.nth} (synthetic)", "VN")
        return replace(parcel, customer=customer)

    _by_old_firm(scene, elsewhere, "a new customer in a new country")


def _by_old_firm(scene: Scene, change: Callable[[Parcel], Parcel], note: str) -> None:
    """Three months of the same, and then something else."""
    random = scene.book.random
    firm, office = firm_code(scene.book), random.choice(OFFICES)
    customer = buyer(scene.book, scene.honest)
    usual = Parcel(firm, COVERS[0], customer, office, 20_000, COVERS[0].cny, 25)
    for month in range(3):
        for day in (5, 15, 25):
            declare(scene.book, random, scene.later(month, day), usual)
    number = declare(scene.book, random, scene.later(3, 12), change(usual))
    scene.book.truth.declared(number, false=False, note=note)


def _new_firm(scene: Scene) -> None:
    """Kaolin by a firm that has just begun to sell it."""
    random = scene.book.random
    cover, firm = COVERS[1], firm_code(scene.book)
    customer = buyer(scene.book, scene.honest)
    for day in (10, 31, 50):
        price = cover.price(random)
        parcel = Parcel(firm, cover, customer, "4227", 24_000, price, 25)
        number = declare(scene.book, random, scene.day(day), parcel)
        scene.book.truth.declared(number, false=False, note="a new firm")


def _magnet_maker(scene: Scene) -> None:
    """Iron powder by a magnet maker, who has some to spare, at what it fetches."""
    random = scene.book.random
    maker, cover = scene.firm("magnet", "export"), COVERS[11]
    scene.stock(maker, 2, PR_ND, 3)
    customer = buyer(scene.book, scene.honest)
    parcel = Parcel(maker.code, cover, customer, "3104", 6_000, cover.cny, 25, maker.name)
    number = declare(scene.book, random, scene.day(12), parcel)
    scene.book.truth.declared(number, false=False, note="a magnet maker's iron powder")


HONEST: tuple[Callable[[Scene], None], ...] = (
    _honest_price,
    _new_firm,
    _dear_grade,
    _magnet_maker,
    _new_country,
)
