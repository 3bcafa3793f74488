"""How what material came from and went into looks in a terminal, with units, in its language."""

from provenance.cli.output import OUT, seen
from provenance.cli.tables import print_table, titles
from provenance.ledger.lineage import Lineage
from provenance.model.mass import kilograms
from provenance.model.message import Message
from provenance.verdict.answer import SETTLING
from provenance.verdict.exposure import Exposed
from provenance.verdict.paths import Route
from provenance.words.table import word_of


def print_exposure(exposed: Exposed) -> None:
    """Where a subject's mass went: the lots, enterprises and exports it reached."""
    label, key = exposed.subject
    OUT.paragraph(
        Message(
            "{kind:label} {key}: {reo:kg} REO, of it {unlawful:kg} unlawful",
            kind=label.value,
            key=key,
            reo=exposed.reo_g,
            unlawful=exposed.unlawful_g,
        ),
        style="bold",
    )
    lists = {"lot": exposed.lots, "enterprise": exposed.enterprises, "export": exposed.exports}
    for name, reached in lists.items():
        rows = [
            (row.place.key, *map(kilograms, (row.grams, row.unlawful_g, row.least_g, row.most_g)))
            for row in reached
        ]
        if rows:
            print_table(titles((name, "kg", "unlawfulKg", "leastKg", "mostKg")), rows, keys=2)
    if exposed.left_out:
        OUT.paragraph(Message("and {n:,} places more: raise --first", n=exposed.left_out))
    if exposed.cut:
        OUT.paragraph(Message("More descends from it than one request may read."), style="yellow")
    if exposed.waiting:
        OUT.paragraph(SETTLING, "yellow")


def print_path(route: Route) -> None:
    """A path as a line of lots with the events between them, and what came along it."""
    from_where = Message("{grams:kg} REO from {start}", grams=route.grams, start=route.start)
    OUT.paragraph(from_where, style="bold")
    for step in route.steps:
        day, event = step.event.date.isoformat(), step.event
        who = f"{event.enterprise} → {event.buyer}" if event.buyer else event.enterprise
        whole = seen(Message("{grams:kg} in all", grams=step.reo_g))
        OUT.paragraph(f"  {day}  {event.key} ({who})  {step.lot}  {whole}")


def print_lineage(lineage: Lineage) -> None:
    """Events by date, each with what went in and what came out."""
    for event in sorted(lineage.events.values(), key=lambda event: event.order):
        draws = sorted(lineage.inputs_of.get(event.key, ()), key=lambda draw: draw.lot)
        outputs = sorted(lineage.outputs_of.get(event.key, ()), key=lambda out: (out.n, out.lot))
        OUT.paragraph(f"{event.date.isoformat()}  {event.key}  {event.enterprise}")
        for way, moved in (("in", draws), ("out", outputs)):
            for one in moved:
                mass = seen(Message("{grams:kg}", grams=one.reo_g))
                OUT.paragraph(f"  {seen(word_of('column', way)):>4}  {mass:>14}  {one.lot}")
    OUT.paragraph(
        Message(
            "{lots:,} lots, {events:,} events", lots=len(lineage.lots), events=len(lineage.events)
        )
    )
    if lineage.cut:
        OUT.paragraph(
            Message("cut: more lies behind {n:,} of them", n=len(lineage.cut)), style="yellow"
        )
