"""What pasted texts name: each is looked up under every kind of thing there is."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches

from provenance.graph.port.graph import GraphStore, Thing
from provenance.graph.rows.material import number
from provenance.model.asking import Asked
from provenance.model.errors import LimitExceededError, MisuseError
from provenance.model.message import Message
from provenance.model.terms import EventKind, Label, Ref
from provenance.model.text import fold
from provenance.records.changes import RecordKey
from provenance.records.mapping import KIND_OF, record_key

MOST_TEXTS = 500
LONGEST_TEXT = 400
"""A name has 300 characters at most; a kind may stand before it."""

MOST_EACH = 200
"""So many things are told of one text: the items of a record are as many events."""

NEAR = 0.75
"""How like what was asked a number is that is told of instead, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names: all it may mean, and the records of that number that are withdrawn.

    `refused` says why it is a number of no kind.
    """

    text: str
    things: Sequence[Thing] = ()
    withdrawn: Sequence[tuple[RecordKey, datetime]] = ()
    refused: MisuseError | None = None

    @property
    def meanings(self) -> Sequence[Sequence[Thing]]:
        """The different things it may mean; the items of one transfer or export are one."""
        found: dict[Ref | RecordKey, list[Thing]] = {}
        for thing in self.things:
            item = thing.ref.label is Label.EVENT
            found.setdefault((item and record_key(thing.ref)) or thing.ref, []).append(thing)
        return list(found.values())

    def preferring(self, labels: Collection[Label]) -> "Named":
        """The same, of these kinds alone where it names any of them."""
        of_kind = [thing for thing in self.things if thing.ref.label in labels]
        return replace(self, things=of_kind) if of_kind else self


async def named(store: GraphStore, texts: Sequence[str]) -> list[Named]:
    """What texts name, in the order given: numbers as pasted, of any kind, and names.

    Raises LimitExceededError for more than 500 texts or 400 characters, StoreUnavailableError.
    """
    _limit(texts)
    asked = [Asked.of(text) for text in texts]
    readings = [frozenset(one.readings()) for one in asked]
    forms = [_forms(text, one, of) for text, one, of in zip(texts, asked, readings, strict=True)]
    wanted = list(dict.fromkeys(form for all_ in forms for form in all_))
    bearing = dict(zip(wanted, await store.graph.bearing(wanted, MOST_EACH), strict=True))
    found = [
        Named(text, _fitting(one, of, (thing for form in all_ for thing in bearing[form])))
        for text, one, of, all_ in zip(texts, asked, readings, forms, strict=True)
    ]
    unstated = [not any(thing.known for thing in one.things) for one in found]
    records = [
        frozenset(_records(of)) if unfiled else frozenset()
        for of, unfiled in zip(readings, unstated, strict=True)
    ]
    gone = await _withdrawn(store, frozenset().union(*records))
    return [
        replace(
            one,
            withdrawn=[(record, gone[record]) for record in sorted(of) if record in gone],
            refused=None if one.things else said.refused(),
        )
        for one, said, of in zip(found, asked, records, strict=True)
    ]


async def near(store: GraphStore, text: str, first: int = 5) -> Sequence[Thing]:
    """What is like a text that names nothing: what it is part of, or a number that is like it.

    Raises StoreUnavailableError.
    """
    said = Asked.of(text).text[:LONGEST_TEXT]
    found = await store.graph.search(said, first)
    folded = fold(said)
    if found or len(folded) < 4:
        return found
    middle = len(folded) // 2
    begun = await store.graph.search(folded[:middle], MOST_EACH)
    ended = await store.graph.search(folded[middle:], MOST_EACH)
    by_number = {fold(number(thing.ref)): thing for thing in (*begun, *ended)}
    return [by_number[like] for like in get_close_matches(folded, by_number, first, NEAR)]


def _limit(texts: Sequence[str]) -> None:
    if len(texts) > MOST_TEXTS:
        raise LimitExceededError(
            Message(
                "at most {most} texts are looked up at once, {n} were asked",
                most=MOST_TEXTS,
                n=len(texts),
            )
        )
    longest = max(map(len, texts), default=0)
    if longest > LONGEST_TEXT:
        raise LimitExceededError(
            Message(
                "a number or name may have {most} characters, one asked has {n}",
                most=LONGEST_TEXT,
                n=longest,
            )
        )


def _forms(text: str, asked: Asked, readings: Set[Ref]) -> list[str]:
    """What a text may stand as: as pasted, without its kind, and as each kind writes it."""
    keys = sorted(ref.key for ref in readings)
    return list({fold(form): form for form in (text, asked.text, *keys) if fold(form)}.values())


def _fitting(asked: Asked, readings: Set[Ref], things: Iterable[Thing]) -> list[Thing]:
    """Of what bears a text what it means: what bears just this number, else all that fit."""
    fit = {thing.ref: thing for thing in things if asked.may_be(thing.ref)}
    own = {ref for ref in fit if not readings.isdisjoint(_numbers(ref))}
    firms = {ref.key for ref in readings if ref.label is Label.ENTERPRISE}
    if not any(ref.label is Label.ENTERPRISE and fit[ref].known for ref in own):
        own |= {ref for ref, thing in fit.items() if not firms.isdisjoint(_further(thing))}
    return [thing for ref, thing in fit.items() if not own or ref in own]


def _numbers(ref: Ref) -> Iterator[Ref]:
    """How a thing may be named: an event with or without its kind, or by its record."""
    yield ref
    if ref.label is Label.EVENT and (record := record_key(ref)):
        for id_ in (number(ref), record.id):
            yield Ref(Label.EVENT, id_)
            yield Ref(Label.EVENT, f"{record.kind}:{id_}")


def _further(thing: Thing) -> list[str]:
    """The further numbers of an enterprise."""
    stated = thing.props.get("identifiers") if thing.ref.label is Label.ENTERPRISE else None
    return [identifier["number"] for identifier in json.loads(stated)] if stated else []


def _records(readings: Set[Ref]) -> Iterator[RecordKey]:
    """The records that may state what a text names."""
    for label, key in readings:
        if label is Label.EVENT:
            kind, colon, id_ = key.partition(":")
            said = bool(colon) and kind in set(EventKind)
            own = id_ if said else key
            for of in [kind] if said else EventKind:
                yield RecordKey(of, own)
                if "/" in own:  # an item of a record
                    yield RecordKey(of, own.rpartition("/")[0])
        elif label in KIND_OF:
            yield RecordKey(KIND_OF[label], key)


async def _withdrawn(store: GraphStore, records: Set[RecordKey]) -> Mapping[RecordKey, datetime]:
    return await store.records.withdrawn(sorted(records)) if records else {}
