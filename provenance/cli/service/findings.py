"""What audits found, as a service has it: lists, stories, and what people say of them."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from provenance.cli.server import Service
from provenance.cli.service.naming import named
from provenance.cli.service.verdicts import FINDING, KINDS
from provenance.findings.causes import Cause, Causes
from provenance.findings.suspicious import Member, Pattern, Story
from provenance.graph.port.kept import Count, Facets, FindingFilter, KeptFinding
from provenance.model.errors import MisuseError, UnknownSubjectError
from provenance.model.from_json import grams, of_json
from provenance.model.message import Message
from provenance.model.terms import Label, ReviewDecision, Severity

_KEPT = f"""{FINDING} id day enterprise {{ key }} region {{ key }} firstSeen lastSeen goneAt
  reviews {{ at by decision reason }}"""
_FACETS = """facets { total codes { key count } severities { key count } }"""
_COUNT = (
    f"query F($filter: FindingFilter) {{ findings(filter: $filter, first: 1) {{ {_FACETS} }} }}"
)
_PAGE = "pageInfo { hasNextPage endCursor }"
_EACH = f"""
query F($filter: FindingFilter, $after: String, $in: Language!) {{
  findings(filter: $filter, first: 500, after: $after) {{ {_PAGE} edges {{ node {{ {_KEPT} }} }} }}
}}"""
_CAUSES = f"""
query C($filter: FindingFilter, $first: Int!, $in: Language!) {{
  findingCauses(filter: $filter, first: $first) {{
    causes {{ follow mostKg finding {{ {_KEPT} }} }} more truncated {_FACETS}
  }}
}}"""
_REVIEW = f"""
mutation R($id: ID!, $decision: ReviewDecision!, $by: String, $reason: String!, $in: Language!) {{
  reviewFinding(id: $id, decision: $decision, by: $by, reason: $reason) {{ {_KEPT} }} }}"""
_MEMBER = "thing { label key } role name nameEn date reoKg netKg"
_STORIES = f"""
query S($kinds: [Pattern!], $after: String, $in: Language!) {{
  suspiciousFlows(kinds: $kinds, first: 50, after: $after) {{ {_PAGE} edges {{ node {{
    kind from to reoKg netKg leftOut members {{ {_MEMBER} }} finding {{ {_KEPT} }} }} }} }} }}"""
_KINDS_SAID = {Label.EXPORT_LICENCE: "licence"}


async def asked(service: Service, wanted: FindingFilter) -> FindingFilter:
    if not wanted.subjects:
        return wanted
    said = [f"{_KINDS_SAID.get(label, label.value)}:{key}" for label, key in wanted.subjects]
    found = [thing.ref for one in await named(service, said) for thing in one.things]
    if not found:
        key = wanted.subjects[0].key
        raise UnknownSubjectError(Message("nothing on record bears '{text}'", text=key))
    if len(found) > 1:
        ways = tuple(f"{label.value.lower()}:{key}" for label, key in found)
        raise MisuseError(Message("say which, such as {way}", way=ways))
    return replace(wanted, subjects=tuple(found))


async def counted(service: Service, wanted: FindingFilter) -> Facets:
    told = await service.ask(_COUNT, filter=filter_said(wanted))
    return _facets(told["findings"]["facets"])


async def each_finding(service: Service, wanted: FindingFilter) -> AsyncIterator[KeptFinding]:
    async for one in service.each(_EACH, filter=filter_said(wanted)):
        yield _kept(one)


async def causes(service: Service, wanted: FindingFilter, first: int, most: int) -> Causes:
    told = (await service.ask(_CAUSES, filter=filter_said(wanted), first=first))["findingCauses"]
    items = [
        Cause(_kept(one["finding"]), one["follow"], grams(one["mostKg"])) for one in told["causes"]
    ]
    return Causes(items, _facets(told["facets"]), told["more"], told["truncated"])


async def review(
    service: Service, finding: str, decision: ReviewDecision, by: str, reason: str
) -> KeptFinding:
    told = await service.ask(_REVIEW, id=finding, decision=decision.name, by=by, reason=reason)
    return _kept(told["reviewFinding"])


async def how_many(service: Service, patterns: Sequence[Pattern]) -> int:
    return len([one async for one in all_stories(service, patterns)])


async def all_stories(service: Service, kinds: Sequence[Pattern]) -> AsyncIterator[Story]:
    named = [kind.name for kind in kinds] or None
    async for one in service.each(_STORIES, kinds=named):
        story = _renamed(one, "kind=pattern", "from=since", "to=until")
        members = [of_json(Member, _renamed(m, "role=part", "date=day")) for m in one["members"]]
        yield of_json(Story, story, finding=_kept(one["finding"]), members=members)


def filter_said(wanted: FindingFilter) -> dict[str, Any]:
    """A filter as a service is asked with it."""
    said = {
        "codes": wanted.codes or None,
        "severities": [one.name for one in wanted.severities] or None,
        "statuses": [one.name for one in wanted.statuses] or None,
        "subject": {KINDS[ref.label]: ref.key for ref in wanted.subjects} or None,
        "enterprise": wanted.enterprise,
        "region": wanted.region,
        "declaration": wanted.declaration,
        "from": wanted.since and wanted.since.isoformat(),
        "to": wanted.until and wanted.until.isoformat(),
        "text": wanted.text,
    }
    return {"gone": wanted.gone} | {name: value for name, value in said.items() if value}


def _renamed(said: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """The same by the names that its fields have here."""
    here = dict(name.split("=") for name in names)
    return {here.get(name, name): value for name, value in said.items()}


def _kept(said: Mapping[str, Any]) -> KeptFinding:
    counted_under = {of: said[of] and said[of]["key"] for of in ("enterprise", "region")}
    return of_json(KeptFinding, said, scope="", raised=0, **counted_under)


def _facets(said: Mapping[str, Any]) -> Facets:
    return Facets(
        total=said["total"],
        codes=tuple(Count(one["key"], one["count"]) for one in said["codes"]),
        severities=tuple(Count(Severity[one["key"]], one["count"]) for one in said["severities"]),
    )
