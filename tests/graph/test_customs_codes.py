"""Customs codes that customs states: imports are settled by them at once, in either store."""

from datetime import UTC, datetime

import pytest

from provenance.graph.law import law_on_record
from provenance.graph.past import as_of, register_as_of
from provenance.graph.port.graph import GraphStore
from provenance.graph.rows.register import codes_from, declared_under
from provenance.model.status import Status
from provenance.model.terms import Label, Ref
from provenance.records.canonical import record_of
from tests.graph.kit import Record, withdrawal
from tests.loading import load_all

FIRM = "91150000000000000M"
NUMBER = "530120261000000001"
NEW = "2999901000"  # no rare earth travels under it, as built in


def imported(code: str, product: str = "oxide") -> list[Record]:
    lot = {"id": "L", "product": product, "reo_kg": 100, "net_kg": 120}
    what = {"id": "I", "date": "2026-02-01", "enterprise": FIRM, "declaration": NUMBER}
    declared = {"declarant": FIRM, "hs_code": code, "goods": "货物", "net_kg": 500, "country": "MM"}
    return [
        {"record": "import", **what, "output": lot},
        {
            "record": "declaration",
            "id": NUMBER,
            "direction": "import",
            "date": "2026-01-31",
            **declared,
        },
    ]


def customs_code(code: str, *products: str, id_: str = "C", **more: object) -> Record:
    return {"record": "customs_code", "id": id_, "code": code, "products": list(products), **more}


async def lot(store: GraphStore) -> tuple[str | None, dict[Status, float]]:
    found = (await store.graph.lineage([Ref(Label.LOT, "L")], up=True, most=10)).lots["L"]
    return found.product, dict(found.shares)


IMPORT, UNDECLARED = {Status.IMPORT: 1.0}, {Status.UNDECLARED_IMPORT: 1.0}


async def test_one_on_record_covers_what_came_in_before_it(store: GraphStore) -> None:
    await load_all(store, imported(NEW))
    assert await lot(store) == ("oxide", UNDECLARED)
    await load_all(store, [customs_code(NEW[:6], "oxide", "salt")])
    assert await lot(store) == ("oxide", IMPORT)
    await load_all(store, [withdrawal("W", "customs_code", "C")])
    assert await lot(store) == ("oxide", UNDECLARED)


async def test_so_it_does_what_comes_after_it(store: GraphStore) -> None:
    await load_all(store, [customs_code(NEW, "salt", mixed="carbonate")])
    await load_all(store, imported(NEW, "salt"))
    assert await lot(store) == ("ionic_concentrate", IMPORT)


async def test_it_stands_in_place_of_the_built_in(store: GraphStore) -> None:
    """The carbonate's code ends before the declaration: it is of single elements as its heading."""
    await load_all(store, imported("2846904800", "salt"))
    assert await lot(store) == ("ionic_concentrate", IMPORT)
    ended = customs_code("28469048", "salt", mixed="carbonate", valid_to="2025-12-31")
    await load_all(store, [ended])
    assert await lot(store) == ("salt", IMPORT)
    await load_all(store, [{**ended, "revision": 1, "valid_to": "2026-12-31"}])
    assert await lot(store) == ("ionic_concentrate", IMPORT)


async def test_what_was_known_before_it_came_is_as_it_was(store: GraphStore) -> None:
    await load_all(store, [customs_code(NEW, "oxide")])
    before, now = datetime(2026, 10, 31, tzinfo=UTC), datetime.now(UTC)
    assert (await register_as_of(store, before)).codes is None
    assert NEW not in (await law_on_record(await as_of(store, before))).codes
    assert NEW in ((await register_as_of(store, now)).codes or {})
    assert NEW in (await law_on_record(await as_of(store, now))).codes


@pytest.mark.parametrize("code", ["abc", "28469O15", "1C905"])
def test_what_is_no_code_is_refused(code: str) -> None:
    """It would be the beginning of every code, and settle every import anew."""
    with pytest.raises(ValueError, match="must be digits alone"):
        record_of(customs_code(code, "oxide"))


def test_nothing_is_under_what_is_no_code() -> None:
    """As a store of before may have kept one."""
    paper = [("D", {"hs_code": "2846904800", "net_g": 1}), ("E", {"hs_code": "abc", "net_g": 1})]
    assert declared_under(["abc"], paper) == []
    assert declared_under(["abc", "2846"], paper) == ["D"]
    stated = {"id": "C", "code": "abc", "products": ["oxide"], "status": "published"}
    assert codes_from([stated]) is None
