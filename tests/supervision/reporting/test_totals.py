"""Reports added up by place: at every level each enterprise once, and the same in sum."""

from collections import Counter

from provenance.rules.reports import ReportStatus
from provenance.supervision.reporting import Reported, Total, total, totals, within
from tests.supervision.reporting.build import (
    MINING,
    at_time,
    books,
    drawn,
    execution,
    firm,
    flow,
    moved,
    sold,
)

LEVELS = ("county", "city", "province", "nation")
FIRMS = [
    firm("A", region="360727"),  # which is 360783 now
    firm("B", region="360728"),
    firm("C", region="360700"),
    firm("D", "trade", region="150203"),
    firm("E", region=None),
    firm("F", region="??"),
]


def rows() -> list[Reported]:
    given = books(
        FIRMS,
        moved=[moved(one.code) for one in FIRMS],
        flows=[flow("2026-11-01T00:00:00Z", "A"), flow("2026-11-20T00:00:00Z", "B")],
        executions=[execution(9, code="A"), execution(300, code="B")],
        drawn=[drawn(10, "A"), drawn(100, "B"), drawn(1, "C")],
        invoiced=[sold(5, 3, "A"), sold(7, None, "D")],
    )
    return list(at_time(given, "2026-12-01T00:00:00+08:00").values())


def named(found: list[Total]) -> dict[str, Total]:
    return {one.place.code: one for one in found}


def test_every_level_adds_up_to_the_same() -> None:
    for level in LEVELS:
        found = totals(rows(), level)
        assert sum(one.enterprises for one in found) == len(FIRMS)
        statuses: Counter[ReportStatus] = Counter()
        for one in found:
            statuses.update(one.statuses)
        assert statuses == {"filed": 1, "late": 1, "missing": 3, "not_obliged": 1}
        mining = [sums for one in found for sums in one.activities if sums.activity is MINING]
        assert sum(sums.reported_g for sums in mining) == 309_000
        assert sum(sums.ledger_g for sums in mining) == 111_000
        assert sum(one.sold.net_g for one in found) == 12_000
        assert sum(one.unstated for one in found) == 1
        assert sum(one.movements for one in found) == 18


def test_the_places_of_each_level() -> None:
    assert {level: [one.place.code for one in totals(rows(), level)] for level in LEVELS} == {
        # Who sits in no county counts by the city it has; who sits nowhere known, apart.
        "county": ["", "150203", "360700", "360728", "360783"],
        "city": ["", "150200", "360700"],
        "province": ["", "150000", "360000"],
        "nation": ["100000"],
    }
    found = [(one.level, one.place.code) for one in totals(rows())]
    assert found[:3] == [("nation", "100000"), ("province", ""), ("province", "150000")]
    assert ("county", "360700") in found
    assert ("city", "360700") in found


def test_what_a_place_holds() -> None:
    found = named([*totals(rows(), "county"), *totals(rows(), "city", "province", "nation")])
    assert found["360700"].enterprises == 3
    (mining,) = found["360700"].activities
    assert (mining.reported_g, mining.ledger_g, mining.difference_g) == (309_000, 111_000, 198_000)
    assert (mining.reports, mining.lacking, mining.differing) == (2, 1, 1)
    assert found["360000"].statuses == {"filed": 1, "late": 1, "missing": 1}
    assert found["100000"].enterprises == len(FIRMS)
    assert found["150203"].statuses == {"not_obliged": 1}


def test_within_a_place() -> None:
    assert [row.firm.code for row in within(rows(), "360700")] == ["A", "B", "C"]
    assert [row.firm.code for row in within(rows(), "360783")] == ["A"]
    assert [row.firm.code for row in within(rows(), "360727")] == ["A"]
    assert len(within(rows(), None)) == len(within(rows(), "100000")) == len(FIRMS)
    assert within(rows(), "440000") == []
    assert total("nation", totals(rows(), "nation")[0].place, []).enterprises == 0
