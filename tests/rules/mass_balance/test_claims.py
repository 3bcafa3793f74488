"""What filers claim of processes, feedstock and owners."""

from dataclasses import replace

import pytest

from provenance.ledger.lineage import Lineage
from provenance.model.terms import Label, Product, Ref, Severity
from tests.ledger.build import (
    MINE,
    PLANT,
    TRADER,
    Step,
    extraction,
    imported,
    processing,
    settled,
    stock,
    transfer,
)
from tests.rules.build import DAYS, case, material, only, raised, said, stated, weighed

P = Product


class TestProcessMisdeclared:
    def made(
        self, process: str, taken: set[Product], made: set[Product], on: str = "2026-03-01"
    ) -> Lineage:
        held = [stock(f"S-{p}", 100, on, product=p) for p in sorted(taken)]
        out = {f"X-{p}": (p, 10) for p in sorted(made)}
        step = processing("P", {f"S-{p}": 100 for p in sorted(taken)}, out, on)
        return settled(*held, said(step, process=process))

    @pytest.mark.parametrize(
        ("process", "taken", "made", "words"),
        [
            ("beneficiation", {P.CONCENTRATE}, {P.CONCENTRATE}, "no ore went in, only concentrate"),
            ("beneficiation", {P.ORE}, {P.OXIDE}, "oxide came out"),
            ("separation", {P.CONCENTRATE}, {P.METAL}, "metal came out"),
            ("separation", {P.METAL}, {P.OXIDE}, "metal went in"),
            ("separation", {P.CONCENTRATE}, {P.CONCENTRATE}, "concentrate came out"),
            ("metal_reduction", {P.OXIDE}, {P.ALLOY}, "alloy came out"),
            ("metal_reduction", {P.OXIDE}, {P.OXIDE}, "oxide came out"),
            ("alloying", {P.METAL}, {P.MAGNET}, "magnet came out"),
            ("magnet_making", {P.ALLOY}, {P.ALLOY}, "alloy came out"),
            ("magnet_making", {P.ALLOY}, {P.SCRAP}, "scrap came out"),
            ("blending", {P.CONCENTRATE}, {P.OXIDE}, "oxide came out of concentrate"),
            ("repacking", {P.OXIDE}, {P.SALT}, "salt came out of oxide"),
        ],
    )
    def test_what_contradicts(
        self, process: str, taken: set[Product], made: set[Product], words: str
    ) -> None:
        found = only("PROCESS_MISDECLARED", material(self.made(process, taken, made)))
        assert str(found.message).endswith(f"but {words}.")
        assert found.subject == Ref(Label.EVENT, "processing:P")

    @pytest.mark.parametrize(
        ("process", "taken", "made"),
        [
            ("beneficiation", {P.ORE, P.CONCENTRATE}, {P.CONCENTRATE, P.ORE}),
            ("separation", {P.CONCENTRATE}, {P.OXIDE, P.MIXED_SALT, P.CONCENTRATE}),  # some is left
            ("separation", {P.SCRAP, P.OXIDE}, {P.OXIDE}),
            ("metal_reduction", {P.OXIDE}, {P.METAL, P.SCRAP}),
            ("alloying", {P.METAL}, {P.METAL}),
            ("alloying", {P.METAL}, {P.ALLOY}),
            ("magnet_making", {P.ALLOY}, {P.MAGNET, P.SCRAP}),
            ("blending", {P.OXIDE, P.SALT}, {P.OXIDE, P.SALT, P.SCRAP}),
            ("repacking", {P.ORE}, {P.ORE}),
        ],
    )
    def test_what_does_not(self, process: str, taken: set[Product], made: set[Product]) -> None:
        assert not raised("PROCESS_MISDECLARED", material(self.made(process, taken, made)))

    def test_not_by_what_is_not_in_view(self) -> None:
        whole = self.made("separation", {P.CONCENTRATE}, {P.OXIDE, P.CONCENTRATE})
        part = whole.upstream([Ref(Label.LOT, "X-concentrate")])
        assert not raised("PROCESS_MISDECLARED", material(part))
        other = self.made("separation", {P.CONCENTRATE}, {P.OXIDE, P.METAL})
        part = other.upstream([Ref(Label.LOT, "X-metal")])
        assert raised("PROCESS_MISDECLARED", material(part))

    def test_not_of_lots_that_nobody_made(self) -> None:
        step = said(processing("P", {"U": 10}, {"X": (P.OXIDE, 10)}), process="beneficiation")
        assert not raised("PROCESS_MISDECLARED", material(settled(step)))

    @pytest.mark.parametrize(("on", "regulations", "_"), DAYS)
    def test_by_date(self, on: str, regulations: bool, _: bool) -> None:
        found = only("PROCESS_MISDECLARED", material(self.made("blending", {P.ORE}, {P.OXIDE}, on)))
        assert weighed(found, Severity.MAJOR, in_force=regulations)


class TestFeedMisdeclared:
    def lot(self, claim: str | None, on: str = "2026-01-10") -> Lineage:
        return settled(stated(extraction("C", 100_000, on), feedstock=claim))

    def test_a_claim_that_the_records_deny(self) -> None:
        found = only("FEED_MISDECLARED", material(self.lot("imported")))
        assert found.subject == Ref(Label.LOT, "C")
        assert (found.mass_g, found.share) == (100_000, 1.0)
        assert str(found.message) == (
            "100 kg of lot C are said to be imported; by the records they are mined in China."
        )

    @pytest.mark.parametrize("claim", ["domestic", "unknown", None])
    def test_not_what_they_show(self, claim: str | None) -> None:
        assert not raised("FEED_MISDECLARED", material(self.lot(claim)))

    def test_not_where_they_show_nothing(self) -> None:
        mixed = stated(
            processing("P", {"C": 5, "M": 5}, {"X": (P.OXIDE, 10)}), feedstock="imported"
        )
        lineage = settled(extraction("C", 5, by=PLANT), imported("M", 5, by=PLANT), mixed)
        assert not raised("FEED_MISDECLARED", material(lineage))

    @pytest.mark.parametrize(("on", "regulations", "_"), DAYS)
    def test_by_date(self, on: str, regulations: bool, _: bool) -> None:
        found = only("FEED_MISDECLARED", material(self.lot("secondary", on)))
        assert weighed(found, Severity.MAJOR, in_force=regulations)


GENERAL = "MIIT〔2018〕265 (general)"


class TestTollProcessing:
    def made(
        self,
        on: str = "2026-03-01",
        *,
        reason: str | None = "sale",
        owner: str | None = None,
        out: Product = P.OXIDE,
    ) -> Lineage:
        steps: list[Step] = [
            extraction("C", 60_000, on),
            said(transfer("C", 60_000, "K", on), reason=reason),
            stock("O", 40_000, on, product=P.CONCENTRATE),
            said(
                processing("P", {"K": 60_000, "O": 40_000}, {"X": (out, 95_000)}, on), owner=owner
            ),
        ]
        return settled(*steps)

    def test_material_received_for_tolling(self) -> None:
        found = only("TOLL_PROCESSING", case(self.made(reason="tolling"), "X"))
        assert found.subject == Ref(Label.EVENT, "processing:P")
        assert (found.mass_g, found.share) == (60_000, 0.6)
        assert str(found.message) == (
            f"{PLANT} separated 60 kg of 100 kg that are received for tolling on 2026-03-01."
        )
        assert found.severity is Severity.MAJOR

    def test_material_that_is_said_to_be_anothers(self) -> None:
        found = only("TOLL_PROCESSING", case(self.made(owner=TRADER), "X"))
        assert (found.mass_g, found.share) == (100_000, 1.0)
        assert f"said to be {TRADER}'s" in str(found.message)

    def test_not_its_own(self) -> None:
        assert not raised("TOLL_PROCESSING", case(self.made(), "X"))
        assert not raised("TOLL_PROCESSING", case(self.made(owner=PLANT), "X"))

    def test_not_what_draws_no_separation_quota(self) -> None:
        lineage = self.made(reason="tolling", owner=MINE, out=P.CONCENTRATE)
        assert not raised("TOLL_PROCESSING", case(lineage, "X"))

    def test_not_what_was_tolled_to_somebody_else(self) -> None:
        lineage = self.made(reason="tolling")
        moved = lineage.events["transfer:T-K/1"]
        elsewhere = {**lineage.events, moved.key: replace(moved, buyer=TRADER)}
        assert not raised("TOLL_PROCESSING", case(replace(lineage, events=elsewhere), "X"))

    @pytest.mark.parametrize(
        ("on", "severity", "basis"),
        [
            ("2019-01-03", Severity.MINOR, "no article on record for 2019-01-03"),
            ("2019-01-04", Severity.MAJOR, GENERAL),
            ("2020-07-16", Severity.MAJOR, GENERAL),
            ("2020-07-17", Severity.MAJOR, f"{GENERAL}; MIIT〔2020〕103, point 4"),
            ("2020-12-31", Severity.MAJOR, f"{GENERAL}; MIIT〔2020〕103, point 4"),
            ("2021-01-01", Severity.MAJOR, GENERAL),
            ("2024-02-05", Severity.MAJOR, GENERAL),
            ("2024-02-06", Severity.MAJOR, f"{GENERAL}; MIIT〔2024〕25"),
            ("2024-12-31", Severity.MAJOR, f"{GENERAL}; MIIT〔2024〕25"),
            ("2025-01-01", Severity.MAJOR, GENERAL),  # no notice of 2025 and 2026 was found
            ("2026-03-01", Severity.MAJOR, GENERAL),
        ],
    )
    def test_by_date(self, on: str, severity: Severity, basis: str) -> None:
        found = only("TOLL_PROCESSING", case(self.made(on, owner=MINE), "X"))
        assert (found.severity, str(found.basis)) == (severity, basis)
