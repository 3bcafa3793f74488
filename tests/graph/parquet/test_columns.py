"""The columns of an export are those of its store, in whatever order the rows of each come."""

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from provenance.graph.opening import export_to, exported_at
from provenance.graph.sqlite.store import SqliteStore
from provenance.ledger.columns.places import NONE
from provenance.ledger.columns.whole import Columns
from tests.findings.audit.kit import Record, planted
from tests.loading import load_all
from tests.worlds import world


def _words(numbers: Any, words: Any) -> list[Any]:
    return [None if n == NONE else words[n] for n in numbers.tolist()]


def _rows(columns: Columns) -> dict[str, Counter[tuple[Any, ...]]]:
    """Every table as rows with keys and words instead of places and numbers."""
    lots, events, claims = columns.lots, columns.events, columns.claims
    draws, grants, shares, naming = columns.draws, columns.grants, columns.shares, columns.naming
    invoices, parties, words = columns.invoices, columns.parties, columns.words
    papers = columns.declarations
    assays = [str(sorted(assay.items())) for assay in columns.assays]
    lot, event, invoice = list(lots.keys), list(events.keys), list(invoices.keys)
    told = {
        "lots": [lot, lots.reo_g, lots.drawn_g, lots.claims, lots.product, lots.feed,
                 lots.undetermined, lots.tests],
        "events": [event, events.kind, events.day,
                   *(_words(n, parties) for n in (events.who, events.buyer, events.owner,
                                                  events.source)),
                   *(_words(n, words) for n in (events.site, events.process, events.reason,
                                                events.declaration)),
                   events.ore_g, events.mineral_g, events.compound_g, events.byproduct],
        "draws": [_words(draws.lot, lot), _words(draws.event, event), draws.reo_g,
                  draws.supported],
        "claims": [_words(claims.event, event), _words(claims.lot, lot), claims.reo_g,
                   claims.net_g, claims.product, claims.feedstock,
                   *(_words(n, words) for n in (claims.deposit, claims.code, claims.label)),
                   _words(claims.assay, assays)],
        "grants": [_words(grants.event, event), grants.gate, grants.drawn_g, grants.covered_g,
                   grants.rest, grants.parts],
        "shares": [_words(shares.lot, lot), shares.status, shares.share],
        "invoices": [invoice, invoices.day, _words(invoices.status, words),
                     _words(invoices.seller, parties), _words(invoices.buyer, parties),
                     invoices.marked, list(invoices.lines)],
        "declarations": [list(papers.keys), papers.known, papers.export, papers.day,
                         *(_words(n, parties) for n in (papers.declarant, papers.party)),
                         *(_words(n, words) for n in (papers.licence, papers.country,
                                                      papers.end_user, papers.said)),
                         papers.net_g, papers.reo_g, papers.tested],
        "naming": [_words(naming.event, event), _words(naming.invoice, invoice)],
    }  # fmt: skip
    return {
        name: Counter(zip(*(np.asarray(c, object).tolist() for c in table), strict=True))
        for name, table in told.items()
    }


async def _holds(records: list[Record], folder: Path) -> None:
    store = SqliteStore(folder / "a.sqlite")
    await load_all(store, records)
    await export_to(folder / "out", store, lambda *_: None)
    wanted = await store.graph.columns()
    await store.close()
    async with exported_at(folder / "out") as exported:
        found = await exported.graph.columns()
    assert _rows(found) == _rows(wanted)
    for name in ("lots", "events", "draws", "claims", "grants", "shares", "naming"):
        for column in type(getattr(wanted, name)).__slots__:
            one, other = (getattr(getattr(of, name), column) for of in (found, wanted))
            assert column == "keys" or one.dtype == other.dtype, (name, column)


@pytest.mark.parametrize("seed", [31, 47, 9_003, 9_004])
async def test_over_random_worlds(seed: int, tmp_path: Path) -> None:
    await _holds(world(seed, assays=True), tmp_path)


async def test_over_a_planted_industry(tmp_path: Path) -> None:
    await _holds(planted(tmp_path, 600, 24)[0], tmp_path)


async def test_of_nothing(tmp_path: Path) -> None:
    await _holds([], tmp_path)
