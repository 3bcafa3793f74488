"""Stores of 0.1.0, as it wrote them, and all that a store holds that cannot be worked out anew.

`sqlite-0.1.0.sql` and `neo4j-0.1.0.jsonl` are what 0.1.0 kept of the worked example whose trader
is Z in its own record and Z in small letters in the export and its declaration, with a transfer
that names an invoice by a number with spaces, two watches, two reviews, a decision and three lines
that were not taken; taken down table by table and node by node. Only the secrets of the watches
are put in.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import Any

from neo4j import GraphDatabase

from provenance.graph.port.archive import Kept
from provenance.graph.port.graph import GraphStore, Writer
from provenance.graph.transfer.lines import rows_of
from provenance.model.terms import Ref
from provenance.settings import Settings
from provenance.verdict.verdicts import verdicts
from tests.conftest import StoreAddress

HERE = Path(__file__).parent
SMALL = "91310000ma1ktest2m"
SPACED = "2615 2000 0000 1234 5671"

Held = dict[Kept, list[dict[str, Any]]]


def fill(address: StoreAddress) -> None:
    """Make an empty store one of 0.1.0."""
    if address.store.startswith("sqlite:///"):
        fill_sqlite(path_of(address))
    else:
        _fill_neo4j(address)


def path_of(address: StoreAddress) -> Path:
    return Path(address.store.removeprefix("sqlite:///"))


def fill_sqlite(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")  # as 0.1.0 leaves it
        db.executescript((HERE / "sqlite-0.1.0.sql").read_text(encoding="utf-8"))


def _fill_neo4j(address: StoreAddress) -> None:
    lines = (HERE / "neo4j-0.1.0.jsonl").read_text(encoding="utf-8").splitlines()
    things = [json.loads(line) for line in lines]
    nodes: defaultdict[str, list[Any]] = defaultdict(list)
    edges: defaultdict[str, list[Any]] = defaultdict(list)
    for n, thing in enumerate(things):
        if "labels" in thing:
            nodes[":".join(thing["labels"])].append({**thing["props"], "_n": n})
        else:
            edges[thing["type"]].append([thing["from"], thing["to"], thing["props"]])

    def work(run: Callable[..., Any]) -> None:
        for labels, rows in nodes.items():
            run(f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row", rows=rows)
        for type_, rows in edges.items():
            run(
                "UNWIND $rows AS row MATCH (a {_n: row[0]}), (b {_n: row[1]})"
                f" CREATE (a)-[r:{type_}]->(b) SET r = row[2]",
                rows=rows,
            )
        run("MATCH (n) REMOVE n._n")

    login = address.env["NEO4J_USER"], address.env["NEO4J_PASSWORD"]
    with GraphDatabase.driver(address.store, auth=login) as driver, driver.session() as session:
        session.execute_write(lambda tx: work(lambda text, **rows: tx.run(text, rows).consume()))


def settings_of(address: StoreAddress, **more: Any) -> Settings:
    env = address.env
    login = (
        {"neo4j_user": env["NEO4J_USER"], "neo4j_password": env["NEO4J_PASSWORD"]} if env else {}
    )
    return Settings(store=address.store, **login, **more)


async def held(store: GraphStore) -> Held:
    """All rows that a store keeps, by kind."""

    async def work(writer: Writer) -> Held:
        found: Held = {kind: [] for kind in Kept}
        async for kind, props in rows_of(writer.archive):
            found[kind].append(dict(props))
        return found

    return await store.write(work)


async def held_at(address: StoreAddress) -> Held:
    """The same of a store that is not open."""
    store = address.open()
    try:
        return await held(store)
    finally:
        await store.close()


async def said(store: GraphStore, refs: Sequence[Ref]) -> list[object]:
    """The verdicts on some things, but for when they were settled."""
    found = await verdicts(store, refs, Settings())
    apart = {"case", "settled_at"}
    return [
        one and [getattr(one, part.name) for part in fields(one) if part.name not in apart]
        for one in found
    ]


def less(rows: list[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    """Rows without what changes from one audit or store to the next."""
    return [{name: value for name, value in row.items() if name not in names} for row in rows]
