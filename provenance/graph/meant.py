"""Which enterprise a question means: by its credit code or any other number it is known by."""

from collections.abc import Sequence
from dataclasses import replace

from provenance.graph.pages import everything
from provenance.graph.port.graph import Reader, Thing
from provenance.graph.port.kept import FindingFilter
from provenance.model.asking import ref_asked
from provenance.model.terms import EdgeType, Label, Ref


async def meant(reader: Reader, refs: Sequence[Ref]) -> list[Ref]:
    """These things, each enterprise that is named by another of its numbers by its credit code.

    A number that is a code on record, or that several enterprises state, means itself.
    """
    firms = [ref for ref in dict.fromkeys(refs) if ref.label is Label.ENTERPRISE]
    found = await reader.things(firms) if firms else ()
    meaning = await _known_as(reader, firms, found)
    return [meaning.get(ref, ref) for ref in refs]


async def meant_things(reader: Reader, refs: Sequence[Ref]) -> list[Thing | None]:
    """These things, in the order asked, None for what nothing names; enterprises as `meant`."""
    found = await reader.things(refs)
    meaning = await _known_as(reader, refs, found)
    others = sorted(set(meaning.values()))
    read = dict(zip(others, await reader.things(others), strict=True)) if others else {}
    return [
        read[meaning[ref]] if ref in meaning else thing
        for ref, thing in zip(refs, found, strict=True)
    ]


async def meant_firm(reader: Reader, number: str | None) -> str | None:
    """The credit code of the enterprise that a number means; what is no enterprise's as it is.

    Raises MisuseError for what is no number.
    """
    if number is None:
        return None
    (ref,) = await meant(reader, [ref_asked(Label.ENTERPRISE, number)])
    return ref.key


async def meant_filter(reader: Reader, wanted: FindingFilter) -> FindingFilter:
    """A filter with the credit codes of the enterprises that it names by other numbers.

    Raises MisuseError for what is no number or code.
    """
    wanted = wanted.asked()
    if wanted.enterprise is None and all(s.label is not Label.ENTERPRISE for s in wanted.subjects):
        return wanted
    firm = await meant_firm(reader, wanted.enterprise)
    return replace(wanted, enterprise=firm, subjects=tuple(await meant(reader, wanted.subjects)))


async def _known_as(
    reader: Reader, refs: Sequence[Ref], found: Sequence[Thing | None]
) -> dict[Ref, Ref]:
    """The enterprises that state as theirs what no enterprise bears.

    What means another enterprise is never a node of its own: whatever names it names that one.
    """
    unknown = {
        Ref(Label.IDENTIFIER, ref.key): ref
        for ref, thing in zip(refs, found, strict=True)
        if ref.label is Label.ENTERPRISE and thing is None
    }
    if not unknown:
        return {}
    near = await everything(reader, list(unknown), EdgeType.KNOWN_AS, out=False)
    claimants = {unknown[one]: {n.thing.ref for n in nears} for one, nears in near.items()}
    return {ref: next(iter(firms)) for ref, firms in claimants.items() if len(firms) == 1}
