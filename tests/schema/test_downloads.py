"""Files of what GraphQL answers: tables, and graphs whose masses add up."""

import csv
import json
from io import BytesIO, StringIO
from typing import Any

import networkx as nx
import pytest

from provenance.findings.audit import audit
from provenance.graph.port.graph import GraphStore
from provenance.settings import Settings
from tests.example import DECLARATION, M, S, Z
from tests.schema.api import Api

SHIPMENT = {"subject": {"declaration": DECLARATION}}


async def _get(api: Api, file: str, **variables: Any) -> Any:
    return await api.http.get(f"/download/{file}", params={"variables": json.dumps(variables)})


async def _rows(api: Api, file: str, **variables: Any) -> list[dict[str, str]]:
    answer = await _get(api, file, **variables)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"] == f'attachment; filename="{file}"'
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("kind", ["graphml", "gexf"])
async def test_a_lineage_read_back_adds_up(api: Api, kind: str) -> None:
    answer = await _get(api, f"lineage.{kind}", **SHIPMENT)
    assert answer.status_code == 200, answer.text
    read = nx.read_graphml if kind == "graphml" else nx.read_gexf
    graph = read(BytesIO(answer.content))
    assert graph.nodes[f"Enterprise:{M}"]["label"] == "矿"
    links = [(tail, head, said) for tail, head, said in graph.edges(data=True)]
    left = [said for _, head, said in links if head.startswith("Event:export:")]
    assert sum(said["of_subject_kg"] for said in left) == 114_000
    assert sum(said["quota_kg"] for said in left) == 75_000
    mined = [said for tail, _, said in links if tail.startswith("Event:extraction:")]
    bears = [said["of_subject_kg"] for said in mined if "reo_kg" in said]
    assert sum(bears) == 114_000
    for event in (node for node in graph if node.startswith("Event:processing:")):
        went_in = sum(s["of_subject_kg"] for _, head, s in links if head == event)
        came_out = sum(s.get("of_subject_kg", 0) for tail, _, s in links if tail == event)
        assert went_in == came_out == 114_000


async def test_descendants_have_no_subject_in_them(api: Api) -> None:
    answer = await _get(api, "descendants.graphml", subject={"lot": "C1"})
    graph = nx.read_graphml(BytesIO(answer.content))
    assert "Lot:F1" in graph
    assert not [1 for *_, said in graph.edges(data=True) if "of_subject_kg" in said]


async def test_paths_drawn_together(api: Api) -> None:
    asked = {"from": {"lot": "C1"}, "to": {"enterprise": Z}}
    graph = nx.read_graphml(BytesIO((await _get(api, "paths.graphml", **asked)).content))
    link = graph.get_edge_data("Lot:C1", "Event:transfer:T1/1")
    assert link["path_kg"] == 76_000  # 40,000 into F1, 36,000 into F2
    assert [row["kg"] for row in await _rows(api, "paths.csv", **asked)] == ["40000", "36000"]


async def test_a_case_with_what_is_pinned(api: Api) -> None:
    save = """mutation ($pins: [CasePinInput!]!) {
      saveCase(title: "=1+1", pins: $pins, by: "王") { id } }"""
    pins = [{"subject": {"enterprise": S}, "note": "see\x01"}, {"subject": {"lot": "D1"}}]
    made = (await api.ask(save, pins=pins))["saveCase"]["id"]
    graph = nx.read_graphml(BytesIO((await _get(api, "case.graphml", id=made)).content))
    assert graph.nodes[f"Case:{made}"]["label"] == "=1+1"
    pinned = graph.get_edge_data(f"Case:{made}", f"Enterprise:{S}")
    assert pinned["note"] == "see�"
    entities = [
        json.loads(line) for line in (await _get(api, "case.ftm", id=made)).text.splitlines()
    ]
    firm = next(one for one in entities if one["schema"] == "Company")
    assert firm["properties"]["registrationNumber"] == [S]
    related = [one["properties"] for one in entities if one["schema"] == "UnknownLink"]
    assert [firm["id"]] in [one["object"] for one in related]
    rows = await _rows(api, "case.csv", id=made)
    assert [(row["subject.label"], row["subject.key"]) for row in rows] == [
        ("ENTERPRISE", S),
        ("LOT", "D1"),
    ]


async def test_lists_are_whole(api: Api, example_store: GraphStore) -> None:
    await audit(example_store, Settings(), whole=True)
    found = await _rows(api, "findings.csv", filter={"severities": ["CRITICAL", "MAJOR"]})
    listed = (await _get(api, "findings.json", filter={"severities": ["CRITICAL", "MAJOR"]})).json()
    assert [row["id"] for row in found] == [row["id"] for row in listed]
    assert {row["severity"] for row in found} <= {"CRITICAL", "MAJOR"}
    assert {row["key"] for row in await _rows(api, "quotas.csv", year=2026)} == {"QM", "QS"}
    used = await _rows(api, "utilisation.csv", year=2026, by=["ENTERPRISE"])
    assert {row["enterprise.key"]: row["overKg"] for row in used} == {M: "20000", S: "24000"}
    reports = await _rows(api, "reports.csv", month="2026-01")
    assert M in {row["key"] for row in reports}
    reached = await _rows(api, "exposure.csv", subject={"lot": "C2"})
    assert {row["list"] for row in reached} == {"lots", "enterprises", "exports"}
    assert await _rows(api, "targets.csv", day="2026-03-10") is not None


async def test_a_list_goes_on_over_its_pages(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from provenance.schema.downloads import documents

    quotas = documents.DOCUMENTS["quotas"]
    short = quotas.query.replace("first: 500", "first: 1")
    monkeypatch.setitem(
        documents.DOCUMENTS,  # type: ignore[arg-type]
        "quotas",
        documents.Document(short, quotas.root, pages=True),
    )
    assert [row["key"] for row in await _rows(api, "quotas.csv")] == ["QM", "QS"]


async def test_what_cannot_be_had(api: Api) -> None:
    for file, variables, status, code in (
        ("verdict.csv", {}, 404, "MISUSE"),
        ("findings.graphml", {}, 404, "MISUSE"),
        ("lineage.csv", {"subject": {"lot": "none"}}, 404, "UNKNOWN_SUBJECT"),
        ("lineage.csv", {"subject": {"lot": 7}}, 400, None),
        ("lineage.csv", {}, 400, None),
        ("paths.csv", {"from": {"quota": "QM"}, "to": {"lot": "F1"}}, 400, "MISUSE"),
    ):
        answer = await _get(api, file, **variables)
        assert answer.status_code == status, (file, answer.text)
        assert code in (None, answer.json()["errors"][0]["extensions"]["code"])
    assert (await api.http.get("/download/quotas.csv?variables=[1]")).status_code == 400
    assert (await api.http.get("/download/quotas.csv?variables={")).status_code == 400
