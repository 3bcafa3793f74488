"""The documents a verdict rests on: declarations, the exports under them, their licences.

However many subjects are asked about at once, the store is asked the same few questions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from provenance.graph.pages import everything
from provenance.graph.port.graph import GraphStore, Thing
from provenance.graph.rows.register import tests_from
from provenance.ledger.composition.holding import Holding, Item
from provenance.ledger.evidence import decisive, handed_from
from provenance.ledger.lineage import Lineage
from provenance.ledger.papers import LabTest, party_of
from provenance.model.terms import EdgeType, EventKind, Label, Ref
from provenance.records.mapping import record_key
from provenance.rules.slices.filings import in_order
from provenance.rules.slices.licensed import NONE, Licensed
from provenance.rules.slices.material import Consignment, Material, Shipped


@dataclass(slots=True)
class Dossier:
    """The documents of all subjects: what they are, the exports under them, tests of their goods.

    `shipments` are the declarations a subject is made of, `seeds` where its lineage starts. `tests`
    are those of declarations, in order; those of what is shipped are among the `things`.
    """

    things: dict[Ref, Thing | None] = field(default_factory=dict)
    declarations: dict[str, list[str]] = field(default_factory=dict)
    exports: dict[str, list[Thing]] = field(default_factory=dict)
    tests: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)
    licensed: dict[str, Licensed] = field(default_factory=dict)
    shipments: dict[Ref, Sequence[str]] = field(default_factory=dict)
    seeds: dict[Ref, Sequence[Ref]] = field(default_factory=dict)

    @property
    def all_seeds(self) -> list[Ref]:
        """Where the lineages of all subjects start, in order."""
        return sorted({seed for seeds in self.seeds.values() for seed in seeds})

    def known(self, subject: Ref) -> bool:
        return self.things.get(subject) is not None

    def stated(self, ref: Ref) -> Mapping[str, Any] | None:
        """A document as filed, None while it is only referred to."""
        thing = self.things.get(ref)
        return thing.props if thing is not None and thing.known else None

    def items(self, declaration: str) -> list[str]:
        """The export events under a declaration by its party; by anyone while it is unknown."""
        stated = self.stated(Ref(Label.DECLARATION, declaration))
        if stated is not None and stated["direction"] != "export":
            return []
        party = party_of(stated) if stated is not None else None
        return [
            thing.ref.key
            for thing in self.exports.get(declaration, ())
            if party in (None, thing.props["enterprise"])
        ]

    def strangers(self, declaration: str) -> list[tuple[str, str]]:
        """The exports under a declaration that are not its party's, each with whose it is."""
        stated = self.stated(Ref(Label.DECLARATION, declaration))
        if stated is None or stated["direction"] != "export":
            return []
        found = [
            (record.id, str(thing.props["enterprise"]))
            for thing in self.exports.get(declaration, ())
            if thing.props["enterprise"] != party_of(stated)
            and (record := record_key(thing.ref)) is not None
        ]
        return sorted(set(found))

    def holding(self, subject: Ref, lineage: Lineage) -> Holding:
        """A subject's items, and what its declarations state beyond them."""
        if subject.label is Label.LOT:
            return Holding((Item(subject.key, lineage.lots[subject.key].reo_g),))
        items: list[Item] = []
        missing = 0
        for declaration in self.shipments[subject]:
            events = self.items(declaration)
            draws = [draw for key in events for draw in lineage.inputs_of.get(key, ())]
            items += [Item(draw.lot, draw.reo_g, draw) for draw in draws]
            stated = self.stated(Ref(Label.DECLARATION, declaration)) or {}
            if stated.get("direction") == "export":
                declared_g = stated.get("reo_g") or 0
                missing += max(0, declared_g - sum(draw.reo_g for draw in draws))
        return Holding(tuple(items), missing)

    def consignment(self, declaration: str, material: Material) -> Consignment:
        """A declaration with its licence, all declared under that licence, and what it ships."""
        stated = self.stated(Ref(Label.DECLARATION, declaration))
        number = (stated or {}).get("licence")
        licence = self.stated(Ref(Label.EXPORT_LICENCE, number)) if number else None
        tests = self.tests.get(declaration, ())
        test = decisive(tests_from((test["id"], test) for test in tests))
        draws = [
            Shipped(
                key,
                draw.lot,
                draw.reo_g,
                material.product(draw.lot),
                material.made.get(draw.lot),
                decisive(self._tests_of(draw.lot, material.lineage)) or test,
            )
            for key in self.items(declaration)
            for draw in material.lineage.inputs_of.get(key, ())
        ]
        return Consignment(
            declaration,
            stated,
            licence,
            self._licensed(number) if number else NONE,
            draws,
            test,
            tests,
            limits=material.limits,
            law=material.law,
        )

    def _licensed(self, licence: str) -> Licensed:
        """The exports under a licence, gone over once for all of them."""
        if licence not in self.licensed:
            under = (Ref(Label.DECLARATION, key) for key in self.declarations.get(licence, ()))
            stated = ((ref.key, self.stated(ref)) for ref in under)
            self.licensed[licence] = Licensed(
                [
                    (other["date"], key, other["net_g"])
                    for key, other in stated
                    if other is not None and other["direction"] == "export"
                ]
            )
        return self.licensed[licence]

    def _tests_of(self, lot: str, lineage: Lineage) -> Sequence[LabTest]:
        """The tests of a lot, else of the nearest that it was handed on from."""
        for at in handed_from(lot, lineage):
            refs = (Ref(Label.LAB_TEST, id_) for id_ in lineage.lots[at].tests)
            stated = ((ref.key, props) for ref in refs if (props := self.stated(ref)) is not None)
            if tests := tests_from(stated):
                return tests
        return ()


async def gather(store: GraphStore, subjects: Sequence[Ref]) -> Dossier:
    """Read the subjects, their declarations, the exports and tests of these, their licences."""
    dossier = Dossier()
    await _read(store, dossier, subjects)
    await _read_licensed(store, dossier, [s for s in subjects if s.label is Label.EXPORT_LICENCE])
    dossier.shipments = {subject: _shipments(subject, dossier) for subject in subjects}
    declarations = {key for keys in dossier.shipments.values() for key in keys}
    refs = [Ref(Label.DECLARATION, key) for key in sorted(declarations)]
    found = await everything(store.graph, refs, EdgeType.DECLARED_IN, out=False)
    for ref, neighbours in found.items():
        exports = [near.thing for near in neighbours]
        dossier.exports[ref.key] = [e for e in exports if e.props.get("kind") == EventKind.EXPORT]
    sampled = await everything(store.graph, refs, EdgeType.SAMPLED_FROM, out=False)
    for ref, neighbours in sampled.items():
        tests = [near.thing.props for near in neighbours if near.thing.known]
        dossier.tests[ref.key] = in_order(tests)
    named = {(dossier.stated(ref) or {}).get("licence") for ref in refs}
    licences = [Ref(Label.EXPORT_LICENCE, key) for key in sorted(filter(None, named))]
    await _read(store, dossier, licences)
    await _read_licensed(store, dossier, licences)
    dossier.seeds = {subject: _seeds(subject, dossier) for subject in subjects}
    return dossier


async def read_tests(store: GraphStore, dossier: Dossier, lineage: Lineage) -> None:
    """Read the tests of the lots that declarations ship, and of what these were handed on from."""
    events = {e for keys in dossier.shipments.values() for key in keys for e in dossier.items(key)}
    drawn = {draw.lot for event in events for draw in lineage.inputs_of.get(event, ())}
    lots = {at for lot in drawn for at in handed_from(lot, lineage)}
    named = {id_ for lot in lots for id_ in lineage.lots[lot].tests}
    await _read(store, dossier, [Ref(Label.LAB_TEST, id_) for id_ in sorted(named)])


def _shipments(subject: Ref, dossier: Dossier) -> Sequence[str]:
    if subject.label is Label.DECLARATION:
        return [subject.key]
    return dossier.declarations.get(subject.key, ()) if subject.label is not Label.LOT else ()


def _seeds(subject: Ref, dossier: Dossier) -> Sequence[Ref]:
    if subject.label is Label.LOT:
        return [subject]
    items = (key for shipment in dossier.shipments[subject] for key in dossier.items(shipment))
    return [Ref(Label.EVENT, key) for key in items]


async def _read(store: GraphStore, dossier: Dossier, refs: Sequence[Ref]) -> None:
    missing = [ref for ref in dict.fromkeys(refs) if ref not in dossier.things]
    if missing:
        dossier.things |= dict(zip(missing, await store.graph.things(missing), strict=True))


async def _read_licensed(store: GraphStore, dossier: Dossier, licences: Sequence[Ref]) -> None:
    """Read the declarations under licences that were not read yet."""
    missing = [ref for ref in licences if ref.key not in dossier.declarations]
    found = await everything(store.graph, missing, EdgeType.UNDER, out=False)
    for ref, neighbours in found.items():
        dossier.declarations[ref.key] = [near.thing.ref.key for near in neighbours]
        dossier.things |= {near.thing.ref: near.thing for near in neighbours}
