"""Quotas and indicators, and how far they are used, as a service has them."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from provenance.cli.server import Service
from provenance.cli.service.findings import each_finding
from provenance.graph.port.kept import FindingFilter
from provenance.model.terms import Label
from provenance.supervision.allocation import standing

_PAGE = "pageInfo { hasNextPage endCursor }"
_FIGURE = "key year batch activity oreClass reoKg notice issuedOn"
_CHANGE = "key kg: reoKg decidedOn reason penalty { key }"
_QUOTAS = f"""
query Q($year: Int, $enterprise: String, $asOf: DateTime, $after: String) {{
  quotas(year: $year, enterprise: $enterprise, asOf: $asOf, first: 50, after: $after) {{ {_PAGE}
    edges {{ node {{ {_FIGURE} adjustedKg allocatedTo {{ key name }} within {{ key }}
      indicator {{ key }} source {{ file }} versions {{ revision counts }}
      adjustments(first: 50) {{ edges {{ node {{ {_CHANGE} }} }} }}
      reductionsDecided {{ kg penalty {{ key }} carriedOutBy {{ key }} }} }} }} }} }}"""
_INDICATORS = f"""
query I($year: Int, $asOf: DateTime, $after: String) {{
  indicators(year: $year, asOf: $asOf, first: 20, after: $after) {{ {_PAGE} edges {{ node {{
    {_FIGURE} quotas(first: 200) {{ edges {{ node {{ adjustedKg within {{ key }} }} }} }}
    }} }} }} }}"""
_YEARS = f"""query Y($after: String) {{ %s(first: 1000, after: $after) {{ {_PAGE}
  edges {{ node {{ year onRecord }} }} }} }}"""


async def quota_rows(
    service: Service, year: int | None, enterprise: str | None, at: datetime | None
) -> list[Mapping[str, Any]]:
    code = "QUOTA_OVERALLOCATED"
    over = set[str]()
    if at is None:
        wanted = FindingFilter(codes=(code,))
        over = {found.subject.key async for found in each_finding(service, wanted)}
    asked = {"year": year, "enterprise": enterprise, "asOf": at and at.isoformat()}
    return [_quota(one, over=one["key"] in over) async for one in service.each(_QUOTAS, **asked)]


async def indicator_rows(
    service: Service, year: int | None, at: datetime | None
) -> list[Mapping[str, Any]]:
    asked = {"year": year, "asOf": at and at.isoformat()}
    return [_indicator(one) async for one in service.each(_INDICATORS, **asked)]


async def years(service: Service, label: Label) -> Mapping[int, int]:
    listed = "indicators" if label is Label.INDICATOR else "quotas"
    found = service.each(_YEARS % listed)
    return Counter([one["year"] async for one in found if one["onRecord"]])


def _figure(said: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: said[name] for name in _FIGURE.split()}
    return told | {of: said[of] and said[of].lower() for of in ("activity", "oreClass")}


def _quota(said: Mapping[str, Any], *, over: bool) -> dict[str, Any]:
    changes = [edge["node"] for edge in said["adjustments"]["edges"]]
    late = said["issuedOn"] > f"{said['year']}-12-31"
    return _figure(said) | {
        "enterprise": said["allocatedTo"]["key"],
        "name": said["allocatedTo"]["name"],
        "adjustedKg": said["adjustedKg"],
        "adjustments": [one | {"penalty": _key(one, "penalty")} for one in changes],
        "reductionsDecided": [
            {
                "penalty": cut["penalty"]["key"],
                "kg": cut["kg"],
                "carriedOutBy": [one["key"] for one in cut["carriedOutBy"]],
            }
            for cut in said["reductionsDecided"]
        ],
        "status": standing(overallocated=over, late=late),
        "within": _key(said, "within"),
        "indicator": _key(said, "indicator"),
        "revision": next(one["revision"] for one in said["versions"] if one["counts"]),
        "source": said["source"]["file"],
    }


def _indicator(said: Mapping[str, Any]) -> dict[str, Any]:
    quotas = [edge["node"] for edge in said["quotas"]["edges"]]
    own = [quota["adjustedKg"] or 0 for quota in quotas if quota["within"] is None]
    return _figure(said) | {"allocatedKg": sum(own)}


def _key(said: Mapping[str, Any], of: str) -> str | None:
    return str(said[of]["key"]) if said[of] else None
