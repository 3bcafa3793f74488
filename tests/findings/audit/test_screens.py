"""What rules find they find behind their screens too, and screens let little through."""

from collections import defaultdict
from collections.abc import Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import pytest

from provenance import rules
from provenance.findings.audit.columnar.picked import whole_of
from provenance.findings.audit.view import View
from provenance.graph.sqlite.store import SqliteStore
from provenance.model.finding import Finding
from provenance.model.terms import Label
from provenance.rules import RULES
from provenance.rules.screening import Judge
from provenance.rules.slices.whole import Whole
from provenance.settings import Settings
from tests.findings.audit.kit import TODAY, Record, open_findings, planted, whole
from tests.loading import load_all
from tests.worlds import world

SCREENED = [rule for rule in RULES if rule.screens is not None]
LETS_THROUGH = 0.1

CATALOGUED: Record = {
    **{"record": "declaration", "id": "530120230000000042", "direction": "export"},
    **{"date": "2023-06-01", "declarant": "91150000701463622D", "country": "JPN"},
    **{"hs_code": "2846901200", "goods": "氧化镧", "net_kg": "500", "reo_kg": "495"},
}
"""Nothing that is planted needs an ordinary licence; this does."""


async def _loaded(records: list[Record], path: Path) -> SqliteStore:
    store = SqliteStore(path)
    await load_all(store, records)
    return store


async def _whole_of(store: SqliteStore) -> Whole:
    view = await View.of(store, Settings(), TODAY)
    return await whole_of(view)


async def _holds(records: list[Record], folder: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The same is found with screens and without; and of each rule its own picks it all."""
    store = await _loaded(records, folder / "screened.sqlite")
    await whole(store)
    found = await open_findings(store)
    await store.close()

    by_rule: defaultdict[Judge, list[Finding]] = defaultdict(list)

    def noted(rule: Judge) -> Judge:
        @wraps(rule)
        def judge(piece: Any) -> Iterator[Finding]:
            for finding in rule(piece):
                by_rule[rule].append(finding)
                yield finding

        return judge

    all_ = tuple(rule._replace(judge=noted(rule.judge), screens=None) for rule in RULES)
    monkeypatch.setattr(rules, "RULES", all_)
    store = await _loaded(records, folder / "everything.sqlite")
    await whole(store)
    assert await open_findings(store) == found
    monkeypatch.setattr(rules, "RULES", RULES)
    everything = await _whole_of(store)
    await store.close()
    for rule in SCREENED:
        picked = _picked(rule, everything)
        for finding in by_rule[rule.judge]:
            assert not picked.isdisjoint({finding.subject.key, *finding.evidence}), finding
    return {rule.judge.__name__ for rule in SCREENED if by_rule[rule.judge]}


def _picked(rule: rules.Rule, everything: Whole) -> set[str]:
    columns = everything.columns
    keys = {
        Label.LOT: columns.lots.keys,
        Label.EVENT: columns.events.keys,
        Label.INVOICE: columns.invoices.keys,
        Label.DECLARATION: columns.declarations.keys,
        Label.ENTERPRISE: columns.parties,
    }
    return {
        keys[label][at]
        for label, screen in (rule.screens or {}).items()
        for at in screen(everything).nonzero()[0]
    }


@pytest.mark.parametrize("seed", range(7_000, 7_020))
async def test_over_random_worlds(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _holds(world(seed), tmp_path, monkeypatch)


async def test_over_planted_violations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records, _ = planted(tmp_path, 900, 21)
    found = await _holds([*records, CATALOGUED], tmp_path, monkeypatch)
    assert found == {rule.judge.__name__ for rule in SCREENED}


async def test_little_is_let_through_where_nothing_is_planted(tmp_path: Path) -> None:
    records, _ = planted(tmp_path, 3_000, 22, ())
    store = await _loaded(records, tmp_path / "clean.sqlite")
    everything = await _whole_of(store)
    await store.close()
    let_through = {
        (rule.judge.__name__, label): screen(everything).mean()
        for rule in SCREENED
        for label, screen in (rule.screens or {}).items()
    }
    assert {name: share for name, share in let_through.items() if share >= LETS_THROUGH} == {}
