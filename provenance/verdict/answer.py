"""A verdict in the sentences that are read aloud, the same wherever it is read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from provenance.graph.port.kept import Decision
from provenance.model.message import Message
from provenance.model.terms import Clearance, ClearanceDecision, CustodyModel
from provenance.verdict import conclusion
from provenance.verdict.conclusion import Verdict
from provenance.words.table import Language

ADVICE = {
    Clearance.RELEASE: Message("Advice: release"),
    Clearance.HOLD: Message("Advice: do not release yet"),
}
ADVISORY = Message("Advice from the records; you decide.")
SETTLING = Message("New records are being worked in; figures may change.")
LAW = Message("Only an authority establishes a violation.")

WAITING = Message("No laboratory test of it is on record yet.")

_DECIDED = {
    ClearanceDecision.HOLD: "Held by {who}, {when}: {why}.",
    ClearanceDecision.RELEASE: "Released by {who}, {when}: {why}.",
    ClearanceDecision.SAMPLE: "Sampled by {who}, {when}: {why}.",
}
_ADVISED = {
    Clearance.RELEASE: Message("Advised then: release."),
    Clearance.HOLD: Message("Advised then: do not release yet."),
}


def headline(verdict: Verdict) -> Message:
    """The conclusion in a few words; one that is mixed says what the rest is."""
    return conclusion.headline(verdict.conclusion, verdict.unlawful_g)


def sentence(verdict: Verdict, language: Language) -> str:
    """How much is lawful and how sure that is, in full sentences of a language."""
    if language is Language.BOTH:
        return "\n".join(sentence(verdict, one) for one in (Language.ZH, Language.EN))
    return together(sentences(verdict), language)


def sentences(verdict: Verdict) -> Iterator[Message]:
    """How much is lawful, what cannot be, what is not known, and how far that is to be trusted."""
    mass, least, most = verdict.reo_g, verdict.lawful_min_g, verdict.lawful_max_g
    if not mass:
        yield Message("The records show no rare-earth oxide in it.")
    elif least == mass:
        yield Message("All {m:kg} have a lawful origin, however it is allocated.", m=mass)
    elif most == 0:
        yield Message("None of the {m:kg} can be lawful, however it is allocated.", m=mass)
    else:
        yield Message(
            "Of {m:kg} (rare-earth oxide), {l:kg} have a lawful origin if material mixed evenly."
            " However it is allocated, at least {min:kg} are lawful and at most {max:kg} can be.",
            m=mass,
            l=verdict.lawful_g,
            min=least,
            max=most,
        )
    if 0 < most < mass:
        yield Message("At least {rest:kg} cannot be lawful.", rest=mass - most)
    if verdict.unverified_g:
        yield Message(
            "For {u:kg} the records do not show where they came from.", u=verdict.unverified_g
        )
    if verdict.custody_model is CustodyModel.SEGREGATED:
        yield Message("Judged by the lower bound: material is kept apart (ISO 22095).")
    if verdict.cut:
        yield Message("The lineage is larger than one reading; bounds are wider than they need be.")
    if verdict.waiting:
        yield SETTLING


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a shipment is to be held: a code to go by, the grams concerned, and the words."""

    code: str
    message: Message
    mass_g: int | None = None


def reasons(verdict: Verdict) -> list[Reason]:
    """Why a shipment is to be held, the conclusion first where it is a reason."""
    return [_coded(message, verdict) for message in verdict.reasons]


def _coded(message: Message, verdict: Verdict) -> Reason:
    code, mass = message.facts.get("code"), message.facts.get("mass")
    if isinstance(code, str):
        return Reason(code, message, mass if isinstance(mass, int) else None)
    if message == headline(verdict):
        rest = verdict.reo_g - verdict.lawful_g
        return Reason(f"ORIGIN_{verdict.conclusion.name}", message, rest)
    return Reason("EXPORT_BY_OTHERS", message)


def together(said: Iterable[Message], language: Language) -> str:
    """Sentences one after the other; Chinese has no space between them."""
    return ("" if language is Language.ZH else " ").join(one.said(language) for one in said)


def decided(decision: Decision, when: str) -> tuple[Message, ...]:
    """What an officer did, when and why, what was advised then, and what came of a sample."""
    found = [
        Message(
            _DECIDED[decision.decision],
            who=decision.by,
            when=when,
            why=decision.reason.rstrip("。."),
        )
    ]
    if decision.advice is not None:
        found.append(_ADVISED[decision.advice])
    if decision.answered_by is not None:
        found.append(Message("Laboratory test {test} answers it.", test=decision.answered_by.key))
    elif decision.open:
        found.append(WAITING)
    return tuple(found)
