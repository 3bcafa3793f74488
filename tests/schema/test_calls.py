"""However many rows a query has, the store is asked the same few questions."""

from collections import Counter

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.model.terms import Label, Ref
from provenance.settings import Settings
from tests.chains import chains
from tests.example import worked_example
from tests.graph.test_findings import found, keep
from tests.loading import load_all
from tests.schema.api import Counting, serving

NESTED = """query($n: Int!) { lots(first: $n) { edges { node {
  key holder { name region { name parent { name } } }
  producedBy(first: 5) { edges { node {
    kind enterprise { name } buyer { name } declaration { country }
    draws(first: 2) { edges { coveredKg node { key ... on Quota { allocatedTo { name } } } } }
    inputs(first: 2) { edges { reoKg node { key holder { name } } } } } } }
  usedIn(first: 5) { edges { node { kind outputs(first: 2) { edges { node { key } } } } } }
} } } }"""

COMPANY = """query($n: Int!) { enterprises(first: $n) { edges { node {
  inspections(first: 3) { edges { node { key } } } penalties(first: 3) { edges { node { key } } }
  flowReports(first: 3) { edges { node { key } } }
  events(first: 3) { edges { node { key } } } } } } }"""

VERDICTS = """query($s: [SubjectInput!]!) { verdicts(subjects: $s) {
  lawfulKg origins { kg event { date } enterprise { name } } quotas { quota { reoKg } }
  documents { node { key } } findings { subject { node { key } } } } }"""

LINEAGES = """query($s: SubjectInput!, $n: Int!) { lineage(subject: $s, maxNodes: $n) {
  lots { key holder { name } } events { key enterprise { name region { name } } } } }"""

FINDINGS = """query($n: Int!) { findings(first: $n) {
  facets { total codes { count } }
  edges { node { status reviews { by } enterprise { name } region { name }
    subject { key node { ... on Declaration { decisions { by }
      conclusionChanges { at causes { id } } } } } } } } }"""

LENIENT = Settings(query_cost=10**9, query_depth=20)


async def _calls(store: GraphStore, query: str, **variables: object) -> Counter[str]:
    counting = Counting(store)
    async with serving(counting, LENIENT) as api:
        await api.ask(query, **variables)
    return counting.calls


@pytest.fixture
async def many(sqlite_store: GraphStore) -> GraphStore:
    """Sixty chains from mine to port, and as many companies with nothing but a name."""
    firm = {"record": "enterprise", "region": "150203", "roles": ["trade"]}
    firms = [firm | {"id": f"9{n:03d}", "name": f"公司{n}"} for n in range(60)]
    await load_all(sqlite_store, [*chains(60), *worked_example()[:3], *firms])
    return sqlite_store


async def test_pages_of_things_and_what_they_are_connected_to(many: GraphStore) -> None:
    few = await _calls(many, NESTED, n=5)
    lots = await _calls(many, NESTED, n=250)
    assert lots == few
    assert sum(few.values()) <= 16, few


async def test_several_kinds_along_one_edge_are_one_question(many: GraphStore) -> None:
    few = await _calls(many, COMPANY, n=2)
    companies = await _calls(many, COMPANY, n=60)
    assert companies == few
    # The companies; what concerns them, of two kinds; what they filed; what they did.
    assert few == {"graph.page": 1, "graph.neighbours": 3}


async def test_verdicts_and_what_they_name(many: GraphStore) -> None:
    one = await _calls(many, VERDICTS, s=[{"lot": "F0"}])
    all_ = await _calls(many, VERDICTS, s=[{"lot": f"F{n}"} for n in range(60)])
    assert all_ == one
    # The subjects; the lineage; who took part; articles, controls and codes; the same findings as
    # kept; what verdicts name, and what findings are about.
    assert one == {
        "graph.things": 4,
        "graph.lineage": 1,
        "graph.page": 3,
        "findings.by_id": 1,
    }


async def test_shipments_take_a_few_questions_more(many: GraphStore) -> None:
    one = await _calls(many, VERDICTS, s=[{"declaration": f"5301{0:014d}"}])
    all_ = await _calls(many, VERDICTS, s=[{"declaration": f"5301{n:014d}"} for n in range(60)])
    assert all_ == one
    assert one["graph.lineage"] == one["findings.by_id"] == 1
    assert sum(one.values()) <= 11


async def test_lineages_and_what_they_are_connected_to(many: GraphStore) -> None:
    small = await _calls(many, LINEAGES, s={"lot": "F0"}, n=10)
    large = await _calls(many, LINEAGES, s={"lot": "F0"}, n=10_000)
    assert small == large
    assert large == {"graph.things": 3, "graph.lineage": 1}


async def test_plain_lineages_ask_once_and_others_once_for_the_subject_too(
    many: GraphStore,
) -> None:
    query = '{ lineage(subject: {lot: "F1"}) { lots { key reoKg } events { key date } truncated } }'
    assert await _calls(many, query) == {"graph.outline": 1}
    query = query.replace("truncated", "settledAt truncated")
    assert await _calls(many, query) == {"graph.things": 1, "graph.lineage": 1}


async def test_one_thing_by_its_number_is_one_question(many: GraphStore) -> None:
    query = (
        '{ lot(key: "F1") { key reoKg } quota(key: "QM") { reoKg } region(key: "150203") { key } }'
    )
    assert await _calls(many, query) == {"graph.things": 1}
    assert await _calls(many, '{ search(text: "F1") { node { key } } }') == {"graph.search": 1}


async def test_findings_and_what_they_are_about(many: GraphStore) -> None:
    shipments = [Ref(Label.DECLARATION, f"5301{n:014d}") for n in range(60)]
    kept = [found(1, subject=ref, enterprise=f"9{n:03d}") for n, ref in enumerate(shipments)]
    await keep(many, *kept)
    few = await _calls(many, FINDINGS, n=2)
    findings = await _calls(many, FINDINGS, n=60)
    assert findings == few
    # The findings; their counts; subjects, enterprises and places; decisions, changes.
    assert few == {
        "findings.page": 1,
        "findings.facets": 1,
        "graph.things": 1,
        "findings.decisions": 1,
        "findings.changes": 1,
    }
