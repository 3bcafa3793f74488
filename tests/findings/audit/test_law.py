"""Findings weigh by the law on record and by what firms are, and again when either changes."""

from pathlib import Path

import pytest

from provenance.graph.sqlite.store import SqliteStore
from provenance.model.terms import Label, Ref, Severity
from provenance.settings import Settings
from provenance.verdict.verdicts import verdicts
from tests.findings.audit.kit import Record, again, open_findings, whole
from tests.graph.kit import MINE, enterprise, processing, withdrawal
from tests.graph.test_law import article
from tests.loading import load_all

SIGN = "a sign, not a breach: not bound by Order 785 Art. 14, 25"
BREACH = "Order 785 Art. 14, 25"

Weighed = tuple[Severity, str]


def records(role: str = "magnet", revision: int = 0) -> list[Record]:
    """A maker of magnets who gets more out than was put in."""
    stock = {
        "record": "opening_stock",
        "id": "O",
        "date": "2026-01-10",
        "enterprise": MINE,
        "output": {"id": "A", "product": "metal", "reo_kg": 100},
    }
    made: Record = {"id": "X", "product": "magnet", "reo_kg": 150}
    return [
        enterprise(MINE, roles=[role], revision=revision),
        stock,
        processing("P", {"A": 100}, [made], process="magnet_making"),
    ]


async def found(store: SqliteStore) -> Weighed:
    """How the excess weighs, and by what, as it is kept and as a verdict has it."""
    said = (await open_findings(store)).values()
    (kept,) = [(one[1], str(one[6])) for one in said if one[0] == "UNEXPLAINED_MASS"]
    (verdict,) = await verdicts(store, [Ref(Label.LOT, "X")], Settings())
    assert verdict is not None
    (same,) = [one for one in verdict.findings if one.code == "UNEXPLAINED_MASS"]
    assert (same.severity, str(same.basis)) == kept
    assert isinstance(kept[0], Severity)
    return kept[0], kept[1]


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "store.sqlite")


async def test_an_article_that_comes_or_goes_makes_all_be_judged_again(store: SqliteStore) -> None:
    await load_all(store, records())
    await whole(store)
    assert await found(store) == (Severity.MINOR, SIGN)
    bound = article("N1", valid_from="2026-01-01", binds=["magnet"], findings=["UNEXPLAINED_MASS"])
    await load_all(store, [bound])
    await again(store)
    assert await found(store) == (Severity.MAJOR, "Order 785 Art. 14")
    await load_all(store, [article("N1", revision=1, **{**_of(bound), "valid_from": "2026-03-02"})])
    await again(store)
    assert await found(store) == (Severity.MINOR, SIGN)
    await load_all(store, [withdrawal("W", "article", "N1")])
    await again(store)
    assert await found(store) == (Severity.MINOR, SIGN)
    await store.close()


async def test_an_article_that_is_ended(store: SqliteStore) -> None:
    await load_all(store, records("separation"))
    await whole(store)
    assert await found(store) == (Severity.MAJOR, BREACH)
    ended = {"valid_from": "2024-10-01", "valid_to": "2026-02-28"}
    await load_all(store, [article("R14", **ended), article("R25", article="25", **ended)])
    await again(store)
    assert await found(store) == (Severity.MINOR, "no article on record for 2026-03-01")
    await store.close()


async def test_what_an_enterprise_is_decides_whether_it_is_bound(store: SqliteStore) -> None:
    await load_all(store, records())
    await whole(store)
    assert await found(store) == (Severity.MINOR, SIGN)
    await load_all(store, [records("metal", revision=1)[0]])
    await again(store)
    assert await found(store) == (Severity.MAJOR, BREACH)
    await store.close()


def _of(record: Record) -> Record:
    return {name: value for name, value in record.items() if name not in ("record", "id")}
