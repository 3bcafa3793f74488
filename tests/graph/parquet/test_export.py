"""What is exported is whole or not there, the same from either store, and documented.

`python -m tests.graph.parquet.test_export` writes the tables of the manual anew.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import provenance
from provenance.graph.opening import export_to, exported_at
from provenance.graph.parquet import export as exporting
from provenance.graph.parquet.tables import TABLES, VERSION
from provenance.graph.port.graph import GraphStore
from provenance.graph.sqlite.store import SqliteStore
from provenance.model.errors import ExportUnreadableError, MisuseError
from provenance.model.terms import Label, Ref
from tests.findings.audit.kit import planted
from tests.loading import dump, load_all
from tests.worlds import world

MANUAL = Path(provenance.__file__).parents[1] / "docs" / "parquet.md"


async def _exported(store: GraphStore, folder: Path) -> Path:
    await export_to(folder, store, lambda *_: None)
    return folder


def _rows(folder: Path) -> dict[str, list[dict[str, Any]]]:
    return {name: pq.read_table(folder / f"{name}.parquet").to_pylist() for name in TABLES}


@pytest.mark.parametrize("seed", [31, 47])
async def test_an_export_from_neo4j_is_that_from_sqlite(
    neo4j_address: Any, tmp_path: Path, seed: int
) -> None:
    found = []
    for name, store in (
        ("neo4j", neo4j_address.open()),
        ("sqlite", SqliteStore(tmp_path / "same.sqlite")),
    ):
        await load_all(store, world(seed))
        found.append(_rows(await _exported(store, tmp_path / name)))
        await store.close()
    assert found[0] == found[1]
    assert found[0]["lots"]


async def test_it_says_of_material_what_the_store_says(store: GraphStore, tmp_path: Path) -> None:
    await load_all(store, world(47))
    async with exported_at(await _exported(store, tmp_path / "out")) as exported:
        told = await dump(exported)
    assert told == await dump(store)


async def test_analysts_read_it(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "a.sqlite")
    await load_all(store, planted(tmp_path, 300, 21)[0])
    folder = await _exported(store, tmp_path / "out")
    lots = await store.graph.count(Label.LOT)
    await store.close()
    ask = duckdb.connect().execute
    assert ask(f"SELECT count(*) FROM '{folder}/lots.parquet'").fetchall() == [(lots,)]
    drawn = ask(
        "SELECT sum(part.drawn_g) FROM (SELECT unnest(draw.parts) AS part FROM"
        f" (SELECT unnest(draws) AS draw FROM '{folder}/events.parquet'))"
    ).fetchall()
    assert drawn[0][0] > 0
    shares = ask(f"SELECT list_sum(shares) FROM '{folder}/lots.parquet' WHERE reo_g > 0")
    assert all(whole == pytest.approx(1) for (whole,) in shares.fetchall())


def test_the_manual_has_every_column() -> None:
    text = MANUAL.read_text("utf-8")
    assert text.endswith(_manual())
    assert f"version {VERSION}" in text


def _manual() -> str:
    """The tables as the manual has them."""
    return "".join(
        f"\n### {name}\n\n| column | type | |\n|---|---|---|\n"
        + "".join(f"| `{c.name}` | {_called(c.type)} | {c.says} |\n" for c in table.columns)
        for name, table in TABLES.items()
    )


def _called(kind: Any) -> str:
    if pa.types.is_list(kind):
        return f"list of {_called(kind.value_type)}"
    named = {"string": "text", "int64": "whole", "double": "number", "bool": "yes/no"}
    return "struct" if pa.types.is_struct(kind) else named.get(str(kind), "date")


async def test_nothing_is_left_of_one_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SqliteStore(tmp_path / "a.sqlite")
    await load_all(store, world(31))

    async def gone(*_: object) -> None:
        raise RuntimeError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(exporting, "_flows", gone)
        with pytest.raises(RuntimeError):
            await _exported(store, tmp_path / "out")
    assert _left(tmp_path) == []

    async def written(*_: object) -> None:
        await load_all(store, world(32)[:40])

    with monkeypatch.context() as busy:
        busy.setattr(exporting, "_flows", written)
        with pytest.raises(MisuseError, match="written to"):
            await _exported(store, tmp_path / "out")
    assert _left(tmp_path) == []
    await _exported(store, tmp_path / "out")
    with pytest.raises(MisuseError, match="is there already"):
        await _exported(store, tmp_path / "out")
    assert _left(tmp_path) == ["out"]
    await store.close()


def _left(folder: Path) -> list[str]:
    return [path.name for path in folder.glob("out*")]


def _without_a_file(folder: Path) -> None:
    (folder / "invoices.parquet").unlink()


def _cut(folder: Path) -> None:
    file = folder / "events.parquet"
    file.write_bytes(file.read_bytes()[:-100])


def _of_another(folder: Path) -> None:
    _rewrite(folder / "lots.parquet", export="another")


def _of_a_later_version(folder: Path) -> None:
    for name in TABLES:
        _rewrite(folder / f"{name}.parquet", version=VERSION + 1)


def _renamed(folder: Path) -> None:
    (folder / "orders.parquet").write_bytes((folder / "permits.parquet").read_bytes())


def _somebody_else_s(folder: Path) -> None:
    pq.write_table(pa.table({"key": ["L1"]}), folder / "lots.parquet")


def _less_a_column(folder: Path) -> None:
    table = pq.read_table(folder / "quotas.parquet")
    pq.write_table(table.drop_columns(["notice"]), folder / "quotas.parquet")


def _emptied(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()


def _rewrite(file: Path, **said: object) -> None:
    table = pq.read_table(file)
    metadata = json.loads(table.schema.metadata[exporting.SAID]) | said
    table = table.replace_schema_metadata({exporting.SAID: json.dumps(metadata)})
    pq.write_table(table, file)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (_without_a_file, "invoices.parquet is missing"),
        (_cut, "cut or changed"),
        (_of_another, "several exports"),
        (_of_a_later_version, f"version {VERSION + 1}"),
        (_renamed, "renamed"),
        (_somebody_else_s, "not written by"),
        (_less_a_column, "other columns"),
        (_emptied, "is no export"),
    ],
)
async def test_what_is_no_whole_export_is_refused(
    tmp_path: Path, harm: Callable[[Path], None], words: str
) -> None:
    store = SqliteStore(tmp_path / "a.sqlite")
    await load_all(store, world(31))
    folder = await _exported(store, tmp_path / "out")
    await store.close()
    harm(folder)
    with pytest.raises(ExportUnreadableError, match=words):
        async with exported_at(folder):
            pass


async def test_what_is_out_of_order_is_refused(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "a.sqlite")
    await load_all(store, world(31))
    folder = await _exported(store, tmp_path / "out")
    await store.close()
    lots = pq.read_table(folder / "lots.parquet")
    pq.write_table(lots.sort_by([("key", "descending")]), folder / "lots.parquet")
    async with exported_at(folder) as exported:
        with pytest.raises(ExportUnreadableError, match="order of key"):
            await exported.graph.things([Ref(Label.LOT, "any")])


if __name__ == "__main__":
    before, _, _ = MANUAL.read_text("utf-8").partition("\n### ")
    MANUAL.write_text(before + _manual(), "utf-8")
