"""What can be downloaded: which question it is, where its rows are, and which graph it makes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from provenance.verdict.export.graph import Graph, case_graph, lineage_graph, paths_graph

_PAGE = "pageInfo { hasNextPage endCursor }"
_PLACE = "key name"


@dataclass(frozen=True, slots=True)
class Document:
    """A question, the field of the root that it asks, and how its answer becomes rows and a graph.

    `rows` leads from that field to the list; `pages` says that the list is a connection. `graph`
    draws the answer, None where it is no graph.
    """

    query: str
    root: str
    rows: Sequence[str] = ()
    pages: bool = False
    graph: Callable[[Mapping[str, Any]], Graph] | None = None


_EDGE = "reoKg ofSubjectKg ofSubject { status kg }"
_DOWN = "reoKg"


def _lineage(edge: str, direction: str) -> str:
    return f"""query ($subject: SubjectInput!, $maxNodes: Int! = 5000, $from: Date, $to: Date,
$eventKinds: [EventKind!], $depth: Int) {{ lineage(subject: $subject, direction: {direction},
maxNodes: $maxNodes, from: $from, to: $to, eventKinds: $eventKinds, depth: $depth) {{
  lots {{ key product reoKg }}
  events {{ key kind date process enterprise {{ key name nameEn }} buyer {{ key name nameEn }} }}
  inputs {{ lot event supported {edge} }} outputs {{ event lot {edge} }}
  truncated hidden settledAt waiting }} }}"""


DOCUMENTS: Mapping[str, Document] = {
    "lineage": Document(
        _lineage(_EDGE, "UPSTREAM"), "lineage", rows=("inputs", "outputs"), graph=lineage_graph
    ),
    "descendants": Document(
        _lineage(_DOWN, "DOWNSTREAM"), "lineage", rows=("inputs", "outputs"), graph=lineage_graph
    ),
    "paths": Document(
        """query ($from: SubjectInput!, $to: SubjectInput!, $since: Date, $until: Date,
$leastKg: Kilograms, $first: Int! = 100) { paths(from: $from, to: $to, since: $since,
until: $until, leastKg: $leastKg, first: $first) { paths { kg start { key product reoKg }
  steps { date reoKg lot { key product } event { key kind date enterprise { key name nameEn }
    buyer { key name nameEn } } } } waiting truncated } }""",
        "paths",
        rows=("paths",),
        graph=paths_graph,
    ),
    "exposure": Document(
        """query ($subject: SubjectInput!, $first: Int! = 1000) {
exposure(subject: $subject, first: $first) {
  lots { ...R } enterprises { ...R } exports { ...R } leftOut waiting truncated } }
fragment R on Reached { place { label key } kg unlawfulKg leastKg mostKg }""",
        "exposure",
        rows=("lots", "enterprises", "exports"),
    ),
    "case": Document(
        """query ($id: ID!, $version: Int) { case(id: $id, version: $version) {
  id version title note open by at pins { note subject { label key node {
    onRecord ... on Enterprise { name nameEn } } } } } }""",
        "case",
        rows=("pins",),
        graph=case_graph,
    ),
    "findings": Document(
        f"""query ($filter: FindingFilter, $language: Language! = EN, $after: String) {{
findings(filter: $filter, first: 500, after: $after) {{ edges {{ node {{
  id code title(language: $language) severity status subject {{ label key }} kg day
  enterprise {{ {_PLACE} }} region {{ {_PLACE} }} message(language: $language)
  basis(language: $language) evidence firstSeen lastSeen goneAt }} }} {_PAGE} }} }}""",
        "findings",
        pages=True,
    ),
    "targets": Document(
        f"""query ($day: Date, $from: Date, $to: Date, $port: String, $exporter: String,
$direction: TradeDirection, $language: Language! = EN, $after: String) {{
targets(day: $day, from: $from, to: $to, port: $port, exporter: $exporter, direction: $direction,
first: 200, after: $after) {{ edges {{ node {{ key rank points
  reasons {{ sign points why(language: $language) settledBy(language: $language) }}
  declaration {{ date direction goods hsCode netKg country port }} }} }} {_PAGE} }} }}""",
        "targets",
        pages=True,
    ),
    "quotas": Document(
        f"""query ($year: Int, $enterprise: String, $activity: Activity, $asOf: DateTime,
$after: String) {{ quotas(year: $year, enterprise: $enterprise, activity: $activity, asOf: $asOf,
first: 500, after: $after) {{ edges {{ node {{ key year batch activity oreClass reoKg adjustedKg
  allocatedTo {{ {_PLACE} }} within {{ key }} notice issuedOn }} }} {_PAGE} }} }}""",
        "quotas",
        pages=True,
    ),
    "utilisation": Document(
        f"""query ($year: Int, $month: String, $activity: Activity, $region: String,
$group: String, $enterprise: String, $oreClass: OreClass, $by: [UtilisationBy!], $asOf: DateTime,
$after: String) {{ quotaUtilisation(year: $year, month: $month, activity: $activity,
region: $region, group: $group, enterprise: $enterprise, oreClass: $oreClass, by: $by, asOf: $asOf,
first: 200, after: $after) {{ edges {{ node {{ year month activity oreClass region {{ code name }}
  group {{ {_PLACE} }} enterprise {{ {_PLACE} }} allocatedKg adjustedKg drawnKg coveredKg overKg
  usedKg remainingKg runsOutIn }} }} {_PAGE} }} }}""",
        "quotaUtilisation",
        pages=True,
    ),
    "reports": Document(
        f"""query ($month: String!, $region: String, $at: DateTime, $statuses: [ReportStatus!],
$after: String) {{ reportingStatus(month: $month, region: $region, at: $at) {{
enterprises(statuses: $statuses, first: 200, after: $after) {{ edges {{ node {{ key name nameEn
  status due filedAt movements }} }} {_PAGE} }} }} }}""",
        "reportingStatus",
        rows=("enterprises",),
        pages=True,
    ),
}
"""The questions by the names that their files have."""
