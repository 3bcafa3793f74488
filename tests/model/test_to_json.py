"""Dataclasses as JSON."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from provenance.model.terms import Label, Ref, Severity
from provenance.model.to_json import to_json


@dataclass(frozen=True, slots=True)
class Part:
    grams: int
    least_g: int | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    on: Ref
    severity: Severity
    first_seen: datetime | None
    day: date
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()
    cut: bool = False


WHOLE = Whole(
    Ref(Label.LOT, "D1"),
    Severity.MINOR,
    datetime(2026, 3, 31, 18, tzinfo=UTC),
    date(2026, 3, 31),
    (Part(1_500, 1_000), Part(2_000)),
    ("a",),
)


def test_all_fields_by_the_rule() -> None:
    assert list(to_json(WHOLE).items()) == [
        ("on", {"label": "LOT", "key": "D1"}),
        ("severity", "MINOR"),
        ("firstSeen", "2026-04-01T02:00:00+08:00"),
        ("day", "2026-03-31"),
        ("parts", [{"kg": 1.5, "leastKg": 1}, {"kg": 2, "leastKg": None}]),
        ("notes", ["a"]),
        ("truncated", False),
    ]


def test_some_in_another_order_and_by_other_names() -> None:
    assert list(to_json(WHOLE, "about=notes key=on.key cut").items()) == [
        ("about", ["a"]),
        ("key", "D1"),
        ("truncated", False),
    ]


def test_properties_of_a_thing_that_may_lack_some() -> None:
    props = {"reo_g": 1_500, "issued_on": "2026-01-01"}
    assert to_json(props, "kg=reo_g issued_on ore_class adjusted_g") == {
        "kg": 1.5,
        "issuedOn": "2026-01-01",
        "oreClass": None,
        "adjustedKg": None,
    }
