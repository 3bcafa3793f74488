"""Goods that rare earths might be called, as honest trade knows them, and rare earths themselves.

What things are worth and how they are packed is written here from the trade, apart from what the
product compares with. The last goods are such as no list of covers names.
"""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Cover:
    """Goods with a customs code: CNY a kilogram and its spread, tonnes a shipment, packages."""

    name: str
    name_en: str
    hs_code: str
    cny: float
    spread: float
    tonnes: tuple[float, float]
    packages_kg: tuple[float, ...]
    imported: bool = False

    @property
    def label(self) -> str:
        """As a declaration calls them; it says that they are made up."""
        return f"{self.name}（合成） / {self.name_en} (synthetic)"

    def price(self, random: Random) -> float:
        """What a kilogram of an ordinary grade is declared at."""
        return self.cny * random.lognormvariate(0, self.spread)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Rare earths that are called something else: CNY a kilogram, tonnes a shipment."""

    name: str
    cny: float
    tonnes: tuple[float, float]


COVERS = (
    Cover("氧化铁红", "iron oxide red", "2821100000", 6.0, 0.35, (10, 27), (25, 1000)),
    Cover("高岭土", "kaolin", "2507001000", 1.5, 0.4, (20, 28), (25, 1000), imported=True),
    Cover("铁矿粉", "iron ore fines", "2601112000", 0.8, 0.15, (25, 500), (1000,), imported=True),
    Cover("锌精矿", "zinc concentrate", "2608000000", 9.0, 0.2, (20, 60), (1000,), imported=True),
    Cover("锡膏", "solder paste", "3810100000", 190.0, 0.35, (0.2, 4), (0.5, 10)),
    Cover("瓷砖胶", "tile adhesive", "3214909000", 1.6, 0.4, (15, 27), (20, 25)),
    Cover("瓷砖", "ceramic tiles", "6907219000", 2.8, 0.4, (15, 27), (25, 30, 1200)),
    Cover("人体模型", "mannequins", "9618000000", 45.0, 0.4, (0.5, 5), (6, 12)),
    Cover("化妆品原料", "cosmetic ingredients", "3304990099", 110.0, 0.8, (0.3, 6), (5, 25)),
    Cover("镍粉", "nickel powder", "7504001000", 180.0, 0.25, (0.5, 5), (25, 250)),
    Cover("铁合金", "ferro-alloy", "7202999900", 14.0, 0.5, (10, 26), (25, 1000)),
    Cover("合金粉", "alloy powder", "7205210000", 18.0, 0.5, (3, 20), (25, 1000), imported=True),
    Cover("废钢", "scrap steel", "7204490090", 2.4, 0.15, (20, 26), (1000,), imported=True),
    Cover("氧化铝", "alumina", "2818200000", 4.5, 0.25, (20, 27), (25, 1000)),
    Cover("氧化镁", "magnesium oxide", "2519909100", 3.2, 0.35, (20, 27), (25, 1000)),
    Cover("钛白粉", "titanium dioxide", "3206111000", 14.0, 0.15, (15, 25), (25, 500)),
    Cover("陶瓷色釉料", "ceramic glaze", "3207200000", 11.0, 0.4, (5, 25), (25,)),
)
NAMED = 13
"""So many of them have been named in public as covers; the others nobody spoke of."""

HIDDEN = (
    Hidden("praseodymium-neodymium oxide", 450.0, (2, 20)),
    Hidden("neodymium-iron-boron powder", 140.0, (3, 25)),
    Hidden("mixed rare-earth oxide", 60.0, (5, 24)),
    Hidden("dysprosium oxide", 1_800.0, (0.2, 2)),
    Hidden("terbium oxide", 6_500.0, (0.1, 1)),
)
