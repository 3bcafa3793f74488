"""Controls that the ministry states: in the book of either store, and as known at a time."""

from datetime import UTC, date, datetime

from provenance.graph.law import law_on_record
from provenance.graph.past import as_of
from provenance.graph.port.graph import GraphStore
from provenance.law.book import BUILT_IN
from provenance.law.controls import Control, ControlState, standing
from tests.graph.kit import Record, withdrawal
from tests.loading import load_all

DAY = date(2026, 11, 20)


def control(id_: str = "C", **more: object) -> Record:
    """Holmium's control, extended, unless it says more."""
    return {
        "record": "control",
        "id": id_,
        "announcement": "57/2025",
        "items": [{"element": "Ho", "control_code": "1C909", "forms": ["a", "b", "c"]}],
        "effective": "2025-11-08",
        "suspended_from": "2025-11-07",
        "suspended_to": "2027-11-10",
        "sources": ["（合成）"],
        **more,
    }


def holmium(controls: tuple[Control, ...]) -> Control:
    (found,) = (one for one in standing(controls, DAY) if one.element == "Ho")
    return found


async def test_one_on_record_stands_before_the_built_in(store: GraphStore) -> None:
    assert (await law_on_record(store.graph)).controls is BUILT_IN.controls
    item = {
        "element": "Ho",
        "control_code": "1C909",
        "forms": ["a metal/alloy", "b"],
        "hs_codes": ["28469019"],
        "threshold": 0.02,
    }
    await load_all(store, [control(items=[item], expires="2027-12-31", sources=["甲", "乙"])])
    found = holmium((await law_on_record(store.graph)).controls)
    assert found == Control(
        announcement="57/2025",
        element="Ho",
        control_code="1C909",
        forms=("a metal/alloy", "b"),
        effective=date(2025, 11, 8),
        expires=date(2027, 12, 31),
        suspended_from=date(2025, 11, 7),
        suspended_to=date(2027, 11, 10),
        hs_codes=("28469019",),
        threshold=0.02,
        sources=("甲", "乙"),
        record="C",
    )
    await load_all(store, [withdrawal("W", "control", "C")])
    built_in = holmium((await law_on_record(store.graph)).controls)
    assert built_in.state(DAY) is ControlState.UNDECIDED


async def test_what_was_known_before_it_came_is_as_it_was(store: GraphStore) -> None:
    await load_all(store, [control()])
    before = await as_of(store, datetime(2026, 10, 31, tzinfo=UTC))
    assert (await law_on_record(before)).controls is BUILT_IN.controls
    now = await as_of(store, datetime.now(UTC))
    assert holmium((await law_on_record(now)).controls).state(DAY) is ControlState.SUSPENDED
