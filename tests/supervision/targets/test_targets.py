"""What is read of either store to say which declarations to look at."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from provenance.findings.audit import audit
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import Decision, FindingFilter
from provenance.model.errors import MisuseError, UnknownSubjectError
from provenance.model.targeting import TargetSign
from provenance.model.terms import ClearanceDecision
from provenance.settings import Settings
from provenance.supervision.targets import Scope, Target, targets
from provenance.supervision.targets.reading import look
from tests.loading import load_all
from tests.supervision.targets.trade import (
    DEALER,
    FALSE,
    HONEST,
    IMPORTED,
    INVOICE,
    RENAMED,
    SHELL,
    SHIPPED,
    TRADER,
    declaration,
    records,
)

DAY = date(2026, 6, 10)
Sign = TargetSign


async def _listed(store: GraphStore, **asked: Any) -> dict[str, Target]:
    found = await targets(store, Scope(**asked), Settings())
    return {target.declared.number: target for target in found.listed}


def _signs(target: Target) -> set[Sign]:
    return {reason.sign for reason in target.reasons}


async def test_a_day_at_a_port(store: GraphStore) -> None:
    await load_all(store, records())
    found = await _listed(store, since=DAY, until=DAY)
    assert next(iter(found)) == FALSE
    assert found.keys() == {FALSE, HONEST, RENAMED, IMPORTED}  # what shipped fits is left out
    assert _signs(found[FALSE]) == {
        Sign.INVOICE_UNMOVED, Sign.PRODUCER_UNLIKE, Sign.VALUE_PER_KG, Sign.NEIGHBOUR_GOODS,
        Sign.NEW_EXPORTER,
    }  # fmt: skip
    (unmoved,) = (r for r in found[FALSE].reasons if r.sign is Sign.INVOICE_UNMOVED)
    assert unmoved.evidence == (INVOICE,)
    assert _signs(found[HONEST]) == {Sign.NEIGHBOUR_GOODS}
    assert Sign.ROUTE_CHANGED in _signs(found[IMPORTED])
    # Lots on record that are no iron oxide clear nothing; and their exporter's stock is not told,
    # for its lots are.
    assert Sign.NEIGHBOUR_GOODS in _signs(found[RENAMED])
    assert Sign.STOCK_KEPT not in _signs(found[RENAMED])


async def test_stock_on_record_of_who_exports_something_else(store: GraphStore) -> None:
    alone = declaration("530120260990000009", TRADER, "2026-06-11")
    await load_all(store, [*records(), alone])
    found = await _listed(store, exporter=TRADER, since=DAY + timedelta(1))
    (target,) = found.values()
    (stock,) = (r for r in target.reasons if r.sign is Sign.STOCK_KEPT)
    assert stock.evidence == ("L3",)
    assert "990 kg REO" in str(stock.why)


async def test_what_is_asked_for(store: GraphStore) -> None:
    await load_all(store, records())
    assert (await _listed(store, since=DAY, port="5301")).keys() == {FALSE, HONEST, RENAMED}
    assert (await _listed(store, since=DAY, port="深圳蛇口")).keys() == {FALSE}
    assert (await _listed(store, exporter=SHELL)).keys() == {FALSE, IMPORTED}
    assert (await _listed(store, imports=True)).keys() == {IMPORTED}
    assert len(await _listed(store, exporter=DEALER)) == 6
    assert await _listed(store, until=date(2025, 12, 31)) == {}
    found = await targets(store, Scope(since=DAY, until=DAY), Settings())
    assert (found.asked, found.without_flows) == (5, 4)
    with pytest.raises(MisuseError, match="no declaration on record is of the port Atlantis"):
        await _listed(store, port="Atlantis")
    with pytest.raises(UnknownSubjectError):
        await _listed(store, exporter="91330782XXXX00999A")


async def test_days_to_come_do_not_count(store: GraphStore) -> None:
    """The list of a day is what it was that day, whatever was declared since."""
    await load_all(store, records())
    before = await _listed(store, since=DAY, until=DAY)
    later = [
        declaration(f"22482026099000002{n}", SHELL, f"2026-06-1{n}", country="DE")
        for n in (1, 2, 3)
    ]
    await load_all(store, later)
    assert await _listed(store, since=DAY, until=DAY) == before


async def test_findings_and_decisions_change_nothing(store: GraphStore) -> None:
    await load_all(store, records())
    before = await _listed(store)
    await audit(store, Settings(), today=date(2026, 11, 1))
    facets = await store.findings.facets(FindingFilter())
    assert facets.total
    decision = Decision(
        at=datetime(2026, 11, 1, tzinfo=UTC),
        by="officer",
        decision=ClearanceDecision.RELEASE,
        reason="looked at",
    )
    await store.write(lambda writer: writer.findings.decide(FALSE, decision))
    assert await _listed(store) == before
    assert await store.findings.facets(FindingFilter()) == facets


async def test_a_fitting_flow_takes_a_declaration_off_the_list(store: GraphStore) -> None:
    without = [record for record in records() if record["id"] != "EXP-1"]
    await load_all(store, without)
    assert Sign.STOCK_KEPT in _signs((await _listed(store, exporter=TRADER))[SHIPPED])
    await load_all(store, records())
    assert SHIPPED not in await _listed(store, exporter=TRADER)


@pytest.mark.parametrize(
    "instead",
    [
        {"enterprise": DEALER},  # somebody else's export explains nothing
        {"items": [{"lot": "L1", "reo_kg": 840}]},  # 988 kg at most, of a tonne declared
    ],
)
async def test_flows_of_others_or_of_a_handful_explain_nothing(
    store: GraphStore, instead: dict[str, object]
) -> None:
    changed = [{**record, **instead} if record["id"] == "EXP-1" else record for record in records()]
    await load_all(store, changed)
    assert SHIPPED in await _listed(store, exporter=TRADER)
    enough = {"items": [{"lot": "L1", "reo_kg": 850}]}
    await load_all(store, [{**record, **enough} for record in records() if record["id"] == "EXP-1"])
    assert SHIPPED not in await _listed(store, exporter=TRADER)


async def test_what_others_declare_such_goods_at(store: GraphStore) -> None:
    """Of goods that no table names; each of the others counts once, however often it declares."""
    glaze = {"hs_code": "3207200000", "goods": "色釉料（合成）"}
    others = [
        declaration(f"5301202609960000{n}{m}", f"91330782XXXX1010{n}", "2026-03-01", **glaze)
        for n in range(5)
        for m in range(1 + n)
    ]
    dear = declaration(
        "530120260995000001", DEALER, "2026-06-10", value_cny=220_000, **glaze
    )  # the others declare 9 a kilogram, this one 11
    await load_all(store, [*records(), *others, dear])
    found = await _listed(store, exporter=DEALER, since=DAY)
    (value,) = (r for r in found["530120260995000001"].reasons if r.sign is Sign.VALUE_PER_KG)
    assert "5 others under 3207200000 declare 9.00 in the middle" in str(value.why)
    await load_all(store, [{**dear, "value_cny": 216_000}])  # not more than 1.2 times the others'
    assert "530120260995000001" not in await _listed(store, exporter=DEALER, since=DAY)


async def test_codes_on_record_count_as_those_built_in(store: GraphStore) -> None:
    """Lots may travel under a code that customs stated, and no more under one that ended."""
    await load_all(store, records())
    assert SHIPPED not in await _listed(store, since=DAY)
    ended = {
        "record": "customs_code",
        "id": "C",
        "code": "284690",
        "products": ["metal"],
    }
    more = [{**ended, "id": f"C{n}", "code": code} for n, code in enumerate(("2846901999", "2846"))]
    await load_all(store, [ended, *more])
    judged = await look(store, Scope(since=DAY), Settings())
    assert SHIPPED in {one.declared.number for one in judged.considered}
