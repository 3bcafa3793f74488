"""How a verdict looks in a terminal: the answer first, then why, then where it comes from."""

from collections.abc import Mapping, Sequence

from rich.text import Text

from provenance.cli.output import OUT, Terminal, beside, seen
from provenance.cli.reasons import basis, why
from provenance.graph.port.kept import Decision
from provenance.model.dates import clock
from provenance.model.finding import Finding, finding_id
from provenance.model.mass import percent
from provenance.model.message import Message
from provenance.model.status import LAWFUL, UNLAWFUL, Status
from provenance.model.terms import Conclusion, Relation
from provenance.verdict.answer import ADVICE, ADVISORY, LAW, decided, headline, sentence, together
from provenance.verdict.conclusion import Verdict
from provenance.verdict.remedies import Remedy
from provenance.words.table import word

_MOST_LINES = 12

_COLOURS = {
    Conclusion.LAWFUL: "green",
    Conclusion.MIXED: "yellow",
    Conclusion.UNLAWFUL: "red",
    Conclusion.UNVERIFIED: "magenta",
}


def print_verdict(
    verdict: Verdict, names: Mapping[str, str], decisions: Sequence[Decision] = ()
) -> None:
    """A verdict as an officer reads it: the answer, the advice and why, then what it rests on."""
    label, key = verdict.subject
    subject = Message("{kind:label} {key}", kind=label.value, key=key)
    OUT.print(
        Text.assemble(
            (seen(subject), "bold"),
            "  ",
            (seen(headline(verdict)), f"bold {_COLOURS[verdict.conclusion]}"),
        )
    )
    OUT.paragraph(sentence(verdict, Terminal.language))
    OUT.paragraph(
        Message(
            "Lawful {lawful:kg}, unlawful {unlawful:kg}, not verified {unverified:kg}.",
            lawful=verdict.lawful_g,
            unlawful=verdict.unlawful_g,
            unverified=verdict.unverified_g,
        )
    )
    _print_advice(verdict, decisions)
    _print_masses(verdict, names)
    _print_findings(verdict)
    if verdict.documents:
        named = tuple(
            Message("{kind:label} {key}", kind=ref.label.value, key=ref.key)
            for ref in verdict.documents[:_MOST_LINES]
        )
        _title(Message("Documents ({n})", n=len(verdict.documents)))
        for one in named:
            OUT.paragraph(f"  {seen(one)}")
        _left_out(len(verdict.documents))


def _print_advice(verdict: Verdict, decisions: Sequence[Decision]) -> None:
    """What is advised and each reason, then what officers did."""
    if verdict.clearance is not None:
        OUT.print(ADVICE[verdict.clearance], style="bold")
        for why in verdict.reasons:
            OUT.paragraph(f"  {seen(why)}")
        OUT.paragraph(ADVISORY)
    for why in verdict.unseen:
        if why not in verdict.reasons:
            OUT.paragraph(Message("Not counted: {why}", why=why))
    for decision in decisions:
        print_decision(decision)
    if verdict.unlawful_g:
        OUT.paragraph(LAW)


def print_decision(decision: Decision) -> None:
    """What an officer decided, when and why, and what was advised then."""
    when = clock(decision.at)[:16]  # to the minute
    OUT.paragraph(together(decided(decision, when), Terminal.language))


def _print_masses(verdict: Verdict, names: Mapping[str, str]) -> None:
    """What the kilograms are, where they first came in, and by which quotas they were covered."""
    if verdict.statuses:
        _title(Message("What it is"))
    for status in Status:
        if grams := verdict.statuses.get(status, 0):
            colour = "green" if status in LAWFUL else "red" if status in UNLAWFUL else "magenta"
            share = percent(grams / verdict.reo_g)
            _line(grams, f"{share:>6}  {seen(word(status))}", colour)
    if verdict.origins:
        _title(Message("Where it came from"))
    for origin in verdict.origins[:_MOST_LINES]:
        name = names.get(origin.enterprise, "")
        _line(origin.grams, f"{origin.event}  {name} {origin.enterprise}")
    _left_out(len(verdict.origins))
    if verdict.quotas:
        _title(Message("Quotas that covered it"))
    for use in verdict.quotas[:_MOST_LINES]:
        _line(use.grams, use.quota)
    _left_out(len(verdict.quotas))


def _print_findings(verdict: Verdict) -> None:
    """Findings with their ids; those that merely stand near are counted, not listed."""
    told = [one for one in verdict.findings if one.relation is not Relation.ADJACENT]
    if told:
        _title(Message("Findings ({n})", n=len(told)))
    said = "\n".join(map(str, verdict.reasons))
    for finding in told:
        OUT.paragraph(f"  {in_a_line(finding)}")
        is_said = str(finding.message) in said
        OUT.paragraph(f"    {seen(basis(finding)) if is_said else why(finding)}")
    if near := len(verdict.findings) - len(told):
        OUT.paragraph(
            Message("And {n} findings nearby, not counted against it: --json has them.", n=near)
        )


def in_a_line(finding: Finding) -> str:
    """A finding in a line: how grave, what, how much, how it stands to the subject, its id."""
    return beside(
        word(finding.severity),
        Message("{code:finding} ({code})", code=finding.code),
        Message("{grams:kg}", grams=finding.mass_g) if finding.mass_g else "",
        word(finding.relation),
        word(finding.status),
        finding_id(*finding.identity),
    )


def print_remedies(found: Sequence[Remedy]) -> None:
    """The documents that would make mass lawful; of some no more than the most is known."""
    if found:
        _title(Message("What would clear it"))
    for remedy in found:
        told = Message(
            "{gain:kg}: {what}" if remedy.certain else "at most {gain:kg}: {what}",
            gain=remedy.gain_g,
            what=remedy.text,
        )
        OUT.paragraph(f"  {seen(told)}")


def _title(message: Message) -> None:
    OUT.print(message, style="bold")


def _line(grams: int, what: str, style: str = "") -> None:
    mass = seen(Message("{grams:kg}", grams=grams))
    OUT.paragraph(f"  {mass:>14}  {what}", style)


def _left_out(n: int) -> None:
    if n > _MOST_LINES:
        more = Message("and {n} more: --json has them", n=n - _MOST_LINES)
        OUT.paragraph(f"  {seen(more)}")
