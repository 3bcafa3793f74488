"""The goods that move in made-up worlds, and their masses."""

from dataclasses import dataclass, field

KG = 1_000
"""Grams in a kilogram; masses are whole grams here, kilograms in the records."""
TONNE = 1_000_000
"""Grams in a tonne."""

MINERALS = frozenset({"ore", "concentrate", "ionic_concentrate"})


@dataclass(frozen=True, slots=True, eq=False)
class Goods:
    """A kind of goods; `reo_percent` is kilograms REO in a hundred kilograms net.

    Above a hundred for metals: the oxide they stand for weighs more than they do. `stage` is 0
    for ore, 1 for other mineral products, 2 for what comes of them.
    """

    product: str
    name: str
    name_en: str
    hs_code: str | None
    reo_percent: int
    stage: int = field(init=False)

    def __post_init__(self) -> None:
        stage = 0 if self.product == "ore" else 1 if self.product in MINERALS else 2
        object.__setattr__(self, "stage", stage)

    @property
    def label(self) -> str:
        """What an invoice or a declaration calls them; no such goods exist, so it says so."""
        return f"{self.name}（合成） / {self.name_en} (synthetic)"

    def net_g(self, reo_g: int) -> int:
        """The net mass that holds so much REO, both in grams."""
        return reo_g * 100 // self.reo_percent


ORE = Goods("ore", "混合型稀土原矿", "mixed rare-earth ore", "2530902000", 6)
CONCENTRATE = Goods("concentrate", "稀土精矿", "rare-earth concentrate", "2530902000", 60)
IONIC = Goods("ionic_concentrate", "离子型稀土精矿", "ionic concentrate", "2846904890", 92)
CIRCUIT = Goods("mixed_salt", "在槽混合氯化稀土", "mixed chlorides in circuit", "2846902800", 45)
LA_CE = Goods("oxide", "镧铈氧化物", "lanthanum-cerium oxide", "2846901999", 99)
PR_ND = Goods("oxide", "镨钕氧化物", "praseodymium-neodymium oxide", "2846901999", 99)
SM_EU_GD = Goods("oxide", "钐铕钆富集物", "samarium-europium-gadolinium oxide", "2846901999", 99)
# Its customs code is in no table of `provenance.reference`, so its lots state none.
DY = Goods("oxide", "氧化镝", "dysprosium oxide", None, 99)
HEAVY = Goods("oxide", "铽钇富集物", "terbium-yttrium oxide", "2846901999", 99)
MIXED = Goods("oxide", "混合稀土氧化物", "mixed rare-earth oxide", "2846901999", 99)
PR_ND_METAL = Goods("metal", "镨钕金属", "praseodymium-neodymium metal", "2805301910", 117)
DY_METAL = Goods("metal", "金属镝", "dysprosium metal", "2805301200", 114)
ALLOY = Goods("alloy", "钕铁硼合金", "neodymium-iron-boron alloy", "2805302900", 35)
MAGNET = Goods("magnet", "烧结钕铁硼磁体", "sintered neodymium magnets", "8505111000", 35)
SCRAP = Goods("scrap", "钕铁硼废料", "neodymium magnet scrap", None, 30)


def kg(grams: int) -> int | float:
    """Grams as the kilograms of a record: at most three decimals, none where there are none."""
    return grams // KG if grams % KG == 0 else grams / KG


def tonnes(grams: int) -> int | float:
    """Grams as the tonnes of a quota or a report."""
    return grams // TONNE if grams % TONNE == 0 else grams / TONNE
