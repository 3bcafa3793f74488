"""Findings on how export licences are used: beyond their mass, again, for others than they name."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from provenance.model.codes import same_country
from provenance.model.finding import UNDECIDED, Finding
from provenance.model.message import Fact, Message
from provenance.model.terms import Severity
from provenance.rules.screening import screened
from provenance.rules.slices.filings import Document
from provenance.rules.slices.material import Consignment
from provenance.rules.slices.whole import Whole
from provenance.rules.trade.controlled import Item, items
from provenance.rules.trade.exported import exported, of_declaration
from provenance.rules.trade.shipments import Shipments

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags

ONE_SHIPMENT = ("single", "certificate")
"""Kinds that are good for one shipment: a certificate is had by registering each."""


def _beyond(whole: Whole) -> "Flags":
    return whole.of(Shipments).licensed_so(lambda one, _: any(licence_exceeded(one)))


@screened(declarations=_beyond)
def licence_exceeded(consignment: Consignment) -> Iterator[Finding]:
    """A declaration beyond what its licence has left, in the order of dates."""
    licence = consignment.licence
    if licence is None or licence.get("net_g") is None:
        return
    use = consignment.licensed.uses.get(consignment.key)
    if use is None:
        return
    over = use.net_g - max(0, int(licence["net_g"]) - use.before_g)
    if over > 0:
        said = Message(
            "Declaration {number} of {day} takes {net:kg} net of licence {licence} for"
            " {licensed:kg}: {over:kg} are beyond it.",
            number=consignment.key,
            day=use.day,
            net=use.net_g,
            licence=licence["id"],
            licensed=licence["net_g"],
            over=over,
        )
        about = _undecided(items(consignment))
        yield of_declaration("LICENCE_EXCEEDED", Severity.MAJOR, consignment, said, about=about)


def _again(whole: Whole) -> "Flags":
    return whole.of(Shipments).licensed_so(lambda one, _: any(licence_reused(one)))


@screened(declarations=_again)
def licence_reused(consignment: Consignment) -> Iterator[Finding]:
    """A licence for one shipment under which something was declared before."""
    licence = consignment.licence
    if licence is None or licence["kind"] not in ONE_SHIPMENT:
        return
    use = consignment.licensed.uses.get(consignment.key)
    if use is not None and use.first is not None:
        first, first_day = use.first
        said = Message(
            "Declaration {number} of {day} takes {net:kg} net under licence {licence} for"
            " one shipment, which was declaration {first} of {first_day}.",
            number=consignment.key,
            day=use.day,
            net=use.net_g,
            licence=licence["id"],
            first=first,
            first_day=first_day,
        )
        about = _undecided(items(consignment))
        yield of_declaration("LICENCE_REUSED", Severity.MAJOR, consignment, said, about=about)


def _for_another(whole: Whole) -> "Flags":
    def other(one: Consignment, _: Sequence[Item]) -> bool:
        declared, licence = one.declared or {}, one.licence
        return licence is not None and bool(
            [*_other_user(declared, licence), *_places(declared, licence)]
        )

    return whole.of(Shipments).licensed_so(other)


@screened(declarations=_for_another)
def licence_mismatch(consignment: Consignment) -> Iterator[Finding]:
    """Goods that go to none of the end users or destinations that their licence names."""
    declared, licence = exported(consignment), consignment.licence
    if declared is None or licence is None:
        return
    named: dict[str, Fact] = {
        "number": consignment.key,
        "day": declared["date"],
        "licence": licence["id"],
    }
    places = _places(declared, licence)
    other = [*_other_user(declared, licence), *(said for said, sure in places if sure)]
    unclear = [said for said, sure in places if not sure]
    found = items(consignment)
    binding, about = [item for item in found if not item.undecided], _undecided(found)
    if other:
        said = Message(
            "Declaration {number} of {day} under licence {licence} names {other}.",
            **named,
            other=(*other, *unclear),
        )
        severity = Severity.CRITICAL if binding else Severity.MAJOR
        yield of_declaration("LICENCE_MISMATCH", severity, consignment, said, binding, about=about)
    elif unclear:
        said = Message(
            "Declaration {number} of {day} under licence {licence} names {other}: what is no"
            " country cannot be compared.",
            **named,
            other=tuple(unclear),
        )
        yield of_declaration("LICENCE_MISMATCH", Severity.MINOR, consignment, said, binding)


def _undecided(found: Sequence[Item]) -> tuple[str, ...]:
    """What marks a finding on a licence that may not be needed at all: alone it holds nothing."""
    return (UNDECIDED,) if found and all(item.undecided for item in found) else ()


def _other_user(declared: Document, licence: Document) -> Iterator[Message]:
    user, named = declared.get("end_user"), _all(licence, "end_user")
    if user and named and not any(_same(user, one) for one in named):
        yield Message("end user {user}, the licence {named}", user=user, named=tuple(named))


def _places(declared: Document, licence: Document) -> Sequence[tuple[Message, bool]]:
    """That a destination is none of those named, and whether that is sure or cannot be told."""
    country, named = declared.get("country"), _all(licence, "destination")
    if not country or not named:
        return []
    alike = [_same(country, one) or same_country(country, one) for one in named]
    if any(alike):
        return []
    said = Message(
        "destination {country}, the licence {named}", country=country, named=tuple(named)
    )
    return [(said, None not in alike)]


def _all(licence: Document, name: str) -> list[str]:
    """What a licence names of a kind: a list, or one alone; nothing where that is withheld."""
    alone = licence.get(name)
    return [*(licence.get(f"{name}s") or ()), *([alone] if alone else ())]


def _same(one: str, other: str) -> bool:
    """Whether two names are the same but for width, case and spaces."""
    plain = (unicodedata.normalize("NFKC", name).casefold().split() for name in (one, other))
    return next(plain) == next(plain)
