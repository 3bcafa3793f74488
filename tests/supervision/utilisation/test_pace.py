"""When quota runs out."""

from datetime import date

import pytest

from provenance.supervision.utilisation.pace import days_gone, days_in, month_after, runs_out_in


@pytest.mark.parametrize(
    ("adjusted", "used", "gone", "month"),
    [
        (100, {}, 100, None),
        (0, {"2026-01": 0}, 100, None),  # what was never allocated does not run out
        (100, {"2026-01": 60, "2026-02": 40}, 100, "2026-02"),  # it has
        (100, {"2026-01": 60, "2026-02": 40}, 365, "2026-02"),
        (100, {"2026-01": 50}, 182, "2026-12"),  # on day 364
        (100, {"2026-01": 50}, 183, None),  # on day 366
        (365, {"2026-01": 31}, 31, "2026-12"),  # on the last day
        (366, {"2026-01": 31}, 31, None),
        (100, {"2026-01": 99}, 365, None),
        (100, {"2026-01": 99}, 0, None),  # of a year that has not begun
    ],
)
def test_runs_out_in(adjusted: int, used: dict[str, int], gone: int, month: str | None) -> None:
    assert runs_out_in(2026, gone, adjusted, used) == month


def test_days() -> None:
    assert days_gone(2026, date(2026, 1, 1)) == 1
    assert days_gone(2024, date(2024, 12, 31)) == days_in(2024) == 366
    assert days_gone(2024, date(2026, 1, 1)) == 366
    assert days_gone(2027, date(2026, 1, 1)) == 0
    assert (month_after(2024, 60), month_after(2026, 60)) == ("2024-02", "2026-03")
