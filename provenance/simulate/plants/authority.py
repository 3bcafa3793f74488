"""Orders to mend that were not followed in time, or just were."""

from datetime import timedelta

from provenance.simulate.scene import Scene
from provenance.simulate.supervision import AUTHORITY

_DEMAND = "file the flow records of the half-year, synthetic（合成）"


def order_overdue(scene: Scene) -> None:
    """Mended a day late, or not at all; or on the last day."""
    miner = scene.miner()
    scene.sell(8, miner, scene.separator(), [scene.mine(miner, 3, 10)])
    deadline = scene.later(1)
    done = None if scene.bad and scene.nth % 2 else deadline + timedelta(scene.bad)
    key = f"ORD-{scene.book.number('ORD'):06d}"
    scene.book.write(
        "order",
        id=key,
        enterprise=miner.code,
        date=scene.day(20).isoformat(),
        authority=AUTHORITY,
        demand=_DEMAND,
        deadline=deadline.isoformat(),
        fulfilled_on=done.isoformat() if done else None,
    )
    scene.judge("order", key, note=f"due on {deadline}, done on {done}")
