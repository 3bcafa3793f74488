"""Verdicts of a service, asked over GraphQL: in JSON and CSV the same as of a store."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from provenance.cli.form import Form
from provenance.cli.output import OUT, Terminal, seen
from provenance.cli.rows import VERDICT
from provenance.cli.server import ask
from provenance.graph.named import Named
from provenance.graph.port.graph import Thing
from provenance.model.errors import MisuseError, UnknownSubjectError
from provenance.model.message import Message
from provenance.model.terms import Conclusion, CustodyModel, Label, Ref

_KINDS: Mapping[Label, str] = {
    Label.LOT: "lot",
    Label.DECLARATION: "declaration",
    Label.EXPORT_LICENCE: "licence",
    Label.EVENT: "event",
    Label.INVOICE: "invoice",
}
"""What a service gives verdicts on, as it is asked for it."""

_VERDICTS = """
query V($subjects: [SubjectInput!]!, $custody: CustodyModel!, $in: Language!, $remedies: Boolean!) {
  verdicts(subjects: $subjects, custodyModel: $custody) {
    subject { label key } reoKg lawfulKg unlawfulKg unverifiedKg lawfulMinKg lawfulMaxKg conclusion
    custodyModel clearance clearanceReasons(language: $in) statuses { status kg }
    origins { event { key } enterprise { key } kg } quotas { quota { key } kg }
    documents { label key }
    findings { code severity relation message(language: $in) kg basis(language: $in) evidence status
      subject { label key } }
    settledAt waiting truncated headline(language: $in) sentence(language: $in)
    remedies @include(if: $remedies) { record on { label key } text(language: $in) kg certain }
  }
}"""

_FOUND = (
    "query R($texts: [String!]!) { resolve(texts: $texts) { text refused found { label key } } }"
)


async def verdicts_at(
    server: str, texts: Sequence[str], prefer: Collection[Label], custody: CustodyModel, **more: Any
) -> list[dict[str, Any]]:
    """What a service says of what texts name. Raises UnknownSubjectError, MisuseError."""
    found = (await ask(server, _FOUND, texts=list(texts)))["resolve"]
    subjects = [{_KINDS[ref.label]: ref.key} for one in found for ref in _meant(one, prefer)]
    values = {"custody": custody.name, "in": Terminal.language.name, **more}
    answers = (await ask(server, _VERDICTS, subjects=subjects, **values))["verdicts"]
    return [answer for answer in answers if answer is not None]


def _meant(one: Mapping[str, Any], prefer: Collection[Label]) -> Sequence[Ref]:
    """The one thing that a text names, of which there are verdicts."""
    if one["refused"]:
        raise MisuseError(one["refused"])
    things = [Thing(Ref(Label[hit["label"]], hit["key"]), {}, True) for hit in one["found"]]
    meanings = Named(one["text"], things).preferring(prefer).meanings
    if not meanings:
        raise UnknownSubjectError(Message("nothing on record bears '{text}'", text=one["text"]))
    refs = [thing.ref for thing in meanings[0]]
    if len(meanings) > 1 or refs[0].label not in _KINDS:
        kinds = tuple(f"{meaning[0].ref.label.value.lower()}:{one['text']}" for meaning in meanings)
        raise MisuseError(
            Message(
                "'{text}' names no one thing that there are verdicts on: say which of {kinds}",
                text=one["text"],
                kinds=kinds,
            )
        )
    return refs


def print_answers(form: Form, answers: Sequence[dict[str, Any]], write: Any) -> None:
    """Verdicts of a service in the form that is asked for; in a terminal in sentences."""
    for answer in answers:
        told = {name: answer[name] for name in ("headline", "sentence")}
        said = {name: value for name, value in answer.items() if name not in told}
        if form.for_people:
            subject = answer["subject"]
            label = Label[subject["label"]].value
            heading = Message("{kind:label} {key}", kind=label, key=subject["key"])
            OUT.print(f"{seen(heading)}  {told['headline']}")
            OUT.paragraph(told["sentence"])
            for reason in answer["clearanceReasons"]:
                OUT.paragraph(reason)
            for remedy in answer.get("remedies", ()):
                OUT.paragraph(remedy["text"])
        else:
            write(said if form.json else _row(said))


def conclusions(answers: Sequence[Mapping[str, Any]]) -> set[Conclusion]:
    """What verdicts of a service come to."""
    return {Conclusion[answer["conclusion"]] for answer in answers}


def _row(answer: Mapping[str, Any]) -> dict[str, Any]:
    """A verdict as one row of a spreadsheet."""
    subject = answer["subject"]
    told = {name: answer[name] for name in VERDICT if name in answer}
    return told | {
        "kind": subject["label"],
        "key": subject["key"],
        "findings": [finding["code"] for finding in answer["findings"]],
        "documents": [f"{Label[ref['label']].value} {ref['key']}" for ref in answer["documents"]],
    }
