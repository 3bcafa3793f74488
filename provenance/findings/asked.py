"""Which findings a question means: mistyped filters are refused, for they read as a clean bill."""

from contextlib import suppress
from dataclasses import replace
from difflib import get_close_matches

from provenance.graph.meant import meant
from provenance.graph.on_record import firm_asked, not_on_record, place_asked
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter
from provenance.model.asking import ref_asked
from provenance.model.codes import RECORD
from provenance.model.dates import check_window
from provenance.model.errors import MisuseError, StoreUnavailableError, UnknownSubjectError
from provenance.model.message import Message
from provenance.model.terms import Label, Ref
from provenance.model.text import has_lone_surrogate, printable
from provenance.words.table import values_of


async def asked(store: GraphStore, wanted: FindingFilter) -> FindingFilter:
    """A filter with every number and code as it is kept.

    Raises MisuseError for a code, place or window that there is not, UnknownSubjectError for an
    enterprise, declaration or subject that nothing on record bears, and no finding was ever on.
    """
    _check_terms(wanted)
    return replace(
        wanted,
        codes=tuple([await _code(store, code) for code in wanted.codes]),
        enterprise=await _firm(store, wanted.enterprise),
        region=await place_asked(store, wanted.region),
        declaration=await _declaration(store, wanted.declaration),
        subjects=await _subjects(store, wanted.subjects),
    )


async def asked_to_come(store: GraphStore, wanted: FindingFilter) -> FindingFilter:
    """A filter of what is yet to be raised: what it is about need not be on record.

    Raises MisuseError for one that nothing to come could pass, for nobody would know.
    """
    _check_terms(wanted)
    if wanted.gone:
        raise MisuseError(Message("what is raised is told of; what is gone is not (gone)"))
    known = {code: _known(code) for code in wanted.codes}
    for code, meant_by_it in known.items():
        if meant_by_it is None:
            raise _no_code(code)
    codes = tuple(filter(None, known.values()))
    return replace(wanted, codes=codes, region=await place_asked(store, wanted.region)).asked()


def _check_terms(wanted: FindingFilter) -> None:
    check_window(wanted.since, wanted.until)
    if wanted.text is None:
        return
    if has_lone_surrogate(wanted.text):
        raise MisuseError(Message("the text holds half a character, which nothing is called by"))
    if wanted.words is None:
        raise MisuseError(
            Message("the text to look for has no letter and no digit; leave it out for all")
        )


async def _code(store: GraphStore, code: str) -> str:
    """A code as it is kept; one that no rule raises any more may still be on record."""
    if known := _known(code):
        return known
    kept = (RECORD.known(code) or "").upper()
    with suppress(StoreUnavailableError):  # the code is wrong wherever it is asked for
        if kept and await _ever(store, FindingFilter(codes=(kept,))):
            return kept
    raise _no_code(code)


def _known(code: str) -> str | None:
    """The code that a code, or what it is called in Chinese or English, means."""
    said = " ".join(code.split())
    for known, words in values_of("finding").items():
        if said in words or said.upper() == known:
            return known
    return None


def _no_code(code: str) -> MisuseError:
    known = values_of("finding")
    written = "_".join(code.upper().replace("-", " ").split())
    near = get_close_matches(written, known, n=3, cutoff=0.5)
    shown = printable(written, 60) or '""'
    if near:
        return MisuseError(
            Message("{code}: no such code; did you mean {near}?", code=shown, near=tuple(near))
        )
    return MisuseError(
        Message("{code}: no such code; there are {known}", code=shown, known=tuple(sorted(known)))
    )


async def _firm(store: GraphStore, number: str | None) -> str | None:
    try:
        return await firm_asked(store, number)
    except UnknownSubjectError:
        key = ref_asked(Label.ENTERPRISE, number or "").key
        if await _ever(store, FindingFilter(enterprise=key)):
            return key
        raise


async def _declaration(store: GraphStore, number: str | None) -> str | None:
    if number is None:
        return None
    ref = ref_asked(Label.DECLARATION, number)
    on_record = (await store.graph.things([ref]))[0] is not None
    if not on_record and not await _ever(store, FindingFilter(declaration=ref.key)):
        raise await not_on_record(store.graph, ref)
    return ref.key


async def _subjects(store: GraphStore, subjects: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """What a number may mean, if anything of it is on record."""
    refs = tuple(await meant(store.graph, subjects))
    there = any(await store.graph.things(refs)) if refs else True
    if not there and not await _ever(store, FindingFilter(subjects=refs)):
        raise await not_on_record(store.graph, refs[0])
    return refs


async def _ever(store: GraphStore, wanted: FindingFilter) -> bool:
    """Whether anything that a filter leaves was ever found, be it gone."""
    return bool((await store.findings.page(replace(wanted, gone=None), None, 1)).items)
