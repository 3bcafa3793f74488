"""Lineages and verdicts over HTTP, beside the bare query and graphql-core answering from memory."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graphql import ExecutionResult, build_schema, execute, parse

import provenance
from bench.measure import Row, side_by_side
from bench.places import Neo4j, Place, SqliteFile, ingest
from bench.service import Asker, serving
from bench.worlds import DIAMONDS, Shape, write

LINEAGE = """{{ lineage(subject: {{lot: "{lot}"}}, maxNodes: 10000) {{
  lots {{ key product reoKg }} events {{ key kind date }}
  inputs {{ lot event reoKg supported }} outputs {{ event lot reoKg }} truncated }} }}"""
VERDICT = """{{ verdict(subject: {{lot: "{lot}"}}) {{
  conclusion reoKg lawfulKg unlawfulKg unverifiedKg lawfulMinKg lawfulMaxKg
  statuses {{ status kg }} findings {{ code severity relation kg }} }} }}"""
REMEDIES = (
    """{{ verdict(subject: {{lot: "{lot}"}}) {{ remedies {{ record text kg certain }} }} }}"""
)

SQLITE_NODES = """
WITH RECURSIVE up (id) AS (
    SELECT id FROM node WHERE label = 'Lot' AND key = ?
    UNION SELECT f.tail FROM up JOIN flow f ON f.head = up.id
) """
SQLITE = (
    SQLITE_NODES + "SELECT n.id, n.label, n.key, n.props, n.settled FROM up JOIN node n USING (id)",
    SQLITE_NODES + "SELECT f.tail, f.head, f.reo_g, f.supported FROM up JOIN flow f ON f.head = id",
)
NEO4J = """
MATCH (:Lot {key: $lot})<-[:OUTPUT|INPUT*0..]-(a) WITH DISTINCT a
RETURN a:Lot, properties(a), [(a)<-[f:OUTPUT|INPUT]-(b) | [b.key, f.reo_g, f.supported]]"""

Ask = Callable[[str], object]


def measure(place: Place, shapes: tuple[Shape, ...], folder: Path, rounds: int) -> Iterator[Row]:
    """Lineage and verdict of each shape."""
    place.wipe()
    for shape in (*shapes, DIAMONDS):
        ingest(place, write(shape.records(), folder / "shape.jsonl"))
    with serving(place) as asker, bare(place) as query:
        for shape in shapes:
            yield from _of_shape(place.name, shape, asker, query, rounds)
        yield from _exploding(place.name, asker, rounds)


def _of_shape(store: str, shape: Shape, asker: Asker, query: Ask, rounds: int) -> Iterator[Row]:
    lineage, verdict = LINEAGE.format(lot=shape.last), VERDICT.format(lot=shape.last)
    data = asker.data(lineage)
    asker.data(verdict)
    assert not data["lineage"]["truncated"]
    nodes = len(data["lineage"]["lots"]) + len(data["lineage"]["events"])
    from_memory = remembered(lineage, data)
    works: list[Callable[[], object]] = [
        lambda: asker.ask(lineage),
        lambda: query(shape.last),
        from_memory,
        lambda: asker.ask(verdict),
    ]
    asked, found, answered, judged = side_by_side(works, rounds, warm=5)
    note = f"floor: query {found * 1000:.1f} ms + graphql-core {answered * 1000:.1f} ms"
    goal = 1.3 if nodes > 400 else None
    size = f"{nodes:,} nodes"
    yield Row("lineage over HTTP", size, store, asked, found + answered, goal, rounds, note)
    yield Row("verdict with bounds", size, store, judged, asked, 3.0, rounds, "floor: lineage")


def _exploding(store: str, asker: Asker, rounds: int) -> Iterator[Row]:
    """Goal: in about a second, which stands where the floor is."""
    for what, text in (("lineage", LINEAGE), ("verdict", VERDICT), ("remedies", REMEDIES)):
        work, query = f"diamonds, {what}", text.format(lot=DIAMONDS.last)
        asker.data(query)
        (taken,) = side_by_side([lambda query=query: asker.ask(query)], rounds)  # type: ignore[misc]
        yield Row(work, "25 x 100, 3 parents", store, taken, 1.0, 1.0, rounds, "about 1 s")


def remembered(query: str, data: Any) -> Callable[[], object]:
    """graphql-core by itself, answering a query from what is in memory already, as JSON.

    The query is read and validated beforehand: a service remembers it too.
    """
    sdl = Path(provenance.__file__).parent / "schema" / "schema.graphql"
    schema, document = build_schema(sdl.read_text(encoding="utf-8")), parse(query)

    def answer() -> bytes:
        result = execute(schema, document, data)
        assert isinstance(result, ExecutionResult)
        assert not result.errors, result.errors
        return json.dumps({"data": result.data}).encode()

    return answer


@contextmanager
def bare(place: Place) -> Iterator[Ask]:
    """The lineage by one who knows where it is: no product around it."""
    if isinstance(place, SqliteFile):
        db = sqlite3.connect(place.path)
        yield lambda lot: [db.execute(text, (lot,)).fetchall() for text in SQLITE]
        db.close()
    else:
        assert isinstance(place, Neo4j)
        with place.driver() as driver, driver.session() as session:
            yield lambda lot: session.execute_read(
                lambda tx: [record.values() for record in tx.run(NEO4J, lot=lot)]
            )
