"""Within an era the same controls stand, and every customs code is the same."""

from datetime import date, timedelta

from provenance.law.book import BUILT_IN
from provenance.law.controls import standing
from provenance.rules.trade.eras import Eras


def test_days_of_an_era_are_alike() -> None:
    eras, day, seen = Eras(BUILT_IN), date(2014, 1, 1), dict[int, object]()
    while day < date(2029, 1, 1):
        controls = [(c, c.state(day)) for c in standing(BUILT_IN.controls, day)]
        controls = [one for one in controls if one[1] is not None]
        rows = [row for of in BUILT_IN.codes.values() for row in of if row.valid(day)]
        assert seen.setdefault(eras.of(day), (controls, rows)) == (controls, rows), day
        day += timedelta(days=1)
    assert len(seen) > 5
