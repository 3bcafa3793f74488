"""Shares worked out again from arrays: as settling has them; what was tampered with is found."""

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from provenance.cli.audit import print_audited
from provenance.findings.audit import audit
from provenance.findings.audit.columnar.composition import DIFFERS, Composition
from provenance.findings.audit.columnar.cycles import cyclic
from provenance.findings.audit.columnar.flows import Flows
from provenance.graph.rows.columns import Gathered
from provenance.graph.sqlite.store import SqliteStore
from provenance.ledger.columns.tables import STATUS
from provenance.ledger.composition.mixing import settle_shares
from provenance.ledger.lineage import Lineage
from provenance.rules.quota_origin.circular_flow import loops
from provenance.settings import Settings
from tests.chains import chains
from tests.loading import dump, load_all
from tests.worlds import world

TODAY = date(2026, 11, 1)


async def _settled(records: list[dict[str, object]], path: Path) -> tuple[Lineage, Flows]:
    store = SqliteStore(path)
    await load_all(store, records)
    found, columns = await dump(store), await store.graph.columns()
    await store.close()
    return Lineage(**found), Flows.of(columns)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(120))
async def test_shares_at_once_are_those_that_settling_finds(seed: int, tmp_path: Path) -> None:
    lineage, flows = await _settled(world(seed), tmp_path / "world.sqlite")
    composition = Composition(flows)
    assert not composition.differing(composition.cyclic).any()
    at_once = composition.shares()
    settled = settle_shares(lineage, lineage.lots)
    for number, lot in enumerate(flows.columns.lots.keys):
        for status, column in STATUS.items():
            assert at_once[number, column] == pytest.approx(
                settled[lot].get(status, 0.0), abs=DIFFERS
            )
    round_ = {lot.key for loop in loops(lineage) for lot in loop.lots}
    assert set(flows.keys(cyclic(flows))) == round_
    assert set(flows.keys(composition.cyclic)) <= round_


async def test_nothing_is_no_trouble(tmp_path: Path) -> None:
    _, flows = await _settled([], tmp_path / "empty.sqlite")
    round_ = cyclic(flows)
    assert round_.size == Composition(flows).differing(round_).size == 0


def _tamper(path: Path, lot: str) -> None:
    """Half of what was wholly of one status becomes smuggled, past the product."""
    with sqlite3.connect(path) as db:
        ((text,),) = db.execute("SELECT settled FROM node WHERE label='Lot' AND key=?", (lot,))
        props = json.loads(text) | {"statuses": ["quota", "unexplained"], "shares": [0.5, 0.5]}
        db.execute(
            "UPDATE node SET settled = ? WHERE label = 'Lot' AND key = ?", (json.dumps(props), lot)
        )
    db.close()


async def test_a_share_changed_in_the_file_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "world.sqlite"
    store = SqliteStore(path)
    await load_all(store, chains(5))
    sound = await audit(store, Settings(), whole=True, today=TODAY)
    assert sound.differing == ()
    print_audited(sound)
    assert "not sound" not in capsys.readouterr().out
    _tamper(path, "K3")
    found = await audit(store, Settings(), whole=True, today=TODAY)
    assert found.differing == ("K3",)
    print_audited(found)
    assert "K3" in capsys.readouterr().out
    await store.close()


async def test_a_share_changed_on_a_cycle_is_found(tmp_path: Path) -> None:
    path = tmp_path / "world.sqlite"
    store = SqliteStore(path)
    process = {"record": "processing", "date": "2026-03-01", "process": "blending"}
    firm = "91150000701463622D"
    await load_all(
        store,
        [
            *chains(1),
            {
                **process,
                "id": "R1",
                "enterprise": firm,
                "inputs": [{"lot": "B", "reo_kg": 5}, {"lot": "N", "reo_kg": 5}],
                "outputs": [{"id": "A", "product": "oxide", "reo_kg": 10}],
            },
            {
                **process,
                "id": "R2",
                "enterprise": firm,
                "inputs": [{"lot": "A", "reo_kg": 10}],
                "outputs": [{"id": "B", "product": "oxide", "reo_kg": 10}],
            },
        ],
    )
    sound = await audit(store, Settings(), whole=True, today=TODAY)
    assert sound.differing == ()
    _tamper(path, "A")
    found = await audit(store, Settings(), whole=True, today=TODAY)
    assert found.differing == ("A",)
    await store.close()


async def test_what_waits_to_be_settled_is_not_called_tampered_with(tmp_path: Path) -> None:
    path = tmp_path / "world.sqlite"
    store = SqliteStore(path)
    await load_all(store, chains(2))
    _tamper(path, "K1")
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO mark VALUES ('event', 'extraction:E1')")
    db.close()
    found = await audit(store, Settings(), whole=True, today=TODAY)
    assert found.differing == ()
    await store.close()


async def test_what_was_settled_meanwhile_is_not_called_tampered_with(tmp_path: Path) -> None:
    from provenance.findings.audit.integrity import differing
    from provenance.findings.audit.view import View

    store = SqliteStore(tmp_path / "world.sqlite")
    began = datetime.now(UTC)
    await load_all(store, chains(1))
    lots = await store.graph.columns()
    nothing = Gathered().columns()
    # As if read before their events came.
    flows = Flows.of(replace(nothing, lots=lots.lots, shares=lots.shares))
    view = await View.of(store, Settings(), TODAY)
    assert await differing(view, flows, cyclic(flows), began) == []
    assert await differing(view, flows, cyclic(flows), datetime.now(UTC)) != []
    await store.close()
