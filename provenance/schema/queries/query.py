"""What can be asked."""

from typing import Annotated, Any

import strawberry
from strawberry import argument

from provenance.ledger.paths import Span
from provenance.model.asking import ref_asked
from provenance.model.terms import Label
from provenance.model.text import has_lone_surrogate
from provenance.schema.base.connection import (
    After,
    Connection,
    Edge,
    First,
    checked,
    cursor_of,
    things_page,
)
from provenance.schema.base.context import Info
from provenance.schema.base.enums import CustodyModel, EventKind, FindingOrder, Pattern, Way
from provenance.schema.base.fields import field
from provenance.schema.base.node import Node, decoded
from provenance.schema.base.scalars import Day, Kilograms
from provenance.schema.base.subject import SubjectInput
from provenance.schema.nouns.declaration import Declaration
from provenance.schema.nouns.event import Event
from provenance.schema.nouns.export_licence import ExportLicence
from provenance.schema.nouns.identifier import Identifier
from provenance.schema.nouns.invoice import Invoice
from provenance.schema.nouns.lot import Lot
from provenance.schema.nouns.region import Region
from provenance.schema.queries.balance import BalanceQuery
from provenance.schema.queries.cases import CaseQuery
from provenance.schema.queries.causes import CauseQuery
from provenance.schema.queries.declarations import DeclarationQuery
from provenance.schema.queries.exposure import Exposure
from provenance.schema.queries.exposure import find as find_exposure
from provenance.schema.queries.filing import FilingQuery
from provenance.schema.queries.findings import FindingConnection, KeptFinding, Narrowed
from provenance.schema.queries.law import LawQuery
from provenance.schema.queries.lineage import Lineage, follow
from provenance.schema.queries.lists import ListQuery
from provenance.schema.queries.notices import NoticeQuery
from provenance.schema.queries.paths import Paths
from provenance.schema.queries.paths import find as find_paths
from provenance.schema.queries.records import RecordQuery
from provenance.schema.queries.register import RegisterQuery
from provenance.schema.queries.reporting import ReportingQuery
from provenance.schema.queries.search import SearchQuery
from provenance.schema.queries.selection import selection
from provenance.schema.queries.service import ServiceQuery
from provenance.schema.queries.suspicious import SuspiciousFlow
from provenance.schema.queries.suspicious import find as find_stories
from provenance.schema.queries.targets import TargetQuery
from provenance.schema.queries.trail import TrailQuery
from provenance.schema.queries.utilisation import UtilisationQuery
from provenance.schema.queries.verdict import Verdict, give
from provenance.schema.queries.viewer import ViewerQuery
from provenance.schema.queries.webhooks import WatchQuery
from provenance.schema.queries.window import Window
from provenance.verdict.verdicts import SUBJECTS

Judged = Annotated[SubjectInput, argument(description="A lot, a declaration or a licence.")]
Custody = Annotated[
    CustodyModel,
    argument(description="MASS_BALANCE takes the even mix; SEGREGATED only what is certain."),
]


_END = (
    "A lot, an enterprise or a region; an event, an invoice, a declaration or a licence stands for"
    " the lots behind it."
)


def at(label: Label, description: str) -> Any:
    """A field that gives one thing by its number, null where nothing bears it."""

    async def resolve(
        info: Info,
        key: Annotated[str, argument(description="The natural number people hold in hand.")],
    ) -> Any:
        return await info.context.things.load(ref_asked(label, key))

    return strawberry.field(resolver=resolve, description=description)


def listing(label: Label, description: str) -> Any:
    """A field that lists all things of a kind, in order of key."""

    async def resolve(info: Info, first: First = 50, after: After = None) -> Any:
        behind, graph = cursor_of(after).after or None, info.context.store.graph
        page = await graph.page(label, behind, checked(first))
        return things_page(page, lambda: graph.count(label))

    return strawberry.field(resolver=resolve, description=description)


@strawberry.type(description="What can be asked.")
class Query(
    SearchQuery,
    FilingQuery,
    RegisterQuery,
    UtilisationQuery,
    BalanceQuery,
    NoticeQuery,
    LawQuery,
    WatchQuery,
    CaseQuery,
    ReportingQuery,
    ServiceQuery,
    TargetQuery,
    TrailQuery,
    ViewerQuery,
    DeclarationQuery,
    ListQuery,
    CauseQuery,
    RecordQuery,
):
    """The root of all queries."""

    lot: Lot | None = at(Label.LOT, "A lot by its number.")
    event: Event | None = at(Label.EVENT, "An event by kind and id, such as transfer:T1/2.")
    declaration: Declaration | None = at(Label.DECLARATION, "A customs declaration by its number.")
    invoice: Invoice | None = at(Label.INVOICE, "An invoice by its number.")
    export_licence: ExportLicence | None = at(
        Label.EXPORT_LICENCE, "An export licence by its number."
    )
    identifier: Identifier | None = at(
        Label.IDENTIFIER, "A further number of an enterprise, and whoever states it."
    )
    region: Region | None = at(Label.REGION, "A place by its GB/T 2260 code.")
    invoices: Connection[Edge[Invoice]] = listing(Label.INVOICE, "All invoices.")
    export_licences: Connection[Edge[ExportLicence]] = listing(
        Label.EXPORT_LICENCE, "All export licences."
    )

    @field("Anything by its opaque id; null where it is no more.")
    async def node(
        self,
        info: Info,
        id: Annotated[strawberry.ID, argument(description="The id, from an earlier answer.")],
    ) -> Node | None:
        found: Node | None = await info.context.things.load(decoded(id))
        return found

    @field(
        "All that a lot, an event, a shipment or all under a licence came from, or all that"
        " became of it; null where it is unknown."
    )
    async def lineage(  # noqa: PLR0913, PLR0917 - the question has so many sides
        self,
        info: Info,
        subject: Annotated[
            SubjectInput, argument(description="A lot, an event, a declaration or a licence.")
        ],
        direction: Annotated[Way, argument(description="Which way to follow.")] = Way.UPSTREAM,
        max_nodes: Annotated[
            int, argument(description="How many lots and events to show at most.")
        ] = 5_000,
        since: Annotated[
            Day | None, argument(name="from", description="Only events of this day or later.")
        ] = None,
        until: Annotated[
            Day | None, argument(name="to", description="Only events of this day or earlier.")
        ] = None,
        event_kinds: Annotated[
            list[EventKind] | None, argument(description="Only events of these kinds.")
        ] = None,
        depth: Annotated[
            int | None,
            argument(description="Only events that are so many steps away at most, from 1."),
        ] = None,
    ) -> Lineage | None:
        kinds = None if event_kinds is None else frozenset(event_kinds)
        window = Window(since, until, kinds, depth)
        ref = subject.ref("lineage", *SUBJECTS, Label.EVENT)
        return await follow(info.context, ref, direction, window, max_nodes, selection(info))

    @field("How much of a subject is lawful; null where it is unknown.")
    async def verdict(
        self,
        info: Info,
        subject: Judged,
        custody_model: Custody = CustodyModel.MASS_BALANCE,
    ) -> Verdict | None:
        found: Any = await give(info, "verdict", [subject], custody_model)
        verdict: Verdict | None = found[0]
        return verdict

    @field("The verdicts on several subjects, in the order asked.")
    async def verdicts(
        self,
        info: Info,
        subjects: Annotated[
            list[SubjectInput], argument(description="Lots, declarations and licences.")
        ],
        custody_model: Custody = CustodyModel.MASS_BALANCE,
    ) -> list[Verdict | None]:
        found: Any = await give(info, "verdicts", subjects, custody_model)
        return list(found)

    @field(
        "Where the mass of a lot or an event went, or what an enterprise mined, brought in or was"
        " handed; null where it is unknown."
    )
    async def exposure(
        self,
        info: Info,
        subject: Annotated[SubjectInput, argument(description="A lot, an event or an enterprise.")],
        first: First = 100,
    ) -> Exposure | None:
        return await find_exposure(info, subject, first)

    @field("The ways material came from one place to another; null where either is unknown.")
    async def paths(  # noqa: PLR0913, PLR0917 - from, to, when and how many
        self,
        info: Info,
        start: Annotated[SubjectInput, argument(name="from", description=_END)],
        end: Annotated[SubjectInput, argument(name="to", description=_END)],
        since: Annotated[
            Day | None, argument(description="Only by events of this day or later.")
        ] = None,
        until: Annotated[
            Day | None, argument(description="Only by events of this day or earlier.")
        ] = None,
        least_kg: Annotated[
            Kilograms | None, argument(description="Only those that carry so much at least.")
        ] = None,
        first: First = 10,
    ) -> Paths | None:
        return await find_paths(info, (start, end), Span(since, until), first, least_kg or 0)

    @field("What an audit found, by its id, be it gone; null where there never was such.")
    async def finding(
        self,
        info: Info,
        id: Annotated[strawberry.ID, argument(description="The finding's id.")],
    ) -> KeptFinding | None:
        found: Any = None if has_lone_surrogate(id) else await info.context.kept.load(id)
        kept: KeptFinding | None = found
        return kept

    @field("What audits found and still find, as far as a filter leaves it.")
    async def findings(
        self,
        info: Info,
        filter: Narrowed = None,
        order: Annotated[
            FindingOrder, argument(description="What stands first.")
        ] = FindingOrder.SEVERITY,
        first: First = 50,
        after: After = None,
    ) -> FindingConnection:
        at = cursor_of(after)
        return await FindingConnection.of(info.context, filter, order, checked(first), at)

    @field("Circular flows, split shipments, invoice circles and cover, the gravest first.")
    async def suspicious_flows(
        self,
        info: Info,
        kinds: Annotated[
            list[Pattern] | None, argument(description="Of these kinds; of all without it.")
        ] = None,
        first: First = 20,
        after: After = None,
    ) -> Connection[Edge[SuspiciousFlow]]:
        return await find_stories(info, kinds or (), first, after)
