"""An upgrade killed at any moment leaves the store as it was or named; again, it is finished."""

import asyncio
import random
from pathlib import Path

from provenance.graph.port.archive import Kept
from tests.cli.run import Cli
from tests.conftest import StoreAddress
from tests.ingest.archive.kit import fill, held_at, less
from tests.loading import dump

KILLS = 6
OF_AUDIT = ("first_seen", "last_seen", "gone_at", "at", "load")


async def test_kill_9_while_upgrading(address: StoreAddress, tmp_path: Path) -> None:
    fill(address)
    cli = Cli(address.store, {**address.env, "PROVENANCE_BATCH": "1"})
    words = ["upgrade", "--backup", str(tmp_path / "old")]
    rng, named = random.Random(12), 0
    for _ in range(KILLS):
        with cli.start(*words) as process:
            assert process.stdout is not None
            for _ in range(rng.randint(0, 40)):
                process.stdout.readline()
            await asyncio.sleep(rng.uniform(0, 0.1))
            process.kill()
        code, _, err = cli.run("findings")
        if code == 0:
            break
        assert (code, "provenance upgrade" in err) == (3, True), err
        named += 1
    assert named > 1
    code, _, err = cli.run(*words)
    assert code == 0, err
    after_kills = await everything(address)
    address.wipe()
    fill(address)
    assert cli.run("upgrade", "--backup", str(tmp_path / "again"))[0] == 0
    assert await everything(address) == after_kills


async def everything(address: StoreAddress) -> list[object]:
    """All that a store holds, but for when it was audited last and what that came upon."""
    held = await held_at(address)
    store = address.open()
    settled = await dump(store)
    await store.close()
    return [settled, *(less(held[kind], *OF_AUDIT) for kind in Kept)]
