"""Oxides: more out than in over twelve months, and assays a deposit cannot give."""

from collections.abc import Mapping

import pytest

from provenance.law.book import BUILT_IN
from provenance.ledger.lineage import Lineage
from provenance.model.dates import first_day, last_day, months_back
from provenance.model.terms import Label, Product, Ref, Severity
from provenance.model.thresholds import DEFAULTS
from provenance.rules.mass_balance.elements import BalanceSheet
from provenance.rules.slices.site_year import SiteYear
from tests.ledger.build import MINE, PLANT, extraction, processing, settled, stock, transfer
from tests.rules.build import DAYS, material, only, raised, stated, weighed

DY, KG = "Dy2O3", 1_000
Sheet = Mapping[str, float]


def year(into: Sheet, out_of: Sheet, *unassayed: str, site: str = "") -> SiteYear:
    """Dysprosium by month."""
    return SiteYear(
        PLANT,
        site,
        {month: {DY: grams} for month, grams in into.items()},
        {month: {DY: grams} for month, grams in out_of.items()},
        frozenset(unassayed),
        roles=frozenset({"separation"}),
    )


class TestElementImbalance:
    def test_more_out_than_in(self) -> None:
        found = only("ELEMENT_IMBALANCE", year({"2026-01": 500 * KG}, {"2026-03": 520 * KG}))
        assert found.subject == Ref(Label.ENTERPRISE, PLANT)
        assert found.about == ("", DY, "2026-03")
        assert found.mass_g == 20 * KG
        assert "put 500 kg of Dy2O3 in and got 520 kg out: 20 kg" in str(found.message)

    def test_not_within_what_assays_are_off_by(self) -> None:
        into = {"2026-01": 500 * KG}
        assert not raised("ELEMENT_IMBALANCE", year(into, {"2026-03": 511 * KG}))
        assert raised("ELEMENT_IMBALANCE", year(into, {"2026-03": 511 * KG + 1}))
        assert not raised("ELEMENT_IMBALANCE", year({}, {"2026-03": 1 * KG}))
        assert raised("ELEMENT_IMBALANCE", year({}, {"2026-03": 1 * KG + 1}))

    def test_what_went_in_counts_for_twelve_months(self) -> None:
        into = {"2025-04": 500 * KG}
        assert not raised("ELEMENT_IMBALANCE", year(into, {"2026-03": 500 * KG}))
        assert raised("ELEMENT_IMBALANCE", year(into, {"2026-04": 500 * KG}))

    def test_as_long_as_it_is_in_view_it_is_one_finding(self) -> None:
        into = dict.fromkeys(months_back("2027-06", 18), 10.0 * KG)
        out_of = into | {"2026-03": 40.0 * KG}
        assert only("ELEMENT_IMBALANCE", year(into, out_of)).about == ("", DY, "2026-03")
        again = out_of | {"2027-05": 40.0 * KG}
        months = [found.about[-1] for found in raised("ELEMENT_IMBALANCE", year(into, again))]
        assert months == ["2026-03", "2027-05"]

    def test_not_where_something_in_the_window_has_no_assay(self) -> None:
        into, out_of = {"2026-01": 500 * KG}, {"2026-03": 600 * KG}
        assert not raised("ELEMENT_IMBALANCE", year(into, out_of, "2025-04"))
        assert raised("ELEMENT_IMBALANCE", year(into, out_of, "2025-03"))

    def test_a_site_is_named(self) -> None:
        found = only("ELEMENT_IMBALANCE", year({}, {"2026-03": 20 * KG}, site="East"))
        assert found.about == ("East", DY, "2026-03")
        assert f"{PLANT} at East" in str(found.message)

    @pytest.mark.parametrize(("month", "regulations"), [("2024-09", False), ("2024-10", True)])
    def test_by_month(self, month: str, regulations: bool) -> None:
        found = only("ELEMENT_IMBALANCE", year({}, {month: 20 * KG}))
        assert weighed(found, Severity.MAJOR, in_force=regulations)


class TestBalanceSheet:
    def years(self, lineage: Lineage) -> list[SiteYear]:
        sheet = BalanceSheet()
        sheet.add(material(lineage))
        return sheet.years(PLANT, DEFAULTS, BUILT_IN)

    def made(self, held: Mapping[str, float] | None, given: Mapping[str, float] | None) -> Lineage:
        return settled(
            stated(stock("S", 100 * KG, "2026-01-10", MINE), assay=held),
            transfer("S", 80 * KG, "K", "2026-02-01"),
            stated(processing("P", {"K": 80 * KG}, {"X": (Product.OXIDE, 70 * KG)}), assay=given),
        )

    def test_assays_come_through_transfers(self) -> None:
        (sheet,) = self.years(self.made({DY: 0.5}, {DY: 0.6}))
        assert (sheet.enterprise, sheet.site) == (PLANT, "")
        assert sheet.into == {"2026-03": {DY: 40.0 * KG}}
        assert sheet.out_of == {"2026-03": {DY: 42.0 * KG}}
        assert not sheet.unassayed
        assert raised("ELEMENT_IMBALANCE", sheet)

    def test_a_compound_without_an_assay(self) -> None:
        (sheet,) = self.years(self.made(None, {DY: 0.6}))
        assert sheet.unassayed == {"2026-03"}
        assert not raised("ELEMENT_IMBALANCE", sheet)

    @pytest.mark.parametrize(("given", "counts"), [({DY: 0.6}, True), (None, False)])
    def test_scrap_without_an_assay(self, given: Mapping[str, float] | None, counts: bool) -> None:
        lineage = settled(
            stock("R", 100, product=Product.SCRAP),
            stated(processing("P", {"R": 100}, {"X": (Product.METAL, 90)}), assay=given),
        )
        (sheet,) = self.years(lineage)
        assert bool(sheet.unassayed) is counts


class TestImpossibleAssay:
    def mined(self, dy: float, deposit: str | None, on: str = "2026-01-10") -> Lineage:
        return settled(stated(extraction("C", 100, on), assay={DY: dy}, deposit=deposit))

    def test_more_than_the_deposit_has(self) -> None:
        found = only("ELEMENT_IMBALANCE", material(self.mined(0.05, "Bayan Obo")))  # it has 0.1 %
        assert found.subject == Ref(Label.EVENT, "extraction:E-C")
        assert str(found.message) == (
            "Lot C is said to be of Bayan Obo and holds 5.0% Dy2O3 (it has 0.1%)."
        )
        assert found.about == ()

    def test_not_within_what_ore_varies_by(self) -> None:
        assert not raised("ELEMENT_IMBALANCE", material(self.mined(0.0115, "bayan obo ")))
        assert raised("ELEMENT_IMBALANCE", material(self.mined(0.0116, "bayan obo ")))

    @pytest.mark.parametrize("deposit", ["Longnan", "Nowhere", None])
    def test_not_what_it_has_or_nobody_knows(self, deposit: str | None) -> None:
        assert not raised("ELEMENT_IMBALANCE", material(self.mined(0.05, deposit)))

    def test_not_an_oxide_the_reference_says_nothing_of(self) -> None:
        step = stated(extraction("C", 100), assay={"Ho2O3": 0.5}, deposit="Bayan Obo")
        assert not raised("ELEMENT_IMBALANCE", material(settled(step)))

    @pytest.mark.parametrize(("on", "regulations", "_"), DAYS)
    def test_by_date(self, on: str, regulations: bool, _: bool) -> None:
        found = only("ELEMENT_IMBALANCE", material(self.mined(0.5, "Bayan Obo", on)))
        assert weighed(found, Severity.MAJOR, in_force=regulations)


def test_months() -> None:
    assert first_day("2026-03").isoformat() == "2026-03-01"
    assert first_day("2026-12", 1).isoformat() == "2027-01-01"
    assert last_day("2024-02").isoformat() == "2024-02-29"
    assert months_back("2026-02", 3) == ["2025-12", "2026-01", "2026-02"]
    assert len(months_back("2026-02", 12)) == 12
