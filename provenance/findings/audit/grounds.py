"""Which records made conclusions change: what each declaration rests on, and what bears on that.

A record bears on a declaration where it states, or stated, an event upstream, a claim on a lot
there, a test of one or of what it was handed on as, a draw too many on it, or a paper that an event
there came in by. Where the draws of such
an event came out otherwise than before, so do the rights to them, and what draws on the same
balance earlier. What only makes others draw more or less there is not followed up.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, field

from provenance.ledger.grants import QUOTA_ACTIVITY, Gate, Grant
from provenance.ledger.lineage import Event, Lineage
from provenance.ledger.quota.register import LAST_YEAR_OF_GROUP_QUOTA, Quota, Register
from provenance.model.terms import Activity, EdgeType, EventKind, Label, OreClass, Product, Ref
from provenance.records.changes import Edge, Fragment, Node

Order = tuple[str, ...]
"""The place of an event among those that draw on a balance: (date, kind, id)."""

FIRST: Order = ()
LAST: Order = ("9999-12-31",)

Bearings = Iterator[tuple[Hashable, Order]]
"""What something rests on, up to a place in its order; or bears on, behind a place."""


@dataclass(slots=True)
class Grounds:
    """What declarations rest on; `settled` has what was settled otherwise since the last audit."""

    register: Register
    settled: Collection[Ref]
    _resting: defaultdict[Hashable, dict[Ref, Order]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    _spare_g: dict[str, int] = field(default_factory=dict)
    _quotas: Mapping[object, Quota] = field(init=False)

    def __post_init__(self) -> None:
        self._quotas = {quota.id: quota for quota in self.register.quotas}

    def lay(self, declaration: Ref, lineage: Lineage) -> None:
        """Take note of all that a declaration rests on."""
        self._spare_g |= {lot.key: lot.reo_g - lot.drawn_g for lot in lineage.lots.values()}
        for key, until in self._rests_on(declaration, lineage):
            resting = self._resting[key]
            resting[declaration] = max(until, resting.get(declaration, FIRST))

    def bearing(self, gone: Fragment, come: Fragment) -> set[Ref]:
        """The declarations on which it bears that one piece of graph is gone and another came."""
        found = [*self._bears_on(gone), *self._bears_on(come)]
        found += [(draw.tail, FIRST) for draw in gone.edges if self._too_many(draw, draw.reo_g)]
        found += [(draw.tail, FIRST) for draw in come.edges if self._too_many(draw, 0)]
        found += [(edge.head, FIRST) for edge in gone.edges if _declared(edge)]
        return {
            declaration
            for key, since in found
            for declaration, until in self._resting.get(key, {}).items()
            if since < until
        }

    def _too_many(self, draw: Edge, again_g: int | None) -> bool:
        """Whether a lot upstream is overdrawn, or was before so many grams were given back."""
        spare_g = self._spare_g.get(draw.tail.key) if draw.type is EdgeType.INPUT else None
        return spare_g is not None and spare_g < (again_g or 0)

    def _rests_on(self, declaration: Ref, lineage: Lineage) -> Bearings:
        yield declaration, LAST
        yield from ((Ref(Label.LOT, lot), LAST) for lot in lineage.lots)
        for event in lineage.events.values():
            ref = Ref(Label.EVENT, event.key)
            yield ref, LAST
            yield from ((paper, LAST) for paper in _papers(event))
            if ref in self.settled:
                order = event.date.isoformat(), event.kind.value, event.id
                for grant in event.grants:
                    yield from ((right, order) for right in self._rights(event, grant))

    def _rights(self, event: Event, grant: Grant) -> Iterator[Hashable]:
        """What decides how far a draw is covered."""
        activity = _activity(grant.gate)
        if activity is None:
            yield from _balances(grant.gate, event.enterprise, event.declaration, event.invoices)
            return
        yield Gate.DESIGNATION, event.enterprise, activity
        if not self.register.designated(event.enterprise, activity, event.date):
            # Where the list has others on it, not to be on it is a breach.
            yield Gate.DESIGNATION, None, activity
        shared = event.date.year <= LAST_YEAR_OF_GROUP_QUOTA
        owners = {*self.register.groups(event.enterprise)} if shared else {event.enterprise}
        for owner in owners | ({grant.pool.owner} if grant.pool else set()):
            yield activity, owner, event.date.year
            if shared:
                yield Ref(Label.ENTERPRISE, owner)

    def _bears_on(self, piece: Fragment) -> Bearings:
        for node in piece.nodes:
            yield node.ref, FIRST
            if node.ref.label is Label.EVENT:
                order = str(node.props["date"]), str(node.props["kind"]), str(node.props["id"])
                yield from ((balance, order) for balance in _drawn(node, piece))
            else:
                yield from ((right, FIRST) for right in self._gives(node))
        yield from ((e.head, FIRST) for e in piece.edges if e.type in _ABOUT)

    def _gives(self, node: Node) -> Iterator[Hashable]:
        """The draws that a right, or a change of one, is for."""
        props = node.props
        match node.ref.label:
            case Label.QUOTA:
                yield props["activity"], props["enterprise"], props["year"]
                yield from self._balance_of(props.get("within"))
            case Label.QUOTA_ADJUSTMENT:
                yield from self._balance_of(props["quota"])
            case Label.DESIGNATION:
                yield Gate.DESIGNATION, props["enterprise"], props["activity"]
                yield Gate.DESIGNATION, None, props["activity"]
            case Label.PERMIT:
                yield Gate.BYPRODUCT, props["enterprise"]

    def _balance_of(self, key: object) -> Iterator[Hashable]:
        """The balance a quota is part of, and that from which it takes."""
        quota = self._quotas.get(key)
        for one in (quota, self._quotas.get(quota and quota.within)):
            if one is not None:
                yield one.activity, one.enterprise, one.year


_ABOUT = (EdgeType.OUTPUT, EdgeType.SAMPLED_FROM)
"""The edges by which a record claims or tests something."""


def _declared(edge: Edge) -> bool:
    """Whether it says under what something was exported; gone, it is in no lineage any more."""
    return edge.type is EdgeType.DECLARED_IN and edge.tail.key.startswith(EventKind.EXPORT)


def _papers(event: Event) -> Iterator[Ref]:
    """The documents that an event's origin rests on."""
    if event.kind is EventKind.IMPORT and event.declaration:
        yield Ref(Label.DECLARATION, event.declaration)
    if event.kind is EventKind.OPENING_STOCK and event.inspection:
        yield Ref(Label.INSPECTION, event.inspection)
    if event.kind is EventKind.SCRAP_INTAKE:
        yield from (Ref(Label.INVOICE, number) for number in event.invoices)


def _activity(gate: Gate) -> Activity | None:
    return Activity.MINING if gate is Gate.DESIGNATION else QUOTA_ACTIVITY.get(gate)


def _balances(
    gate: Gate, enterprise: object, declaration: object, invoices: Collection[object]
) -> Iterator[Hashable]:
    """What an origin that is no mining is covered from, together with others."""
    match gate:
        case Gate.IMPORT:
            yield gate, declaration
        case Gate.SCRAP:
            yield from ((gate, number) for number in invoices)
        case _:
            yield gate, enterprise


_GATES = {
    EventKind.IMPORT: Gate.IMPORT,
    EventKind.SCRAP_INTAKE: Gate.SCRAP,
    EventKind.OPENING_STOCK: Gate.OPENING_STOCK,
}


def _drawn(node: Node, piece: Fragment) -> Iterator[Hashable]:
    """The balances that an event may draw on."""
    props = node.props
    kind, who = EventKind(str(props["kind"])), props["enterprise"]
    year = int(str(props["date"])[:4])
    if kind in _GATES:
        invoices = props.get("invoices")
        named = invoices if isinstance(invoices, list) else ()
        yield from _balances(_GATES[kind], who, props.get("declaration"), named)
    elif kind is EventKind.EXTRACTION:
        ore = any(edge.props.get("product") == Product.ORE for edge in piece.edges)
        ionic = props.get("ore_class") == OreClass.IONIC
        if not ore and (ionic or props.get("byproduct_of") is None):
            yield Activity.MINING, who, year
    elif kind is EventKind.PROCESSING:
        if props.get("mineral_g") or props.get("compound_g"):
            yield Activity.MINING, who, year
        if props.get("compound_g"):
            yield Activity.SEPARATION, who, year
