"""Export controls: what needs a licence to leave, from when, and whether that binds on a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache

from provenance.model.dates import day_said
from provenance.model.tables import rows
from provenance.words.table import Words, word_of

ANY = "*"
"""Any rare earth: what a line of the export-licence catalogue, which names no element, is for."""


class ControlState(StrEnum):
    """Whether a control binds on a day, as far as anyone has said."""

    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Control:
    """An item that needs a licence: an element in the goods of its forms, `a metal/alloy`.

    One without a control code is a line of the export-licence catalogue: goods by `hs_codes` alone,
    which need an ordinary licence; those of an item are for reference. Mixtures are of the item
    from above `threshold` of their REO, where it says one. All days are inclusive. `record` is the
    record that states it, None where it is built in. Where it is undecided, `sources` are the
    readings there are, each with who says so.
    """

    announcement: str
    element: str
    control_code: str | None
    forms: tuple[str, ...]
    effective: date
    expires: date | None = None
    suspended_from: date | None = None
    suspended_to: date | None = None
    undecided_from: date | None = None
    undecided_to: date | None = None
    hs_codes: tuple[str, ...] = ()
    threshold: float | None = None
    sources: tuple[str, ...] = ()
    status: str = "published"
    record: str | None = None

    def state(self, day: date) -> ControlState | None:
        """Whether it binds on a day; None before it is in force and once it has expired."""
        if not self.effective <= day <= (self.expires or date.max):
            return None
        if _within(day, self.suspended_from, self.suspended_to):
            return ControlState.SUSPENDED
        if _within(day, self.undecided_from, self.undecided_to):
            return ControlState.UNDECIDED
        return ControlState.IN_FORCE

    def covered(self, goods: Collection[str]) -> frozenset[str]:
        """The letters of its forms that goods may be of, all of them where these are not known."""
        forms = {form[:1]: frozenset(_goods(form)) for form in self.forms}
        return frozenset(f for f, own in forms.items() if not goods or not own.isdisjoint(goods))


@cache
def built_in_controls() -> tuple[Control, ...]:
    """The controls built in: Announcements 18/2025 and 57/2025, and two years' catalogues."""
    return tuple(_control(row) for row in rows(__package__, "controls"))


@lru_cache(maxsize=1_024)
def standing(controls: tuple[Control, ...], day: date) -> tuple[Control, ...]:
    """The controls that count on a day, one for each item.

    One on record stands before a built-in one of the same element and code, or element and
    announcement, from the day it takes effect; of several on record the latest to take effect
    does, then the one whose record has the greater id.
    """
    known = sorted(
        (control for control in controls if control.effective <= day),
        key=lambda control: (control.record is not None, control.effective, control.record or ""),
    )
    found = {(control.element, control.control_code): control for control in known}
    stated = {(c.announcement, c.element): c for c in found.values() if c.record is not None}
    return tuple(
        control
        for control in found.values()
        if control.record is not None or (control.announcement, control.element) not in stated
    )


_USUAL: Mapping[str, str] = {"a": "metal/alloy/target/magnet", "b": "oxide", "c": "compound"}
"""The goods of a form that names none."""


def form_in_words(form: str) -> Words:
    """A form as people read it, with the goods it is for: b oxide, b 氧化物."""
    named = [word_of("controlled_goods", goods) for goods in _goods(form)]
    said = ("/".join(each) for each in zip(*named, strict=True))
    return Words(*(f"{form[:1]} {goods}".strip() for goods in said))


def _goods(form: str) -> list[str]:
    letter, _, named = form.partition(" ")
    return (named or _USUAL.get(letter, "")).split("/")


def _within(day: date, since: date | None, until: date | None) -> bool:
    return bool(since or until) and (since or date.min) <= day <= (until or date.max)


def _control(row: Mapping[str, str]) -> Control:
    return Control(
        announcement=row["announcement"],
        element=row["element"],
        control_code=row["control_code"] or None,
        forms=_list(row["forms"]),
        effective=date.fromisoformat(row["effective"]),
        expires=day_said(row["expires"]),
        suspended_from=day_said(row["suspended_from"]),
        suspended_to=day_said(row["suspended_to"]),
        undecided_from=day_said(row["undecided_from"]),
        undecided_to=day_said(row["undecided_to"]),
        hs_codes=_list(row["hs_codes"]),
        threshold=float(row["threshold"]) if row["threshold"] else None,
        sources=_list(row["sources"], "|"),
        status=row["status"],
    )


def _list(cell: str, between: str = ";") -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(between) if part.strip())
