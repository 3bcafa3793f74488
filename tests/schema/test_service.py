"""What the service says of itself."""

from importlib.metadata import version

from provenance.graph.port.form import FORM
from provenance.graph.port.graph import GraphStore
from tests.schema.api import Api

ASKED = """{
  service {
    version form synthetic rejected receivedAt settledAt auditedAt toSettle toAudit
    things { kind count }
  }
}"""


async def test_it_says_what_it_holds(example_store: GraphStore, api: Api) -> None:
    found = (await api.ask(ASKED))["service"]
    held = await example_store.records.holding()
    assert {one["kind"]: one["count"] for one in found["things"]} == {
        kind.name: n for kind, n in held.things.items()
    }
    assert (found["version"], found["form"]) == (version("provenance"), FORM)
    assert (found["synthetic"], found["rejected"], found["toSettle"]) == (False, 0, 0)
    assert found["settledAt"].endswith("+08:00")
    assert found["toAudit"] == held.to_audit
