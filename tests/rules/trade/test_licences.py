"""Export licences: none where one is needed, not valid on the day, exceeded."""

from typing import Any

import pytest

from provenance.model.terms import Label, Ref, Severity
from tests.ledger.build import PLANT, TRADER
from tests.rules.build import DECLARATION, LICENCE, consigned, declared, licence, only, raised


def under_licence(**fields: Any) -> dict[str, Any]:
    return declared(licence=LICENCE, **fields)


class TestExportWithoutLicence:
    @pytest.mark.parametrize(
        ("goods", "hs_code", "element"),
        [
            ("稀土金属", "2805301200", "Dy"),  # by its code
            ("氧化镝", "2846901999", "Dy"),  # by its Chinese name
            ("yttrium oxide", "2846901999", "Y"),  # by its English name
            ("Y2O3", "2846901999", "Y"),
        ],
    )
    def test_controlled_goods(self, goods: str, hs_code: str, element: str) -> None:
        found = only("EXPORT_WITHOUT_LICENCE", consigned(declared(goods=goods, hs_code=hs_code)))
        assert found.severity is Severity.CRITICAL
        assert found.subject == Ref(Label.DECLARATION, DECLARATION)
        assert found.evidence == (DECLARATION,)
        assert f"{element} (1C90" in str(found.message)
        assert "Announcement 18/2025" in str(found.basis)

    @pytest.mark.parametrize(
        "fields",
        [
            {"goods": "氧化镨钕"},
            {"goods": "ytterbium oxide"},  # not yttrium; and its own control is suspended
            {"goods": "氧化铒"},  # suspended
            {"goods": "稀土金属", "hs_code": "2805301100"},
            {"date": "2025-04-03"},  # before the control
            {"licence": LICENCE},  # whether it is any good is asked elsewhere
            {"direction": "import"},
        ],
    )
    def test_not_others(self, fields: dict[str, Any]) -> None:
        assert not raised("EXPORT_WITHOUT_LICENCE", consigned(declared(**fields)))

    def test_dysprosium_is_not_taken_for_yttrium(self) -> None:
        found = only("EXPORT_WITHOUT_LICENCE", consigned(declared(goods="Dy2O3")))
        assert "hold Dy (1C905) under" in str(found.message)

    def test_from_the_day_of_the_control(self) -> None:
        assert raised("EXPORT_WITHOUT_LICENCE", consigned(declared(date="2025-04-04")))

    def test_from_the_day_a_suspension_ends(self) -> None:
        erbium = {"goods": "氧化铒"}
        last = declared(date="2026-11-10", **erbium)
        first = declared(date="2026-11-11", **erbium)
        assert not raised("EXPORT_WITHOUT_LICENCE", consigned(last))
        found = only("EXPORT_WITHOUT_LICENCE", consigned(first))
        assert "hold Er under" in str(found.message)
        assert "Announcement 57/2025" in str(found.basis)

    def test_not_a_declaration_that_is_not_on_record(self) -> None:
        assert not raised("EXPORT_WITHOUT_LICENCE", consigned(None))


class TestLicenceNotValid:
    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"status": "suspended"}, "is suspended"),
            ({"status": "revoked"}, "is revoked"),
            ({"status": "expired"}, "is expired"),
            ({"valid_to": "2026-03-09"}, "is valid from 2026-03-01 to 2026-03-09, not on"),
            ({"valid_from": "2026-03-11"}, "is valid from 2026-03-11 to"),
            ({"holder": PLANT}, f"is held by {PLANT}"),
            ({"control_codes": ["1C908"]}, "does not name Dy (1C905)"),
            ({"control_codes": []}, "does not name Dy (1C905)"),
        ],
    )
    def test_reasons(self, fields: dict[str, Any], words: str) -> None:
        found = only("LICENCE_NOT_VALID", consigned(under_licence(), licence(**fields)))
        assert words in str(found.message)
        assert found.severity is Severity.CRITICAL
        assert found.evidence == (DECLARATION, LICENCE)

    def test_not_on_record(self) -> None:
        found = only("LICENCE_NOT_VALID", consigned(under_licence()))
        assert "is not on record" in str(found.message)

    @pytest.mark.parametrize(
        ("document", "fields"),
        [
            (under_licence(), {}),
            (under_licence(), {"status": "used"}),
            (under_licence(), {"valid_from": "2026-03-10", "valid_to": "2026-03-10"}),
            (under_licence(), {"control_codes": ["1C908", "1C905.b"]}),
            (under_licence(declarant=PLANT, party=TRADER), {}),
            (under_licence(party=PLANT), {}),  # the declarant may hold it too
            (under_licence(goods="氧化镨钕"), {"control_codes": []}),
            (under_licence(goods="氧化铒"), {"control_codes": []}),  # suspended
        ],
    )
    def test_not_a_good_one(self, document: dict[str, Any], fields: dict[str, Any]) -> None:
        assert not raised("LICENCE_NOT_VALID", consigned(document, licence(**fields)))

    def test_all_controlled_elements_are_to_be_named(self) -> None:
        both = under_licence(goods="氧化镝、氧化铽")
        found = only("LICENCE_NOT_VALID", consigned(both, licence()))
        assert "does not name Tb (1C904)" in str(found.message)
        named = licence(control_codes=["1C904", "1C905"])
        assert not raised("LICENCE_NOT_VALID", consigned(both, named))

    def test_for_goods_that_need_none_it_weighs_little(self) -> None:
        document = under_licence(goods="氧化镨钕")
        found = only("LICENCE_NOT_VALID", consigned(document, licence(status="revoked")))
        assert found.severity is Severity.MINOR
        assert "licences in general" in str(found.basis)

    def test_not_on_the_way_in(self) -> None:
        document = under_licence(direction="import")
        assert not raised("LICENCE_NOT_VALID", consigned(document))
        assert not raised("LICENCE_NOT_VALID", consigned(document, licence(status="revoked")))

    def test_not_where_no_licence_is_named(self) -> None:
        assert not raised("LICENCE_NOT_VALID", consigned(declared(), licence(status="revoked")))


class TestLicenceExceeded:
    def exports(self, *grams: int) -> list[tuple[str, str, int]]:
        """This declaration of 100 kg, and others before and after it."""
        others = [(f"2026-03-0{n}", f"D{n}", net_g) for n, net_g in enumerate(grams, 1)]
        return [("2026-03-10", DECLARATION, 100_000), ("2026-03-11", "LATER", 500_000), *others]

    def test_beyond_what_is_left(self) -> None:
        judged = consigned(under_licence(), licence(), self.exports(15_000, 10_000))
        found = only("LICENCE_EXCEEDED", judged)
        assert found.severity is Severity.MAJOR
        assert found.evidence == (DECLARATION, LICENCE)
        assert "for 120 kg: 5 kg are beyond it" in str(found.message)

    def test_not_what_is_left(self) -> None:
        judged = consigned(under_licence(), licence(), self.exports(15_000, 5_000))
        assert not raised("LICENCE_EXCEEDED", judged)

    def test_once_nothing_is_left_all_of_it_is_beyond(self) -> None:
        judged = consigned(under_licence(), licence(), self.exports(90_000, 90_000))
        assert "100 kg are beyond it" in str(only("LICENCE_EXCEEDED", judged).message)

    def test_later_exports_do_not_count_against_earlier_ones(self) -> None:
        assert not raised("LICENCE_EXCEEDED", consigned(under_licence(), licence(), self.exports()))

    def test_on_one_day_the_number_decides(self) -> None:
        before = [("2026-03-10", "1", 30_000), ("2026-03-10", DECLARATION, 100_000)]
        after = [("2026-03-10", "9", 30_000), ("2026-03-10", DECLARATION, 100_000)]
        assert raised("LICENCE_EXCEEDED", consigned(under_licence(), licence(), before))
        assert not raised("LICENCE_EXCEEDED", consigned(under_licence(), licence(), after))

    def test_not_without_the_licence_on_record(self) -> None:
        judged = consigned(under_licence(), None, self.exports(500_000))
        assert not raised("LICENCE_EXCEEDED", judged)


class TestLicenceReused:
    BOTH = (("2026-03-09", "EARLIER", 10_000), ("2026-03-10", DECLARATION, 100_000))

    def test_a_second_shipment_under_a_single_use_licence(self) -> None:
        found = only(
            "LICENCE_REUSED", consigned(under_licence(), licence(kind="single"), self.BOTH)
        )
        assert found.severity is Severity.MAJOR
        assert found.subject == Ref(Label.DECLARATION, DECLARATION)
        assert "which was declaration EARLIER of 2026-03-09" in str(found.message)

    def test_not_the_first_one(self) -> None:
        first = [("2026-03-10", DECLARATION, 100_000), ("2026-03-10", "9", 1)]
        assert not raised(
            "LICENCE_REUSED", consigned(under_licence(), licence(kind="single"), first)
        )
        alone = consigned(under_licence(), licence(kind="single"))
        assert not raised("LICENCE_REUSED", alone)

    def test_not_under_a_general_licence(self) -> None:
        assert not raised("LICENCE_REUSED", consigned(under_licence(), licence(), self.BOTH))


class TestLicenceMismatch:
    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"end_user": "Somebody Else"}, "end user Somebody Else, the licence Example Magnet"),
            ({"country": "USA"}, "destination USA, the licence DEU"),
        ],
    )
    def test_goods_that_go_elsewhere(self, fields: dict[str, Any], words: str) -> None:
        found = only("LICENCE_MISMATCH", consigned(under_licence(**fields), licence()))
        assert words in str(found.message)
        assert found.severity is Severity.CRITICAL
        assert found.evidence == (DECLARATION, LICENCE)

    @pytest.mark.parametrize(
        "fields",
        [
            {},
            {"end_user": None},
            {"end_user": " example  magnet ＧｍｂＨ "},
            {"country": "deu"},
            {"direction": "import", "country": "USA"},
        ],
    )
    def test_not_where_they_go(self, fields: dict[str, Any]) -> None:
        assert not raised("LICENCE_MISMATCH", consigned(under_licence(**fields), licence()))

    def test_of_goods_that_need_none_it_weighs_less(self) -> None:
        document = under_licence(goods="氧化镨钕", country="USA")
        assert only("LICENCE_MISMATCH", consigned(document, licence())).severity is Severity.MAJOR

    @pytest.mark.parametrize("one", ["DEU", "德国", "Germany", "DE", "276", "德國", "deu"])
    @pytest.mark.parametrize("other", ["DEU", "德国", "Federal Republic of Germany", "DE"])
    def test_one_country_by_whatever_name(self, one: str, other: str) -> None:
        papers = consigned(under_licence(country=one), licence(destination=other))
        assert not raised("LICENCE_MISMATCH", papers)

    @pytest.mark.parametrize("one", ["FRA", "法国", "France", "FR", "250"])
    @pytest.mark.parametrize("other", ["DEU", "德国", "Germany"])
    def test_two_countries_by_whatever_name(self, one: str, other: str) -> None:
        papers = consigned(under_licence(country=one), licence(destination=other))
        assert only("LICENCE_MISMATCH", papers).severity is Severity.CRITICAL

    @pytest.mark.parametrize(
        ("one", "other"), [("欧洲", "DEU"), ("DEU", "EU"), ("Nowhere", "德国")]
    )
    def test_what_cannot_be_compared_is_said_to_be_so(self, one: str, other: str) -> None:
        found = only(
            "LICENCE_MISMATCH", consigned(under_licence(country=one), licence(destination=other))
        )
        assert found.severity is Severity.MINOR
        assert f"destination {one}, the licence {other}: what is no country" in str(found.message)

    @pytest.mark.parametrize("named", ["1C905", "1C905.a", "1c905.A", "１Ｃ９０５"])
    def test_an_item_is_named_to_the_depth_that_both_state(self, named: str) -> None:
        papers = consigned(under_licence(goods="氧化镝"), licence(control_codes=[named]))
        assert not raised("LICENCE_NOT_VALID", papers)
