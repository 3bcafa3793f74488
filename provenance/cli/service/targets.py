"""Declarations to look at, as a service lists them."""

import json
from collections.abc import Mapping
from typing import Any

from provenance.cli.server import Service
from provenance.graph.port.graph import Thing
from provenance.model.from_json import grams, sentence
from provenance.model.targeting import TargetSign
from provenance.model.terms import Label, Ref
from provenance.settings import Settings
from provenance.supervision.targets import Reason, Scope, Target, Targets
from provenance.supervision.targets.reading import declared

_DECLARED = """direction date hsCode goods netKg country port valueCny declarant { key }
  party { key } lines { hsCode goods }"""
_TARGETS = f"""
query T($from: Date, $to: Date, $port: String, $exporter: String, $way: TradeDirection,
  $after: String, $in: Language!) {{
  targets(from: $from, to: $to, port: $port, exporter: $exporter, direction: $way, first: 500,
    after: $after) {{
    pageInfo {{ hasNextPage endCursor }} declarations withoutFlows
    edges {{ node {{ key points rank declaration {{ {_DECLARED} }}
      reasons {{ sign points why(language: $in) settledBy(language: $in) evidence }} }} }} }} }}"""


async def targets(service: Service, scope: Scope, settings: Settings) -> Targets:
    listed: list[Target] = []
    asked = without_flows = 0
    days = {
        "from": scope.since and scope.since.isoformat(),
        "to": scope.until and scope.until.isoformat(),
    }
    way = None if scope.imports is None else "IMPORT" if scope.imports else "EXPORT"
    narrowed = {"port": scope.port, "exporter": scope.exporter, "way": way}
    async for page in service.pages(_TARGETS, **days, **narrowed):
        asked, without_flows = page["declarations"], page["withoutFlows"]
        listed += [_target(edge["node"]) for edge in page["edges"]]
    return Targets(listed, asked, without_flows)


def _target(said: Mapping[str, Any]) -> Target:
    filed = said["declaration"]
    props = {
        "direction": filed["direction"].lower(),
        "hs_code": filed["hsCode"],
        "net_g": grams(filed["netKg"]),
        "value_cny": filed["valueCny"],
        "declarant": filed["declarant"]["key"],
        "party": filed["party"] and filed["party"]["key"],
        "lines": json.dumps([{**line, "hs_code": line["hsCode"]} for line in filed["lines"]])
        if filed["lines"]
        else None,
        **{name: filed[name] for name in ("date", "goods", "country", "port")},
    }
    return Target(
        declared(Thing(Ref(Label.DECLARATION, said["key"]), props, known=True)),
        [
            Reason(
                TargetSign[one["sign"]],
                one["points"],
                sentence(one["why"]),
                sentence(one["settledBy"]),
                tuple(one["evidence"]),
            )
            for one in said["reasons"]
        ],
        said["points"],
        said["rank"],
    )
