"""Quotas of a year as a list: what each was, is as adjusted, and what penalties decided of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from provenance.graph.on_record import firm_asked
from provenance.graph.pages import all_of, everything
from provenance.graph.past import as_of
from provenance.graph.port.graph import GraphStore, Neighbour, Reader, Thing
from provenance.graph.rows.register import register_from
from provenance.model.dates import check_year
from provenance.model.terms import EdgeType, Label, Ref
from provenance.records.changes import History, RecordKey


@dataclass(frozen=True, slots=True)
class Reduction:
    """A cut that a penalty decided for the next year, and the adjustments that carry it out."""

    penalty: Thing
    carried_out_by: Sequence[Thing]


@dataclass(frozen=True, slots=True)
class Allocation:
    """A quota, its holder's name, its adjustments, and what was decided to be cut of it.

    `adjusted_g` is what it covers in grams REO, None while it is only referred to; `overallocated`
    says that more was handed on within it than it has; `source` is the file that states it.
    """

    quota: Thing
    name: str | None
    adjusted_g: int
    adjustments: Sequence[Thing]
    reductions: Sequence[Reduction]
    overallocated: bool
    source: str

    @property
    def late(self) -> bool:
        """Whether it was issued after the end of its year, and covers nothing of it."""
        props = self.quota.props
        return date.fromisoformat(props["issued_on"]) > date(props["year"], 12, 31)

    @property
    def status(self) -> str:
        """Where it stands in a word, the gravest first."""
        return standing(overallocated=self.overallocated, late=self.late)


def standing(*, overallocated: bool, late: bool) -> str:
    """Where a quota stands in a word, the gravest first."""
    if overallocated:
        return "over-allocated"
    return "issued late" if late else "in force"


def cuts(thing: Thing, year: int) -> bool:
    """Whether a thing is a penalty of the year before that cuts the quota of a year."""
    if thing.ref.label is not Label.PENALTY or not thing.props.get("next_year_reduction_g"):
        return False
    return date.fromisoformat(thing.props["date"]).year == year - 1


def adjusted(quota: Thing, adjustments: Sequence[Thing]) -> int:
    """What a quota covers in grams REO, as adjusted: late ones, and late increases, nothing."""
    stated = {
        Label.QUOTA: [(quota.ref.key, quota.props)],
        Label.QUOTA_ADJUSTMENT: [(t.ref.key, t.props) for t in adjustments if t.known],
    }
    return register_from(stated).amounts[quota.ref.key]


async def allocations(
    store: GraphStore,
    at: datetime | None = None,
    *,
    year: int | None = None,
    enterprise: str | None = None,
) -> list[Allocation]:
    """The quotas on record, of a year and an enterprise where these are said, by number.

    `at` is the time as of which they are known, None for now; what is over-allocated is said of
    now only. Raises MisuseError for a year that nothing is filed of, UnknownSubjectError for an
    enterprise that is not on record, StoreUnavailableError.
    """
    check_year(year)
    reader: Reader = store.graph if at is None else await as_of(store, at)
    firm = await firm_asked(store, enterprise, reader)
    quotas = [
        thing
        for thing in await all_of(reader, Label.QUOTA)
        if thing.known
        and year in (None, thing.props["year"])
        and firm in (None, thing.props["enterprise"])
    ]
    over = await _overallocated(store, quotas) if at is None else frozenset()
    beside = await _read(reader, quotas)
    return [beside.of(quota, overallocated=quota.ref in over) for quota in quotas]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is on record beside some quotas, read for all of them at once."""

    names: Mapping[str, str | None]
    sources: Mapping[str, str]
    changes: Mapping[Ref, Sequence[Neighbour]]
    cases: Mapping[Ref, Sequence[Neighbour]]
    following: Mapping[Ref, Sequence[Neighbour]]

    def of(self, quota: Thing, *, overallocated: bool) -> Allocation:
        firm = _holder(quota)
        adjustments = [near.thing for near in self.changes[quota.ref] if near.thing.known]
        return Allocation(
            quota=quota,
            name=self.names.get(firm.key),
            adjusted_g=adjusted(quota, adjustments),
            adjustments=adjustments,
            reductions=[
                Reduction(near.thing, self._carrying(near.thing.ref))
                for near in self.cases[firm]
                if cuts(near.thing, quota.props["year"])
            ],
            overallocated=overallocated,
            source=self.sources[quota.ref.key],
        )

    def _carrying(self, penalty: Ref) -> list[Thing]:
        return [n.thing for n in self.following[penalty] if _is(Label.QUOTA_ADJUSTMENT, n)]


async def _read(reader: Reader, quotas: Sequence[Thing]) -> _Beside:
    refs = [quota.ref for quota in quotas]
    firms = sorted({_holder(quota) for quota in quotas})
    cases = await everything(reader, firms, EdgeType.CONCERNS, out=False)
    penalties = [n.thing.ref for near in cases.values() for n in near if _is(Label.PENALTY, n)]
    received = await reader.versions([RecordKey("quota", ref.key) for ref in refs])
    heads = [History(tuple(versions)).head for versions in received]
    return _Beside(
        names={t.ref.key: t.props.get("name") for t in await reader.things(firms) if t},
        sources={r.key: h.source.file if h else "" for r, h in zip(refs, heads, strict=True)},
        changes=await everything(reader, refs, EdgeType.ADJUSTS, out=False),
        cases=cases,
        following=await everything(reader, penalties, EdgeType.FOLLOWS, out=False),
    )


def _holder(quota: Thing) -> Ref:
    return Ref(Label.ENTERPRISE, quota.props["enterprise"])


def _is(label: Label, near: Neighbour) -> bool:
    return near.thing.ref.label is label


async def _overallocated(store: GraphStore, quotas: Sequence[Thing]) -> frozenset[Ref]:
    found = await store.findings.on([quota.ref for quota in quotas]) if quotas else {}
    return frozenset(
        ref
        for ref, findings in found.items()
        if any(f.code == "QUOTA_OVERALLOCATED" and f.gone_at is None for f in findings)
    )
