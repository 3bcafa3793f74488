"""A lineage as columns in the embedded store, in one statement."""

import json
from collections.abc import Iterable, Sequence
from sqlite3 import Connection

from provenance.graph.port.outline import Outline, Wanted
from provenance.graph.rows.outline import names, outline_from
from provenance.model.terms import Ref

_OF_FLOWS = {
    "lot": "lot.key",
    "event": "event.key",
    **{name: f"f.{name}" for name in ("n", "reo_g", "supported", "product", "net_g")},
}


def outline(
    db: Connection, seeds: Sequence[Ref], wanted: Wanted, *, up: bool, most: int
) -> Outline | None:
    """The columns of a lineage; None where it is large."""
    near, far = ("head", "tail") if up else ("tail", "head")
    read = names(wanted)
    columns = {
        "lots": _listed(_of_node(name, "settled") for name in read["lots"]),
        "events": _listed(_of_node(name, "props") for name in read["events"]),
        "inputs": _listed(_OF_FLOWS[name] for name in read["inputs"]),
        "outputs": _listed(_OF_FLOWS[name] for name in read["outputs"]),
    }
    text = _OUTLINE.format(near=near, far=far, **columns)
    values = {"seeds": json.dumps(list(set(seeds))), "most": most}
    size, *found = db.execute(text, values).fetchone()
    if size >= most:
        return None
    return outline_from(read, dict(zip(read, map(json.loads, found), strict=True)))


def _of_node(name: str, where: str) -> str:
    return "n.key" if name == "key" else f"n.{where} ->> '{name}'"


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f"json_group_array({column})" for column in columns)


_OUTLINE = """
WITH RECURSIVE reached (id) AS MATERIALIZED (
    SELECT n.id FROM json_each(:seeds) wanted CROSS JOIN node n
        ON n.label = wanted.value ->> 0 AND n.key = wanted.value ->> 1
    UNION
    SELECT f.{far} FROM reached JOIN flow f ON f.{near} = reached.id
    LIMIT :most
) SELECT (SELECT count(*) FROM reached),
(SELECT json_array({lots}) FROM reached JOIN node n ON n.id = reached.id WHERE n.label = 'Lot'),
(SELECT json_array({events}) FROM reached JOIN node n ON n.id = reached.id
    WHERE n.label = 'Event'),
(SELECT json_array({inputs}) FROM reached JOIN flow f ON f.{near} = reached.id
    JOIN node lot ON lot.id = f.tail AND lot.label = 'Lot' JOIN node event ON event.id = f.head),
(SELECT json_array({outputs}) FROM reached JOIN flow f ON f.{near} = reached.id
    JOIN node event ON event.id = f.tail AND event.label = 'Event' JOIN node lot ON lot.id = f.head)
"""
