"""What can be asked for, and what cannot."""

import pytest

from provenance.model.errors import MisuseError
from provenance.supervision.utilisation import Scope


@pytest.mark.parametrize("month", ["2026", "2026-13", "2026-00", "3/2026", "x"])
def test_no_month(month: str) -> None:
    with pytest.raises(MisuseError, match="is no month"):
        Scope(month=month)


@pytest.mark.parametrize("month", ["2026-1", "２０２６-01", "202601", "2026年1月"])
def test_a_month_as_people_write_it(month: str) -> None:
    assert Scope(month=month).month == "2026-01"


def test_month_of_another_year() -> None:
    with pytest.raises(MisuseError, match="2026-03 is no month of 2025"):
        Scope(year=2025, month="2026-03")
    assert Scope(year=2026, month="2026-03").only_year == 2026


@pytest.mark.parametrize("year", [20266, 0, -2026, 1989])
def test_no_year(year: int) -> None:
    with pytest.raises(MisuseError, match=f"{year} is no year that records can be of"):
        Scope(year=year)


def test_nothing_is_no_month() -> None:
    with pytest.raises(MisuseError, match="must not be empty"):
        Scope(month="")


def test_months_that_bear_on_an_answer() -> None:
    assert Scope(year=2026).months == ("2026-01", "2026-12")
    assert Scope(month="2026-03").months == ("2026-01", "2026-03")
    assert Scope().months == ("0001-01", "9999-12")
