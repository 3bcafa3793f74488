"""How answers look in a terminal: tables with units, Chinese and English side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.text import Text

from provenance.cli.output import ERR, OUT, print_table
from provenance.graph.port.graph import Thing
from provenance.ingest.warned import Warned
from provenance.ledger.lineage import Lineage
from provenance.model.errors import UnknownSubjectError
from provenance.model.mass import kg, kilograms
from provenance.model.terms import LAWFUL, UNLAWFUL, Conclusion, CustodyModel, Ref, Status
from provenance.verdict.conclusion import Verdict
from provenance.verdict.exposure import Exposed
from provenance.verdict.paths import Route
from provenance.verdict.remedies import Remedy

_MOST_ROWS = 12

_CHINESE = {
    Conclusion.LAWFUL: "合法",
    Conclusion.MIXED: "混合",
    Conclusion.UNLAWFUL: "非法",
    Conclusion.UNVERIFIED: "未核实",
}
_COLOURS = {
    Conclusion.LAWFUL: "green",
    Conclusion.MIXED: "yellow",
    Conclusion.UNLAWFUL: "red",
    Conclusion.UNVERIFIED: "magenta",
}


def print_verdict(verdict: Verdict, names: Mapping[str, str]) -> None:
    """A verdict as an officer reads it: conclusion, kilograms, where from, what is wrong."""
    label, key = verdict.subject
    word = verdict.conclusion
    title = Text.assemble(
        (f"{label.value} {key}", "bold"),
        "  ",
        (f"{word.value.upper()} {_CHINESE[word]}", f"bold {_COLOURS[word]}"),
        f"  {kg(verdict.reo_g)} REO",
    )
    OUT.print(title)
    certain = " (segregated: by the lower bound)"
    OUT.print(
        f"  lawful 合法 {kg(verdict.lawful_g)}, at least {kg(verdict.lawful_min_g)},"
        f" at most {kg(verdict.lawful_max_g)}"
        + (certain if verdict.custody_model is CustodyModel.SEGREGATED else "")
    )
    OUT.print(f"  unlawful 非法 {kg(verdict.unlawful_g)}")
    OUT.print(f"  unverified 未核实 {kg(verdict.unverified_g)}")
    if verdict.clearance is not None:
        OUT.print(f"  advice 建议: {verdict.clearance.value.upper()}")
    for why in verdict.unseen:
        OUT.print(f"  not counted 未计入: {why}")
    _print_statuses(verdict)
    _print_origins(verdict, names)
    _print_findings(verdict)
    if verdict.documents:
        named = [f"{ref.label.value} {ref.key}" for ref in verdict.documents]
        OUT.print(f"documents 单证 ({len(named)}): " + ", ".join(named[:_MOST_ROWS]))
    if verdict.cut:
        OUT.print("The lineage was too large and was cut: the bounds are wider.", style="yellow")
    if verdict.waiting:
        OUT.print("Something this rests on is waiting to be settled.", style="yellow")


def _print_statuses(verdict: Verdict) -> None:
    rows = []
    for status in Status:
        grams = verdict.statuses.get(status, 0)
        if grams:
            colour = "green" if status in LAWFUL else "red" if status in UNLAWFUL else "magenta"
            share = f"{grams / verdict.reo_g:.2%}"
            rows.append((Text(status.value, colour), f"{kilograms(grams):,}", share))
    print_table(("status", "kg REO", "share"), rows)


def _print_origins(verdict: Verdict, names: Mapping[str, str]) -> None:
    rows = [
        (
            origin.event,
            f"{names.get(origin.enterprise, '')} {origin.enterprise}".strip(),
            f"{kilograms(origin.grams):,}",
        )
        for origin in verdict.origins[:_MOST_ROWS]
    ]
    if rows:
        print_table(("origin 来源", "enterprise", "kg REO"), rows)
    for use in verdict.quotas[:_MOST_ROWS]:
        OUT.print(f"quota 指标 {use.quota}: {kg(use.grams)}")


def _print_findings(verdict: Verdict) -> None:
    """Findings in full; those that merely stand near are counted, not listed."""
    near = [finding for finding in verdict.findings if finding.relation.value == "adjacent"]
    for finding in verdict.findings:
        if finding not in near:
            mass = f" [{kg(finding.mass_g)}]" if finding.mass_g else ""
            stands = f"{finding.relation.value}, {finding.status}"
            OUT.print(f"{finding.severity.value:8} {finding.code}{mass} ({stands})")
            OUT.print(f"         {finding.message} Basis: {finding.basis}")
    if near:
        OUT.print(f"and {len(near)} findings nearby, not counted against it (--json shows them)")


def print_remedies(found: Sequence[Remedy]) -> None:
    """The documents that would make mass lawful; of some no more than the most is known."""
    rows = [
        (f"{'' if remedy.certain else 'at most '}{kilograms(remedy.gain_g):,}", remedy.text)
        for remedy in found
    ]
    if rows:
        print_table(("kg REO", "What would clear it 可补单证"), rows)


def print_exposure(exposed: Exposed) -> None:
    """Where a subject's mass went: the lots, enterprises and exports it reached."""
    label, key = exposed.subject
    OUT.print(
        Text(
            f"{label.value} {key}  {kg(exposed.reo_g)} REO, of it unlawful 非法"
            f" {kg(exposed.unlawful_g)}",
            "bold",
        )
    )
    lists = {
        "lot 批次": exposed.lots,
        "enterprise 企业": exposed.enterprises,
        "export 出口": exposed.exports,
    }
    for name, reached in lists.items():
        rows = [
            (row.place.key, *(f"{kilograms(grams):,}" for grams in masses))
            for row in reached
            for masses in [(row.grams, row.unlawful_g, row.least_g, row.most_g)]
        ]
        if rows:
            print_table((name, "kg REO", "unlawful", "at least", "at most"), rows)
    if exposed.left_out:
        OUT.print(f"and {exposed.left_out} places more; raise --first")
    if exposed.cut:
        OUT.print("More descends from it than one request may read.", style="yellow")
    if exposed.waiting:
        OUT.print("Something this rests on is waiting to be settled.", style="yellow")


def print_path(route: Route) -> None:
    """A path as a line of lots with the events between them, and what came along it."""
    OUT.print(f"{kg(route.grams)} REO from {route.start}", style="bold")
    for step in route.steps:
        day, event = step.event.date.isoformat(), step.event
        who = f"{event.enterprise} → {event.buyer}" if event.buyer else event.enterprise
        OUT.print(f"  {day}  {event.key} ({who})  {step.lot}  {kg(step.reo_g)} in all")


def print_unknown(subject: Ref) -> None:
    """Say that nothing on record bears a number."""
    ERR.print(
        f"{UnknownSubjectError.code}: nothing on record bears the number {subject.key}"
        f" ({subject.label.value})",
        style="red",
    )


def print_lineage(lineage: Lineage) -> None:
    """Events by date, each with what went in and what came out."""
    rows = []
    for event in sorted(lineage.events.values(), key=lambda event: event.order):
        draws = sorted(lineage.inputs_of.get(event.key, ()), key=lambda draw: draw.lot)
        outputs = sorted(lineage.outputs_of.get(event.key, ()), key=lambda out: (out.n, out.lot))
        taken = [f"{draw.lot} {kg(draw.reo_g)}" for draw in draws]
        given = [f"{out.lot} {kg(out.reo_g)}" for out in outputs]
        day = event.date.isoformat()
        rows.append((day, event.key, event.enterprise, taken, given))
    titles = ("date", "event", "enterprise", "in (kg REO)", "out (kg REO)")
    print_table(titles, rows, edge=True)
    OUT.print(f"{len(lineage.lots)} lots, {len(lineage.events)} events")
    if lineage.cut:
        OUT.print(f"cut: more lies behind {len(lineage.cut)} of them", style="yellow")


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


def thing_row(thing: Thing) -> dict[str, Any]:
    """A thing found, as one row: what it is, its number, its names."""
    props = thing.props
    return {
        "label": thing.ref.label.value,
        "key": thing.ref.key,
        "name": props.get("name") or "",
        "nameEn": props.get("name_en") or "",
    }


def in_line(warned: Warned) -> str:
    """A warning on one line: the cell or the line it is about, its code, and its words."""
    place = str(warned.cell) if warned.cell else f"{warned.file}:{warned.line}"
    return f"{place}: {warned.code}: {warned.words}"
