"""The law as a service has it: articles, and export controls."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from provenance.cli.server import Service
from provenance.law.controls import built_in_controls
from provenance.records.kinds.enums import Role
from provenance.words.table import values_of

_LAW = """
query L($on: Date, $role: Role, $asOf: DateTime, $in: Language!) {
  law(on: $on, role: $role, asOf: $asOf) { key citation(language: $in) says(language: $in)
    validFrom validTo binds readIn lawStatus: status builtIn } }"""
_CONTROLS = """
query C($on: Date!, $asOf: DateTime) { controls(on: $on, asOf: $asOf) { controlCode element state
  announcement forms hsCodes threshold sources lawStatus: status record } }"""


_STATED = """query S($key: String!, $asOf: DateTime) { control(key: $key, asOf: $asOf) {
  items { element controlCode forms } } }"""
NUMBERED = "Announcement "
"""How an announcement is called that is known by its number and year."""


async def articles(
    service: Service, on: date | None, role: Role | None, at: datetime | None
) -> list[dict[str, Any]]:
    asked = {"on": on and on.isoformat(), "role": role and role.name}
    told = await service.ask(_LAW, asOf=at and at.isoformat(), **asked)
    return [one | {"lawStatus": _value("law_status", one["lawStatus"])} for one in told["law"]]


async def standing(service: Service, on: date, at: datetime | None) -> list[dict[str, Any]]:
    told = await service.ask(_CONTROLS, on=on.isoformat(), asOf=at and at.isoformat())
    forms = {
        (one.element, one.control_code, one.announcement): list(one.forms)
        for one in built_in_controls()
    }
    for record in {one["record"] for one in told["controls"]} - {None}:
        stated = await service.ask(_STATED, key=record, asOf=at and at.isoformat())
        for item in stated["control"]["items"]:
            forms[item["element"], item["controlCode"], record] = item["forms"]
    rows = []
    for one in told["controls"]:
        announced = _value("announcement", one["announcement"].removeprefix(NUMBERED))
        by = one["record"] or announced
        rows.append(
            one
            | {
                "announcement": announced,
                "forms": forms[one["element"], one["controlCode"], by],
                "sources": [_value("control_source", source) for source in one["sources"]],
                "lawStatus": _value("law_status", one["lawStatus"]),
            }
        )
    return rows


def _value(table: str, said: str) -> str:
    """The value that a table calls so in English; what it does not is called as it is."""
    return _values(table).get(said, said)


@cache
def _values(table: str) -> Mapping[str, str]:
    return {words.en: value for value, words in values_of(table).items()}
