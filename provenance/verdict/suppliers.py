"""What suppliers of scrap ever had, by the records of flows and the invoices to them."""

from collections.abc import Iterable, Mapping

from provenance.graph.pages import everything
from provenance.graph.port.graph import GraphStore, Thing
from provenance.ledger.lineage import Lineage
from provenance.model.terms import EdgeType, Label, Ref
from provenance.rules.mass_balance.suppliers import MAKERS
from provenance.rules.slices.acts import roles_of
from provenance.rules.slices.billing import lines_of
from provenance.rules.slices.filings import Document
from provenance.rules.slices.suppliers import YIELDS_SCRAP, ScrapSupplier, Supplied

_WORDS = (
    "废", "旧", "边角", "屑", "油泥", "回收", "磁", "钕铁硼", "电机",
    "scrap", "waste", "swarf", "used", "recycl", "magnet", "motor",
)  # fmt: skip
"""What goods on an invoice are called that may be scrap, or may yield it."""

_NEAR = (EdgeType.SUPPLIED_BY, EdgeType.BY, EdgeType.TO, EdgeType.BOUGHT_BY)


async def scrap_suppliers(
    store: GraphStore, firms: Mapping[str, Document]
) -> dict[str, ScrapSupplier]:
    """Of these enterprises on record, by code, those whose scrap is to be accounted for.

    However many they are, the store is asked the same few questions.
    """
    known = {code: roles_of(props) for code, props in firms.items()}
    asked = sorted(code for code, roles in known.items() if roles and MAKERS.isdisjoint(roles))
    if not asked:
        return {}
    refs = [Ref(Label.ENTERPRISE, code) for code in asked]
    near = {
        edge: {
            ref.key: [one.thing for one in found]
            for ref, found in (await everything(store.graph, refs, edge, out=False)).items()
        }
        for edge in _NEAR
    }
    events = (EdgeType.SUPPLIED_BY, EdgeType.BY, EdgeType.TO)
    moved = {thing.ref for edge in events for of_one in near[edge].values() for thing in of_one}
    flows = await store.graph.around(sorted(moved))
    return {
        code: ScrapSupplier(
            known[code],
            _supplied(near[EdgeType.SUPPLIED_BY][code], flows),
            _had(code, [*near[EdgeType.BY][code], *near[EdgeType.TO][code]], flows),
            _invoiced(near[EdgeType.BOUGHT_BY][code]),
        )
        for code in asked
    }


def _supplied(intakes: Iterable[Thing], flows: Lineage) -> list[Supplied]:
    """What intakes say came from it, in order."""
    found = [
        Supplied(event.key, event.date, out.reo_g, out.net_g)
        for thing in intakes
        if (event := flows.events.get(thing.ref.key)) is not None
        for out in flows.outputs_of.get(event.key, ())
    ]
    return sorted(found, key=lambda one: (one.day, one.event))


def _had(code: str, things: Iterable[Thing], flows: Lineage) -> int:
    """The grams REO of what yields scrap that came into its hands, or that it made."""
    events = {thing.ref.key: flows.events.get(thing.ref.key) for thing in things}
    return sum(
        out.reo_g
        for key, event in events.items()
        if event is not None and event.holder == code
        for out in flows.outputs_of.get(key, ())
        if flows.lots[out.lot].product in YIELDS_SCRAP
    )


def _invoiced(invoices: Iterable[Thing]) -> int:
    """The net grams of what may be scrap on valid invoices to it."""
    return sum(
        line["net_g"]
        for thing in invoices
        if thing.known and thing.props["status"] == "valid"
        for line in lines_of(thing.props)
        if any(word in str(line["goods"]).casefold() for word in _WORDS)
    )
