"""What the simulator's own books say of each lot is what the product settles, to the gram."""

from pathlib import Path

import pytest

from tests.simulate.settled import divides_as_told, settled
from tests.simulate.worlds import ordinary, world


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_every_lot_divides_as_the_truth_says(seed: int, tmp_path: Path) -> None:
    found = world(seed)
    divides_as_told(found, await settled(found, tmp_path / "world.sqlite"))


async def test_in_an_ordinary_world_all_is_covered_and_in_the_right_hands(tmp_path: Path) -> None:
    lineage = await settled(ordinary(lots=1_500), tmp_path / "world.sqlite")
    assert all(grant.full for event in lineage.events.values() for grant in event.grants)
    assert all(draw.supported for draw in lineage.inputs)
    assert not any(lot.overdrawn_g or lot.claims != 1 for lot in lineage.lots.values())
