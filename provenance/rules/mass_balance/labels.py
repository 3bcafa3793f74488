"""Findings on labels: drums that name others than the records do."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING
from unicodedata import normalize

from provenance.law.book import LawBook
from provenance.ledger.lineage import Event, Lineage
from provenance.ledger.makers import SAME, raw_material_producers
from provenance.model.finding import Finding
from provenance.model.firm_names import same_firm
from provenance.model.message import Fact, Message
from provenance.model.terms import EventKind, Label, Ref, Severity
from provenance.model.text import CREDIT_CODE, fold
from provenance.model.thresholds import Thresholds
from provenance.rules.law import ground
from provenance.rules.screening import screened
from provenance.rules.slices.acts import acts, roles_of
from provenance.rules.slices.filings import Document
from provenance.rules.slices.labels import Labelled
from provenance.rules.slices.whole import Whole

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags

_MADE = frozenset({EventKind.EXTRACTION, EventKind.PROCESSING, EventKind.SCRAP_INTAKE})
"""What of the records tells who supplied the goods; what came from abroad has no maker in them."""

_A_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{2}[0-9]{6}[0-9A-Z]{10}(?![0-9A-Z])")
"""A credit code among other words: two characters, the place in six digits, and ten more."""


def _named_otherwise(whole: Whole) -> "Flags":
    """Lots whose drums name another than who made them, or than the one whose material they are.

    Asked once for each label and party; where more than one is the producer, it may be another.
    """
    from provenance.ledger.columns.places import NONE, told
    from provenance.rules.mass_balance.sole_makers import SEVERAL, sole_makers

    columns, claims = whole.columns, whole.columns.claims
    label = claims.label

    def other(field: str, said: int, party: int) -> bool:
        named = json.loads(columns.words[said]).get(field) if said != NONE else None
        if not named or party in (NONE, SEVERAL):
            return bool(named) and party == SEVERAL
        who = columns.parties[party]
        return _other(named, who, called(who, whole.firms))

    maker = columns.events.who[claims.event]
    producer = sole_makers(columns)[claims.lot]
    supplied = told(partial(other, "supplier"), label, maker)
    return columns.claimed(
        supplied | told(partial(other, "raw_material_producer"), label, producer)
    )


@screened(lots=_named_otherwise)
def label_contradicted(labelled: Labelled) -> Iterator[Finding]:
    """A label that names a supplier, or a producer of the raw material, whom the records do not.

    Who is called so, by code or name or any number on record, is the one meant, and a code on the
    label decides before its words; where nothing can be compared nothing is contradicted.
    """
    limits = labelled.limits
    named = labelled.label.get("supplier")
    if named and labelled.suppliers and _all_others(named, labelled.suppliers, labelled):
        yield _finding(
            labelled,
            "supplier",
            Message(
                "The drums of lot {lot} of {mass:kg} name {named} as supplier; by the records it is"
                " of {whose}.",
                lot=labelled.lot,
                mass=labelled.reo_g,
                named=named,
                whose=tuple(labelled.suppliers),
            ),
            1.0,
            labelled.suppliers,
        )
    named = labelled.label.get("raw_material_producer")
    if not named:
        return
    others = {
        who: share
        for who, share in labelled.producers.items()
        if _other(named, who, labelled.called.get(who, frozenset()))
    }
    share = min(1.0, sum(others.values()))
    if share > limits.label_share:
        whose = sorted(others, key=lambda who: (-others[who], who))
        facts: dict[str, Fact] = {"lot": labelled.lot, "mass": labelled.reo_g, "named": named}
        yield _finding(
            labelled,
            "raw_material_producer",
            Message(
                "The drums of lot {lot} of {mass:kg} name {named} as producer of its raw material;"
                " by the records {part:kg} of it are of {whose}.",
                **facts,
                part=round(labelled.reo_g * share),
                whose=tuple(whose),
            ),
            share,
            whose,
        )


def labels(
    lineage: Lineage,
    lots: Iterable[str],
    firms: Mapping[str, Document],
    limits: Thresholds,
    law: LawBook,
) -> Iterator[Labelled]:
    """These lots as their labels are judged; the lineage holds all that they came from."""
    wanted = [key for key in sorted(set(lots)) if has_label(lineage, key)]
    producers = raw_material_producers(lineage) if wanted else {}
    for key in wanted:
        event = lineage.producer(key)
        if event is None:  # of what two claim, or nobody, nothing is known
            continue
        (claim,) = lineage.claims_on[key]
        suppliers = _suppliers(event, lineage)
        of_lot = producers.get(key, {})
        yield Labelled(
            key,
            claim.reo_g,
            dict(claim.label or {}),
            event,
            suppliers,
            of_lot,
            {code: called(code, firms) for code in {*suppliers, *of_lot}},
            roles_of(firms.get(event.enterprise, {})) | acts(event),
            limits,
            law,
        )


def has_label(lineage: Lineage, lot: str) -> bool:
    """Whether any claim on a lot tells what its drums say."""
    return any(out.label for out in lineage.claims_on.get(lot, ()))


def called(code: str, firms: Mapping[str, Document]) -> frozenset[str]:
    """All that an enterprise is known by, and what heads its group; nothing while not on record."""
    found: set[str] = set()
    at: str | None = code
    while at is not None and at in firms and at not in found:
        props = firms[at]
        numbers = json.loads(props.get("identifiers") or "[]")
        found |= {at, *(str(one["number"]) for one in numbers)}
        names = (props.get("name"), props.get("name_en"), *(props.get("aliases") or ()))
        found |= {str(name) for name in names if name}
        at = props.get("parent")
    return frozenset(found)


def _suppliers(event: Event, lineage: Lineage) -> list[str]:
    """Who made goods or handed them over, whose they were said to be, or where scrap came from."""
    if event.kind not in _MADE:
        return []
    found = [event.enterprise, event.owner, event.source]
    if event.process in SAME:
        draws = sorted(lineage.inputs_of.get(event.key, ()))  # whatever order a store gave them in
        makers = (lineage.producer(draw.lot) for draw in draws)
        found += [made.enterprise for made in makers if made is not None]
    return list(dict.fromkeys(who for who in found if who))


def _all_others(named: str, whose: Collection[str], labelled: Labelled) -> bool:
    return all(_other(named, who, labelled.called.get(who, frozenset())) for who in whose)


def _other(named: str, who: str, called_so: frozenset[str]) -> bool:
    """Whether a label surely names another than this one: code beside code, name beside name."""
    known = {who} | called_so
    if codes := set(_A_CODE.findall(normalize("NFKC", named).upper())):
        return codes.isdisjoint(known) and any(map(CREDIT_CODE.fullmatch, known))
    told = {same_firm(named, one) for one in known if _is_name(one)}
    numbers = {fold(one) for one in known}
    return fold(named) not in numbers and True not in told and False in told


def _is_name(known: str) -> bool:
    """Whether what a firm is known by is a name and no number, which may have letters too."""
    return not CREDIT_CODE.fullmatch(known) and 2 * sum(map(str.isdigit, known)) < len(known)


def _finding(
    labelled: Labelled, about: str, message: Message, share: float, whose: Collection[str]
) -> Finding:
    grounded = ground("LABEL_CONTRADICTED", labelled.event.date, labelled.law, labelled.roles)
    return Finding(
        code="LABEL_CONTRADICTED",
        severity=grounded.severity(Severity.MAJOR),
        subject=Ref(Label.LOT, labelled.lot),
        message=message,
        basis=grounded.basis,
        evidence=(labelled.lot, labelled.event.key, *whose)[:20],
        mass_g=round(labelled.reo_g * share),
        share=share,
        about=(about,),
    )
