"""Answers as rows: of lists in spreadsheets, and where a line of JSON is a row as well."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from provenance.cli.output import Terminal
from provenance.ledger.lineage import Lineage
from provenance.model.mass import kilograms
from provenance.model.to_json import to_json
from provenance.verdict.conclusion import Verdict

if TYPE_CHECKING:
    from provenance.verdict.exposure import Exposed
    from provenance.verdict.paths import Route

VERDICT = (
    "kind", "key", "conclusion", "reoKg", "lawfulKg", "lawfulMinKg", "lawfulMaxKg", "unlawfulKg",
    "unverifiedKg", "custodyModel", "clearance", "clearanceReasons", "findings", "documents",
    "settledAt", "waiting", "truncated",
)  # fmt: skip
LINEAGE = ("event", "date", "direction", "lot", "reoKg", "supported")
EXPOSURE = ("subject", "kind", "key", "kg", "unlawfulKg", "leastKg", "mostKg")
PATH = ("path", "kg", "start", "step", "date", "event", "enterprise", "buyer", "lot", "reoKg")

_VERDICT = """
    kind=subject.label key=subject.key conclusion reo_g lawful_g lawful_min_g lawful_max_g
    unlawful_g unverified_g custody_model clearance settled_at waiting cut
"""


def verdict_row(verdict: Verdict) -> dict[str, Any]:
    """A verdict as one row of a spreadsheet: its kilograms, and in a cell each its reasons."""
    return to_json(verdict, _VERDICT) | {
        "clearanceReasons": [why.said(Terminal.language) for why in verdict.reasons],
        "findings": [finding.code for finding in verdict.findings],
        "documents": [f"{ref.label.value} {ref.key}" for ref in verdict.documents],
    }


def exposure_rows(exposed: "Exposed") -> Iterator[dict[str, Any]]:
    """Where a subject's mass went, a row for each lot, enterprise and export it reached."""
    for reached in (*exposed.lots, *exposed.enterprises, *exposed.exports):
        row = to_json(reached, "kind=place.label key=place.key grams unlawful_g least_g most_g")
        yield {"subject": exposed.subject.key} | row


def path_rows(routes: "Sequence[Route]") -> Iterator[dict[str, Any]]:
    """Ways of material, a row for each step of each."""
    for n, route in enumerate(routes, start=1):
        for at, step in enumerate(route.steps, start=1):
            yield {
                "path": n,
                "kg": kilograms(route.grams),
                "start": route.start,
                "step": at,
                **to_json(step, "date=event.date event=event.key enterprise=event.enterprise"),
                **to_json(step, "buyer=event.buyer lot reo_g"),
            }


def lineage_rows(lineage: Lineage) -> list[dict[str, Any]]:
    """The material of a lineage as rows: one an edge between a lot and an event."""
    taken = [("in", draw.event, draw.lot, draw.reo_g, draw.supported) for draw in lineage.inputs]
    given = [("out", out.event, out.lot, out.reo_g, True) for out in lineage.outputs]
    rows = [
        {
            "event": event,
            "date": lineage.events[event].date.isoformat(),
            "direction": direction,
            "lot": lot,
            "reoKg": kilograms(grams),
            "supported": supported,
        }
        for direction, event, lot, grams, supported in (*taken, *given)
    ]
    return sorted(rows, key=lambda row: (row["date"], row["event"], row["lot"]))
