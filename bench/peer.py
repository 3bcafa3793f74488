"""The peer on Neo4j: `@neo4j/graphql` with a hand-written @cypher field, answering the same."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bench.lineages import LINEAGE
from bench.measure import Row, side_by_side
from bench.places import Neo4j
from bench.service import running, serving
from bench.worlds import Shape
from tools.neo4j_server import free_port

SOURCE = Path(__file__).with_name("peer")
QUERY = """{{ lineage(lot: "{lot}") {{
  lots {{ key product reoKg }} events {{ key kind date }}
  inputs {{ lot event reoKg supported }} outputs {{ event lot reoKg }} truncated }} }}"""


def installed(folder: Path) -> str:
    """Install the peer into a folder; returns why it cannot be, or nothing."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        return "the peer is not measured: Node.js and npm are not there"
    shutil.copytree(SOURCE, folder, dirs_exist_ok=True)
    command = [npm, "install", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return f"the peer is not measured: npm install failed: {done.stderr[-400:]}" * bool(
        done.returncode
    )


def measure(place: Neo4j, shapes: tuple[Shape, ...], folder: Path, rounds: int) -> Iterator[Row]:
    """Lineages of shapes that the store holds already, by the product and by the peer."""
    port = free_port()
    env = {**place.env, "NEO4J_URI": place.address, "PORT": str(port)}
    with serving(place) as ours, running(["node", "peer.mjs"], port, env, folder) as theirs:
        for shape in shapes:
            mine, other = LINEAGE.format(lot=shape.last), QUERY.format(lot=shape.last)
            said, told = ours.data(mine)["lineage"], theirs.data(other)["lineage"]
            if _sorted(said) != _sorted(told):
                raise RuntimeError(f"the peer does not answer the same of {shape.last}")
            nodes = len(said["lots"]) + len(said["events"])
            asked, answered = side_by_side(
                [lambda mine=mine: ours.ask(mine), lambda other=other: theirs.ask(other)],  # type: ignore[misc]
                rounds,
                warm=5,
            )
            size, note = f"{nodes:,} nodes", "floor: @neo4j/graphql 7"
            yield Row(
                "lineage, beside the peer", size, place.name, asked, answered, 1.0, rounds, note
            )


def _sorted(lineage: dict[str, object]) -> dict[str, object]:
    return {
        name: sorted(map(str, (sorted(row.items()) for row in part)))
        if isinstance(part, list)
        else part
        for name, part in lineage.items()
    }
