"""What the books of the year say is what the product settles, and what the examples tell."""

from pathlib import Path

import pytest

from provenance.simulate.demonstration import EXAMPLES, Example, written
from tests.simulate.settled import divides_as_told, settled
from tests.simulate.worlds import World

SEEDS = (785, 1)


def year(seed: int) -> World:
    book = written(seed)
    return World(book.records, book.truth.rows, book.truth.lots)


@pytest.mark.parametrize("seed", SEEDS)
async def test_every_lot_divides_as_the_books_say(seed: int, tmp_path: Path) -> None:
    found = year(seed)
    divides_as_told(found, await settled(found, tmp_path / "year.sqlite"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
@pytest.mark.parametrize("seed", SEEDS)
def test_examples_hold_what_the_books_say(example: Example, seed: int) -> None:
    found = year(seed)
    told = found.shares()
    [export] = [e for e in found.of_kind("export") if e["declaration"] == example.declaration]
    unlawful_kg = 0
    for item in export["items"]:
        if row := told.get(item["lot"]):
            unlawful_kg += item["reo_kg"] * row["unlawful_kg"] / row["reo_kg"]
            assert row["unverified_kg"] == 0
    assert unlawful_kg * 1_000 == example.unlawful_g
    assert sum(item["reo_kg"] for item in export["items"]) * 1_000 == example.reo_g
