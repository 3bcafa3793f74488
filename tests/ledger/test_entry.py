"""What an import is at the border, by its declaration's codes, by tests and by assays."""

from datetime import date

import pytest

from provenance.ledger.lineage import Lot
from provenance.ledger.papers import Declaration, LabTest, Line, Papers
from provenance.model.status import Status
from provenance.model.terms import Feed, Product
from tests.ledger.build import (
    MINE,
    PLANT,
    SEPARATION,
    TRADER,
    Step,
    day,
    designated,
    imported,
    lab_test,
    on_record,
    paper,
    processing,
    quota,
    settled,
    transfer,
    with_facts,
)

IONIC, OXIDE, SALT = Product.IONIC_CONCENTRATE, Product.OXIDE, Product.MIXED_SALT
CARBONATE, OXIDES, OF_DY = "2846904890", "2846901993", "2846901500"
CLAY = {"Nd2O3": 0.3, "La2O3": 0.3, "Y2O3": 0.2, "Gd2O3": 0.2}
DY_TB = {"Dy2O3": 0.5, "Tb4O7": 0.46}
BEFORE, SINCE = "2020-12-31", "2021-01-01"


def entered(hs_code: str, *tests: LabTest, steps: tuple[Step, ...] = (), **lot: object) -> Lot:
    """The lot of an import under a code."""
    step = imported("M", 50, declaration="D", **lot)
    papers = Papers({"D": paper(True, TRADER, hs_code, 50, 50)})
    return with_facts(step, *steps, papers=papers, tests=tests).lots["M"]


def told(lot: Lot) -> tuple[Product | None, bool]:
    return lot.product, lot.undetermined


class TestMixtures:
    @pytest.mark.parametrize("said", [OXIDE, SALT, Product.METAL, IONIC])
    def test_mixed_carbonate_is_what_leaves_a_leach_site(self, said: Product) -> None:
        assert told(entered(CARBONATE, product=said)) == (IONIC, False)
        assert told(entered(CARBONATE, product=said, assay=DY_TB)) == (IONIC, False)

    @pytest.mark.parametrize(
        ("assay", "expected"),
        [
            (None, (IONIC, True)),
            (CLAY, (IONIC, True)),
            (DY_TB, (OXIDE, False)),
            ({"Dy2O3": 0.95}, (OXIDE, False)),
            ({"Dy2O3": 0.5, "Tb4O7": 0.4499}, (IONIC, True)),  # names less than 0.95
            ({"Dy2O3": 0.49, "Tb4O7": 0.45, "Y2O3": 0.06}, (IONIC, True)),
        ],
    )
    def test_other_mixtures_by_their_filed_assay(
        self, assay: dict[str, float] | None, expected: tuple[Product, bool]
    ) -> None:
        assert told(entered(OXIDES, product=OXIDE, assay=assay)) == expected

    @pytest.mark.parametrize("hs_code", ["284690", "2846904", "2846909700"])
    def test_what_begins_a_mixtures_code_is_mixed_and_what_no_row_lists_below_it(
        self, hs_code: str
    ) -> None:
        assert told(entered(hs_code, product=SALT)) == (IONIC, True)

    @pytest.mark.parametrize("hs_code", [OF_DY, "2805301200", "2507001000"])
    def test_under_any_other_code_it_is_what_its_record_says(self, hs_code: str) -> None:
        assert told(entered(hs_code, product=OXIDE)) == (OXIDE, False)

    @pytest.mark.parametrize("code", [CARBONATE, OXIDES])
    @pytest.mark.parametrize(
        ("found", "expected"),
        [
            ({"product": OXIDE}, (OXIDE, False)),
            ({"product": Product.CONCENTRATE, "assay": DY_TB}, (Product.CONCENTRATE, False)),
            ({"assay": DY_TB}, (SALT, False)),
            ({"assay": CLAY}, (IONIC, False)),
        ],
    )
    def test_a_test_outranks_code_and_filer(
        self, code: str, found: dict[str, object], expected: tuple[Product, bool]
    ) -> None:
        assert told(entered(code, lab_test(**found), product=SALT, assay=DY_TB)) == expected

    def test_a_test_that_decides_nothing_leaves_it_as_without(self) -> None:
        found = lab_test(assay={"Dy2O3": 0.5})
        assert told(entered(OXIDES, found, product=OXIDE)) == (IONIC, True)
        assert told(entered(OXIDES, found, product=OXIDE, assay=DY_TB)) == (OXIDE, False)

    def test_of_several_tests_the_latest_counts_and_then_the_greater_id(self) -> None:
        old, new = (
            lab_test(id_="Z", on="2026-06-01", product=OXIDE),
            lab_test(id_="A", on="2026-06-02", product=SALT),
        )
        assert entered(OXIDES, new, old, product=OXIDE).product is SALT
        same = lab_test(id_="B", on="2026-06-02", product=OXIDE)
        assert entered(OXIDES, same, new, product=OXIDE).product is OXIDE

    def test_a_test_of_what_it_was_handed_on_as_is_one_of_it(self) -> None:
        on = transfer("M", 20, "N", "2026-02-01", TRADER, PLANT)
        further = transfer("N", 10, "O", "2026-02-02", PLANT, MINE)
        found = lab_test("O", product=SALT)
        assert entered(OXIDES, found, product=OXIDE, steps=(on, further)).product is SALT
        stolen = transfer("N", 10, "O", "2026-02-02", MINE, TRADER)  # who never held it
        assert told(entered(OXIDES, found, product=OXIDE, steps=(on, stolen))) == (IONIC, True)

    def test_a_test_of_the_declaration_counts_where_there_is_none_of_the_lot(self) -> None:
        of_goods = lab_test(None, on="2026-07-01", declaration="D", product=SALT)
        assert entered(OXIDES, of_goods, product=OXIDE).product is SALT
        assert entered(OXIDES, of_goods, lab_test(product=OXIDE), product=SALT).product is OXIDE
        elsewhere = lab_test(None, declaration="E", product=SALT)
        assert told(entered(OXIDES, elsewhere, product=OXIDE)) == (IONIC, True)

    def test_what_is_handed_on_is_not_told_either(self) -> None:
        lots = with_facts(
            imported("M", 50, declaration="D"),
            transfer("M", 50, "N", seller=TRADER),
            processing("P", {"N": 50}, {"O": (IONIC, 50)}),
            papers=Papers({"D": paper(True, TRADER, OXIDES, 50, 50)}),
        ).lots
        assert [lots[key].undetermined for key in "MNO"] == [True, True, False]


class TestLines:
    def lines(self, *codes: str) -> Papers:
        lines = tuple(Line(code, 50, 50) for code in codes)
        return Papers({"D": Declaration(True, TRADER, date(2026, 1, 10), lines)})

    @pytest.mark.parametrize(
        ("codes", "expected"),
        [
            ((OF_DY, CARBONATE), (OXIDE, False)),  # the first lists it, and it alone counts
            (("2507", CARBONATE), (IONIC, False)),  # nothing lists it; what fixes it counts
            (("2507", "2530902000", CARBONATE), (Product.CONCENTRATE, False)),
            ((OF_DY, OXIDES), (IONIC, True)),  # both list it
            (("2507", "2601"), (OXIDE, False)),
        ],
    )
    def test_the_codes_are_those_of_the_lines_that_count(
        self, codes: tuple[str, ...], expected: tuple[Product, bool]
    ) -> None:
        step = imported("M", 50, declaration="D")
        assert told(with_facts(step, papers=self.lines(*codes)).lots["M"]) == expected


class TestScrap:
    def barred(
        self, *tests: LabTest, on: str = BEFORE, declared: str = BEFORE, **lot: object
    ) -> bool:
        document = Declaration(True, TRADER, day(declared), (Line("7202999100", 50),))
        step = imported("M", 50, on, declaration="D", net_g=50, **lot)
        found = settled(step, register=on_record(*tests), papers=Papers({"D": document}))
        lot_ = found.lots["M"]
        shares = dict(lot_.shares)
        if Status.BARRED_IMPORT in shares:
            assert shares == {Status.BARRED_IMPORT: 1.0}
            assert (lot_.product, lot_.feed) == (Product.SCRAP, Feed.IMPORTED)
            return True
        return False

    @pytest.mark.parametrize(
        ("on", "declared", "barred"),
        [
            (BEFORE, BEFORE, False),
            (SINCE, BEFORE, True),
            (BEFORE, SINCE, True),
            (SINCE, SINCE, True),
        ],
    )
    def test_from_2021_on_by_its_own_day_or_its_declarations(
        self, on: str, declared: str, barred: bool
    ) -> None:
        assert self.barred(on=on, declared=declared, product=Product.SCRAP) is barred

    @pytest.mark.parametrize(
        ("code", "on", "status"),
        [
            ("7204490090", BEFORE, Status.IMPORT),
            ("2523290000", BEFORE, Status.UNDECLARED_IMPORT),
            ("7202991100", BEFORE, Status.UNDECLARED_IMPORT),  # of alloys, not of their waste
            ("7204490090", SINCE, Status.BARRED_IMPORT),
        ],
    )
    def test_before_that_it_came_in_under_the_codes_of_waste(
        self, code: str, on: str, status: Status
    ) -> None:
        document = Declaration(True, TRADER, day(on), (Line(code, 50),))
        step = imported("M", 50, on, declaration="D", net_g=50, product=Product.SCRAP)
        found = settled(step, papers=Papers({"D": document}))
        assert found.lots["M"].shares == {status: 1.0}

    def test_whatever_it_is_called_when_a_test_says_scrap(self) -> None:
        assert not self.barred(on=SINCE, product=Product.ALLOY)
        assert self.barred(lab_test(product=Product.SCRAP), on=SINCE, product=Product.ALLOY)

    def test_draws_on_nothing(self) -> None:
        document = Declaration(True, TRADER, day(SINCE), (Line("7202999100", 50),))
        found = settled(
            imported("M", 50, SINCE, declaration="D", net_g=50, product=Product.SCRAP),
            imported("N", 50, "2021-01-02", declaration="D", net_g=50, product=Product.ALLOY),
            papers=Papers({"D": document}),
        )
        assert found.lots["N"].shares == {Status.IMPORT: 1.0}
        assert found.events["import:E-M"].grants[0].parts == ()


class TestUndetermined:
    """Goods that nothing tells pass a gate of their own, beside that of the others."""

    PAPERS = Papers(
        {"D": paper(True, PLANT, OXIDES, 60, 60), "E": paper(True, PLANT, CARBONATE, 40, 40)}
    )
    BOOK = on_record(designated(PLANT, SEPARATION), quota("Q", PLANT, SEPARATION, 20))

    def separated(
        self, on: str = "2026-03-01", product: Product = OXIDE
    ) -> tuple[dict[Status, float], list[int]]:
        found = settled(
            imported("M", 60, "2025-01-10", PLANT, declaration="D"),
            imported("N", 40, "2025-01-10", PLANT, declaration="E"),
            processing("P", {"M": 60, "N": 40}, {"O": (product, 100)}, on),
            register=self.BOOK,
            papers=self.PAPERS,
        )
        return dict(found.lots["O"].shares), [
            g.drawn_g for g in found.events["processing:P"].grants
        ]

    def test_they_draw_nothing_and_are_covered_by_nothing(self) -> None:
        shares, drawn = self.separated()
        assert drawn == [40, 60]
        assert shares == pytest.approx(
            {
                Status.IMPORT: 0.2,
                Status.OVER_QUOTA_SEPARATION: 0.2,
                Status.NO_QUOTA_RECORD: 0.6,
            }
        )

    def test_they_are_imports_where_nothing_is_separated(self) -> None:
        assert self.separated(product=IONIC) == ({Status.IMPORT: 1.0}, [])

    def test_before_imports_need_quota_nothing_needs_be_told(self) -> None:
        assert self.separated("2025-07-27") == ({Status.IMPORT: 1.0}, [])
