"""Composition and bounds oxide by oxide: what assays add to kilograms, and what they must not."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.ledger.bounds.lawful import Bounds, bound
from provenance.ledger.breakdown import Breakdown, break_down
from provenance.ledger.composition.assays import Assays, slack
from provenance.ledger.composition.by_oxide import by_oxide
from provenance.ledger.composition.holding import divide, whole_grams
from provenance.ledger.composition.origins import passed, trace
from provenance.ledger.evidence import Evidence
from provenance.ledger.lineage import Lineage
from provenance.ledger.papers import LabTest
from provenance.ledger.quota.register import Register
from provenance.model.status import LAWFUL, Status
from provenance.model.terms import Label, Product, Ref
from provenance.verdict.conclusion import reconcile, total
from tests.ledger.build import (
    MINE,
    MINING,
    PLANT,
    SEPARATION,
    Step,
    T,
    designated,
    export,
    extraction,
    imported,
    lot_as_made,
    on_record,
    processing,
    quota,
    registers,
    settled,
    shipment,
    steady,
    tangles,
    transfer,
)

OXIDE = Product.OXIDE
QUOTA, ILLEGAL = Status.QUOTA, Status.UNDESIGNATED_MINING
DIGGER = "91360727MA35TEST7X"
Shares = Mapping[str, Mapping[str, float]]


def assayed(lineage: Lineage, shares: Shares, deposits: Mapping[str, str] | None = None) -> Lineage:
    """The lineage with assays stated by those who produced the lots."""
    grams: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for out in lineage.outputs:
        for oxide, share in shares.get(out.lot, {}).items():
            sums = grams[out.event]
            sums[oxide] = sums.get(oxide, 0) + round(share * out.reo_g)
    outputs = [
        out._replace(assay=shares.get(out.lot), deposit=(deposits or {}).get(out.lot))
        for out in lineage.outputs
    ]
    events = {
        key: replace(event, oxides=grams.get(key) if event.kind.value == "processing" else None)
        for key, event in lineage.events.items()
    }
    return replace(lineage, outputs=outputs, events=events)


def allowed(mining_g: int, separation_g: int) -> Register:
    """One plant that may mine and separate so much."""
    return on_record(
        designated(PLANT, MINING),
        designated(PLANT, SEPARATION),
        quota("QM", PLANT, MINING, mining_g),
        quota("QS", PLANT, SEPARATION, separation_g),
    )


def mixed(lawful_g: int, illegal_g: int, made: Mapping[str, int], *more: Step) -> Lineage:
    """Lawful concentrate L and concentrate U of one who may not mine, put into one separation."""
    return settled(
        extraction("L", lawful_g, by=PLANT),
        extraction("U", illegal_g, by=DIGGER),
        transfer("U", illegal_g, "V", seller=DIGGER, buyer=PLANT),
        processing(
            "P", {"L": lawful_g, "V": illegal_g}, {lot: (OXIDE, g) for lot, g in made.items()}
        ),
        *more,
        register=allowed(10**12, 10**12),
    )


def of_lot(lineage: Lineage, lot: str) -> Breakdown:
    return break_down(lot_as_made(lineage, lot), lineage)


DY, ND = {"Dy2O3": 1.0}, {"Nd2O3": 1.0}
ROCK_ASSAY, IONIC_ASSAY = {"Nd2O3": 0.9, "Dy2O3": 0.1}, {"Nd2O3": 0.5, "Dy2O3": 0.5}
BOTH: Shares = {"L": ROCK_ASSAY, "U": IONIC_ASSAY}
MADE = {"D": 14 * T, "N": 86 * T}


def looked_into(lineage: Lineage, **tests: Mapping[str, float]) -> Lineage:
    """The lineage with assays that laboratories found of some lots, as it is settled."""
    found = {
        key: [LabTest("T", date(2026, 5, 1), lot=key, assay=assay)] for key, assay in tests.items()
    }
    amended = Evidence(of_handed=found).amended(lineage)
    lots = {
        key: replace(
            lot,
            tested=tests.get(key, lot.tested),
            amended=amended.get(claims[0].event)
            if (claims := lineage.claims_on.get(key))
            else None,
        )
        for key, lot in lineage.lots.items()
    }
    return replace(lineage, lots=lots)


class TestLaboratory:
    """A test stands before what the filer says, and goes where the lot is handed on."""

    CLAIMED: Shares = MappingProxyType({**BOTH, "U": ROCK_ASSAY, "D": DY, "N": ND})

    def test_outranks_the_filers_assay(self) -> None:
        filed = assayed(mixed(90 * T, 10 * T, MADE), self.CLAIMED)
        true = assayed(mixed(90 * T, 10 * T, MADE), {**self.CLAIMED, "U": IONIC_ASSAY})
        assert of_lot(filed, "D").statuses[ILLEGAL] < T * 2
        for lot in ("U", "V"):  # as it was mined, or as it was handed on
            found = of_lot(looked_into(filed, **{lot: IONIC_ASSAY}), "D")
            assert found.statuses == of_lot(true, "D").statuses
            assert found.bounds == of_lot(true, "D").bounds

    def test_of_what_was_made_counts_in_what_all_of_it_holds(self) -> None:
        """Filed as neodymium: by the laboratory's word four tonnes of dysprosium came besides."""
        filed = assayed(mixed(90 * T, 10 * T, MADE), {**BOTH, "D": DY, "N": ND})
        found = looked_into(filed, N={"Nd2O3": 0.95, "Dy2O3": 0.05})
        assert of_lot(filed, "D").statuses == {QUOTA: 9 * T, ILLEGAL: 5 * T}
        assert of_lot(found, "D").statuses[Status.UNEXPLAINED] > 2 * T
        # The other lot is not on the way, and what was found of it counts all the same.
        alone = found.upstream([Ref(Label.LOT, "D")])
        assert "N" not in alone.lots
        assert of_lot(alone, "D").statuses == of_lot(found, "D").statuses

    def test_of_what_was_handed_on_is_no_other_material(self) -> None:
        """Half of it over quota and filed as neodymium: by a test at the buyer's dysprosium."""
        lineage = settled(
            extraction("L", 90 * T, by=PLANT),
            transfer("L", 90 * T, "K", "2026-02-20", PLANT, MINE),
            register=allowed(45 * T, 10**12),
        )
        found = of_lot(looked_into(assayed(lineage, {"L": ND}), K=DY), "K")
        assert found.statuses[QUOTA] == 45 * T
        assert found.bounds[:2] == (45 * T, 45 * T)

    def test_the_nearest_on_the_way_counts(self) -> None:
        filed = assayed(mixed(90 * T, 10 * T, MADE), self.CLAIMED)
        found = Assays.of(looked_into(filed, U=DY, V=IONIC_ASSAY))
        assert found.named("V") == IONIC_ASSAY
        assert found.named("U") == DY


class TestComposition:
    """90 t with 9 t of dysprosium and 10 t with 5 t make 14 t of its oxide and 86 t of N."""

    def lineage(self, more: Shares = {"D": DY, "N": ND}, *steps: Step) -> Lineage:  # noqa: B006
        return assayed(mixed(90 * T, 10 * T, MADE, *steps), {**BOTH, **more})

    def test_an_oxide_comes_from_the_oxide_put_in(self) -> None:
        lineage = self.lineage()
        assert of_lot(lineage, "D").statuses == {QUOTA: 9 * T, ILLEGAL: 5 * T}
        assert of_lot(lineage, "N").statuses == {QUOTA: 81 * T, ILLEGAL: 5 * T}

    def test_so_do_its_origins(self) -> None:
        through = of_lot(self.lineage(), "D").through
        assert through["L"] == pytest.approx(9 * T)
        assert through["U"] == through["V"] == pytest.approx(5 * T)

    def test_and_the_quotas_that_the_oxide_passed(self) -> None:
        """Concentrate without dysprosium passed the separation quota; none of D did."""
        plain = settled(
            extraction("L", 90 * T, by=PLANT),
            imported("I", 10 * T, by=PLANT, product=OXIDE),
            processing(
                "P", {"L": 90 * T, "I": 10 * T}, {"D": (OXIDE, 10 * T), "N": (OXIDE, 90 * T)}
            ),
            register=allowed(10**12, 10**12),
        )
        lineage = assayed(plain, {"L": ND, "I": DY, "D": DY, "N": ND})
        found = {lot: of_lot(lineage, lot) for lot in ("D", "N")}
        quotas = {lot: trace(f.through, lineage, f.gated).quotas for lot, f in found.items()}
        assert quotas == {"D": {}, "N": {"QM": 90 * T, "QS": 90 * T}}

    def test_bounds_are_flows_of_the_oxide(self) -> None:
        lineage = self.lineage()
        assert of_lot(lineage, "D").bounds == Bounds(9 * T, 9 * T, 14 * T, by_oxide=True)
        assert of_lot(lineage, "N").bounds == Bounds(81 * T, 81 * T, 86 * T, by_oxide=True)

    def test_where_some_is_lost_it_may_be_the_lawful_or_the_other(self) -> None:
        made = {"D": 12 * T, "N": 80 * T}
        lineage = assayed(mixed(90 * T, 10 * T, made), {**BOTH, "D": DY, "N": ND})
        found = of_lot(lineage, "D")
        assert found.bounds == Bounds(7 * T, 9 * T, 12 * T, by_oxide=True)
        assert found.statuses[ILLEGAL] == round(12 * T * 5 / 14)

    def test_a_transfer_hands_the_assay_on(self) -> None:
        sold = transfer("D", 14 * T, "S", "2026-03-05", PLANT, MINE)
        lineage = self.lineage({"D": DY, "N": ND}, sold)
        assert of_lot(lineage, "S").statuses == of_lot(lineage, "D").statuses

    def test_a_deposit_with_known_shares_is_an_assay(self) -> None:
        plain = mixed(99_500_000, 500_000, {"D": 137_000, "N": 99 * T})
        deposits = {"L": "Bayan Obo", "U": "longnan "}
        lineage = assayed(plain, {"D": DY}, deposits)
        assert of_lot(lineage, "D").statuses == {QUOTA: 99_500, ILLEGAL: 37_500}
        unknown = assayed(plain, {"D": DY}, {**deposits, "U": "nowhere"})
        assert of_lot(unknown, "D").statuses == divide(lot_as_made(plain, "D"), plain)

    def test_what_is_separated_is_of_no_deposit_any_more(self) -> None:
        plain = mixed(99_500_000, 500_000, {"D": 137_000, "N": 99 * T})
        lineage = assayed(plain, {}, {"L": "Bayan Obo", "U": "Longnan", "D": "Bayan Obo"})
        assert "D" not in Assays.of(lineage).by_lot

    def test_a_shipment_is_one_flow_of_each_oxide(self) -> None:
        """Two lots of dysprosium of one separation cannot both hold the same lawful nine tonnes."""
        steps = [export("A", 7 * T, by=PLANT), export("B", 7 * T, by=PLANT)]
        plain = mixed(90 * T, 10 * T, {"A": 7 * T, "B": 7 * T, "N": 86 * T}, *steps)
        lineage = assayed(plain, {**BOTH, "A": DY, "B": DY, "N": ND})
        assert of_lot(lineage, "A").bounds[:2] == (2 * T, 7 * T)
        found = break_down(shipment(lineage), lineage)
        assert found.statuses == {QUOTA: 9 * T, ILLEGAL: 5 * T}
        assert found.bounds[:2] == (9 * T, 9 * T)

    def test_what_a_shipment_states_beyond_its_items_is_not_lawful_dysprosium(self) -> None:
        lineage = self.lineage()
        whole = replace(lot_as_made(lineage, "D"), missing_g=6 * T)
        assert break_down(whole, lineage).bounds.lawful_max_g == 9 * T

    def test_gates_turn_every_oxide_alike(self) -> None:
        lineage = settled(
            extraction("L", 90 * T, by=PLANT),
            extraction("U", 10 * T, by=PLANT),
            processing(
                "P", {"L": 90 * T, "U": 10 * T}, {"D": (OXIDE, 14 * T), "N": (OXIDE, 86 * T)}
            ),
            register=allowed(90 * T, 50 * T),
        )
        lineage = assayed(lineage, {**BOTH, "D": DY, "N": ND})
        found = of_lot(lineage, "D").statuses
        assert found[Status.OVER_QUOTA_SEPARATION] == 7 * T
        assert sum(found.values()) == 14 * T


class TestIncomplete:
    def test_without_an_assay_of_its_own_the_plain_reading_stands(self) -> None:
        lineage = assayed(mixed(90 * T, 10 * T, MADE), BOTH)
        holding = lot_as_made(lineage, "D")
        found = break_down(holding, lineage)
        assert found.statuses == divide(holding, lineage)
        assert found.bounds == bound(holding, lineage)
        assert found.through == passed(holding, lineage)

    def test_nor_with_an_input_that_has_none(self) -> None:
        lineage = assayed(mixed(90 * T, 10 * T, MADE), {"L": ROCK_ASSAY, "D": DY, "N": ND})
        holding = lot_as_made(lineage, "D")
        found = break_down(holding, lineage)
        assert found.statuses == divide(holding, lineage)
        # Nine tonnes of lawful dysprosium there are all the same, and none of the rest can be.
        assert found.bounds.lawful_max_g == 9 * T

    def test_what_no_input_can_have_held_came_from_nowhere_though_all_of_them_are_lawful(
        self,
    ) -> None:
        """Ninety tonnes without dysprosium, one of which nobody knows: fourteen of its oxide."""
        plain = settled(
            extraction("L", 90 * T, by=PLANT),
            extraction("V", T, by=PLANT),
            processing("P", {"L": 90 * T, "V": T}, {"D": (OXIDE, 14 * T), "N": (OXIDE, 77 * T)}),
            register=allowed(10**12, 10**12),
        )
        lineage = assayed(plain, {"L": ND, "D": DY, "N": ND})
        assert of_lot(plain, "D").bounds.lawful_min_g == 14 * T
        bounds = of_lot(lineage, "D").bounds
        assert (bounds.lawful_min_g, bounds.lawful_max_g) == (0, T + round(slack(T)))

    def test_the_estimate_gives_way_to_what_is_proven(self) -> None:
        lineage = assayed(mixed(90 * T, 10 * T, MADE), {"L": ROCK_ASSAY, "D": DY, "N": ND})
        found = of_lot(lineage, "D")
        statuses, least, most = reconcile(found.statuses, found.bounds, 14 * T)
        assert total(statuses, LAWFUL) == most == 9 * T
        assert statuses[Status.UNEXPLAINED] == 14 * T - 9 * T - statuses[ILLEGAL]
        assert least <= most

    def test_an_oxide_not_named_fits_into_what_is_not_named(self) -> None:
        partial = {**BOTH, "L": {"Nd2O3": 0.9}}
        lineage = assayed(mixed(90 * T, 10 * T, MADE), {**partial, "D": DY, "N": ND})
        holding = lot_as_made(lineage, "D")
        found = break_down(holding, lineage)
        assert found.statuses == divide(holding, lineage)
        assert found.bounds.lawful_max_g == 9 * T
        # Of the neodymium all is known.
        assert of_lot(lineage, "N").statuses == {QUOTA: 81 * T, ILLEGAL: 5 * T}

    def test_what_no_assay_names_stands_as_the_whole(self) -> None:
        lineage = assayed(mixed(90 * T, 10 * T, MADE), {**BOTH, "D": {"Dy2O3": 0.5}})
        assert of_lot(lineage, "D").statuses == {
            QUOTA: 4_500_000 + 6_300_000,
            ILLEGAL: 2_500_000 + 700_000,
        }

    def test_a_lineage_cut_short_is_read_as_it_stands(self) -> None:
        whole = assayed(mixed(90 * T, 10 * T, MADE), {**BOTH, "D": DY, "N": ND})
        cut = replace(
            whole,
            outputs=[out for out in whole.outputs if out.lot in {"D", "N", "V"}],
            cut=frozenset({Ref(Label.LOT, "L"), Ref(Label.LOT, "U")}),
        )
        found = of_lot(cut, "D")
        assert sum(found.statuses.values()) == 14 * T
        assert found.bounds[:2] == (0, 14 * T)


class TestExcess:
    """More of an oxide out than in is mass from nowhere, beyond what assays can tell."""

    def lineage(self, made_g: int) -> Lineage:
        plain = mixed(90 * T, 10 * T, {"D": made_g, "N": 60 * T})
        return assayed(plain, {**BOTH, "D": DY, "N": ND})

    def test_within_what_assays_can_tell_nothing_is_said(self) -> None:
        made = 14 * T + 280_000 + 1_000
        found = of_lot(self.lineage(made), "D")
        assert found.statuses == {QUOTA: round(made * 9 / 14), ILLEGAL: round(made * 5 / 14)}
        assert found.bounds[:2] == (9 * T, 9 * T + 281_000)

    def test_beyond_it_is(self) -> None:
        found = of_lot(self.lineage(28 * T), "D")
        assert found.statuses[Status.UNEXPLAINED] == 28 * T - 14_281_000
        assert found.statuses[QUOTA] == round(14_281_000 * 9 / 14)
        # By mass eighteen tonnes of it are sure to be lawful; the books of the oxide tell that
        # fourteen came from nowhere, which by mass nobody can see.
        assert found.bounds[:2] == (9 * T, 9 * T + 281_000)

    def test_what_the_other_outputs_hold_counts(self) -> None:
        """A lot alone does not show it: seven tonnes of D fit into what came in, 28 t do not."""
        plain = mixed(90 * T, 10 * T, {"D": 7 * T, "E": 21 * T, "N": 60 * T})
        lineage = assayed(plain, {**BOTH, "D": DY, "E": DY, "N": ND})
        alone = lineage.upstream([Ref(Label.LOT, "D")])
        found = of_lot(alone, "D")
        assert found.statuses[Status.UNEXPLAINED] == pytest.approx(
            7 * T * (1 - 14_281 / 28_000), abs=1
        )
        assert found.statuses == of_lot(lineage, "D").statuses
        assert found.bounds == of_lot(lineage, "D").bounds

    def test_an_oxide_of_which_nothing_went_in(self) -> None:
        plain = mixed(90 * T, 10 * T, {"D": 14 * T})
        lineage = assayed(plain, {"L": ND, "U": ND, "D": DY})
        found = of_lot(lineage, "D")
        assert found.statuses[Status.UNEXPLAINED] == 14 * T - 1_000
        assert found.bounds[:2] == (0, 1_000)


# Properties.

_OXIDES = ("Nd2O3", "Dy2O3", "Y2O3")


@st.composite
def shares(draw: st.DrawFn) -> Mapping[str, float]:
    """An assay; now and then of part of the mass only, or of but one oxide."""
    parts = [draw(st.integers(0, 10)) for _ in _OXIDES]
    whole = sum(parts) + draw(st.sampled_from((0, 0, 0, 5)))
    return (
        {o: part / whole for o, part in zip(_OXIDES, parts, strict=True) if part} if whole else {}
    )


def in_kilograms(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The same steps with ten thousand times the mass: a kilogram is then little."""
    k = 10_000
    return tuple(
        Step(
            replace(s.event, made=tuple(k * g for g in s.event.made)),  # type: ignore[arg-type]
            tuple((lot, k * g) for lot, g in s.inputs),
            tuple(out._replace(reo_g=k * out.reo_g) for out in s.outputs),
        )
        for s in steps
    )


@steady
@given(tangles(cycles=False), registers(), shares())
def test_one_assay_for_all_changes_nothing(
    steps: tuple[Step, ...], register: Register, assay: Mapping[str, float]
) -> None:
    plain = settled(*steps, register=register)
    lineage = assayed(plain, dict.fromkeys(plain.lots, assay))
    for lot in lineage.lots:
        holding = lot_as_made(lineage, lot)
        found = by_oxide(holding, lineage, Assays.of(lineage))
        expected = divide(holding, plain)
        assert whole_grams(found.statuses, holding.reo_g) == pytest.approx(expected, abs=1)
        assert found.through == pytest.approx(passed(holding, plain), abs=1e-6)
        assert break_down(holding, lineage).bounds[:3] == bound(holding, plain)[:3]


@steady
@given(tangles(), registers(), st.data())
def test_statuses_add_up_and_lie_between_the_bounds(
    steps: tuple[Step, ...], register: Register, data: st.DataObject
) -> None:
    plain = settled(*in_kilograms(steps), register=register)
    lineage = assayed(plain, {lot: data.draw(shares()) for lot in sorted(plain.lots)})
    for lot in lineage.lots:
        holding = lot_as_made(lineage, lot)
        found = break_down(holding, lineage)
        assert sum(found.statuses.values()) == holding.reo_g
        assert 0 <= found.bounds.lawful_min_g <= found.bounds.lawful_max_g <= holding.reo_g
        assert found.bounds.lawful_max_g <= bound(holding, plain).lawful_max_g
        statuses, least, most = reconcile(found.statuses, found.bounds, holding.reo_g)
        assert sum(statuses.values()) == holding.reo_g
        assert 0 <= least <= total(statuses, LAWFUL) <= most <= holding.reo_g


@steady
@given(st.lists(st.tuples(st.integers(1, 60), shares(), st.booleans()), min_size=1, max_size=4))
def test_any_allocation_of_a_separation_lies_between_the_bounds(
    feeds: list[tuple[int, Mapping[str, float], bool]],
) -> None:
    """Every input's dysprosium is put into one of two lots; whichever way, the bounds hold it."""
    of_dy = [t * T * assay.get("Dy2O3", 0.0) for t, assay, _ in feeds]
    total_dy = round(sum(of_dy))
    if total_dy < 10:
        return
    first_g = total_dy * 3 // 5
    steps = [
        extraction(f"L{n}", t * T, by=PLANT if ok else DIGGER) for n, (t, _, ok) in enumerate(feeds)
    ]
    moves = [
        transfer(f"L{n}", t * T, f"K{n}", seller=PLANT if ok else DIGGER, buyer=PLANT)
        for n, (t, _, ok) in enumerate(feeds)
    ]
    mass = sum(t * T for t, _, _ in feeds)
    made = {"A": first_g, "B": total_dy - first_g, "N": max(1, mass - total_dy)}
    separation = processing(
        "P",
        {f"K{n}": t * T for n, (t, _, _) in enumerate(feeds)},
        {lot: (OXIDE, g) for lot, g in made.items()},
    )
    lineage = settled(*steps, *moves, separation, register=allowed(10**12, 10**12))
    given_ = {f"L{n}": assay for n, (_, assay, _) in enumerate(feeds)}
    lineage = assayed(lineage, {**given_, "A": DY, "B": DY, "N": ND})
    found = of_lot(lineage, "A").bounds
    lawful = sum(g for g, (_, _, ok) in zip(of_dy, feeds, strict=True) if ok)
    other = sum(of_dy) - lawful
    if all(sum(assay.values()) > 0.9999 for _, assay, _ in feeds):
        assert found.lawful_max_g == pytest.approx(min(first_g, lawful), abs=2)
        assert found.lawful_min_g == pytest.approx(max(0, first_g - other), abs=2)
    assert found.lawful_min_g <= max(0, first_g - other) + 2
    assert found.lawful_max_g >= min(first_g, lawful) - 2
