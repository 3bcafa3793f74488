"""Findings by their causes: what only follows by mass is told with what it follows from.

NO_QUOTA_ORIGIN says of a lot or a shipment that mass in it has no lawful origin: of everything down
a chain, though one thing is wrong. Its cause is a finding by which mass loses its right (`TAKES`),
on an event or a lot upstream. Where there is none (nobody says who made it), the first lot of a
chain is the cause of what follows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from provenance.graph.port.findings import AT_ONCE
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import Facets, FindingFilter, KeptFinding
from provenance.ledger.lineage import Lineage
from provenance.model.terms import FindingStatus, Label, Ref

FOLLOWS = "NO_QUOTA_ORIGIN"

TAKES = frozenset(
    {
        "OVER_QUOTA_MINING", "OVER_QUOTA_SEPARATION", "UNDESIGNATED_PRODUCER", "UNDECLARED_IMPORT",
        "IMPORT_EXCEEDED", "UNEXPLAINED_MASS", "OVERDRAWN_LOT", "LOT_PRODUCED_TWICE", "NOT_HOLDER",
        "RECYCLED_COVER", "RECYCLER_ORE_INPUT", "FEED_MISDECLARED", "BARRED_IMPORT",
    }
)  # fmt: skip
"""Findings by which mass loses its right, or is not what it was said to be."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A finding, how many others follow from it by mass, and the most grams one of these has."""

    finding: KeptFinding
    follow: int = 0
    most_g: int = 0


@dataclass(frozen=True, slots=True)
class Causes:
    """The gravest causes; `more` says that there are others, `cut` that more may follow."""

    items: Sequence[Cause]
    facets: Facets
    more: bool
    cut: bool


async def causes(store: GraphStore, wanted: FindingFilter, first: int, most: int) -> Causes:
    """The gravest causes that a filter leaves, at most so many, each with what follows from it.

    At most so many lots and events downstream are read. Who asks for what follows by its code, or
    for what is gone, gets each by itself. Raises StoreUnavailableError.
    """
    facets = await store.findings.facets(wanted)
    if wanted.gone is not False or FOLLOWS in wanted.codes:
        page = await store.findings.page(wanted, None, first)
        return Causes([Cause(one) for one in page.items], facets, page.more, cut=False)
    codes = [code for code, _ in facets.codes if code is not None]
    direct, more = await _some(store, wanted, [code for code in codes if code != FOLLOWS], first)
    derived, others = await _some(store, wanted, [FOLLOWS] if FOLLOWS in codes else [], AT_ONCE)
    taking = [one for one in direct if one.code in TAKES]
    seeds = {one.subject for one in (*taking, *derived)}
    seeds = {ref for ref in seeds if ref.label in (Label.EVENT, Label.LOT)}
    down = await store.graph.lineage(sorted(seeds), up=False, most=most)
    found = _Chains(down, await _standing(store, down), set())
    items = [found.cause(one) if one.code in TAKES else Cause(one) for one in direct]
    # Of those left the one that most lies behind of is the first of its chain.
    left = [one for one in derived if one.subject not in found.told]
    left.sort(key=lambda one: -len(found.behind(one.subject)))
    items += [found.cause(one) for one in left if one.subject not in found.told]
    items.sort(key=lambda cause: cause.finding.place)
    return Causes(items[:first], facets, more or others or len(items) > first, bool(down.cut))


async def _some(
    store: GraphStore, wanted: FindingFilter, codes: Sequence[str], first: int
) -> tuple[Sequence[KeptFinding], bool]:
    """The gravest findings of some codes, and whether there are more."""
    if not codes:
        return (), False
    page = await store.findings.page(replace(wanted, codes=tuple(codes)), None, first)
    return page.items, page.more


async def _standing(store: GraphStore, down: Lineage) -> Mapping[Ref, KeptFinding]:
    """What follows by mass, on the lots of a lineage and on what they were declared in."""
    refs = sorted(set(_places(down.lots, (event.declaration for event in down.events.values()))))
    kept = await store.findings.on(refs) if refs else {}
    return {
        ref: one
        for ref, on in kept.items()
        for one in on
        if one.code == FOLLOWS and not one.gone_at and one.status is not FindingStatus.DISMISSED
    }


def _own(finding: KeptFinding) -> list[KeptFinding]:
    return [finding] if finding.code == FOLLOWS else []


def _places(lots: Iterable[str], declarations: Iterable[str | None]) -> Iterator[Ref]:
    yield from (Ref(Label.LOT, key) for key in lots)
    yield from (Ref(Label.DECLARATION, key) for key in declarations if key)


@dataclass(frozen=True, slots=True)
class _Chains:
    """What is downstream of what, the findings there that follow, and those told of already."""

    down: Lineage
    standing: Mapping[Ref, KeptFinding]
    told: set[Ref]

    def cause(self, finding: KeptFinding) -> Cause:
        """A finding with all that follows from it and from none before."""
        behind = self.behind(finding.subject) - self.told
        follow = [self.standing[ref] for ref in sorted(behind & self.standing.keys())]
        follow = [one for one in follow if one.id != finding.id]
        self.told.update(one.subject for one in (*follow, *_own(finding)))
        return Cause(finding, len(follow), max((one.mass_g or 0 for one in follow), default=0))

    def behind(self, subject: Ref) -> set[Ref]:
        """The lots that descend from an event or a lot, and what they were declared in."""
        lots: set[str] = set()
        events: set[str] = {subject.key} if subject.label is Label.EVENT else set()
        new = [subject.key] if subject.label is Label.LOT else self._made(subject.key)
        while new:
            lots.update(new)
            drawn = {draw.event for lot in new for draw in self.down.draws_on.get(lot, ())}
            new = [lot for event in drawn - events for lot in self._made(event) if lot not in lots]
            events |= drawn
        known = self.down.events
        return set(_places(lots, (known[key].declaration for key in events if key in known)))

    def _made(self, event: str) -> list[str]:
        return [out.lot for out in self.down.outputs_of.get(event, ())]
