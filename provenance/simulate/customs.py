"""What declarations say beyond what they must: port, mode, masses, value, producer."""

from collections.abc import Mapping, Sequence
from random import Random

from provenance.simulate.book import Record
from provenance.simulate.goods import (
    CONCENTRATE,
    DY_METAL,
    IONIC,
    KG,
    LA_CE,
    MAGNET,
    PR_ND,
    Goods,
    kg,
)
from provenance.simulate.holdings import Draw
from provenance.simulate.paperwork import Border
from provenance.simulate.structure import Habits

_CNY_PER_KG: Mapping[Goods, int] = {
    CONCENTRATE: 25, IONIC: 45, LA_CE: 12, PR_ND: 520, DY_METAL: 2_300, MAGNET: 260,
}  # fmt: skip
"""What a kilogram net fetches, made up to lie within what such goods have fetched."""

_PACKAGE_KG: Mapping[Goods, int] = {
    CONCENTRATE: 1_000, IONIC: 1_000, LA_CE: 1_000, PR_ND: 50, DY_METAL: 50, MAGNET: 25,
}  # fmt: skip


def details(random: Random, habits: Habits, draws: Sequence[Draw], border: Border) -> Record:
    """The further fields of the declaration of an honest shipment, where it says more."""
    if not habits.detailed:
        return {}
    net_g = [lot.goods.net_g(reo_g) for lot, reo_g in draws]
    goods = [lot.goods for lot, _ in draws]
    makers = {lot.maker for lot, _ in draws}
    cny = sum(grams / KG * _CNY_PER_KG[of] for grams, of in zip(net_g, goods, strict=True))
    packages = [
        max(1, round(grams / KG / _PACKAGE_KG[of])) for grams, of in zip(net_g, goods, strict=True)
    ]
    producer = makers.pop() if len(makers) == 1 else None
    return {
        "port": border.customs,
        "trade_mode": "一般贸易",
        "gross_kg": kg(sum(net_g) + 2 * KG * sum(packages)),
        "packages": sum(packages),
        "value_cny": round(cny * random.randint(88, 115) / 100, 2),
        "consignee_abroad": border.end_user or "Example Minerals (synthetic)",
        "producer": producer if border.direction == "export" else None,
        "origin_country": border.country if border.direction == "import" else None,
    }
