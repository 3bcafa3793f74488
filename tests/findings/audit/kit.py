"""What audits are tested on: what is open in a store, and worlds with violations in them."""

import json
from datetime import date
from pathlib import Path

from provenance.findings.audit import audit
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter, KeptFinding
from provenance.settings import Settings
from provenance.simulate import PLANTS, Plan
from provenance.simulate.write import write

TODAY = date(2026, 11, 1)

Record = dict[str, object]


def planted(
    folder: Path, lots: int, seed: int, codes: tuple[str, ...] = tuple(PLANTS)
) -> tuple[list[Record], Path]:
    """The records of a made-up world with these violations in it, all as a rule, and its truth."""
    out, truth = folder / f"world-{seed}.jsonl", folder / f"truth-{seed}.jsonl"
    write(Plan(lots, 1, seed, codes), str(out), str(truth), lambda _: None)
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()], truth


async def whole(store: GraphStore) -> None:
    await audit(store, Settings(), whole=True, today=TODAY)


async def again(store: GraphStore) -> None:
    await audit(store, Settings(), today=TODAY)


async def open_findings(store: GraphStore) -> dict[str, tuple[object, ...]]:
    """All that is open, by id: what is said, not when it was first seen."""
    found: dict[str, tuple[object, ...]] = {}
    after: str | None = None
    while True:
        page = await store.findings.page(FindingFilter(), after, 1_000)
        found |= {kept.id: _said(kept) for kept in page.items}
        if not page.more:
            return found
        after = page.items[-1].place


def _said(kept: KeptFinding) -> tuple[object, ...]:
    return (
        kept.code,
        kept.severity,
        kept.subject,
        kept.about,
        kept.relation,
        kept.message,
        kept.basis,
        kept.evidence,
        kept.mass_g,
        kept.day,
        kept.enterprise,
        kept.region,
    )
