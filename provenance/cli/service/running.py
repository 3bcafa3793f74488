"""What a service holds, who watches, and who asked what."""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any

from provenance.cli.server import Service
from provenance.cli.service.findings import filter_said
from provenance.graph.port.kept import FindingFilter
from provenance.graph.port.records import Holding
from provenance.graph.port.trail import Entry, TrailFilter
from provenance.graph.port.watches import Delivery, Watch
from provenance.model.from_json import of_json
from provenance.model.terms import EventKind, Label, Ref, Severity
from provenance.settings import Settings

_HOLDING = """{ service { things { kind count } receivedAt settledAt auditedAt toSettle toAudit
  rejected synthetic } }"""
_SAMPLES = "{ service { openSamples } }"
_WATCH = """id url by createdAt active behind deliveredUpTo deliveredAt lastAttemptAt nextAttemptAt
  failures lastError(language: $in) filter { codes severities statuses subjects { label key }
  enterprise region declaration from to text }"""
_WATCHES = f"query W($in: Language!) {{ watches {{ {_WATCH} }} }}"
_ADD = f"""
mutation W($url: String!, $by: String, $filter: FindingFilter, $in: Language!) {{
  watch(url: $url, by: $by, filter: $filter) {{ secret watch {{ {_WATCH} }} }} }}"""
_END = f"mutation U($id: ID!, $in: Language!) {{ unwatch(id: $id) {{ {_WATCH} }} }}"
_TRAIL = """
query T($who: String, $role: String, $about: String, $since: DateTime, $until: DateTime,
  $after: String) {
  trail(who: $who, role: $role, about: $about, since: $since, until: $until, first: 500,
    after: $after) { pageInfo { hasNextPage endCursor }
    edges { node { number who role body hash } } } }"""
_ROW = """id url filter by createdAt active behind deliveredUpTo deliveredAt lastAttemptAt
  nextAttemptAt failures lastError"""
_KINDS: Mapping[str, Label | EventKind] = {kind.name: kind for kind in (*Label, *EventKind)}


async def holding(service: Service) -> Holding:
    said = (await service.ask(_HOLDING))["service"]
    things = {_KINDS[one["kind"]]: one["count"] for one in said["things"]}
    return of_json(Holding, said, things=things)


async def open_samples(service: Service) -> int:
    found: int = (await service.ask(_SAMPLES))["service"]["openSamples"]
    return found


async def watch_rows(service: Service) -> list[dict[str, Any]]:
    return [_row(one) for one in (await service.ask(_WATCHES))["watches"]]


async def watch(
    service: Service, settings: Settings, wanted: FindingFilter, url: str, by: str
) -> Watch:
    told = await service.ask(_ADD, url=url, by=by, filter=filter_said(wanted))
    return _watch(told["watch"]["watch"], told["watch"]["secret"])


async def unwatch(service: Service, id_: str) -> Watch:
    return _watch((await service.ask(_END, id=id_))["unwatch"])


async def listed_by(
    service: Service, settings: Settings, who: str | None, about: str | None
) -> None:
    """A service puts in its trail itself that it is listed."""


async def latest(service: Service, wanted: TrailFilter) -> AsyncIterator[Entry]:
    asked = {
        "who": wanted.who,
        "role": wanted.role,
        "about": wanted.about,
        "since": wanted.since and wanted.since.isoformat(),
        "until": wanted.until and wanted.until.isoformat(),
    }
    async for said in service.each(_TRAIL, **asked):
        yield Entry(at="", **said)


def _row(said: Mapping[str, Any]) -> dict[str, Any]:
    """A watch as programs read it: of its filter what restricts."""
    restricts = {name: value for name, value in said["filter"].items() if value}
    if "subjects" in restricts:
        restricts["subjects"] = list(dict.fromkeys(ref["key"] for ref in restricts["subjects"]))
    return {name: said[name] for name in _ROW.split()} | {"filter": restricts}


def _watch(said: Mapping[str, Any], secret: str = "") -> Watch:
    wanted = said["filter"]
    told = {
        "codes": tuple(wanted["codes"]),
        "severities": tuple(Severity[one] for one in wanted["severities"]),
        "subjects": tuple(Ref(Label[one["label"]], one["key"]) for one in wanted["subjects"]),
        **{name: wanted[name] for name in ("enterprise", "region", "declaration", "text")},
    }
    return Watch(
        id=said["id"],
        wanted=FindingFilter(**told),
        url=said["url"],
        secret=secret,
        by=said["by"],
        created_at=datetime.fromisoformat(said["createdAt"]),
        delivery=Delivery(told=said["deliveredUpTo"]),
    )
