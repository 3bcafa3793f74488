"""Cases as chains, from inspection to referral."""

from dataclasses import replace
from datetime import date

import pytest

from provenance.graph.port.graph import GraphStore, Thing
from provenance.model.terms import Label, Ref
from provenance.supervision.cases import Case, FineTier, Step, cases, chains
from tests.graph.kit import MINE, WORKS, enterprise
from tests.loading import Record, load_all

VISIT, V, P, R = Label.INSPECTION, Label.VIOLATION, Label.PENALTY, Label.REFERRAL
ORD = Label.ORDER


def _thing(label: Label, key: str, **names: str) -> Thing:
    return Thing(Ref(label, key), names, known=True)


def _keys(*things: Thing) -> list[str]:
    return [
        " ".join(step.key for step in (*chain.steps.values(), *chain.orders))
        for chain in chains(things)
    ]


def test_a_chain_runs_from_its_last_link_to_its_first() -> None:
    whole = [
        _thing(VISIT, "i"),
        _thing(V, "v", inspection="i"),
        _thing(P, "p", violation="v"),
        _thing(R, "r", penalty="p"),
    ]
    assert _keys(*whole) == ["i v p r"]
    assert _keys(*whole[:3]) == ["i v p"]
    assert _keys(*whole[:2]) == ["i v"]
    assert _keys(whole[0]) == ["i"]


def test_each_link_is_in_a_chain_and_shared_ones_in_several() -> None:
    found = _keys(
        _thing(VISIT, "i"),
        _thing(VISIT, "i2"),
        _thing(V, "v", inspection="i"),
        _thing(V, "w", inspection="i"),
        _thing(P, "p", violation="v"),
        _thing(P, "q", violation="v"),
        _thing(P, "alone"),
        _thing(R, "r", violation="w"),
    )
    assert sorted(found) == ["alone", "i v p", "i v q", "i w r", "i2"]


def test_a_referral_that_names_both_has_both() -> None:
    assert _keys(_thing(R, "r", penalty="p", violation="v")) == ["v p r"]
    found = _keys(_thing(R, "r", penalty="p", violation="v"), _thing(P, "p"), _thing(V, "v"))
    assert found == ["v p r"]


def test_what_is_named_and_not_on_record_is_there_by_its_number() -> None:
    (chain,) = chains([_thing(P, "p", violation="v")])
    assert (chain.steps[V].key, dict(chain.steps[V].props)) == ("v", {})


def test_orders_stand_with_the_violation_they_are_to_mend() -> None:
    orders = [_thing(ORD, "o", violation="v", date="2"), _thing(ORD, "n", violation="v", date="1")]
    assert _keys(_thing(V, "v"), *orders) == ["v n o"]
    assert _keys(_thing(P, "p", violation="v"), _thing(P, "q", violation="v"), *orders) == [
        "v p n o",
        "v q n o",
    ]
    assert sorted(_keys(*orders, _thing(ORD, "alone"))) == ["alone", "v n o"]


@pytest.mark.parametrize(
    ("done", "punished", "today", "tier"),
    [
        (None, None, "2026-02-01", FineTier.FIRST),  # the last day
        (None, None, "2026-02-02", FineTier.SECOND),
        ("2026-02-01", None, "2026-03-01", FineTier.FIRST),
        ("2026-02-05", None, "2026-03-01", FineTier.FIRST),  # mended late, and not yet punished
        ("2026-02-05", "2026-02-04", "2026-03-01", FineTier.SECOND),
        ("2026-02-05", "2026-02-05", "2026-03-01", FineTier.FIRST),
        (None, "2026-01-10", "2026-02-02", FineTier.SECOND),  # punished once, and still not mended
        (None, "2026-01-10", "2026-02-01", FineTier.FIRST),
    ],
)
def test_the_second_tier_is_for_what_is_not_mended(
    done: str | None, punished: str | None, today: str, tier: FineTier
) -> None:
    order = {"deadline": "2026-02-01"} | ({"fulfilled_on": done} if done else {})
    days = [date.fromisoformat(punished)] if punished else []
    case = Case(
        {V: Step("v", {})}, MINE, date.fromisoformat(today), [Step("o", order)], punished=days
    )
    assert case.tier is tier
    assert replace(case, orders=()).tier is None


def test_all_chains_of_a_violation_know_of_all_penalties_for_it() -> None:
    """Two penalties, and a referral that names none of them."""
    told = [
        _thing(V, "v", date="2026-01-01"),
        _thing(P, "p", violation="v", date="2026-02-04"),
        _thing(P, "q", violation="v", date="2026-02-09"),
        _thing(R, "r", violation="v", date="2026-02-05"),
        _thing(P, "elsewhere", violation="w", date="2026-02-06"),
    ]
    days = [
        (chain.steps[V].key, len(chain.steps), sorted(day.day for day in chain.punished))
        for chain in chains(told)
    ]
    assert sorted(days) == [*3 * [("v", 2, [4, 9])], ("w", 2, [6])]


def _act(kind: str, id_: str, day: str, firm: str = MINE, **more: object) -> Record:
    return {
        "record": kind,
        "id": id_,
        "enterprise": firm,
        "date": day,
        "authority": "局",
        **more,
    }


CASES: list[Record] = [
    enterprise(MINE, "矿", region="150206"),
    enterprise(WORKS, "厂", region="513433"),
    _act("inspection", "I", "2025-11-01", region="150200"),
    _act("violation", "V", "2025-11-20", inspection="I", article="R 21"),
    _act(
        "order",
        "O",
        "2025-11-21",
        violation="V",
        demand="停产",
        deadline="2025-12-01",
        fulfilled_on="2025-12-04",
    ),
    _act("penalty", "P", "2025-12-15", violation="V", next_year_reduction_t=5.5),
    _act("referral", "R", "2025-12-20", penalty="P", to="公安局", reason="涉嫌犯罪"),
    _act("penalty", "Q", "2025-01-01", WORKS, region="510000"),
    {
        "record": "quota_adjustment",
        "id": "A",
        "quota": "X",
        "reo_t": -5.5,
        "decided_on": "2026-02-01",
        "reason": "核减",
        "penalty": "P",
    },
]


def _told(case: Case) -> tuple[str, str | None, str, list[str]]:
    keys = " ".join(step.key for step in (*case.steps.values(), *case.orders))
    return case.enterprise, case.name, keys, list(case.carried_out_by)


MINES, WORKSS = (MINE, "矿", "I V P R O", ["A"]), (WORKS, "厂", "Q", [])


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [WORKSS, MINES]),
        ({"enterprise": MINE}, [MINES]),
        ({"region": "100000"}, [WORKSS, MINES]),
        ({"region": "150000"}, [MINES]),
        ({"region": "150206"}, [MINES]),  # where the enterprise is
        ({"region": "510000"}, [WORKSS]),
        ({"region": "150300"}, []),
        ({"region": "510000", "enterprise": MINE}, []),
    ],
)
async def test_cases_by_enterprise_and_place(
    store: GraphStore, asked: dict[str, str], expected: list[object]
) -> None:
    await load_all(store, CASES)
    assert [_told(case) for case in await cases(store, **asked)] == expected
