"""Loading, settled, beside the bare writing of the same rows that the store ends up with."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from bench.measure import Row, seconds
from bench.places import Neo4j, Place, SqliteFile, ingest
from provenance.graph.sqlite.connection import connect

TABLES = (
    *("meta", "version", "standing", "withdrawal", "node", "flow", "edge", "unaudited"),
    *("monthly_draw", "monthly_movement", "monthly_invoice"),
)
CHUNK = 10_000


def measure(place: Place, file: Path, size: str, rounds: int) -> Iterator[Row]:
    """A file loaded into an empty store, then its rows by themselves; on Neo4j once."""

    def load() -> None:
        place.wipe()
        ingest(place, file)

    first = seconds(load)
    if isinstance(place, SqliteFile):
        write, how, goal = _sqlite_floor(place), "executemany", 3.0
    else:
        write, how, goal, rounds = _neo4j_floor(place), "UNWIND … MERGE", 1.5, 1
    times = [(first, seconds(write))]
    times += [(seconds(load), seconds(write)) for _ in range(rounds - 1)]
    loaded, written = map(median, zip(*times, strict=True))
    note = f"floor: bare {how}"
    yield Row("loading, settled", size, place.name, loaded, written, goal, rounds, note)


def _sqlite_floor(place: SqliteFile) -> Any:
    with sqlite3.connect(place.path) as db:
        rows = {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}
        found_by = db.execute("SELECT rowid, * FROM found_by").fetchall()
    db.close()
    target = SqliteFile(place.path.with_name("floor.sqlite"))

    def write() -> None:
        target.wipe()
        db = connect(target.path, 30.0)
        db.execute("BEGIN IMMEDIATE")
        for name, all_ in rows.items():
            if all_:
                marks = ", ".join("?" * len(all_[0]))
                db.executemany(f"INSERT INTO {name} VALUES ({marks})", all_)
        db.executemany(
            "INSERT INTO found_by (rowid, terms, named, sounds) VALUES (?, ?, ?, ?)", found_by
        )
        db.execute("COMMIT")
        db.close()

    return write


def _neo4j_floor(place: Place) -> Any:
    assert isinstance(place, Neo4j)
    nodes: defaultdict[str, list[Any]] = defaultdict(list)
    edges: defaultdict[tuple[str, str, str], list[Any]] = defaultdict(list)
    with place.driver() as driver:
        for labels, props in driver.execute_query("MATCH (n) RETURN labels(n), properties(n)")[0]:
            nodes[":".join(labels)].append(props)
        found = driver.execute_query(
            "MATCH (a)-[r]->(b) RETURN labels(a)[0], type(r), labels(b)[0], a.key, b.key,"
            " properties(r)"
        )[0]
        for tail, kind, head, *row in found:
            edges[tail, kind, head].append(row)

    def write() -> None:
        place.wipe()
        with place.driver() as driver, driver.session() as session:
            for labels, rows in nodes.items():
                _in_chunks(session, _merge_nodes(labels, rows[0]), rows)
            for (tail, kind, head), rows in edges.items():
                # Flows of one type between two nodes are told apart by n; others stand alone.
                told = " {n: row[2].n}" if "n" in rows[0][2] else ""
                text = f"MATCH (a:{tail} {{key: row[0]}}), (b:{head} {{key: row[1]}})"
                _in_chunks(session, f"{text} MERGE (a)-[r:{kind}{told}]->(b) SET r = row[2]", rows)

    return write


def _merge_nodes(labels: str, props: dict[str, Any]) -> str:
    first, _, rest = labels.partition(":")
    name = next((name for name in ("key", "id") if name in props), None)
    if name is None:  # records: nothing is unique about a version, so nothing can be merged
        return f"CREATE (n:{labels}) SET n = row"
    more = f", n:{rest}" if rest else ""
    return f"MERGE (n:{first} {{{name}: row.{name}}}) SET n = row{more}"


def _in_chunks(session: Any, text: str, rows: list[Any]) -> None:
    for at in range(0, len(rows), CHUNK):
        session.run(f"UNWIND $rows AS row {text}", rows=rows[at : at + CHUNK]).consume()
