"""Where material came from and went to, as a service tells it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from provenance.cli.server import Service
from provenance.cli.service.naming import lots_of
from provenance.cli.service.verdicts import asked
from provenance.ledger.lineage import Event, Input, Lineage, Lot, Output
from provenance.ledger.paths import Span
from provenance.model.from_json import grams, of_json
from provenance.model.mass import kilograms
from provenance.model.terms import EventKind, Label, Ref
from provenance.settings import Settings
from provenance.verdict.exposure import Exposed
from provenance.verdict.paths import Route, Routes, Step

_EVENT = "key kind date enterprise { key } buyer { key }"
_LINEAGE = f"""
query L($subject: SubjectInput!, $way: LineageDirection!, $most: Int!) {{
  lineage(subject: $subject, direction: $way, maxNodes: $most) {{
    lots {{ key hasMore }} events {{ {_EVENT} hasMore }}
    inputs {{ lot event reoKg supported }} outputs {{ lot event reoKg }} settledAt waiting
  }}
}}"""
_DREW = f"""query E($key: String!) {{ event(key: $key) {{ {_EVENT}
  inputs(first: 1000) {{ edges {{ reoKg supported node {{ key }} }} }} }} }}"""
_REACHED = "place { label key } kg unlawfulKg leastKg mostKg"
_EXPOSURE = f"""
query E($subject: SubjectInput!, $first: Int!) {{ exposure(subject: $subject, first: $first) {{
  subject {{ label key }} reoKg unlawfulKg lots {{ {_REACHED} }} enterprises {{ {_REACHED} }}
  exports {{ {_REACHED} }} leftOut settledAt waiting truncated }} }}"""
_PATHS = f"""
query P($from: SubjectInput!, $to: SubjectInput!, $since: Date, $until: Date, $least: Kilograms,
$first: Int!) {{ paths(from: $from, to: $to, since: $since, until: $until, leastKg: $least,
  first: $first) {{ waiting truncated
    paths {{ kg start {{ key }} steps {{ reoKg event {{ {_EVENT} }} lot {{ key }} }} }} }} }}"""


async def followed(service: Service, refs: Sequence[Ref], *, up: bool, most: int) -> Lineage:
    way = "UPSTREAM" if up else "DOWNSTREAM"
    told: list[Mapping[str, Any]] = []
    ended: list[Mapping[str, Any]] = []
    for ref in refs:
        seeds = [ref]
        if ref.label is Label.EVENT:
            seeds = await lots_of(service, [ref], made=True)
            if not seeds:
                ended.append((await service.ask(_DREW, key=ref.key))["event"])
                seeds = await lots_of(service, [ref]) if up else []
        for seed in seeds:
            found = await service.ask(_LINEAGE, subject=asked(seed), way=way, most=most)
            told.append(found["lineage"])
    events = [one for lineage in told for one in lineage["events"]]
    lots = [one for lineage in told for one in lineage["lots"]]
    inputs = {
        Input(one["lot"], one["event"], grams(one["reoKg"]), one["supported"])
        for lineage in told
        for one in lineage["inputs"]
    }
    inputs |= {
        Input(edge["node"]["key"], one["key"], grams(edge["reoKg"]), edge["supported"])
        for one in ended
        for edge in one["inputs"]["edges"]
    }
    outputs = {
        (one["event"], one["lot"], grams(one["reoKg"]))
        for lineage in told
        for one in lineage["outputs"]
    }
    times = [datetime.fromisoformat(one["settledAt"]) for one in told if one["settledAt"]]
    return Lineage(
        lots={one["key"]: Lot(one["key"]) for one in lots},
        events={one["key"]: _event(one) for one in (*events, *ended)},
        inputs=sorted(inputs),
        outputs=[Output(event, lot, 0, reo_g, None, None) for event, lot, reo_g in sorted(outputs)],
        cut=frozenset(
            Ref(label, one["key"])
            for label, some in ((Label.LOT, lots), (Label.EVENT, events))
            for one in some
            if one["hasMore"]
        ),
        settled_at=max(times, default=None),
        waiting=any(one["waiting"] for one in told),
    )


async def drawn(
    service: Service, subject: Ref, settings: Settings, *, up: bool, most: int
) -> Mapping[str, Any]:
    from provenance.schema.downloads.documents import DOCUMENTS  # not for who asks no graph

    query = DOCUMENTS["lineage" if up else "descendants"].query
    answer = await service.ask(query, subject=asked(subject), maxNodes=most)
    found: Mapping[str, Any] = answer["lineage"]
    return found


async def expose(
    service: Service, subject: Ref, settings: Settings, first: int = 100
) -> Exposed | None:
    told = await service.ask(_EXPOSURE, subject=asked(subject), first=first)
    return told["exposure"] and of_json(Exposed, told["exposure"])


async def find_routes(
    service: Service,
    start: Sequence[Ref],
    end: Sequence[Ref],
    span: Span,
    first: int,
    settings: Settings,
    least_g: int = 0,
) -> Routes | None:
    routes: list[Route] = []
    waiting = cut = False
    for one in start:
        for other in end:
            between = {"from": asked(one), "to": asked(other), "first": first}
            days = {"since": _day(span.since), "until": _day(span.until)}
            least = {"least": kilograms(least_g) if least_g else None}
            found = (await service.ask(_PATHS, **between, **days, **least))["paths"]
            if found is None:
                return None
            routes += map(_route, found["paths"])
            waiting, cut = waiting or found["waiting"], cut or found["truncated"]
    return Routes(sorted(routes, key=lambda route: -route.grams)[:first], waiting, cut)


def _route(said: Mapping[str, Any]) -> Route:
    steps = [
        Step(_event(step["event"]), step["lot"]["key"], grams(step["reoKg"]))
        for step in said["steps"]
    ]
    return Route(said["start"]["key"], steps, grams(said["kg"]))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _event(said: Mapping[str, Any]) -> Event:
    kind, _, id_ = said["key"].partition(":")
    return Event(
        EventKind(kind),
        id_,
        date.fromisoformat(said["date"]),
        said["enterprise"]["key"] if said["enterprise"] else "",
        said["buyer"] and said["buyer"]["key"],
    )
