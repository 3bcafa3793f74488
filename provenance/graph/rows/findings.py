"""How findings, decisions and changes are written down in a store, and read back."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from pydantic_core import ArgsKwargs

from provenance.graph.port.kept import (
    MOST_COUNTED,
    ConclusionChange,
    Count,
    Decision,
    Facets,
    Found,
    KeptFinding,
    Review,
)
from provenance.graph.rows.adapters import adapter
from provenance.model.terms import Label, Ref
from provenance.model.text import fold
from provenance.words.table import Language, word_of


def facets_of(groups: Iterable[Sequence[Any]]) -> Facets:
    """Facets of groups: code, severity, status, enterprise, region, and how many are alike."""
    total = 0
    counts: tuple[Counter[str | None], ...] = tuple(Counter() for _ in range(5))
    for *keys, n in groups:
        total += n
        for counter, key in zip(counts, keys, strict=True):
            counter[key] += n
    codes, severities, statuses, enterprises, regions = map(_most_first, counts)
    return Facets(
        total, codes, severities, statuses, enterprises[:MOST_COUNTED], regions[:MOST_COUNTED]
    )


def _most_first(counter: Mapping[str | None, int]) -> tuple[Count, ...]:
    return tuple(
        Count(key, n)
        for key, n in sorted(counter.items(), key=lambda item: (-item[1], item[0] or ""))
    )


def kept_props(found: Found) -> dict[str, Any]:
    """A finding as properties, under the names both stores keep them by."""
    said = (found.message.said(language) for language in (Language.EN, Language.ZH))
    title = word_of("finding", found.code)
    texts = (found.code, *title, *said, *found.subject, *found.about, *found.evidence)
    return {
        # Its status is what reviews make of it: found again, it keeps that.
        **adapter(Found).dump_python(found, mode="json", exclude={"status"}),
        "id": found.id,
        "place": found.place,
        "subject": subject_text(found.subject),
        "words": "\n".join(map(fold, texts)),
    }


def kept_from(props: Mapping[str, Any], reviews: Iterable[Sequence[str]]) -> KeptFinding:
    """A finding of its properties, and its reviews as (at, by, decision, reason)."""
    stated = {**props, "subject": subject_from(props["subject"])}
    return adapter(KeptFinding).validate_python(
        {**stated, "reviews": [ArgsKwargs(tuple(row)) for row in reviews]}
    )


def subject_text(ref: Ref) -> str:
    """A node as one text, by which it is looked up."""
    return f"{ref.label.value}:{ref.key}"


def subject_from(text: str) -> Ref:
    label, _, key = text.partition(":")
    return Ref(Label(label), key)


def review_row(review: Review) -> list[str]:
    return [moment(review.at), review.by, review.decision.value, review.reason]


def decision_row(decision: Decision) -> list[str | None]:
    """A decision as (at, by, decision, reason, advice, conclusion)."""
    said = [moment(decision.at), decision.by, decision.decision.value, decision.reason]
    return [*said, decision.advice, decision.conclusion]


def decision_from(row: Sequence[Any]) -> Decision:
    return adapter(Decision).validate_python(ArgsKwargs(tuple(row)))


def change_row(change: ConclusionChange) -> list[Any]:
    """A change as (subject, at, before, after, lawful before and after, load, causes)."""
    causes = [text for cause in change.causes for text in cause]
    conclusions = [change.before, change.after, change.lawful_before_g, change.lawful_after_g]
    return [subject_text(change.subject), moment(change.at), *conclusions, change.load, causes]


def change_from(row: Sequence[Any]) -> ConclusionChange:
    subject, *stated, causes = row
    records = zip(causes[::2], causes[1::2], strict=True)
    return adapter(ConclusionChange).validate_python(
        ArgsKwargs((subject_from(subject), *stated, list(records)))
    )


def moment(at: datetime) -> str:
    """A time as kept: of one zone, so that times are in order as texts."""
    return at.astimezone(UTC).isoformat()
