"""What enterprises did, as far as they are judged by months and years."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from provenance.findings.audit.cache import PORTION
from provenance.findings.audit.order import portions
from provenance.findings.audit.view import View
from provenance.graph.port.graph import Thing
from provenance.graph.rows.material import event_from, grants_in
from provenance.graph.rows.register import papers_from
from provenance.ledger.grants import QUOTA_ACTIVITY
from provenance.ledger.lineage import Event
from provenance.ledger.quota.by_feed import Between, FeedPart, Known, separated
from provenance.model.terms import Activity, EdgeType, EventKind, Label, Ref
from provenance.rules.mass_balance.elements import BalanceSheet
from provenance.rules.slices.material import Material


class EnterpriseYear:
    """The months in which each enterprise moved anything, its draws on quota, its oxides.

    An audit of everything makes them of columns, and reads only of who is `suspected`, or states
    them, what was made of what: `unread` are the processings of each that were not.
    """

    def __init__(self, suspected: Collection[str] = ()) -> None:
        self.suspected = frozenset(suspected)
        self.unread: dict[str, Sequence[Ref]] = {}
        self.moved: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.drawn: defaultdict[str, Counter[tuple[str, Activity]]] = defaultdict(Counter)
        self.oxides = BalanceSheet()
        self.parts: defaultdict[str, dict[tuple[str, FeedPart], Between]] = defaultdict(dict)

    async def read_work(self, view: View, firms: Iterable[str]) -> None:
        """Note what these made of what, once."""
        unread = [ref for firm in firms for ref in self.unread.pop(firm, ())]
        for some in portions(unread, PORTION):
            self.add_work(await view.material(some, onward=False))

    def add_work(self, material: Material) -> None:
        """Note what was made of what by oxide, of imported ore, of monazite; nothing twice."""
        self.oxides.add(material)
        known = _known(material)
        for event in material.events:
            if event.kind is not EventKind.PROCESSING:
                continue
            noted = self.parts[event.enterprise]
            for part, mass in separated(event, material.lineage, known).items():
                for period in (event.date.isoformat()[:7], event.date.isoformat()[:4]):
                    noted[period, part] = noted.get((period, part), Between()).plus(mass)

    def add_events(self, events: Iterable[Event]) -> None:
        """Note when things were moved and how much quota was drawn."""
        for event in events:
            month = event.date.isoformat()[:7]
            for firm in {event.enterprise, event.holder}:
                self.moved[firm][month] += 1
            for grant in event.grants:
                activity = QUOTA_ACTIVITY.get(grant.gate)
                if activity is not None:
                    for period in (month, month[:4]):
                        self.drawn[event.enterprise][period, activity] += grant.drawn_g


def _known(material: Material) -> Known:
    """The declarations and tests that tell what material was made of."""
    imports = material.imports.items()
    papers = papers_from((Ref(Label.DECLARATION, key), props) for key, props in imports)
    register = material.register
    return Known.of(replace(papers, codes=register.codes), register.tests, material.lineage)


async def books_of(view: View, firms: Collection[Ref]) -> EnterpriseYear:
    """The books of some enterprises, read for themselves."""
    books = EnterpriseYear()
    done = await view.ends(firms, EdgeType.BY, out=False)
    received = await view.ends(firms, EdgeType.TO, out=False)
    things = {thing.ref: thing for ends in (done, received) for of in ends.values() for thing in of}
    events = [_event(thing) for thing in things.values()]
    books.add_events(events)
    own = {firm.key for firm in firms}
    worked = {
        Ref(Label.EVENT, event.key)
        for event in events
        if event.kind is EventKind.PROCESSING and event.enterprise in own
    }
    books.add_work(await view.material(worked, onward=False))
    return books


def _event(thing: Thing) -> Event:
    return event_from(thing.props, grants_in(thing.props))
