"""Mass without a right: no lawful origin, over quota, without designation."""

import pytest

from provenance.ledger.lineage import Lineage
from provenance.ledger.quota.register import Register
from provenance.model.terms import Label, Product, Ref, Relation, Severity
from provenance.words.table import Language
from tests.ledger.build import (
    MINE,
    MINING,
    NO_REGISTER,
    PLANT,
    SEPARATION,
    TRADER,
    all_allowed,
    designated,
    export,
    extraction,
    imported,
    on_record,
    processing,
    quota,
    settled,
    stock,
    transfer,
)
from tests.rules.build import DAYS, case, only, raised

OXIDE, ORE = Product.OXIDE, Product.ORE
UNDECLARED = "Order 785 Art. 15, 24; Customs Law Art. 24, 82"


def mined(
    mass: int, register: Register, on: str = "2026-01-10", product: Product = Product.CONCENTRATE
) -> Lineage:
    return settled(extraction("C", mass, on, product=product), register=register)


def separated(register: Register, on: str = "2026-03-01") -> Lineage:
    return settled(
        extraction("C", 100, on, by=MINE),
        transfer("C", 100, "K", on),
        processing("P", {"K": 100}, {"X": (OXIDE, 100)}, on),
        register=register,
    )


class TestNoQuotaOrigin:
    def test_a_product_with_mass_that_is_not_lawful(self) -> None:
        found = only("NO_QUOTA_ORIGIN", case(mined(100_000, all_allowed(60_000, 0)), "C"))
        assert found.relation is Relation.DERIVED
        assert found.subject == Ref(Label.LOT, "C")
        assert found.mass_g == 40_000
        assert str(found.message) == (
            "40 kg of 100 kg have no lawful origin: mined over quota 40 kg."
        )
        assert found.message.said(Language.ZH) == (
            "100 千克中有 40 千克不具合法来源：超指标开采 40 千克。"
        )
        assert found.evidence == ("extraction:E-C",)

    def test_not_one_that_is_lawful_to_the_gram(self) -> None:
        assert not raised("NO_QUOTA_ORIGIN", case(mined(100, all_allowed(100, 0)), "C"))
        assert raised("NO_QUOTA_ORIGIN", case(mined(101, all_allowed(100, 0)), "C"))

    def test_not_one_whose_ancestors_only_were_not(self) -> None:
        lineage = settled(extraction("A", 100), extraction("B", 50), register=all_allowed(100, 0))
        assert not raised("NO_QUOTA_ORIGIN", case(lineage, "A"))
        assert raised("NO_QUOTA_ORIGIN", case(lineage, "B"))

    @pytest.mark.parametrize(
        ("lineage", "severity", "basis"),
        [
            (
                mined(90, all_allowed(50, 0)),
                Severity.CRITICAL,
                "Order 785 Art. 13, 23",
            ),
            (
                settled(imported("C", 90)),
                Severity.CRITICAL,
                UNDECLARED,
            ),
            (settled(stock("C", 90)), Severity.MAJOR, "Order 785 Art. 14"),
            (mined(90, NO_REGISTER), Severity.MAJOR, "Order 785 Art. 14"),
        ],
    )
    def test_what_it_rests_on_and_how_much_it_weighs(
        self, lineage: Lineage, severity: Severity, basis: str
    ) -> None:
        found = only("NO_QUOTA_ORIGIN", case(lineage, "C"))
        assert (found.severity, str(found.basis)) == (severity, basis)

    def test_a_mixture_rests_on_all_its_articles(self) -> None:
        lineage = settled(
            stock("S", 50),
            imported("M", 50, by=PLANT),
            processing("P", {"S": 50, "M": 50}, {"X": (OXIDE, 100)}),
        )
        found = only("NO_QUOTA_ORIGIN", case(lineage, "X"))
        assert found.severity is Severity.CRITICAL
        assert str(found.basis) == f"{UNDECLARED}; Order 785 Art. 14"

    @pytest.mark.parametrize(("on", "regulations", "measures"), DAYS)
    def test_by_date(self, on: str, regulations: bool, measures: bool) -> None:
        over = mined(90, on_record(designated("ELSE", MINING)), on)
        found = only("NO_QUOTA_ORIGIN", case(over, "C"))
        assert found.severity is Severity.CRITICAL
        assert ("Order 785 Art. 13, 23" in str(found.basis)) is regulations
        assert ("MIIT〔2012〕285 (press)" in str(found.basis)) is not measures

    def test_what_no_law_on_record_forbade(self) -> None:
        over = mined(90, on_record(designated("ELSE", MINING)), "2012-06-12")
        found = only("NO_QUOTA_ORIGIN", case(over, "C"))
        assert found.severity is Severity.MINOR
        assert str(found.basis) == "no article on record for 2012-06-12"

    def test_a_shipment_rests_on_what_is_said_of_exports(self) -> None:
        over = settled(extraction("C", 90), export("C", 90, by=MINE), register=all_allowed(50, 0))
        found = only("NO_QUOTA_ORIGIN", case(over))
        assert found.subject.label is Label.DECLARATION
        assert str(found.basis) == "Order 785 Art. 13, 24"

    def test_a_magnet_is_no_rare_earth_product(self) -> None:
        lineage = settled(
            extraction("C", 90),
            transfer("C", 90, "K"),
            processing("P", {"K": 90}, {"X": (Product.MAGNET, 90)}),
            register=all_allowed(50, 90),
        )
        found = only("NO_QUOTA_ORIGIN", case(lineage, "X"))
        assert str(found.basis) == (
            "Order 785 Art. 13, 23, 30 (a magnet is no rare-earth product, what it was made of is)"
        )
        assert found.severity is Severity.CRITICAL

    @pytest.mark.parametrize(
        ("role", "severity", "basis"),
        [
            ("export", Severity.MAJOR, "Order 785 Art. 14"),
            ("trade", Severity.MINOR, "a sign, not a breach: not bound by Order 785 Art. 14"),
            ("magnet", Severity.MINOR, "a sign, not a breach: not bound by Order 785 Art. 14"),
        ],
    )
    def test_who_need_not_record_flows(self, role: str, severity: Severity, basis: str) -> None:
        held = settled(stock("C", 90, by=TRADER))
        found = only("NO_QUOTA_ORIGIN", case(held, "C", roles={TRADER: frozenset({role})}))
        assert (found.severity, str(found.basis)) == (severity, basis)


class TestOverQuota:
    def test_mining_beyond_it(self) -> None:
        found = only("OVER_QUOTA_MINING", case(mined(100_000, all_allowed(60_000, 0)), "C"))
        assert found.subject == Ref(Label.EVENT, "extraction:E-C")
        assert found.mass_g == 40_000
        assert found.share == pytest.approx(0.4)
        assert found.evidence == ("extraction:E-C", "QM")
        assert "60 kg were left, 40 kg are over" in str(found.message)

    def test_not_mining_within_it(self) -> None:
        assert not raised("OVER_QUOTA_MINING", case(mined(60, all_allowed(60, 0)), "C"))
        assert raised("OVER_QUOTA_MINING", case(mined(61, all_allowed(60, 0)), "C"))

    def test_not_mining_without_quota_on_record(self) -> None:
        lineage = mined(60, on_record(designated(MINE, MINING)))
        assert not raised("OVER_QUOTA_MINING", case(lineage, "C"))

    def test_not_extraction_of_ore(self) -> None:
        assert not raised("OVER_QUOTA_MINING", case(mined(90, all_allowed(6, 0), product=ORE), "C"))

    def test_ore_that_is_dressed_draws_it(self) -> None:
        lineage = settled(
            extraction("O", 90, product=ORE),
            processing("P", {"O": 90}, {"K": (Product.CONCENTRATE, 90)}, by=MINE),
            register=all_allowed(60, 0),
        )
        found = only("OVER_QUOTA_MINING", case(lineage, "K"))
        assert found.subject == Ref(Label.EVENT, "processing:P")

    def test_separation_beyond_it(self) -> None:
        found = only("OVER_QUOTA_SEPARATION", case(separated(all_allowed(100, 60)), "X"))
        assert found.subject == Ref(Label.EVENT, "processing:P")
        assert found.mass_g == 40

    def test_not_separation_within_it(self) -> None:
        assert not raised("OVER_QUOTA_SEPARATION", case(separated(all_allowed(100, 100)), "X"))
        assert raised("OVER_QUOTA_SEPARATION", case(separated(all_allowed(100, 99)), "X"))

    @pytest.mark.parametrize(("on", "regulations", "measures"), DAYS)
    @pytest.mark.parametrize("code", ["OVER_QUOTA_MINING", "OVER_QUOTA_SEPARATION"])
    def test_by_date(self, on: str, regulations: bool, measures: bool, code: str) -> None:
        year = int(on[:4])
        lineage = separated(
            on_record(
                designated(MINE, MINING),
                designated(PLANT, SEPARATION),
                quota("QM", MINE, MINING, 60, year),
                quota("QS", PLANT, SEPARATION, 60, year),
            ),
            on,
        )
        found = only(code, case(lineage, "X"))
        assert found.severity is Severity.CRITICAL
        assert ("MIIT〔2012〕285 (press)" in str(found.basis)) is not measures
        assert ("Order 71 Art. 7" in str(found.basis)) is measures
        assert ("Order 785 Art. 10, 21" in str(found.basis)) is regulations


class TestUndesignatedProducer:
    LIST = on_record(designated("ELSE", MINING), designated("ELSE", SEPARATION))

    def test_mining(self) -> None:
        found = only("UNDESIGNATED_PRODUCER", case(mined(90, self.LIST), "C"))
        assert found.subject == Ref(Label.EVENT, "extraction:E-C")
        assert (found.mass_g, found.share) == (90, 1.0)
        assert "not designated for mining on 2026-01-10" in str(found.message)

    def test_mining_of_ore(self) -> None:
        found = only("UNDESIGNATED_PRODUCER", case(mined(90, self.LIST, product=ORE), "C"))
        assert "not designated for mining" in str(found.message)

    def test_separation(self) -> None:
        found = raised("UNDESIGNATED_PRODUCER", case(separated(self.LIST), "X"))
        assert [one.subject.key for one in found] == ["extraction:E-C", "processing:P"]
        assert "not designated for separation" in str(found[1].message)

    @pytest.mark.parametrize(
        "register",
        [
            NO_REGISTER,  # the list is missing
            on_record(designated("ELSE", SEPARATION)),  # the list for mining is
            on_record(designated("ELSE", MINING), quota("Q", MINE, MINING, 5)),  # it is incomplete
            on_record(designated(MINE, MINING)),
            all_allowed(5, 0),  # over quota is another thing
        ],
    )
    def test_not_where_the_list_does_not_show_it(self, register: Register) -> None:
        assert not raised("UNDESIGNATED_PRODUCER", case(mined(90, register), "C"))

    def test_not_until_the_day_a_designation_ends(self) -> None:
        register = on_record(designated(MINE, MINING, until="2026-01-10"))
        assert not raised("UNDESIGNATED_PRODUCER", case(mined(90, register), "C"))
        lapsed = mined(90, register, "2026-01-11")
        assert raised("UNDESIGNATED_PRODUCER", case(lapsed, "C"))

    def test_not_what_draws_no_quota(self) -> None:
        lineage = settled(
            imported("M", 90, by=PLANT),
            processing("P", {"M": 90}, {"X": (Product.METAL, 90)}),
            register=self.LIST,
        )
        assert not raised("UNDESIGNATED_PRODUCER", case(lineage, "X"))

    @pytest.mark.parametrize(("on", "regulations", "measures"), DAYS)
    def test_by_date(self, on: str, regulations: bool, measures: bool) -> None:
        found = only("UNDESIGNATED_PRODUCER", case(mined(90, self.LIST, on), "C"))
        assert found.severity is Severity.CRITICAL
        assert ("MIIT〔2012〕285 (press)" in str(found.basis)) is not measures
        assert ("Order 71 Art. 7" in str(found.basis)) is measures
        assert ("Order 785 Art. 8, 20(2)" in str(found.basis)) is regulations
