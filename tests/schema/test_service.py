"""What the service says of itself, and of who asks."""

from importlib.metadata import version
from typing import Any

import pytest

from provenance.access.policy.tables import may_ask
from provenance.access.viewer import OWNER, Role, Viewer
from provenance.findings.feed import Announcer
from provenance.graph.port.form import FORM
from provenance.graph.port.graph import GraphStore
from provenance.schema.base.context import Context
from provenance.schema.schema import Schema
from provenance.settings import Settings
from provenance.settings.access import Access
from tests.schema.api import Api

SETTINGS = Settings(access=Access(pseudonyms="of the tests, and long enough for all of them"))

SCHEMA = Schema(SETTINGS)

FOR_ALL = """{
  service {
    version form synthetic settledAt auditedAt waiting
    limits { depth aliases cost page lineage texts records bodyBytes seconds }
  }
}"""
HELD = "{ service { rejected receivedAt toSettle toAudit things { kind count } } }"
WHO = "{ viewer { name role enterprise region { name } authority can } }"


async def answer(store: GraphStore, viewer: Viewer, query: str) -> Any:
    context = Context(store, SETTINGS, Announcer(store, 2.0), viewer)
    found = await SCHEMA.execute(query, context_value=context)
    return found.data or [error.formatted["extensions"]["code"] for error in found.errors or ()]


async def test_it_says_what_it_holds(example_store: GraphStore, api: Api) -> None:
    found = (await api.ask(HELD))["service"]
    held = await example_store.records.holding()
    assert {one["kind"]: one["count"] for one in found["things"]} == {
        kind.name: n for kind, n in held.things.items()
    }
    assert (found["rejected"], found["toSettle"], found["toAudit"]) == (0, 0, held.to_audit)
    assert found["receivedAt"].endswith("+08:00")


@pytest.mark.parametrize("role", Role)
async def test_everybody_is_told_how_fresh_it_is(example_store: GraphStore, role: Role) -> None:
    viewer = Viewer("x", role, region="150000", enterprise="Nobody Ltd")
    found = (await answer(example_store, viewer, FOR_ALL))["service"]
    assert (found["version"], found["form"]) == (version("provenance"), FORM)
    assert (found["synthetic"], found["waiting"], found["auditedAt"]) == (False, False, None)
    assert found["settledAt"].endswith("+08:00")
    assert (found["limits"]["cost"], found["limits"]["page"]) == (SETTINGS.query_cost, 1_000)


async def test_what_it_holds_is_for_those_who_see_everything_or_run_it(
    example_store: GraphStore,
) -> None:
    told = {
        role
        for role in Role
        if "FORBIDDEN" not in await answer(example_store, Viewer("x", role, region="150000"), HELD)
    }
    assert told == {Role.OWNER, Role.CUSTOMS, Role.INVESTIGATOR, Role.OPERATOR}


async def test_one_is_told_who_one_is_and_what_one_may(example_store: GraphStore) -> None:
    regulator = Viewer("user:王芳", Role.REGULATOR, "王芳", region="150206")
    found = (await answer(example_store, regulator, WHO))["viewer"]
    can = found.pop("can")
    assert found == {
        "name": "王芳",
        "role": "REGULATOR",
        "enterprise": None,
        "region": {"name": "白云鄂博矿区"},
        "authority": None,
    }
    assert "Mutation.reviewFinding" in can
    assert "Mutation.decideClearance" not in can
    assert all(may_ask(Role.REGULATOR, one) for one in can)
    assert "Mutation.decideClearance" in (await answer(example_store, OWNER, WHO))["viewer"]["can"]
