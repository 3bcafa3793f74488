"""More handed on than there was to give."""

import pytest

from provenance.model.terms import Activity, Label, OreClass, Ref, Severity
from provenance.rules.slices.filings import Allotment, Allotted
from tests.ledger.build import IONIC, MINE, MINING, PLANT, ROCK, SEPARATION, T, day
from tests.rules.build import DAYS, only, raised, weighed

CODE = "QUOTA_OVERALLOCATED"


def part(
    key: str,
    reo_g: int,
    activity: Activity = MINING,
    ore_class: OreClass | None = None,
    on: str = "2026-01-05",
) -> Allotted:
    return Allotted(key, MINE if key == "Q1" else PLANT, reo_g, activity, ore_class, day(on))


def indicator(*parts: Allotted, ore_class: OreClass | None = ROCK) -> Allotment:
    return Allotment(
        Ref(Label.INDICATOR, "IND"), 100 * T, MINING, ore_class, day("2024-01-05"), parts
    )


def test_more_than_the_indicator() -> None:
    found = only(CODE, indicator(part("Q1", 60 * T), part("Q2", 40 * T + 1)))
    assert found.subject == Ref(Label.INDICATOR, "IND")
    assert found.mass_g == 1
    assert found.evidence == ("IND", "Q1", "Q2")
    assert "2 quotas take 100,000.001 kg from quota notice IND of 100,000 kg" in str(found.message)


def test_not_all_of_it() -> None:
    assert not raised(CODE, indicator(part("Q1", 60 * T), part("Q2", 40 * T)))
    assert not raised(CODE, indicator())


def test_what_is_of_another_activity_or_class_does_not_count() -> None:
    whole = part("Q1", 100 * T, ore_class=ROCK)
    assert not raised(CODE, indicator(whole, part("Q2", 1, SEPARATION)))
    assert not raised(CODE, indicator(whole, part("Q2", 1, ore_class=IONIC)))
    assert raised(CODE, indicator(whole, part("Q2", 1, ore_class=IONIC), ore_class=None))


def test_more_than_the_quota_it_is_within() -> None:
    quota = Ref(Label.QUOTA, "Q")
    parts = [part("Q1", 60 * T), part("Q2", 41 * T, ore_class=IONIC)]
    found = only(CODE, Allotment(quota, 100 * T, MINING, ROCK, day("2026-01-05"), parts))
    assert found.subject == quota
    assert "from quota Q of" in str(found.message)


@pytest.mark.parametrize(("on", "_", "measures"), DAYS)
def test_by_date_of_the_last_part(on: str, _: bool, measures: bool) -> None:
    found = only(CODE, indicator(part("Q1", 101 * T, on=on)))
    assert weighed(found, Severity.MAJOR, in_force=measures)
