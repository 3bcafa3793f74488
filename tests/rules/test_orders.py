"""Orders to mend: not fulfilled by their day, or too late."""

from datetime import date

import pytest

from provenance.model.terms import Label, Ref, Severity
from provenance.rules.slices.filings import Demanded
from tests.ledger.build import PLANT
from tests.rules.build import only, raised


def ordered(
    done: str | None,
    today: str = "2026-10-10",
    deadline: str = "2026-09-30",
) -> Demanded:
    return Demanded(
        "O1",
        PLANT,
        "某工信厅（合成）",
        "补录流向信息",
        date.fromisoformat(deadline),
        done and date.fromisoformat(done),
        "V1",
        date.fromisoformat(today),
    )


class TestOrderOverdue:
    def test_the_day_after_its_deadline(self) -> None:
        found = only("ORDER_OVERDUE", ordered(None, "2026-10-01"))
        assert (found.subject, found.severity) == (Ref(Label.ORDER, "O1"), Severity.MAJOR)
        assert found.evidence == ("O1", "V1", PLANT)
        assert "补录流向信息" in str(found.message)
        assert "nothing says that it did by 2026-10-01 (days overdue: 1)" in str(found.message)
        assert "Art. 25" in str(found.basis)

    @pytest.mark.parametrize(
        "near",
        [
            ordered(None, "2026-09-30"),  # the deadline is today
            ordered(None, "2026-09-01"),
            ordered("2026-09-30"),  # fulfilled on its last day
            ordered("2026-09-02"),
        ],
    )
    def test_not_by_its_deadline(self, near: Demanded) -> None:
        assert not raised("ORDER_OVERDUE", near)

    def test_what_was_mended_too_late_is_less_grave_and_says_how_late(self) -> None:
        found = only("ORDER_OVERDUE", ordered("2026-10-01"))
        assert found.severity is Severity.MINOR
        assert "It did on 2026-10-01 (days late: 1)." in str(found.message)

    def test_what_is_mended_tomorrow_is_not_mended_today(self) -> None:
        found = only("ORDER_OVERDUE", ordered("2026-10-05", today="2026-10-04"))
        assert found.severity is Severity.MAJOR

    def test_no_article_before_the_regulations(self) -> None:
        early = only("ORDER_OVERDUE", ordered(None, deadline="2024-09-30"))
        assert early.severity is Severity.MINOR
        assert "no article on record for 2024-09-30" in str(early.basis)
        assert "Art. 25" in str(only("ORDER_OVERDUE", ordered(None, deadline="2024-10-01")).basis)
