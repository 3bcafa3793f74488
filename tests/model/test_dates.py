"""Times as people state them."""

import pytest

from provenance.model.dates import moment
from provenance.model.errors import MisuseError


@pytest.mark.parametrize("text", ["0001-01-02T00:00:00", "9999-12-31T23:59:59+08:00"])
def test_times_within_the_calendar(text: str) -> None:
    assert moment(text).isoformat()[:10] == text[:10]


@pytest.mark.parametrize(
    "text",
    ["0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00", "9999-12-31T23:59:59-12:00"],
)
def test_times_that_no_clock_in_china_shows_are_refused(text: str) -> None:
    with pytest.raises(MisuseError, match="beyond the calendar"):
        moment(text)
