"""Lineages over HTTP: nodes and masses both ways, cut where asked, seen through a window."""

from typing import Any

import pytest

from tests.example import DECLARATION
from tests.schema.api import Api

FULL = """
lots { key product reoKg hasMore }
events { key kind date hasMore }
inputs { lot event reoKg supported }
outputs { event lot reoKg product }
truncated hidden waiting settledAt
"""


async def _lineage(api: Api, rest: str, fields: str = FULL) -> Any:
    return (await api.ask(f"{{ lineage({rest}) {{ {fields} }} }}"))["lineage"]


def _keys(nodes: list[Any]) -> list[str]:
    return [node["key"] for node in nodes]


async def test_upstream_of_a_lot(api: Api) -> None:
    found = await _lineage(api, 'subject: {lot: "D1"}')
    assert _keys(found["lots"]) == ["C1", "C2", "D1", "K1", "K2"]
    assert _keys(found["events"]) == [
        "extraction:E1",
        "extraction:E2",
        "processing:P1",
        "transfer:T1/1",
        "transfer:T1/2",
    ]
    assert found["lots"][2] == {
        "key": "D1",
        "product": "OXIDE",
        "reoKg": 60_000,
        "hasMore": False,
    }
    assert found["events"][0] == {
        "key": "extraction:E1",
        "kind": "EXTRACTION",
        "date": "2026-01-10",
        "hasMore": False,
    }
    assert found["inputs"] == [
        {"lot": "C1", "event": "transfer:T1/1", "reoKg": 80_000, "supported": True},
        {"lot": "C2", "event": "transfer:T1/2", "reoKg": 40_000, "supported": True},
        {"lot": "K1", "event": "processing:P1", "reoKg": 80_000, "supported": True},
        {"lot": "K2", "event": "processing:P1", "reoKg": 40_000, "supported": True},
    ]
    assert {
        "event": "processing:P1",
        "lot": "D1",
        "reoKg": 60_000,
        "product": "OXIDE",
    } in found["outputs"]
    assert found["truncated"] is found["waiting"] is False
    assert found["hidden"] == 0
    assert found["settledAt"].endswith("+08:00")


async def test_downstream_of_a_lot(api: Api) -> None:
    found = await _lineage(api, 'subject: {lot: "K1"}, direction: DOWNSTREAM')
    assert _keys(found["lots"]) == ["D1", "D2", "F1", "F2", "K1"]
    assert "export:X1/1" in _keys(found["events"])


async def test_of_a_shipment_starts_at_its_exports(api: Api) -> None:
    found = await _lineage(api, f'subject: {{declaration: "{DECLARATION}"}}')
    assert _keys(found["lots"]) == ["C1", "C2", "D1", "D2", "F1", "F2", "K1", "K2"]
    assert len(found["events"]) == 9


async def test_cut_where_asked_and_saying_where(api: Api) -> None:
    found = await _lineage(api, 'subject: {lot: "D1"}, maxNodes: 3')
    assert found["truncated"] is True
    assert len(found["lots"]) + len(found["events"]) == 3
    more = [node["key"] for node in (*found["lots"], *found["events"]) if node["hasMore"]]
    assert more  # those that lead further, not D1 and P1, which are there whole
    assert "D1" not in more


async def test_a_window_shows_what_lies_behind_what_it_hides(api: Api) -> None:
    """E1 lies behind P1 and T1/1, which do not qualify."""
    found = await _lineage(api, 'subject: {lot: "F1"}, to: "2026-01-31"')
    assert _keys(found["events"]) == ["extraction:E1"]
    assert _keys(found["lots"]) == ["C1"]
    assert found["inputs"] == []
    assert [out["lot"] for out in found["outputs"]] == ["C1"]
    assert found["truncated"] is False
    assert found["hidden"] == 10  # 6 lots and 6 events in all


@pytest.mark.parametrize(
    ("window", "events"),
    [
        ('from: "2026-03-05"', ["transfer:T2/1"]),
        ('from: "2026-02-10", to: "2026-02-19"', ["extraction:E2"]),
        ('from: "2026-02-20", to: "2026-02-20"', ["transfer:T1/1", "transfer:T1/2"]),
        ("eventKinds: [PROCESSING]", ["processing:P1"]),
        ("eventKinds: []", []),
        ('eventKinds: [EXTRACTION, TRANSFER], to: "2026-01-10"', ["extraction:E1"]),
        ('from: "2030-01-01"', []),
    ],
)  # fmt: skip
async def test_windows(api: Api, window: str, events: list[str]) -> None:
    found = await _lineage(api, f'subject: {{lot: "F1"}}, {window}')
    assert _keys(found["events"]) == events
    shown = len(found["lots"]) + len(found["events"])
    assert found["hidden"] == 12 - shown
    touched = {row["lot"] for row in (*found["inputs"], *found["outputs"])}
    assert touched == set(_keys(found["lots"]))


async def test_a_window_with_more_in_it_than_asked_says_so(api: Api) -> None:
    found = await _lineage(api, 'subject: {lot: "F1"}, from: "2026-02-20", maxNodes: 3')
    assert found["truncated"] is True
    assert len(found["lots"]) + len(found["events"]) == 3
    assert any(node["hasMore"] for node in (*found["lots"], *found["events"]))


async def test_nodes_lead_on_to_everything_else(api: Api) -> None:
    found = await _lineage(
        api,
        'subject: {lot: "D1"}, eventKinds: [PROCESSING], maxNodes: 20',
        """lots { id key onRecord holder { name } statuses { status share } usedIn { edges {
             node { key } } } source { line } }
           events { id number enterprise { name region { name } }
             draws { edges { coveredKg } } }""",
    )
    lot = found["lots"][0]
    assert (lot["key"], lot["onRecord"], lot["holder"]) == ("D1", True, {"name": "分离"})
    assert lot["usedIn"] == {"edges": [{"node": {"key": "transfer:T2/1"}}]}
    assert lot["statuses"][0]["status"] == "QUOTA"
    assert sum(part["share"] for part in lot["statuses"]) == pytest.approx(1)
    assert lot["source"] == {"line": 11}
    assert found["events"] == [
        {
            "id": found["events"][0]["id"],
            "number": "P1",
            "enterprise": {"name": "分离", "region": {"name": "昆都仑区"}},
            "draws": {"edges": [{"coveredKg": 90_000}]},
        }
    ]


async def test_sizes_that_cannot_be(api: Api) -> None:
    query = '{{ lineage(subject: {{lot: "D1"}}, maxNodes: {}) {{ hidden }} }}'
    assert await api.fail(query.format(0)) == (
        "MISUSE",
        "maxNodes must be at least 1, 0 was asked",
    )
    code, message = await api.fail(query.format(60_000))
    assert code == "LIMIT_EXCEEDED"
    assert "query_cost is 20000" in message


EDGES = """
inputs { lot event ofSubjectKg ofSubject { status kg } }
outputs { event lot ofSubjectKg ofSubject { status kg } }
"""


def _held(edge: Any) -> dict[str, float]:
    return {part["status"]: part["kg"] for part in edge["ofSubject"]}


async def test_how_much_of_the_subject_is_in_every_edge(api: Api) -> None:
    found = await _lineage(api, 'subject: {lot: "D1"}', EDGES)
    draws = {(draw["lot"], draw["event"]): draw for draw in found["inputs"]}
    made = {(out["event"], out["lot"]): out for out in found["outputs"]}
    assert _held(made["processing:P1", "D1"]) == {
        "QUOTA": 39_473.684,
        "OVER_QUOTA_MINING": 7_894.737,
        "OVER_QUOTA_SEPARATION": 12_631.579,
    }
    # As it stood before the separator turned part of it.
    assert _held(draws["K1", "processing:P1"]) == {"QUOTA": 40_000}
    assert _held(draws["K2", "processing:P1"]) == {"QUOTA": 10_000, "OVER_QUOTA_MINING": 10_000}
    assert made["extraction:E1", "C1"]["ofSubjectKg"] == 40_000
    assert made["extraction:E2", "C2"]["ofSubjectKg"] == 20_000
    assert draws["C2", "transfer:T1/2"]["ofSubject"] == draws["K2", "processing:P1"]["ofSubject"]


async def test_a_shipment_leaves_as_its_verdict_divides_it(api: Api) -> None:
    subject = f'subject: {{declaration: "{DECLARATION}"}}'
    found = await _lineage(api, subject, EDGES)
    verdict = (await api.ask(f"{{ verdict({subject}) {{ statuses {{ status kg }} }} }}"))["verdict"]
    left = [_held(draw) for draw in found["inputs"] if draw["event"].startswith("export:")]
    for one in verdict["statuses"]:
        assert round(sum(draw.get(one["status"], 0) for draw in left), 3) == one["kg"]


async def test_of_the_subject_is_asked_upstream(api: Api) -> None:
    query = f'{{ lineage(subject: {{lot: "C1"}}, direction: DOWNSTREAM) {{ {EDGES} }} }}'
    code, message = await api.fail(query)
    assert code == "MISUSE"
    assert "upstream" in message


async def test_an_event_is_a_subject(api: Api) -> None:
    found = await _lineage(api, 'subject: {event: "processing:P1"}', FULL + EDGES)
    assert _keys(found["lots"]) == ["C1", "C2", "D1", "D2", "K1", "K2"]
    made = {out["lot"]: out["ofSubjectKg"] for out in found["outputs"]}
    assert made == {"C1": 76_000, "C2": 38_000, "K1": 76_000, "K2": 38_000} | {
        "D1": 60_000,
        "D2": 54_000,
    }
    down = await _lineage(api, 'subject: {event: "processing:P1"}, direction: DOWNSTREAM')
    assert _keys(down["lots"]) == ["D1", "D2", "F1", "F2"]
    left = await _lineage(api, 'subject: {event: "export:X1/1"}', EDGES)
    assert [d["ofSubjectKg"] for d in left["inputs"] if d["lot"] == "F1"] == [60_000]
    assert await _lineage(api, 'subject: {event: "processing:none"}') is None


async def test_so_many_steps_and_what_lies_behind_them(api: Api) -> None:
    gaps = FULL + "hiddenAt { at { label key } inputs outputs }"
    found = await _lineage(api, 'subject: {lot: "F1"}, depth: 2', gaps)
    assert _keys(found["events"]) == ["processing:P1", "transfer:T2/1"]
    assert _keys(found["lots"]) == ["D1", "F1", "K1", "K2"]
    assert [lot["key"] for lot in found["lots"] if lot["hasMore"]] == ["K1", "K2"]
    assert found["hidden"] == 6
    assert found["truncated"] is False
    assert found["hiddenAt"] == [
        {"at": {"label": "LOT", "key": key}, "inputs": 1, "outputs": 0} for key in ("K1", "K2")
    ]
    down = await _lineage(api, 'subject: {lot: "K1"}, direction: DOWNSTREAM, depth: 1', gaps)
    assert _keys(down["lots"]) == ["D1", "D2", "K1"]
    assert [gap["outputs"] for gap in down["hiddenAt"]] == [1, 1]
    assert (await api.fail('{ lineage(subject: {lot: "F1"}, depth: 0) { hidden } }'))[0] == "MISUSE"


async def test_what_was_not_read_is_counted_where_it_is(api: Api) -> None:
    gaps = "lots { key hasMore } events { key hasMore } hiddenAt { at { key } inputs outputs }"
    found = await _lineage(api, 'subject: {lot: "D1"}, maxNodes: 3', gaps)
    more = {node["key"] for node in (*found["lots"], *found["events"]) if node["hasMore"]}
    assert {gap["at"]["key"] for gap in found["hiddenAt"]} == more
    assert all(gap["inputs"] >= 1 for gap in found["hiddenAt"])
