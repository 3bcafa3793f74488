"""A backup of a store that is being loaded is the store as it was at one moment."""

import asyncio
import os
from pathlib import Path

import pytest

from provenance.graph.port.archive import Kept
from provenance.graph.sqlite.store import SqliteStore
from provenance.ingest.archive.stores import back_up, restore
from provenance.ingest.settle import settle
from provenance.model.terms import Label, Ref
from provenance.settings import Settings
from tests.chains import chains
from tests.cli.run import Cli, write_jsonl
from tests.conftest import StoreAddress
from tests.ingest.archive.kit import held, said, settings_of
from tests.loading import dump, load_all

BATCH = 50


@pytest.mark.parametrize("name", ["b.jsonl.gz", "b.sqlite"])
async def test_a_backup_under_load(address: StoreAddress, tmp_path: Path, name: str) -> None:
    if name == "b.sqlite" and not address.store.startswith("sqlite"):
        name = "b.jsonl"  # Neo4j has but one kind
    records = chains(300)
    file = write_jsonl(tmp_path / "records.jsonl", records)
    cli = Cli(address.store, {**address.env, "PROVENANCE_BATCH": str(BATCH)})
    files: list[Path] = []
    with cli.start("ingest", file) as load:
        assert load.stdout is not None
        await asyncio.to_thread(load.stdout.readline)
        while load.poll() is None and len(files) < 4:
            files.append(tmp_path / f"{len(files)}{name}")
            await back_up(settings_of(address), files[-1])
            await asyncio.sleep(0.1)
        _, err = await asyncio.to_thread(load.communicate)
        assert load.returncode == 0, err
    files.append(tmp_path / f"last{name}")
    await back_up(settings_of(address), files[-1])
    sizes = [await compared(made, records, tmp_path / made.stem) for made in files]
    assert sizes == sorted(sizes)
    assert BATCH <= sizes[0] < sizes[-1] == len(records)
    store, restored = address.open(), SqliteStore(tmp_path / files[-1].stem / "restored.sqlite")
    assert await dump(restored) == await dump(store)
    lots = [Ref(Label.LOT, key) for key in (await dump(store))["lots"]][:50]  # type: ignore[attr-defined]
    assert await said(restored, lots) == await said(store, lots)
    await store.close()
    await restored.close()


async def compared(file: Path, records: list[dict[str, object]], folder: Path) -> int:
    """How many records a backup has: the first so many, whole batches, which come to the same."""
    os.mkdir(folder)
    await restore(Settings(store=f"sqlite:///{folder}/restored.sqlite"), file)
    restored, fresh = SqliteStore(folder / "restored.sqlite"), SqliteStore(folder / "fresh.sqlite")
    versions = (await held(restored))[Kept.VERSION]
    size = len(versions)
    assert size % BATCH == 0 or size == len(records)
    assert [row["line"] for row in versions] == list(range(1, size + 1))
    await settle(restored)  # a copy of a file may be of before that
    await load_all(fresh, records[:size])
    assert await dump(restored) == await dump(fresh)
    await restored.close()
    await fresh.close()
    return size
