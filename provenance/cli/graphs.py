"""A lineage as a file that programs draw graphs from, as the service has it for download."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from provenance.graph.port.graph import GraphStore
from provenance.ledger.composition.edges import Edges
from provenance.ledger.lineage import Event, Lineage
from provenance.model.errors import MisuseError
from provenance.model.mass import kilograms
from provenance.model.message import Message
from provenance.model.status import Status
from provenance.model.terms import Label, Ref
from provenance.settings import Settings
from provenance.verdict.dossier import gather
from provenance.verdict.edges import seeds_of, trace_edges
from provenance.verdict.export.formats import FORMATS
from provenance.verdict.export.graph import lineage_graph


def graph_format(out: Path | None) -> str | None:
    """The format of graphs that a file is named as, None where it is named as none."""
    ending = out.suffix.lower().removeprefix(".") if out is not None else ""
    return ending if ending in FORMATS else None


def only(refs: Sequence[Ref]) -> Ref:
    """The one thing that a graph is drawn of. Raises MisuseError where it is none, or several."""
    if len(refs) != 1:
        raise MisuseError(Message("a graph is drawn of one thing; {n} were asked", n=len(refs)))
    return refs[0]


def write_graph(answer: Mapping[str, Any], out: Path, format_: str) -> None:
    """Write a lineage as it was answered. Raises MisuseError where the file cannot be written."""
    try:
        out.write_bytes(FORMATS[format_].write(lineage_graph(answer)))
    except OSError as error:
        raise MisuseError(
            Message("cannot write {path}: {why:system_error}", path=str(out), why=error.strerror)
        ) from error


async def drawn(
    store: GraphStore, subject: Ref, settings: Settings, *, up: bool, most: int
) -> Mapping[str, Any]:
    """A lineage as GraphQL answers it, upstream with what of its subject is in each edge."""
    dossier = await gather(store, [subject])
    seeds = await seeds_of(store, subject, dossier)
    found = await store.graph.lineage(seeds, up=up, most=most)
    traced = await trace_edges(store, subject, settings) if up else None
    firms = {who for one in found.events.values() for who in (one.enterprise, one.buyer) if who}
    refs = [Ref(Label.ENTERPRISE, firm) for firm in sorted(firms)]
    things = await store.graph.things(refs)
    names = {ref.key: thing.props for ref, thing in zip(refs, things, strict=True) if thing}
    return _answer(found, traced.edges if traced is not None else None, names)


def _answer(
    found: Lineage, edges: Edges | None, names: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """A lineage as GraphQL answers it."""

    def firm(code: str | None) -> dict[str, Any] | None:
        own = names.get(code, {}) if code else {}
        said = {"key": code, "name": own.get("name"), "nameEn": own.get("name_en")}
        return said if code else None

    def event(one: Event) -> dict[str, Any]:
        who = {"enterprise": firm(one.enterprise), "buyer": firm(one.buyer)}
        said = {"kind": one.kind.name, "date": one.date.isoformat(), "process": one.process}
        return {"key": one.key, **said, **who}

    def part(held: Mapping[Status, int] | None) -> dict[str, Any]:
        if edges is None:
            return {}
        parts = [{"status": s.name, "kg": kilograms(g)} for s, g in (held or {}).items() if g]
        return {"ofSubjectKg": kilograms(sum((held or {}).values())), "ofSubject": parts}

    draws, made = (edges.draws, edges.made) if edges else ({}, {})
    return {
        "lots": [
            {
                "key": lot.key,
                "product": lot.product and lot.product.name,
                "reoKg": kilograms(lot.reo_g),
            }
            for lot in found.lots.values()
        ],
        "events": [event(one) for one in found.events.values()],
        "inputs": [
            {
                "lot": draw.lot,
                "event": draw.event,
                "supported": draw.supported,
                "reoKg": kilograms(draw.reo_g),
                **part(draws.get((draw.lot, draw.event))),
            }
            for draw in found.inputs
        ],
        "outputs": [
            {
                "event": out.event,
                "lot": out.lot,
                "reoKg": kilograms(out.reo_g),
                **part(made.get((out.event, out.lot))),
            }
            for out in found.outputs
        ],
    }
