"""Two processes that load at once what draws on the same quota cover it once."""

from pathlib import Path

from tests.chains import chains
from tests.cli.run import Cli, write_jsonl
from tests.conftest import StoreAddress
from tests.loading import dump, load_all

QUOTA_T = 100


async def test_the_same_quota_is_not_covered_twice(address: StoreAddress, tmp_path: Path) -> None:
    first, second = chains(80, 0, QUOTA_T), chains(80, 80, QUOTA_T)
    files = [
        write_jsonl(tmp_path / f"{name}.jsonl", records)
        for name, records in (("first", first), ("second", second))
    ]
    cli = Cli(address.store, {**address.env, "PROVENANCE_BATCH": "50"})
    loaders = [cli.start("ingest", file) for file in files]
    for loader in loaders:
        _, err = loader.communicate(timeout=400)
        assert loader.returncode == 0, err
    store = address.open()
    at_once = await dump(store)
    covered = sum(
        grant.covered_g
        for event in at_once["events"].values()  # type: ignore[attr-defined]
        for grant in event.grants
        if grant.gate == "mining"
    )
    assert covered == QUOTA_T * 1_000_000
    await store.close()
    address.wipe()
    store = address.open()
    await load_all(store, [*first, *second])
    assert await dump(store) == at_once
    await store.close()
