"""Orders to mend that were not followed in time, or just were."""

from datetime import timedelta

from provenance.simulate.scene import Scene
from provenance.simulate.supervision import order

_DEMAND = "file the flow records of the half-year, synthetic（合成）"


def order_overdue(scene: Scene) -> None:
    """Mended a day late, or not at all; or on the last day."""
    miner = scene.miner()
    scene.sell(8, miner, scene.separator(), [scene.mine(miner, 3, 10)])
    deadline = scene.later(1)
    done = None if scene.bad and scene.nth % 2 else deadline + timedelta(scene.bad)
    key = order(scene.book, miner, scene.day(20), (_DEMAND, deadline, done))
    scene.judge("order", key, note=f"due on {deadline}, done on {done}")
