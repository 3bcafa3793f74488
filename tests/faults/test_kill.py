"""A loading process killed at random moments loses nothing it reported as committed."""

import asyncio
import random
from pathlib import Path

from provenance.records.changes import RecordKey
from tests.chains import chains
from tests.cli.run import Cli, write_jsonl
from tests.conftest import StoreAddress
from tests.loading import dump, load_all

KILLS = 10


async def test_kill_9_while_loading(address: StoreAddress, tmp_path: Path) -> None:
    records = chains(200)
    file = write_jsonl(tmp_path / "records.jsonl", records)
    cli = Cli(address.store, {**address.env, "PROVENANCE_BATCH": "50"})
    rng = random.Random(9)
    for _ in range(KILLS):
        with cli.start("ingest", file) as process:
            assert process.stdout is not None
            committed = _read_for(process.stdout.readline, rng.randint(1, 8))
            await asyncio.sleep(rng.uniform(0, 0.1))
            process.kill()
            committed = max([committed, *_committed(process.stdout.read().splitlines())])
        store = address.open()
        keys = [RecordKey(str(record["record"]), str(record["id"])) for record in records]
        found = await store.graph.versions(keys[:committed])
        lost = [key for key, versions in zip(keys, found, strict=False) if not versions]
        assert not lost, f"{lost} were reported as committed"
        await store.close()
    code, out, err = cli.run("ingest", file)
    assert code == 0, err
    assert f"{len(records)} records committed" in out
    store = address.open()
    after_kills = await dump(store)
    assert not (await store.graph.lineage([], up=True, most=1)).waiting
    await store.close()
    address.wipe()
    store = address.open()
    await load_all(store, records)
    assert await dump(store) == after_kills
    await store.close()


def _read_for(readline: object, lines: int) -> int:
    """Wait until so many commits were reported, or the process came to its end."""
    found = 0
    for _ in range(lines):
        line = readline()  # type: ignore[operator]
        if not line:
            break
        found = max([found, *_committed([line])])
    return found


def _committed(lines: list[str]) -> list[int]:
    return [int(line.split()[1]) for line in lines if line.startswith("committed ")]
