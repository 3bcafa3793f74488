"""The nation's balance over GraphQL."""

from collections.abc import AsyncIterator

import pytest

from provenance.graph.port.graph import GraphStore
from tests.example import worked_example
from tests.loading import load_all
from tests.schema.api import Api, serving


@pytest.fixture
async def api(store: GraphStore) -> AsyncIterator[Api]:
    """The service on either store, with the worked example."""
    await load_all(store, worked_example())
    async with serving(store) as found:
        yield found


async def test_what_went_in_is_accounted_for_or_left_over(api: Api) -> None:
    data = await api.ask(
        """{ nationalBalance(year: 2026) { year wentInKg accountedKg residualKg waiting
             made: rows(oxide: "REO", side: MADE_OF) { entry leastKg mostKg }
             residual: rows(side: RESIDUAL) { oxide entry leastKg mostKg } } }"""
    )
    found = data["nationalBalance"]
    residual, made = found.pop("residual"), found.pop("made")
    assert found == {
        "year": 2026,
        "wentInKg": 120_000,
        "accountedKg": 114_000,
        "residualKg": 6_000,
        "waiting": False,
    }
    assert {row["entry"]: row["leastKg"] for row in made if row["leastKg"]} == {"LOST": 6_000}
    by_oxide = {row["oxide"]: (row["leastKg"], row["mostKg"]) for row in residual}
    assert by_oxide["REO"] == (6_000, 6_000)
    assert by_oxide["Nd2O3"] == (-114_000, 120_000)  # nothing is assayed
    assert len(by_oxide) == 17


async def test_an_oxide_that_is_none(api: Api) -> None:
    query = '{ nationalBalance(year: 2026) { rows(oxide: "Fe2O3") { entry } } }'
    code, message = await api.fail(query)
    assert code == "MISUSE"
    assert "Fe2O3 is no oxide; there are REO, La2O3" in message
