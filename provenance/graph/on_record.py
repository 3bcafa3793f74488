"""What a question names, found on record; what is not there is told, with what is near."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from provenance.graph.meant import meant
from provenance.graph.port.graph import Graph, GraphStore, Reader, Thing
from provenance.model.asking import ref_asked
from provenance.model.codes import ENTERPRISE, REGION
from provenance.model.codes.doubts import CodeRefusedError
from provenance.model.errors import MisuseError, StoreUnavailableError, UnknownSubjectError
from provenance.model.message import Message
from provenance.model.regions import region_chain
from provenance.model.terms import Label, Ref
from provenance.model.text import fold, printable

NOTHING_LOADED = Message(
    "nothing is loaded yet: `provenance ingest FILE` loads records, `provenance demo` a made-up"
    " year"
)

_HEADINGS = ("市辖区", "县")
_FEW = 3
_LOOKED_AT = 50
_LONGEST = 60


async def is_empty(graph: Graph) -> bool:
    """Whether nothing is on record at all."""
    for label in Label:
        if await graph.count(label):
            return False
    return True


async def firm_asked(store: GraphStore, text: str | None, past: Reader | None = None) -> str | None:
    """The credit code of the enterprise that a number, or its exact name, means; None without one.

    What a number meant at a time that is asked about (`past`) comes before what it means now.
    Raises MisuseError for what is no number or the name of several, UnknownSubjectError for what
    is not on record.
    """
    if text is None:
        return None
    if (number := ENTERPRISE.known(text)) is not None:
        for reader in (past, store.graph) if past else (store.graph,):
            (ref,) = await meant(reader, [Ref(Label.ENTERPRISE, number)])
            if (await reader.things([ref]))[0] is not None:
                return ref.key
    alike = await _alike(store.graph, Label.ENTERPRISE, text)
    found = [thing for thing in alike if fold(text) in map(fold, _names(thing))]
    if len(found) == 1:
        return found[0].ref.key
    if found:
        raise MisuseError(
            Message(
                "several enterprises are called {name}: {firms}; name one by its code",
                name=printable(text, _LONGEST),
                firms=_told(found),
            )
        )
    raise await not_on_record(store.graph, ref_asked(Label.ENTERPRISE, text))


async def place_asked(store: GraphStore, text: str | None) -> str | None:
    """The code of the place that a code, or its exact name, means; None without one.

    Raises MisuseError for a code that is neither in GB/T 2260 nor on record, and for the name of
    no place or of several.
    """
    if text is None:
        return None
    from provenance.model.codes import gazetteer  # its tables wait for the first place asked

    name = "".join(text.split())
    named = gazetteer.named(name)
    if len(named) == 1:
        return min(named)
    try:
        return REGION.asked(text)
    except MisuseError:
        if kept := await _as_filed(store, text):
            return kept
        near = sorted(named) or gazetteer.like(name)
        if not near or any(map(str.isdigit, name)):
            raise
    places = tuple(f"{code} ({_in_full(code)})" for code in near)
    said = printable(name, _LONGEST)
    if not named:
        raise MisuseError(
            Message("no place is called {name}; did you mean {places}?", name=said, places=places)
        )
    raise MisuseError(
        Message(
            "several places are called {name}: {places}; name one by its code",
            name=said,
            places=places,
        )
    )


async def _as_filed(store: GraphStore, text: str) -> str | None:
    """A code of a place that there is not, if a record has it: it is kept as it was filed."""
    try:
        ref = Ref(Label.REGION, REGION.filed(text))
        return ref.key if (await store.graph.things([ref]))[0] else None
    except (CodeRefusedError, StoreUnavailableError):  # the code is wrong wherever it is asked for
        return None


async def not_on_record(graph: Graph, ref: Ref) -> UnknownSubjectError:
    """The words for a number that nothing bears, with those of its kind that are near."""
    facts = {"kind": ref.label.value, "key": printable(ref.key, _LONGEST)}
    said = Message("no {kind:label} on record bears the number or name {key}", **facts)
    if near := await _alike(graph, ref.label, ref.key):
        return UnknownSubjectError(Message("{what}; near it: {near}", what=said, near=_told(near)))
    if await is_empty(graph):
        return UnknownSubjectError(Message("{what}; {why}", what=said, why=NOTHING_LOADED))
    return UnknownSubjectError(said)


async def _alike(graph: Graph, label: Label, text: str) -> list[Thing]:
    """Things of a kind that have a text, or most of it, in a number or name, the nearest first."""
    folded = fold(text)
    third = max(len(folded) // 3, 1)
    for part in dict.fromkeys((folded, folded[:-third], folded[third:])):
        found = await graph.search(part, _LOOKED_AT) if part else ()
        if alike := [thing for thing in found if thing.ref.label is label]:
            return sorted(alike, key=lambda thing: -_nearness(thing, folded))
    return []


def _nearness(thing: Thing, folded: str) -> float:
    return max(SequenceMatcher(None, folded, fold(name)).ratio() for name in _names(thing))


def _names(thing: Thing) -> list[str]:
    """All that a thing is called, its number first."""
    props = thing.props
    said = (thing.ref.key, props.get("name"), props.get("name_en"), *(props.get("aliases") or ()))
    return [name for name in said if name]


def _told(things: Sequence[Thing]) -> tuple[str, ...]:
    return tuple(" ".join(_names(thing)[:2]) for thing in things[:_FEW])


def _in_full(code: str) -> str:
    """A place's name behind those that it lies in, but the nation's and what is only a heading."""
    places = reversed(region_chain(code)[:-1])
    return "".join(place.name for place in places if place.name not in _HEADINGS)
