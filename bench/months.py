"""How far quota is used in a month of many flow records, over HTTP, beside the bare aggregation."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from bench.lineages import Ask
from bench.measure import Row, side_by_side
from bench.places import Neo4j, Place, SqliteFile, ingest
from bench.service import serving
from bench.worlds import write
from provenance.model.reference import counties

FIRMS = 400
MONTHS = {f"2026-{n:02}": 1 if n == 3 else 100 for n in range(1, 13)}
"""The months there are records of, March in full, of the others that part of as many."""

ASKED = """{ quotaUtilisation(month: "2026-03", by: [PROVINCE], first: 1000) { edges { node {
  region { code name } activity adjustedKg drawnKg coveredKg overKg remainingKg runsOutIn
  children(by: [CITY]) { region { code name } drawnKg coveredKg overKg remainingKg
    children(by: [COUNTY]) { region { code name } drawnKg coveredKg overKg remainingKg } } } }
  totals { drawnKg } } }"""

SQLITE = """
SELECT f.props ->> 'region', sum(d.props ->> 'reo_g'), sum(d.props ->> 'covered_g')
FROM node e JOIN edge d ON d.tail = e.id AND d.type = 'DRAWS'
    JOIN edge b ON b.tail = e.id AND b.type = 'BY' JOIN node f ON f.id = b.head
WHERE e.label = 'Event' AND e.props ->> 'date' BETWEEN '2026-03-01' AND '2026-03-31'
GROUP BY 1"""
NEO4J = """
MATCH (f:Enterprise)<-[:BY]-(e:Event)-[d:DRAWS]->(:Quota)
WHERE '2026-03-01' <= e.date <= '2026-03-31'
RETURN f.region, sum(d.reo_g), sum(d.covered_g)"""


def measure(place: Place, folder: Path, flows: int, rounds: int) -> Iterator[Row]:
    """A month of so many flow records in a store that holds others, rolled up by region."""
    place.wipe()
    ingest(place, write(records(flows), folder / "months.jsonl"))
    with serving(place) as asker, bare(place) as query:
        data = asker.data(ASKED)["quotaUtilisation"]
        drawn_g = sum(row["drawnKg"] for row in data["totals"]) * 1_000
        assert drawn_g == sum(drawn for _, drawn, _ in query("")), "the floor is of other work"  # type: ignore[attr-defined]
        asked, found = side_by_side([lambda: asker.ask(ASKED), lambda: query("")], rounds, warm=2)
    note = "floor: bare aggregation of the same draws; to be under a second"
    size = f"{flows:,} flow records"
    yield Row("a month by region over HTTP", size, place.name, asked, found, 1.0, rounds, note)


def records(flows: int) -> Iterator[dict[str, Any]]:
    """Mines all over the rare-earth counties, each with a quota that some of them exceed."""
    seats = [*islice(cycle(sorted(counties())), FIRMS)]
    for n, seat in enumerate(seats):
        firm = {"enterprise": f"FIRM-{n}"}
        yield {
            "record": "enterprise",
            "id": f"FIRM-{n}",
            "name": f"某矿{n}（合成）",
            "region": seat,
            "roles": ["mining"],
        }
        yield {
            "record": "designation",
            "id": f"D-{n}",
            "activity": "mining",
            "valid_from": "2026-01-01",
            "notice": "合成",
            **firm,
        }
        yield {
            "record": "quota",
            "id": f"Q-{n}",
            "year": 2026,
            "batch": "1",
            "activity": "mining",
            "ore_class": "ionic",
            "reo_t": 1 + flows * (n % 3) // FIRMS,
            "issued_on": "2026-01-05",
            **firm,
        }
    for month, part in MONTHS.items():
        for n in range(flows // part):
            key = f"{month}-{n}"
            yield {
                "record": "extraction",
                "id": f"E-{key}",
                "date": f"{month}-{1 + n % 28:02}",
                "enterprise": f"FIRM-{n % FIRMS}",
                "ore_class": "ionic",
                "output": {"id": f"L-{key}", "product": "ionic_concentrate", "reo_kg": 900},
            }


@contextmanager
def bare(place: Place) -> Iterator[Ask]:
    """The sums by one who knows where they are: no product around it."""
    if isinstance(place, SqliteFile):
        db = sqlite3.connect(place.path)
        yield lambda _: db.execute(SQLITE).fetchall()
        db.close()
    else:
        assert isinstance(place, Neo4j)
        with place.driver() as driver, driver.session() as session:
            yield lambda _: session.execute_read(
                lambda tx: [record.values() for record in tx.run(NEO4J)]
            )
