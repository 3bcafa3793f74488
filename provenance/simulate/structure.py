"""How an industry is built: what one seed has otherwise than another."""

from dataclasses import dataclass
from random import Random

USUAL_RHYTHM = (95, 65, 100, 105, 105, 105, 100, 100, 105, 110, 105, 105)
"""Per cent of an average month; the Spring Festival is in February."""


OTHER_WASTE = ("phosphor", "polishing_powder", "catalyst", "battery")


@dataclass(frozen=True, slots=True)
class Habits:
    """How the firms of a cluster work together; `cluster.firms` has a firm under each key."""

    makers: tuple[str, ...] = ("MG1", "MG2")
    """Who makes magnets."""
    recyclers: tuple[str, ...] = ("REC",)
    dealers: tuple[str, ...] = ("D",)
    """Whose hands retail trade goes through on its way to the user, in this order."""
    packed: int = 1
    """Into so many lots what is separated is packed, goods by goods."""
    apart: bool = False
    """Whether each lot of feed is separated for itself, or all that there is together."""
    singly: bool = False
    """Whether each lot a works sells is delivered and invoiced for itself."""
    joined: bool = False
    """Whether an exporter declares all that leaves on a day together, in lines."""
    magnet_part: float = 0.74
    scrap_part: float = 0.25
    """What becomes of alloy, as parts of it."""
    imports: bool = True
    byproducts: bool = True
    rhythm: tuple[int, ...] = USUAL_RHYTHM
    heavy_scrap: bool = True
    """Whether old magnets hold so much dysprosium that what is made of them is controlled."""
    labelled: bool = False
    tested: bool = False
    """Whether drums say who made what is in them, and whether laboratories look into some."""
    waste: str | None = None
    """The kind of waste that recyclers take in besides magnets."""
    released: float = 0.0
    """How often in a month the cluster's trader buys what an authority lets go."""
    visited: bool = False
    """Whether authorities look: some goods are taken away, some orders given, and followed."""
    detailed: bool = False
    """Whether declarations say more than they must: port, value, producer, packages."""


USUAL = Habits()


@dataclass(frozen=True, slots=True)
class Structure:
    """What holds for a whole world; shares are of 1."""

    seed: int
    campaigns: int
    """Most campaigns of a cluster in a month, a week each."""
    resold: float
    """The part of all lots that traders make by selling on."""
    deliveries: int
    """On so many deliveries of a trader's one invoice is written."""
    portions: int
    """From so many lots a trader takes what it sells at once."""
    packed: int
    singly: float
    """How often the works of a cluster deliver lot by lot."""
    makers: int
    recyclers: int
    dealers: int
    """The most of each that a cluster has."""
    assayed_every: int
    """One cluster in so many assays all it makes."""
    shared: float
    """How often a firm of a cluster is one of another cluster that works for both."""
    grouped: float
    """How often the mines and works of a cluster belong to a group."""
    late: float
    corrected: float
    doubled: float
    repeated: float
    """How often a record comes late, comes wrong first, is filed twice or is sent again."""
    rhythm: tuple[int, ...]

    def habits(self, random: Random, *, assayed: bool) -> Habits:
        """How one cluster of such a world works."""
        scrap_part = random.randint(12, 30) / 100
        return Habits(
            makers=_keys("MG", random.randint(1, self.makers)),
            recyclers=_keys("REC", random.randint(1, self.recyclers)),
            dealers=_keys("D", random.randint(1, self.dealers)),
            packed=random.randint(max(1, self.packed - 1), self.packed),
            apart=random.random() < 0.4,
            singly=random.random() < self.singly,
            joined=random.random() < 0.5,
            magnet_part=0.985 - scrap_part,
            scrap_part=scrap_part,
            imports=not assayed and random.random() < 0.8,
            byproducts=not assayed and random.random() < 0.6,
            rhythm=self.rhythm,
            heavy_scrap=False,
            labelled=random.random() < 0.5,
            tested=random.random() < 0.5,
            waste=None if assayed else random.choice((None, *OTHER_WASTE)),
            released=0.0 if assayed else random.choice((0.0, 0.0, 0.1)),
            visited=random.random() < 0.6,
            detailed=random.random() < 0.7,
        )

    def weights(self, months: int) -> list[float]:
        """Which part of all lots there is by the end of each of so many months up to July."""
        per_cent = [self.rhythm[(6 - back) % 12] for back in reversed(range(months))]
        total = sum(per_cent)
        return [sum(per_cent[: n + 1]) / total for n in range(months)]


def structure_of(seed: int) -> Structure:
    """The structure a seed stands for, always the same."""
    random = Random(f"structure {seed}")
    low = random.choice((0, 1))
    rhythm = [random.randint(90, 112) for _ in range(12)]
    rhythm[low] = random.randint(50, 75)
    return Structure(
        seed=seed,
        campaigns=random.randint(2, 4),
        resold=random.randint(10, 40) / 100,
        deliveries=random.randint(1, 3),
        portions=random.randint(1, 2),
        packed=random.choice((1, 1, 2, 3)),
        singly=random.random(),
        makers=random.randint(1, 4),
        recyclers=random.randint(1, 2),
        dealers=random.randint(1, 3),
        assayed_every=random.randint(2, 6),
        shared=random.randint(0, 40) / 100,
        grouped=random.randint(0, 60) / 100,
        late=random.randint(1, 8) / 100,
        corrected=random.randint(1, 6) / 100,
        doubled=random.randint(2, 12) / 1000,
        repeated=random.randint(0, 20) / 1000,
        rhythm=tuple(rhythm),
    )


def _keys(trade: str, count: int) -> tuple[str, ...]:
    return tuple(f"{trade}{n}" for n in range(1, count + 1))
