"""What can be asked for, and what cannot."""

import pytest

from provenance.model.errors import MisuseError
from provenance.supervision.utilisation import Scope


@pytest.mark.parametrize("month", ["2026", "2026-13", "2026-1", "2026-00", "２０２６-01", "x", ""])
def test_no_month(month: str) -> None:
    with pytest.raises(MisuseError, match="is no month"):
        Scope(month=month)


def test_month_of_another_year() -> None:
    with pytest.raises(MisuseError, match="2026-03 is no month of 2025"):
        Scope(year=2025, month="2026-03")
    assert Scope(year=2026, month="2026-03").only_year == 2026


@pytest.mark.parametrize("region", ["", "3607", "赣州市", "36070０"])
def test_no_place(region: str) -> None:
    with pytest.raises(MisuseError, match="is no code of a place"):
        Scope(region=region)


def test_months_that_bear_on_an_answer() -> None:
    assert Scope(year=2026).months == ("2026-01", "2026-12")
    assert Scope(month="2026-03").months == ("2026-01", "2026-03")
    assert Scope().months == ("0001-01", "9999-12")
