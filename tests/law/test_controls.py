"""Controls: which count on a day, and whether they bind."""

import csv
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

from provenance import law
from provenance.law.articles import built_in_articles
from provenance.law.controls import ANY, Control, ControlState, built_in_controls, standing
from provenance.model.codes import CONTROL_CODE
from provenance.words.table import values_of

IN_FORCE, SUSPENDED, UNDECIDED = ControlState
BY_CODE = {control.control_code: control for control in built_in_controls()}
HOLMIUM, DYSPROSIUM = BY_CODE["1C909"], BY_CODE["1C905"]


def test_every_line_of_the_table_is_read_once() -> None:
    text = (files(law) / "controls.csv").read_text(encoding="utf-8")
    assert len(built_in_controls()) == len(list(csv.DictReader(text.splitlines())))
    statuses = set(values_of("law_status"))
    assert {control.status for control in built_in_controls()} <= statuses
    assert built_in_articles()


def test_the_items_of_both_announcements() -> None:
    items = {(c.control_code, c.element) for c in built_in_controls() if c.element != ANY}
    order = ["Sm", "Gd", "Tb", "Dy", "Lu", "Sc", "Y", "Ho", "Er", "Tm", "Eu", "Yb"]
    assert items == {(f"1C{902 + n}", element) for n, element in enumerate(order)}
    assert all(CONTROL_CODE.known(code) == code for code, _ in items)


@pytest.mark.parametrize(
    ("control", "day", "state"),
    [
        (DYSPROSIUM, date(2025, 4, 3), None),
        (DYSPROSIUM, date(2025, 4, 4), IN_FORCE),
        (HOLMIUM, date(2025, 11, 7), None),
        (HOLMIUM, date(2025, 11, 8), SUSPENDED),
        (HOLMIUM, date(2026, 11, 10), SUSPENDED),
        (HOLMIUM, date(2026, 11, 11), UNDECIDED),
        (HOLMIUM, date(2030, 1, 1), UNDECIDED),
        (replace(HOLMIUM, undecided_to=date(2027, 1, 10)), date(2027, 1, 11), IN_FORCE),
        (replace(HOLMIUM, suspended_to=None), date(2030, 1, 1), SUSPENDED),
        (replace(DYSPROSIUM, expires=date(2026, 1, 1)), date(2026, 1, 1), IN_FORCE),
        (replace(DYSPROSIUM, expires=date(2026, 1, 1)), date(2026, 1, 2), None),
    ],
)
def test_states(control: Control, day: date, state: ControlState | None) -> None:
    assert control.state(day) is state


@pytest.mark.parametrize(
    ("control", "goods", "forms"),
    [
        (DYSPROSIUM, {"magnet"}, {"a"}),
        (BY_CODE["1C903"], {"magnet"}, set()),
        (BY_CODE["1C903"], {"oxide", "compound"}, {"b", "c"}),
        (HOLMIUM, {"fibre"}, {"a"}),
        (DYSPROSIUM, {"fibre"}, set()),
        (DYSPROSIUM, set(), {"a", "b", "c"}),  # what goods are is not known
        (replace(DYSPROSIUM, forms=("a",)), {"magnet"}, {"a"}),  # what a form is without a word
        (replace(DYSPROSIUM, forms=("a",)), {"oxide"}, set()),
    ],
)
def test_forms(control: Control, goods: set[str], forms: set[str]) -> None:
    assert control.covered(goods) == forms


class TestOnRecord:
    """One on record stands before the built-in from its day on."""

    DAY = date(2026, 11, 20)

    def found(self, *mine: Control, day: date = DAY, element: str = "Ho") -> list[Control]:
        known = standing((*built_in_controls(), *mine), day)
        return [control for control in known if control.element == element]

    def test_by_element_and_code(self) -> None:
        mine = replace(HOLMIUM, announcement="90/2026", record="C1", effective=date(2026, 11, 11))
        assert self.found(mine) == [mine]
        assert self.found(mine, day=date(2026, 11, 10)) == [HOLMIUM]

    def test_by_element_and_announcement(self) -> None:
        mine = replace(HOLMIUM, control_code="1C999", record="C1")
        assert self.found(mine) == [mine]
        other = replace(mine, announcement="90/2026")
        assert self.found(other) == [HOLMIUM, other]

    def test_of_several_the_latest_then_the_greatest(self) -> None:
        old = replace(HOLMIUM, record="C9")
        later = replace(HOLMIUM, record="C1", effective=date(2026, 11, 11))
        assert self.found(old, later) == self.found(later, old) == [later]
        same = replace(old, record="C8")
        assert self.found(old, same) == self.found(same, old) == [old]
