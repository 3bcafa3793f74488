"""A lineage of plain fields is read as columns, and says what the whole lineage says."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from provenance.graph.port.graph import GraphStore
from tests.example import DECLARATION, worked_example
from tests.loading import load_all
from tests.schema.api import Api, serving

UNKNOWN = '{declaration: "530120260000099999"}'
SUBJECTS = (
    *('{lot: "D1"}', '{lot: "F1"}', '{lot: "C1"}', '{lot: "?"}'),
    *(f'{{declaration: "{DECLARATION}"}}', UNKNOWN),
)
WAYS = (
    *("", ", direction: DOWNSTREAM", ", maxNodes: 3", ', to: "2026-02-01"'),
    ", eventKinds: [PROCESSING], direction: DOWNSTREAM",
)
LOTS = "key product reoKg feed oreClass claims producedOn drawnKg hasMore onRecord __typename"
EVENTS = "key kind date process oreClass byproductOf site reason owner hasMore onRecord"
FIELDS = (
    f"lots {{ {LOTS} }} events {{ {EVENTS} }} inputs {{ lot event reoKg supported }}"
    " outputs { event lot reoKg product netKg } truncated hidden",
    "truncated",
    "outputs { product } __typename",
    "lots { of: key ...on Lot { mass: reoKg } } lots { product @skip(if: true) }",
    "inputs { event } events { date }",
)
WHOLE = "settledAt"
"""What is not among the columns: with it the lineage is read whole."""


@pytest.fixture
async def api(store: GraphStore) -> AsyncIterator[Api]:
    """The service on the worked example, in either store."""
    await load_all(store, worked_example())
    async with serving(store) as found:
        yield found


@pytest.fixture
def outlines(monkeypatch: pytest.MonkeyPatch, store: GraphStore) -> list[bool]:
    """Whether each of the lineages that were asked for as columns was there as such."""
    told: list[bool] = []
    graph: Any = store.graph
    outline = graph.outline

    async def counted(*asked: Any, **more: Any) -> Any:
        found = await outline(*asked, **more)
        told.append(found is not None)
        return found

    monkeypatch.setattr(graph, "outline", counted)
    return told


@pytest.mark.parametrize("subject", SUBJECTS)
async def test_columns_say_what_the_whole_says(
    api: Api, subject: str, outlines: list[bool]
) -> None:
    for way in WAYS:
        for fields in FIELDS:
            asked = f"lineage(subject: {subject}{way})"
            narrow = await api.ask(f"{{ {asked} {{ {fields} }} }}")
            columns = len(outlines)
            whole = await api.ask(f"{{ {asked} {{ {fields} {WHOLE} }} }}")
            assert len(outlines) == columns, "a lineage that is read whole was asked for as columns"
            if whole["lineage"] is not None:
                del whole["lineage"][WHOLE]
            assert narrow == whole, (way, fields)
    assert any(outlines) is (subject != UNKNOWN)


async def test_what_takes_more_than_columns_is_no_matter_of_columns(
    api: Api, outlines: list[bool]
) -> None:
    for fields in ("lots { id }", "lots { holder { name } }", "waiting", "events { number }"):
        await api.ask(f'{{ lineage(subject: {{lot: "D1"}}) {{ {fields} }} }}')
    assert outlines == []
