"""Which enterprise a number means: by its own credit code, or by a further number it states.

A number that is the code of an enterprise on record means that one, and a number that several
enterprises state means none of them (design, section 2).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from provenance.model.terms import Label
from provenance.records.claims import Claims
from provenance.records.kinds.base import Filed
from provenance.records.kinds.enterprises import Enterprise
from provenance.records.kinds.registry import RECORD_KINDS, AnyRecord
from provenance.records.mapping import PLACES

_OF_EVENTS = ("enterprise", "seller", "buyer", "owner", "source")


def _naming(kind: str, model: type[Filed]) -> tuple[str, ...]:
    if kind in PLACES:
        return tuple(name for name, _, target in PLACES[kind][1] if target is Label.ENTERPRISE)
    return tuple(name for name in _OF_EVENTS if name in model.model_fields)


NAMING = {model: _naming(kind, model) for kind, model in RECORD_KINDS.items()}
"""The fields of each kind of record that name an enterprise."""


class Replaced(NamedTuple):
    """A record as it counted, and as it counts now; None where it did or does not count."""

    old: AnyRecord | None
    new: AnyRecord | None


def claimed_after(claims: Claims, replaced: Iterable[Replaced]) -> Claims:
    """What is claimed once these records count as they do now."""
    by = defaultdict(set, {number: set(claimants) for number, claimants in claims.by.items()})
    codes = set(claims.codes)
    pairs = list(replaced)
    for firm in _enterprises(pair.old for pair in pairs):
        codes.discard(firm.id)
        for identifier in firm.identifiers:
            by[identifier.number].discard(firm.id)
    for firm in _enterprises(pair.new for pair in pairs):
        codes.add(firm.id)
        for identifier in firm.identifiers:
            by[identifier.number].add(firm.id)
    return Claims(by, codes)


def claims(records: Iterable[AnyRecord]) -> Claims:
    """What enterprises state, where these are all the records that count."""
    return claimed_after(Claims(), (Replaced(None, record) for record in records))


def named(record: AnyRecord) -> Iterator[str]:
    """The numbers by which a record names enterprises."""
    for name in NAMING[type(record)]:
        number = getattr(record, name)
        if number is not None:
            yield number


def in_question(replaced: Iterable[Replaced]) -> set[str]:
    """All numbers that records name or claim: what they mean has to be known."""
    numbers: set[str] = set()
    for record in (record for pair in replaced for record in pair if record is not None):
        numbers.update(named(record))
        if type(record) is Enterprise:
            numbers.add(record.id)
            numbers.update(identifier.number for identifier in record.identifiers)
    return numbers


def _enterprises(records: Iterable[AnyRecord | None]) -> Iterator[Enterprise]:
    # Of a model isinstance takes ten times as long, and every record comes by here.
    return (record for record in records if type(record) is Enterprise)
