"""Cases as chains: what an inspection led to, by way of violation and penalty, up to a referral."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from provenance.graph.on_record import firm_asked, place_asked
from provenance.graph.pages import all_of, everything
from provenance.graph.past import as_of
from provenance.graph.port.graph import GraphStore, Reader, Thing
from provenance.model.regions import beginnings
from provenance.model.terms import EdgeType, Label, Ref

CHAIN = (Label.INSPECTION, Label.VIOLATION, Label.PENALTY, Label.REFERRAL)

_NAMES = {
    Label.INSPECTION: "inspection",
    Label.VIOLATION: "violation",
    Label.PENALTY: "penalty",
}
"""The links that others name, and by which field."""


class Step(NamedTuple):
    """A link of a case: its number, and what is stated of it, nothing while it is not on record."""

    key: str
    props: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One chain, by kind of link, and whose case it is; `carried_out_by` adjusts quota for it."""

    steps: Mapping[Label, Step]
    enterprise: str
    name: str | None = None
    region: str | None = None
    carried_out_by: Sequence[str] = ()

    @property
    def days(self) -> list[str]:
        """The days of its links, in the order of the chain."""
        return [
            self.steps[label].props["date"]
            for label in CHAIN
            if label in self.steps and "date" in self.steps[label].props
        ]


def chains(things: Iterable[Thing]) -> list[dict[Label, Step]]:
    """Every chain there is, from its last link back to its first; each thing is in one at least."""
    known = {thing.ref: thing.props for thing in things if thing.known}
    found, seen = [], set[Ref]()
    for label in reversed(CHAIN):
        for ref in sorted(ref for ref in known if ref.label is label and ref not in seen):
            steps = _back(ref, known)
            seen |= {Ref(label, step.key) for label, step in steps.items()}
            found.append(steps)
    return found


def _back(ref: Ref, known: Mapping[Ref, Mapping[str, Any]]) -> dict[Label, Step]:
    """A link, and those that led to it, as each names the ones before."""
    keys = {ref.label: ref.key}
    for label in reversed(CHAIN):
        props = known.get(Ref(label, keys[label]), {}) if label in keys else {}
        for before, name in _NAMES.items():
            if props.get(name):
                keys.setdefault(before, props[name])
    return {
        label: Step(keys[label], known.get(Ref(label, keys[label]), {}))
        for label in CHAIN
        if label in keys
    }


async def cases(
    store: GraphStore,
    at: datetime | None = None,
    *,
    enterprise: str | None = None,
    region: str | None = None,
) -> list[Case]:
    """The cases on record as known at a time, now without one, in the order they began.

    `enterprise` is its credit code, another of its numbers or its name. `region` is a GB/T 2260
    code, or a name: of an authority that acted, or of the enterprise; a place contains what lies in
    it. Raises MisuseError for what is no such number, code or time, UnknownSubjectError for an
    enterprise that is not on record, StoreUnavailableError.
    """
    region = await place_asked(store, region)
    reader: Reader = store.graph if at is None else await as_of(store, at)
    things = await _concerning(reader, await firm_asked(store, enterprise, reader))
    firms = sorted({Ref(Label.ENTERPRISE, thing.props["enterprise"]) for thing in things})
    on_record = {t.ref.key: t.props for t in await reader.things(firms) if t is not None}
    penalties = [thing.ref for thing in things if thing.ref.label is Label.PENALTY]
    following = await everything(reader, penalties, EdgeType.FOLLOWS, out=False)
    carried = {
        ref.key: [n.thing.ref.key for n in near if n.thing.ref.label is Label.QUOTA_ADJUSTMENT]
        for ref, near in following.items()
    }
    found = []
    for steps in chains(things):
        firm = next(s.props["enterprise"] for s in steps.values() if s.props)
        penalty = steps.get(Label.PENALTY)
        found.append(
            Case(
                steps=steps,
                enterprise=firm,
                name=on_record.get(firm, {}).get("name"),
                region=on_record.get(firm, {}).get("region"),
                carried_out_by=carried.get(penalty.key, ()) if penalty else (),
            )
        )
    kept = [case for case in found if region is None or _in(case, beginnings(region))]
    return sorted(kept, key=lambda case: (min(case.days), case.enterprise))


async def _concerning(reader: Reader, enterprise: str | None) -> list[Thing]:
    if enterprise is None:
        lists = [await all_of(reader, label) for label in CHAIN]
        return [thing for things in lists for thing in things if thing.known]
    ref = Ref(Label.ENTERPRISE, enterprise)
    near = (await everything(reader, [ref], EdgeType.CONCERNS, out=False))[ref]
    return [n.thing for n in near if n.thing.ref.label in CHAIN]


def _in(case: Case, within: tuple[str, ...]) -> bool:
    places = [case.region, *(step.props.get("region") for step in case.steps.values())]
    return any(place is not None and place.startswith(within) for place in places)
