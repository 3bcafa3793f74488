"""How well findings match a known truth: precision and recall per code, grams per lot.

The truth is what `provenance simulate` writes beside its records. A planted violation is found if
a finding of its code is kept on its subject; a finding is right if it was planted, or listed as
following from what was.
"""

import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from provenance.graph.pages import all_findings
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter, KeptFinding
from provenance.model.errors import MisuseError
from provenance.model.mass import GRAMS_PER_KG
from provenance.model.message import Message
from provenance.model.terms import Label, Ref, Relation, Severity
from provenance.settings import Settings
from provenance.verdict.conclusion import Verdict
from provenance.verdict.verdicts import verdicts

KINDS = {label.value.lower(): label for label in Label} | {
    "execution_report": Label.EXECUTION_REPORT,
    "export_licence": Label.EXPORT_LICENCE,
}
GRAVE = (Severity.CRITICAL, Severity.MAJOR)
NEAR_G = 2
"""A verdict rounds status by status, the truth once: they may differ by so many grams."""

NEAR_SHARE = 1e-5
"""And by so much of a lot, where assays tell statuses apart: these have six decimals."""

AT_ONCE = 200

KINDS_OF_MASS = ("lawful", "unlawful", "unverified")

Planted = tuple[str, Ref]


@dataclass(slots=True)
class Tally:
    """One code: what was planted and found, and what was raised on what is clean."""

    planted: int = 0
    found: int = 0
    raised: int = 0
    wrong: int = 0
    near_misses: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        return 1.0 - self.wrong / self.raised if self.raised else 1.0


@dataclass(slots=True)
class Score:
    """What a comparison came to: a tally per code, and lots whose grams differ."""

    codes: dict[str, Tally]
    lots: int = 0
    differing: list[str] = field(default_factory=list)

    @property
    def perfect(self) -> bool:
        return not self.differing and all(
            tally.found == tally.planted and not tally.wrong for tally in self.codes.values()
        )


async def score(store: GraphStore, truth: Path, settings: Settings) -> Score:
    """Hold kept findings, and verdicts on lots, against a truth file. Raises MisuseError."""
    rows = list(told(truth))
    planted = {_key(row) for row in rows if row["truth"] == "planted"}
    missed = {_key(row) for row in rows if row["truth"] == "near_miss"}
    kept = [finding async for finding in all_findings(store.findings, FindingFilter())]
    found = Score(_tallies(planted, missed, kept))
    for some in _portions([row for row in rows if row["truth"] == "lot"]):
        found.lots += len(some)
        found.differing += [line async for line in _differing(store, some, settings)]
    return found


def told(path: Path) -> Iterator[Mapping[str, Any]]:
    """The rows of a truth file. Raises MisuseError for what is none."""
    try:
        with path.open(encoding="utf-8") as file:
            for n, line in enumerate(file, start=1):
                yield _true(json.loads(line), n)
    except (OSError, ValueError, RecursionError) as error:
        raise MisuseError(
            Message("{path} is no truth file: {why:system_error}", path=str(path), why=str(error))
        ) from error


def _true(row: Any, n: int) -> Mapping[str, Any]:
    """A line that tells of a lot's mass, or of what was planted. Raises ValueError for another."""
    try:
        _TOLD.get(row["truth"], _key)(row)
    except (KeyError, TypeError) as error:
        raise ValueError(f"line {n} tells of no lot and of nothing planted") from error
    true: Mapping[str, Any] = row
    return true


def subject_of(row: Mapping[str, Any]) -> Ref:
    """What a row tells of."""
    return Ref(KINDS[row["subject"]["kind"]], row["subject"]["key"])


def _lot(row: Mapping[str, Any]) -> tuple[Ref, dict[str, int]]:
    """A lot and its grams: lawful, unlawful and unverified, and status by status where told."""
    masses = {kind: row[f"{kind}_kg"] for kind in KINDS_OF_MASS} | row.get("statuses", {})
    in_grams = {name: round(mass * GRAMS_PER_KG) for name, mass in masses.items()}
    return Ref(Label.LOT, row["key"]), in_grams


def _key(row: Mapping[str, Any]) -> Planted:
    return row["code"], subject_of(row)


FALSE, HONEST = "false_declaration", "honest_declaration"
"""Rows of which no finding tells: `supervision.targets.score` holds the list against them."""

_TOLD: Mapping[str, Callable[[Mapping[str, Any]], object]] = {
    "lot": _lot,
    FALSE: subject_of,
    HONEST: subject_of,
}


def _tallies(
    planted: set[Planted], missed: set[Planted], kept: Iterable[KeptFinding]
) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    seen: Counter[Planted] = Counter()
    for finding in kept:
        tally = tallies.setdefault(finding.code, Tally())
        key = (finding.code, finding.subject)
        seen[key] += 1
        grave = finding.severity in GRAVE and finding.relation is Relation.DIRECT
        tally.raised += 1
        if key not in planted and (grave or key in missed):
            tally.wrong += 1
            tally.examples.append(f"raised on {finding.subject.key}: {finding.message}")
    for code, subject in sorted(planted):
        tally = tallies.setdefault(code, Tally())
        tally.planted += 1
        tally.found += bool(seen[code, subject])
        if not seen[code, subject]:
            tally.examples.append(f"missed on {subject.key}")
    for code, _ in missed:
        tallies.setdefault(code, Tally()).near_misses += 1
    return dict(sorted(tallies.items()))


async def _differing(
    store: GraphStore, rows: list[Mapping[str, Any]], settings: Settings
) -> AsyncIterator[str]:
    """The lots on which a verdict's grams, of any status that is told, are not the truth's."""
    lots = [_lot(row) for row in rows]
    found = await verdicts(store, [ref for ref, _ in lots], settings)
    for (ref, true), verdict in zip(lots, found, strict=True):
        said = _said(verdict) if verdict else {}
        near = {
            name: NEAR_G if name in KINDS_OF_MASS else max(NEAR_G, NEAR_SHARE * sum(said.values()))
            for name in true
        }
        if any(abs(grams - said.get(name, 0)) > near[name] for name, grams in true.items()):
            yield f"lot {ref.key}: {said} g where {true} g are true"


def _said(verdict: Verdict) -> dict[str, int]:
    sums = (verdict.lawful_g, verdict.unlawful_g, verdict.unverified_g)
    by_status = {status.value: grams for status, grams in verdict.statuses.items()}
    return dict(zip(KINDS_OF_MASS, sums, strict=True)) | by_status


def _portions(rows: list[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    return (rows[at : at + AT_ONCE] for at in range(0, len(rows), AT_ONCE))
