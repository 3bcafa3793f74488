"""What authorities' laboratory tests show of lots, beside what is filed of them.

Of several tests the latest counts, whatever was done with the lot before. Material that was handed
on is what it was: a test of what a lot became by transfers alone is one of the lot too.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from provenance.ledger.lineage import Lineage, Output
from provenance.ledger.papers import LabTest
from provenance.model.terms import EventKind

Assay = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Tests by lot, by lot with all it was handed on as, and by declaration."""

    of_lot: Mapping[str, Sequence[LabTest]] = field(default_factory=dict)
    of_handed: Mapping[str, Sequence[LabTest]] = field(default_factory=dict)
    of_declaration: Mapping[str, Sequence[LabTest]] = field(default_factory=dict)

    @classmethod
    def of(cls, tests: Iterable[LabTest], lineage: Lineage) -> "Evidence":
        """The tests of lots of a lineage whose custody is settled, and of declarations."""
        of_lot: defaultdict[str, list[LabTest]] = defaultdict(list)
        of_declaration: defaultdict[str, list[LabTest]] = defaultdict(list)
        of_handed: defaultdict[str, list[LabTest]] = defaultdict(list)
        for test in tests:
            if test.declaration is not None:
                of_declaration[test.declaration].append(test)
            elif test.lot is not None and test.lot in lineage.lots:
                of_lot[test.lot].append(test)
                for lot in handed_from(test.lot, lineage):
                    of_handed[lot].append(test)
        return cls(of_lot, of_handed, of_declaration)

    def deciding(self, lot: str, declaration: str | None) -> LabTest | None:
        """The test that tells what an import is: of its lot or, without one, of its declaration."""
        tests = self.of_handed.get(lot) or self.of_declaration.get(declaration or "", ())
        return _latest(tests)

    def tested(self, lot: str, declaration: str | None = None) -> Assay | None:
        """The assay by test of a lot or what it was handed on as; else of its declaration."""
        return _assay(self.of_handed.get(lot, ())) or _assay(
            self.of_declaration.get(declaration or "", ())
        )

    def tests(self, lot: str, declaration: str | None = None) -> tuple[str, ...]:
        """The ids of all tests of a lot itself, and of the declaration it was imported under."""
        found = (*self.of_lot.get(lot, ()), *self.of_declaration.get(declaration or "", ()))
        return tuple(sorted(test.id for test in found))

    def looked_into(self, lot: str) -> bool:
        """Whether a test of this very lot states an assay."""
        return _assay(self.of_lot.get(lot, ())) is not None

    def assay(self, made: Output) -> Assay | None:
        """The assay of what was made: by test, of what it was handed on as too; else as filed."""
        return _assay(self.of_handed.get(made.lot, ())) or made.assay

    def amended(self, lineage: Lineage) -> Mapping[str, Mapping[str, float]]:
        """What processings with a tested output made, in grams by oxide, tests before filers."""
        found: dict[str, defaultdict[str, float]] = {}
        for lot in self.of_handed:
            tested = self.tested(lot)
            for out in lineage.claims_on.get(lot, ()) if tested else ():
                event = lineage.events[out.event]
                if event.kind is EventKind.PROCESSING:
                    grams = found.setdefault(event.key, defaultdict(float, event.oxides or {}))
                    for oxide, share in (out.assay or {}).items():
                        grams[oxide] -= out.reo_g * share
                    for oxide, share in (tested or {}).items():
                        grams[oxide] += out.reo_g * share
        return {
            key: {oxide: round(mass, 3) for oxide, mass in sorted(grams.items())}
            for key, grams in found.items()
        }


def decisive(tests: Iterable[LabTest]) -> LabTest | None:
    """The latest of some tests with an assay, and what the latest of them says the material is."""
    known = list(tests)
    assayed = _latest(test for test in known if test.assay)
    named = _latest(test for test in known if test.product)
    return replace(assayed, product=named.product) if assayed and named else assayed or named


def handed_from(lot: str, lineage: Lineage) -> list[str]:
    """A lot, and those it was handed on from by supported transfers alone, the nearest first."""
    found: list[str] = []
    at: str | None = lot
    while at is not None and at not in found:
        found.append(at)
        event = lineage.producer(at)
        handed = event is not None and event.kind is EventKind.TRANSFER
        draws = lineage.inputs_of.get(event.key, ()) if event and handed else ()
        at = next((draw.lot for draw in draws if draw.supported), None)
    return found


def _assay(tests: Iterable[LabTest]) -> Assay | None:
    latest = _latest(test for test in tests if test.assay)
    return latest.assay if latest else None


def _latest(tests: Iterable[LabTest]) -> LabTest | None:
    return max(tests, key=lambda test: (test.day, test.id), default=None)
