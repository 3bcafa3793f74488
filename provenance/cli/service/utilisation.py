"""How far quota is used, as a service has it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from provenance.cli.server import Service
from provenance.cli.utilisation import MASSES, Line, Used
from provenance.model.from_json import of_json
from provenance.model.regions import levels
from provenance.model.to_json import json_name
from provenance.supervision.utilisation import By, Scope
from provenance.supervision.utilisation.facts import Amounts
from provenance.supervision.utilisation.rollup import PLACES

_MASSES = " ".join(json_name(f"{mass}_g") for mass in MASSES)
_LINE = f"""year month activity oreClass region {{ code name level }} group {{ key name }}
  enterprise {{ key name }} shareOfYearElapsed runsOutIn {_MASSES}"""
_USED = f"""
query U($year: Int, $month: String, $activity: Activity, $oreClass: OreClass, $region: String,
  $group: String, $enterprise: String, $by: [UtilisationBy!], $asOf: DateTime, $after: String) {{
  quotaUtilisation(year: $year, month: $month, activity: $activity, oreClass: $oreClass,
    region: $region, group: $group, enterprise: $enterprise, by: $by, asOf: $asOf, first: 1000,
    after: $after) {{
    pageInfo {{ hasNextPage endCursor }} day settledAt waiting edges {{ node {{ {_LINE} }} }}
    totals {{ {_LINE} }}
  }}
}}"""


async def utilised(service: Service, scope: Scope, by: Sequence[By], at: datetime | None) -> Used:
    asked = {
        "year": scope.year,
        "month": scope.month,
        "activity": scope.activity and scope.activity.name,
        "oreClass": scope.ore_class and scope.ore_class.name,
        "region": scope.region,
        "group": scope.group,
        "enterprise": scope.enterprise,
        "by": [one.name for one in by],
        "asOf": at and at.isoformat(),
    }
    pages = [page async for page in service.pages(_USED, **asked)]
    told = [edge["node"] for page in pages for edge in page["edges"]]
    firms = [one[of] for one in told for of in ("group", "enterprise") if one[of]]
    first = pages[0]
    settled = first["settledAt"]
    return Used(
        [_line(one, by) for one in told],
        [_line(one, (By.ACTIVITY,)) for one in first["totals"]],
        {firm["key"]: firm["name"] or "" for firm in firms},
        date.fromisoformat(first["day"]),
        settled and datetime.fromisoformat(settled),
        first["waiting"],
    )


def _line(said: Mapping[str, Any], by: Sequence[By]) -> Line:
    region = said["region"]
    places = {one: levels(region["code"]).at(one.value) for one in by if one in PLACES}
    of = {
        By.YEAR: str(said["year"]),
        By.MONTH: said["month"],
        By.ACTIVITY: said["activity"].lower(),
        By.ORE_CLASS: (said["oreClass"] or "").lower(),
        By.GROUP: said["group"] and said["group"]["key"],
        By.ENTERPRISE: said["enterprise"] and said["enterprise"]["key"],
        **{one: place.code for one, place in places.items()},
    }
    return Line(
        {one: of[one] for one in by},
        said["year"],
        said["month"],
        of_json(Amounts, said),
        said["shareOfYearElapsed"],
        said["runsOutIn"],
        places,
    )
