"""What takes long is worked out beside the loop that answers everybody."""

import importlib
import threading
from typing import Any

import pytest

from tests.schema.api import Api


@pytest.mark.parametrize(
    ("work", "query"),
    [
        ("provenance.verdict.brief.break_down", '{ verdict(subject: {lot: "D1"}) { lawfulKg } }'),
        ("provenance.verdict.verdicts.judge", '{ verdict(subject: {lot: "D1"}) { lawfulKg } }'),
        (
            "provenance.verdict.exposure.expose_lineage",
            '{ exposure(subject: {lot: "C1"}) { leftOut } }',
        ),
        (
            "provenance.schema.queries.lineage.look",
            '{ lineage(subject: {lot: "D1"}) { settledAt hidden } }',
        ),
        (
            "provenance.verdict.paths.paths",
            '{ paths(from: {lot: "C1"}, to: {lot: "D1"}) { truncated } }',
        ),
        (
            "provenance.schema.queries.reporting.totals",
            '{ reportingStatus(month: "2026-03") { month } }',
        ),
    ],
)
async def test_beside_the_loop(
    api: Api, work: str, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, _, name = work.rpartition(".")
    real = getattr(importlib.import_module(module), name)
    threads: list[threading.Thread] = []

    def noted(*args: Any, **kwargs: Any) -> Any:
        threads.append(threading.current_thread())
        return real(*args, **kwargs)

    monkeypatch.setattr(work, noted)
    await api.ask(query)
    assert threads
    assert threading.current_thread() not in threads
