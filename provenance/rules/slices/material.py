"""What rules are given to judge: frozen slices, fetched before any rule runs.

A rule says by the type of its parameter which of these it judges. Documents in them are their
properties as filed, in grams (`_g`); what is only referred to is not among them.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from provenance.law.book import BUILT_IN, LawBook
from provenance.ledger.bounds.lawful import Bounds
from provenance.ledger.composition.holding import Holding
from provenance.ledger.composition.origins import Gated
from provenance.ledger.lineage import Event, Input, Lineage, Lot, Output
from provenance.ledger.papers import LabTest
from provenance.ledger.quota.register import Register
from provenance.model.status import Status
from provenance.model.terms import Label, Product, Ref
from provenance.model.thresholds import DEFAULTS, Thresholds
from provenance.rules.slices.acts import acts
from provenance.rules.slices.billing import Billing
from provenance.rules.slices.filings import (
    Allotment,
    Demanded,
    Document,
    Execution,
    Identified,
    Month,
    Outlet,
    Unmoved,
)
from provenance.rules.slices.labels import Labelled
from provenance.rules.slices.licensed import NONE, Licensed
from provenance.rules.slices.rounds import Loop, Trail
from provenance.rules.slices.site_year import SiteYear
from provenance.rules.slices.suppliers import ScrapSupplier


@dataclass(frozen=True, slots=True)
class Case:
    """A subject (a lot, a shipment) with its items, its lineage, and how its grams divide.

    `through` is the grams of the subject that passed through each lot of its lineage, `gated` those
    that passed each quota gate where assays tell; `roles` are those of who made it, holds it or
    exports it.
    """

    subject: Ref
    holding: Holding
    lineage: Lineage
    grams: Mapping[Status, int]
    bounds: Bounds
    through: Mapping[str, float] = field(default_factory=dict)
    roles: frozenset[str] = frozenset()
    law: LawBook = BUILT_IN
    gated: Gated | None = None


@dataclass(frozen=True)
class Material:
    """Lots and events with the material between them: what happened, and to how much.

    Judged are `only` these lots and events, all where it is None; an event where the lineage is
    cut is not. Of a judged event the lineage holds all inputs with their lots and the events that
    made these, of a judged lot all claims and draws. `imports` are the declarations that imports
    name, `roles` what enterprises are on record for, `made` the output that made each lot, followed
    back through transfers (`custody.producing_outputs`), `tests` the tests of lots to
    judge, `suppliers` who scrap that was taken in is said to come from.
    """

    lineage: Lineage
    register: Register = field(default_factory=Register)
    imports: Mapping[str, Document] = field(default_factory=dict)
    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    made: Mapping[str, Output] = field(default_factory=dict)
    tests: Mapping[str, Document] = field(default_factory=dict)
    suppliers: Mapping[str, ScrapSupplier] = field(default_factory=dict)
    only: frozenset[Ref] | None = None
    tolerance: float = 0.005
    limits: Thresholds = DEFAULTS
    law: LawBook = BUILT_IN

    @cached_property
    def events(self) -> Sequence[Event]:
        """The events to judge, in order of key."""
        events = self.lineage.events
        return [events[key] for key in self._own(Label.EVENT, events)]

    @cached_property
    def lots(self) -> Sequence[Lot]:
        """The lots to judge, in order of key."""
        lots = self.lineage.lots
        return [lots[key] for key in self._own(Label.LOT, lots)]

    # In order: shares are added up and words strung together, and what is found must not depend
    # on the order in which a store gave its rows.
    def inputs(self, event: Event) -> Sequence[Input]:
        return sorted(self.lineage.inputs_of.get(event.key, ()))

    def outputs(self, event: Event) -> Sequence[Output]:
        return sorted(self.lineage.outputs_of.get(event.key, ()))

    def product(self, lot: str) -> Product | None:
        return self.lineage.lots[lot].product

    def assay(self, lot: str) -> Mapping[str, float] | None:
        """The assay of the output that made a lot, where it has one."""
        made = self.made.get(lot)
        return made.assay if made is not None and made.assay else None

    def cut(self, event: Event) -> bool:
        """Whether some of what went into an event is not in the lineage."""
        return Ref(Label.EVENT, event.key) in self.lineage.cut

    def complete(self, event: Event) -> bool:
        """Whether all that a processing took and gave is in the lineage."""
        given = sum(out.reo_g for out in self.outputs(event))
        return not self.cut(event) and given == sum(event.made)

    def does(self, enterprise: str, *roles: str) -> bool:
        """Whether an enterprise has one of these roles on record."""
        return not self.roles.get(enterprise, frozenset()).isdisjoint(roles)

    def roles_of(self, enterprise: str, *events: Event) -> frozenset[str]:
        """What an enterprise is: by its record, and by what it does in these events to judge.

        What else is in the lineage depends on what is judged at the same time.
        """
        done = (event for event in events if event.enterprise == enterprise)
        shown = (role for event in done for role in self._shown(event))
        return frozenset(shown).union(self.roles.get(enterprise, ()))

    def roles_at(self, lot: str) -> frozenset[str]:
        """What those are who made a lot to judge, or hold it."""
        claims = [self.lineage.events[out.event] for out in self.lineage.claims_on.get(lot, ())]
        holder = self.lineage.lots[lot].holder
        made = (self.roles_of(event.enterprise, event) for event in claims)
        return self.roles_in(claims).union(self.roles_of(holder or ""), *made)

    def roles_in(self, events: Collection[Event]) -> frozenset[str]:
        """What those are who took part in some events, which need not be to judge."""
        found = (acts(event) | self.roles_of(event.enterprise) for event in events)
        bought = (self.roles_of(event.buyer) for event in events if event.buyer)
        return frozenset[str]().union(*found, *bought)

    def _shown(self, event: Event) -> frozenset[str]:
        lots = [draw.lot for draw in self.inputs(event)]
        makers = filter(None, map(self.lineage.producer, lots))
        before = [acts(made) for made in makers if made.enterprise == event.enterprise]
        went_in = {self.product(lot) for lot in lots}
        came_out = {out.product for out in self.outputs(event)}
        return acts(event, went_in, came_out).union(*before)

    def _own(self, label: Label, there: Collection[str]) -> list[str]:
        """The keys to judge of what is there."""
        if self.only is None:
            return sorted(there)
        return sorted(ref.key for ref in self.only if ref.label is label and ref.key in there)


@dataclass(frozen=True, slots=True)
class Shipped:
    """What an export drew from a lot, in grams REO, and the output that made the lot, if known.

    `test` is the latest test with an assay of the lot, of what it was handed on from, or of its
    declaration.
    """

    event: str
    lot: str
    reo_g: int
    product: Product | None = None
    made: Output | None = None
    test: LabTest | None = None

    @property
    def assay(self) -> Mapping[str, float]:
        """The share of REO of each oxide by test, else as filed; none where neither says."""
        filed = self.made.assay if self.made is not None else None
        return (self.test and self.test.assay) or filed or {}

    @property
    def kind(self) -> Product | None:
        """What the lot is, by test or as filed."""
        return (self.test and self.test.product) or self.product


@dataclass(frozen=True, slots=True)
class Consignment:
    """A declaration with its licence, all exports under that licence, and what it shipped.

    `declared` and `licence` are None where not on record; `licensed` are the export declarations
    under the licence; `draws` are those of its party; `test` is the latest with an assay of the
    declared goods as a whole, `tests` all of them, in order of day and id.
    """

    key: str
    declared: Document | None
    licence: Document | None
    licensed: Licensed = NONE
    draws: Sequence[Shipped] = ()
    test: LabTest | None = None
    tests: Sequence[Document] = ()
    limits: Thresholds = DEFAULTS
    law: LawBook = BUILT_IN

    @property
    def composition(self) -> Mapping[str, float]:
        """The share of REO of each oxide as declared."""
        text = (self.declared or {}).get("composition")
        return json.loads(text) if text else {}


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of enterprises, declarations and invoices that something names."""

    refs: frozenset[Ref]


Slice = (
    Case
    | Material
    | Consignment
    | Numbers
    | Identified
    | SiteYear
    | Labelled
    | Trail
    | Loop
    | Billing
    | Unmoved
    | Month
    | Execution
    | Demanded
    | Allotment
    | Outlet
)
