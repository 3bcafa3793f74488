"""What an authority looks at, as a service has it: reports, the balance, what follows."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

from provenance.cli.running import NO_STORE
from provenance.cli.server import Service
from provenance.graph import on_record
from provenance.model.errors import MisuseError, UnknownSubjectError
from provenance.model.from_json import grams, of_json
from provenance.model.message import Message
from provenance.model.regions import beginnings
from provenance.model.terms import Label
from provenance.model.text import printable
from provenance.model.thresholds import Thresholds
from provenance.supervision.balance import TOTAL, Balance, BalanceLine
from provenance.supervision.balance.ranges import Range
from provenance.supervision.consequences import CreditEntry, Taken
from provenance.supervision.reporting import Compared, Firm, Reported, Sold

if TYPE_CHECKING:
    from provenance.graph.port.graph import GraphStore

_PAGE = "pageInfo { hasNextPage endCursor }"
_REPORTS = f"""
query R($month: String!, $at: DateTime!, $after: String) {{
  reportingStatus(month: $month, at: $at) {{ enterprises(first: 500, after: $after) {{ {_PAGE}
    edges {{ node {{ key name nameEn status due filedAt movements
    enterprise {{ region {{ key }} }} byMonth {{ month status movements }}
    invoiced {{ invoices netKg reoKg }}
    execution {{ activity reportedKg ledgerKg differs filedAt
    parts {{ part reportedKg leastKg mostKg differs }} }} }} }} }} }} }}"""
_BALANCE = """query B($year: Int!) { nationalBalance(year: $year) { year settledAt waiting
  rows { oxide entry leastKg mostKg } } }"""
_FIRM = "query F($key: String!) { enterprise(key: $key) { key } }"
_WHERE = "region { key }"
_CREDIT = f"""query C($after: String) {{ enterprises(first: 50, after: $after) {{
  {_PAGE} edges {{ node {{ key name {_WHERE} creditRecord {{ date article
    penalty {{ key authority fineCny {_WHERE} }} violation {{ key {_WHERE} }} }} }} }} }} }}"""
_SEIZED = """edges { node { number date authority decision
  inputs(first: 20) { edges { reoKg node { key } } } } }"""
_SEIZURES = f"""query S($after: String) {{ enterprises(first: 50, after: $after) {{ {_PAGE}
  edges {{ node {{ key name {_WHERE} seizures(first: 10) {{ {_SEIZED} }} }} }} }} }}"""


async def place_asked(service: Service, text: str | None) -> str | None:
    # The places there are need no store.
    return await on_record.place_asked(cast("GraphStore", NO_STORE), text)


async def reporting(
    service: Service, period: str, at: datetime, limits: Thresholds
) -> list[Reported]:
    found: list[Reported] = []
    after: str | None = None
    while True:
        told = await service.ask(_REPORTS, month=period, at=at.isoformat(), after=after)
        page = told["reportingStatus"]["enterprises"]
        found += [_reported(edge["node"]) for edge in page["edges"]]
        if not page["pageInfo"]["hasNextPage"]:
            return found
        after = page["pageInfo"]["endCursor"]


def _reported(said: Mapping[str, Any]) -> Reported:
    firm = said["enterprise"]
    region = firm and firm["region"] and firm["region"]["key"]
    return of_json(
        Reported,
        said,
        firm=Firm(said["key"], said["name"] or "", said["nameEn"] or "", region),
        execution=tuple(of_json(Compared, one) for one in said["execution"]),
        sold=of_json(Sold, said["invoiced"]),
    )


async def national_balance(service: Service, year: int) -> Balance:
    said = (await service.ask(_BALANCE, year=year))["nationalBalance"]
    total: dict[BalanceLine, int] = {}
    oxides: dict[str, dict[BalanceLine, Range]] = {}
    for row in said["rows"]:
        least, most = grams(row["leastKg"]), grams(row["mostKg"])
        line = BalanceLine[row["entry"]]
        if row["oxide"] == TOTAL:
            total[line] = most
        else:
            oxides.setdefault(row["oxide"], {})[line] = Range(least, most)
    return of_json(Balance, said, total=total, oxides=oxides)


async def credit_entries(
    service: Service,
    at: datetime | None = None,
    *,
    enterprise: str | None = None,
    region: str | None = None,
) -> list[CreditEntry]:
    if at is not None:
        raise MisuseError(Message("a service tells of the present alone: leave out --as-of"))
    firm, lies_in = await _asked(service, enterprise, region)
    found = [
        CreditEntry(
            date.fromisoformat(one["date"]),
            node["key"],
            one["penalty"]["key"],
            one["penalty"]["authority"],
            one["violation"] and one["violation"]["key"],
            one["article"],
            one["penalty"]["fineCny"],
            node["name"],
        )
        async for node in service.each(_CREDIT)
        for one in node["creditRecord"]
        if firm in (None, node["key"]) and any(map(lies_in, (node, *_steps(one))))
    ]
    return sorted(found)


async def seizures(
    service: Service, *, enterprise: str | None = None, region: str | None = None
) -> list[Taken]:
    firm, lies_in = await _asked(service, enterprise, region)
    found = [
        Taken(
            event["number"],
            date.fromisoformat(event["date"]),
            event["authority"],
            node["key"],
            node["name"],
            event["decision"],
            taken["node"]["key"],
            grams(taken["reoKg"]),
        )
        async for node in service.each(_SEIZURES)
        for event in (edge["node"] for edge in node["seizures"]["edges"])
        for taken in event["inputs"]["edges"]
        if firm in (None, node["key"]) and lies_in(node)
    ]
    return sorted(found, key=lambda row: (row.day, row.seizure, row.lot))


async def _asked(
    service: Service, enterprise: str | None, region: str | None
) -> tuple[str | None, Callable[[Mapping[str, Any]], bool]]:
    """The enterprise that is asked about, and whether something is of the place that is."""
    firm = None
    if enterprise is not None:
        told = (await service.ask(_FIRM, key=enterprise))["enterprise"]
        if told is None:
            facts = {"kind": Label.ENTERPRISE.value, "key": printable(enterprise, 60)}
            raise UnknownSubjectError(
                Message("no {kind:label} on record bears the number or name {key}", **facts)
            )
        firm = told["key"]
    place = await place_asked(service, region)
    begins = ("",) if place is None else beginnings(place)
    return firm, lambda node: ((node["region"] or {}).get("key") or "").startswith(begins)


def _steps(entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [step for step in (entry["penalty"], entry["violation"]) if step]
