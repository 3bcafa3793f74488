"""What had another number before: what people said of it is said of it under today's number.

A record may be written otherwise today than when it was received: numbers and codes have one form
each. What was found, reviewed, decided and watched under the old form goes on under the new one.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from provenance.graph.port.archive import Kept, Row
from provenance.graph.port.kept import ConclusionChange, FindingFilter, KeptFinding
from provenance.graph.rows.cases import case_from, case_row
from provenance.graph.rows.findings import (
    change_from,
    change_row,
    kept_from,
    kept_props,
    moment,
    subject_text,
)
from provenance.graph.rows.watches import watch_from, watch_row
from provenance.model.terms import Label, Ref
from provenance.records.canonical import canonical
from provenance.records.changes import RecordKey
from provenance.records.kinds.registry import AnyRecord
from provenance.records.projection import project

CHANGE = ("subject", "at", "before", "after", "lawful_before_g", "lawful_after_g", "load", "causes")


@dataclass(slots=True)
class Renamed:
    """Old forms of numbers with those of today, as learnt from records in both forms."""

    refs: dict[Ref, Ref] = field(default_factory=dict)
    records: dict[RecordKey, RecordKey] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    findings: dict[str, str] = field(default_factory=dict)

    def learn(self, key: RecordKey, body: str, record: AnyRecord) -> None:
        """Note what a record that was kept as `key` and `body` is called today."""
        now = canonical(record)
        if now == body:
            return
        changed = dict(_changed(json.loads(body), json.loads(now)))
        self.texts |= changed
        today = RecordKey(record.record, record.id)
        if today != key:
            self.records[key] = today
        stated = project(record)
        refs = {node.ref for node in stated.nodes}
        refs |= {end for edge in stated.edges for end in (edge.tail, edge.head)}
        for ref in refs:
            for before, after in changed.items():
                if ref.key == after:
                    self.refs[Ref(ref.label, before)] = ref
            if ref == Ref(Label.EVENT, f"{today.kind}:{today.id}") and today != key:
                self.refs[Ref(Label.EVENT, f"{key.kind}:{key.id}")] = ref

    def row(self, row: Row) -> Mapping[str, Any]:
        """A row of what was found or said, under today's numbers and of today's form."""
        props = row.props
        match row.kind:
            case Kept.FINDING | Kept.RAISING:
                return self._finding(props)
            case Kept.REVIEW:
                return {**props, "finding": self.findings.get(props["finding"], props["finding"])}
            case Kept.DECISION | Kept.DECLARED:
                name = "key" if row.kind is Kept.DECLARED else "declaration"
                return {**props, name: self._key(Label.DECLARATION, props[name])}
            case Kept.CHANGE:
                return {"number": props["number"], **self._change(props)}
            case Kept.WATCH | Kept.CASE:
                return self._named(row.kind, props)
            case Kept.USER | Kept.KEY | Kept.TRAIL:  # an entry with its hash stands as it is
                return props
            case Kept.VERSION | Kept.REJECTED:
                raise ValueError(f"a {row.kind} is not what was said of a record")

    def _named(self, kind: Kept, props: Mapping[str, Any]) -> Mapping[str, Any]:
        """What names things by today's numbers, and is itself as it was."""
        if kind is Kept.WATCH:
            watch = watch_from(props)
            return watch_row(replace(watch, wanted=self._filter(watch.wanted)))
        saved = case_from(props)
        pins = tuple(replace(pin, subject=self._ref(pin.subject)) for pin in saved.pins)
        return case_row(replace(saved, pins=pins))

    def _about(self, finding: KeptFinding) -> KeptFinding:
        enterprise = finding.enterprise
        return replace(
            finding,
            subject=self._ref(finding.subject),
            about=tuple(map(self._text, finding.about)),
            evidence=tuple(map(self._text, finding.evidence)),
            scope=self._scope(finding.scope),
            enterprise=enterprise and self._key(Label.ENTERPRISE, enterprise),
        )

    def _finding(self, props: Mapping[str, Any]) -> Mapping[str, Any]:
        kept = self._about(kept_from(props, ()))
        if kept.id != props["id"]:
            self.findings[props["id"]] = kept.id
        gone_at = {"gone_at": moment(kept.gone_at)} if kept.gone_at else {}
        return {
            **kept_props(kept),
            "status": kept.status.value,
            "first_seen": moment(kept.first_seen),
            "last_seen": moment(kept.last_seen),
            "raised": kept.raised,
            **gone_at,
        }

    def _change(self, props: Mapping[str, Any]) -> Mapping[str, Any]:
        change: ConclusionChange = change_from([props.get(name) for name in CHANGE])
        renamed = replace(
            change,
            subject=self._ref(change.subject),
            causes=tuple(self.records.get(cause, cause) for cause in change.causes),
        )
        return dict(zip(CHANGE, change_row(renamed), strict=True))

    def _filter(self, wanted: FindingFilter) -> FindingFilter:
        firm, declared = wanted.enterprise, wanted.declaration
        return replace(
            wanted,
            subjects=tuple(map(self._ref, wanted.subjects)),
            enterprise=firm and self._key(Label.ENTERPRISE, firm),
            declaration=declared and self._key(Label.DECLARATION, declared),
        )

    def _scope(self, scope: str) -> str:
        family, _, subject = scope.partition(":")
        label, _, key = subject.partition(":")
        if label not in {one.value for one in Label}:
            return scope
        return f"{family}:{subject_text(self._ref(Ref(Label(label), key)))}"

    def _ref(self, ref: Ref) -> Ref:
        return self.refs.get(ref, ref)

    def _key(self, label: Label, key: str) -> str:
        return self._ref(Ref(label, key)).key

    def _text(self, text: str) -> str:
        return self.texts.get(text, text)


def _changed(before: Any, after: Any) -> Iterator[tuple[str, str]]:
    """Texts that stand in the same place of two documents and differ."""
    if isinstance(before, str) and isinstance(after, str) and before != after:
        yield before, after
    elif isinstance(before, dict) and isinstance(after, dict):
        for name in before.keys() & after.keys():
            yield from _changed(before[name], after[name])
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for one, other in zip(before, after, strict=True):
            yield from _changed(one, other)
