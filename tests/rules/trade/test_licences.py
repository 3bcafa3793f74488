"""Export licences: none where one is needed, not valid on the day, exceeded."""

import json
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

import pytest

from provenance.law.book import BUILT_IN, LawBook
from provenance.law.controls import ANY, Control, built_in_controls
from provenance.model.terms import Label, Ref, Severity
from provenance.words.table import Language
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
        assert "hold Dy (1C905.b) under" in str(found.message)

    def test_from_the_day_of_the_control(self) -> None:
        assert raised("EXPORT_WITHOUT_LICENCE", consigned(declared(date="2025-04-04")))

    def test_from_the_day_a_suspension_ends(self) -> None:
        erbium = {"goods": "氧化铒"}
        last = declared(date="2026-11-10", **erbium)
        first = declared(date="2026-11-11", **erbium)
        assert not raised("EXPORT_WITHOUT_LICENCE", consigned(last))
        found = only("EXPORT_WITHOUT_LICENCE", consigned(first))
        assert found.undecided
        assert "hold Er (1C910.b), and" in str(found.message)
        assert "Announcement 57/2025" in str(found.basis)

    def test_not_a_declaration_that_is_not_on_record(self) -> None:
        assert not raised("EXPORT_WITHOUT_LICENCE", consigned(None))

    def test_by_the_code_alone(self) -> None:
        stated = declared(goods="稀土氧化物", hs_code="2846901500")
        found = only("EXPORT_WITHOUT_LICENCE", consigned(stated))
        assert found.severity is Severity.CRITICAL
        assert "hold Dy (1C905.b) under control" in str(found.message)
        assert str(found.basis).startswith("Order 785 Art. 15; Export Control Law Art. 12, 34;")
        assert str(found.basis).endswith("Announcement 18/2025 (general)")

    def test_what_the_remarks_say_of_control_is_told(self) -> None:
        stated = declared(
            goods="稀土氧化物", hs_code="2846901500", control_remark="不属于管制物项。"
        )
        found = only("EXPORT_WITHOUT_LICENCE", consigned(stated))
        assert str(found.message).endswith("its remarks say of control: 不属于管制物项.")


class TestUndecided:
    """A control of which nobody has said what follows its suspension."""

    HOLMIUM: ClassVar[dict[str, Any]] = {"goods": "氧化钬", "hs_code": "2846901999"}

    def test_says_so_with_both_readings_and_their_sources(self) -> None:
        stated = declared(date="2026-11-20", **self.HOLMIUM)
        found = only("EXPORT_WITHOUT_LICENCE", consigned(stated))
        assert (found.severity, found.undecided) == (Severity.MAJOR, True)
        for words in (
            "hold Ho (1C909.b)",
            "a licence may be needed",
            "is undecided",
            "in force again: the suspension by Announcement 70/2025 ended on 2026-11-10",
            "suspended still: MOFCOM said on 2026-04-09 and 2026-05-20 that an extension is meant",
            "suspended to 2027-01-10: the US announced on 2026-09-24",
        ):
            assert words in str(found.message)
        chinese = found.message.said(Language.ZH)
        assert "未定" in chinese
        assert "美方2026-09-24宣布" in chinese

    @pytest.mark.parametrize(
        ("control", "severity"),
        [
            ({"suspended_from": date(2025, 11, 7), "suspended_to": date(2027, 11, 10)}, None),
            ({"suspended_from": date(2025, 11, 7), "suspended_to": date(2026, 11, 10)},
             Severity.CRITICAL),
        ],
    )  # fmt: skip
    def test_a_control_on_record_decides(self, control: Any, severity: Severity | None) -> None:
        stated = consigned(declared(date="2026-11-20", **self.HOLMIUM))
        built_in = next(c for c in built_in_controls() if c.element == "Ho")
        mine = replace(built_in, undecided_from=None, record="57/2025", **control)
        book = replace(BUILT_IN, controls=(*BUILT_IN.controls, mine))
        found = raised("EXPORT_WITHOUT_LICENCE", replace(stated, law=book))
        assert [one.severity for one in found] == ([severity] if severity else [])
        assert not any(one.undecided for one in found)

    def test_others_in_force_are_told_beside(self) -> None:
        both = declared(date="2026-11-20", goods="氧化钬、氧化镝", hs_code="2846901999")
        found = raised("EXPORT_WITHOUT_LICENCE", consigned(both))
        assert [(one.severity, one.undecided) for one in found] == [
            (Severity.CRITICAL, False),
            (Severity.MAJOR, True),
        ]

    def test_a_licence_for_something_else(self) -> None:
        stated = under_licence(date="2026-08-20", **self.HOLMIUM)
        assert not raised("LICENCE_NOT_VALID", consigned(stated, licence()))
        late = stated | {"date": "2026-11-20"}
        good = licence(valid_to="2027-02-28", control_codes=["1C909"])
        other = licence(valid_to="2027-02-28")
        assert not raised("LICENCE_NOT_VALID", consigned(late, good))
        found = only("LICENCE_NOT_VALID", consigned(late, other))
        assert (found.severity, found.undecided) == (Severity.MAJOR, True)

    @pytest.mark.parametrize("codes", [["1C909"], None], ids=["named", "withheld"])
    @pytest.mark.parametrize(
        "void", [{"valid_to": "2026-06-30"}, {"status": "revoked"}, {"holder": "elsewhere"}]
    )
    def test_one_that_is_no_good_is_as_none(self, void: Any, codes: Any) -> None:
        late = under_licence(date="2026-11-20", **self.HOLMIUM)
        good = {"valid_to": "2027-02-28", "control_codes": codes}
        assert not raised("LICENCE_NOT_VALID", consigned(late, licence(**good)))
        found = raised("LICENCE_NOT_VALID", consigned(late, licence(**good | void)))
        assert [(one.severity, one.undecided) for one in found] == [
            (Severity.MINOR, False),
            (Severity.MAJOR, True),
        ]

    def test_one_for_it_that_lacks_what_is_in_force(self) -> None:
        both = under_licence(date="2026-11-20", goods="氧化钬、氧化镝", hs_code="2846901999")
        own = licence(valid_to="2027-02-28", control_codes=["1C909"])
        found = only("LICENCE_NOT_VALID", consigned(both, own))
        assert (found.severity, found.undecided) == (Severity.CRITICAL, False)


class TestOrdinaryLicence:
    """Rare earths outside the lists need one where the catalogue of the year is on record."""

    LANTHANUM: ClassVar[dict[str, Any]] = {"goods": "氧化镧", "hs_code": "2846901200"}

    def book(self, **fields: Any) -> LawBook:
        line = Control("89/2025", ANY, None, (), date(2026, 1, 1), date(2026, 12, 31),
                       hs_codes=("28469012", "280530"), record="catalogue-2026")  # fmt: skip
        return replace(BUILT_IN, controls=(*BUILT_IN.controls, replace(line, **fields)))

    def test_where_it_is_on_record(self) -> None:
        stated = consigned(declared(**self.LANTHANUM))
        assert not raised("EXPORT_WITHOUT_LICENCE", stated)
        found = only("EXPORT_WITHOUT_LICENCE", replace(stated, law=self.book()))
        assert found.severity is Severity.MAJOR
        assert "89/2025 lists 2846901200, which need an ordinary one" in str(found.message)

    @pytest.mark.parametrize(
        "fields",
        [
            {"hs_code": "2846909900"},  # not in the catalogue
            {"hs_code": "2846"},  # may be, or not
            {"date": "2025-12-31"},
            {"date": "2027-01-01"},
            {"licence": LICENCE},
            {"direction": "import"},
        ],
    )
    def test_not_others(self, fields: dict[str, Any]) -> None:
        stated = consigned(declared(**self.LANTHANUM | fields))
        assert not raised("EXPORT_WITHOUT_LICENCE", replace(stated, law=self.book()))

    @pytest.mark.parametrize(
        ("document", "severity"),
        [
            (None, Severity.MAJOR),  # not on record
            (licence(kind="ordinary", control_codes=[], valid_to="2026-03-01"), Severity.MAJOR),
            (licence(kind="ordinary", control_codes=[], holder="ANOTHER"), Severity.MAJOR),
        ],
    )
    def test_one_that_is_no_good_is_as_none(self, document: Any, severity: Severity) -> None:
        stated = consigned(under_licence(**self.LANTHANUM), document)
        found = only("LICENCE_NOT_VALID", replace(stated, law=self.book()))
        assert found.severity is severity
        assert only("LICENCE_NOT_VALID", stated).severity is Severity.MINOR

    def test_not_beside_an_item_under_control(self) -> None:
        stated = consigned(declared(goods="氧化镝", hs_code="2805301200"))
        found = only("EXPORT_WITHOUT_LICENCE", replace(stated, law=self.book()))
        assert found.severity is Severity.CRITICAL

    def test_where_its_line_was_not_read_it_is_a_sign(self) -> None:
        stated = consigned(declared(date="2023-03-10", **self.LANTHANUM))
        found = only("EXPORT_WITHOUT_LICENCE", stated)
        assert found.severity is Severity.MINOR

    def test_one_is_none_for_items(self) -> None:
        ordinary = licence(kind="ordinary", control_codes=[])
        found = only("LICENCE_NOT_VALID", consigned(under_licence(), ordinary))
        assert "is an ordinary one, of the catalogue: it is none for Dy (1C905.b)" in str(
            found.message
        )
        lanthanum = under_licence(**self.LANTHANUM)
        assert not raised("LICENCE_NOT_VALID", consigned(lanthanum, ordinary))

    @pytest.mark.parametrize(
        ("hs_codes", "other"),
        [
            (["2846901200"], ""),
            (["28469012"], ""),
            (["2846"], ""),
            (["2805301400", "2846901200"], ""),
            ([], ""),  # withheld
            (["unknown"], ""),
            (["2846901300"], "is for 2846901300, not for 2846901200"),
            (["2805301400", "unknown"], "is for 2805301400, not for 2846901200"),
        ],
    )
    def test_one_is_for_its_codes_alone(self, hs_codes: list[str], other: str) -> None:
        ordinary = licence(kind="ordinary", control_codes=[], hs_codes=hs_codes)
        stated = consigned(under_licence(**self.LANTHANUM), ordinary)
        found = raised("LICENCE_NOT_VALID", replace(stated, law=self.book()))
        assert [one.severity for one in found] == ([Severity.MAJOR] if other else [])
        assert all(other in str(one.message) for one in found)
        assert len(raised("LICENCE_NOT_VALID", stated)) == len(found)

    def test_one_need_not_be_for_goods_beside_that_need_none(self) -> None:
        ordinary = licence(kind="ordinary", control_codes=[], hs_codes=["28469012"])
        lines = [
            {"goods": "氧化镧", "hs_code": "2846901200"},
            {"goods": "土", "hs_code": "25070010"},
        ]
        both = under_licence(**self.LANTHANUM, lines=json.dumps(lines))
        assert not raised("LICENCE_NOT_VALID", consigned(both, ordinary))
        lines[1] |= {"goods": "金属镧", "hs_code": "28053014"}
        both = under_licence(**self.LANTHANUM, lines=json.dumps(lines))
        found = only("LICENCE_NOT_VALID", consigned(both, ordinary))
        assert "not for 28053014" in str(found.message)
        kaolin = under_licence(goods="高岭土", hs_code="2507001000")
        assert raised("LICENCE_NOT_VALID", consigned(kaolin, ordinary))
        assert not raised("LICENCE_NOT_VALID", consigned(kaolin | {"hs_code": "n/a"}, ordinary))

    def test_codes_of_an_item_are_for_reference(self) -> None:
        dysprosium = licence(control_codes=["1C905"], hs_codes=["2846901500"])
        assert not raised("LICENCE_NOT_VALID", consigned(under_licence(), dysprosium))


class TestTerms:
    """A licence for one shipment runs a year at most, a general one three (Order 792 Art. 15)."""

    @pytest.mark.parametrize(
        ("kind", "until", "severity"),
        [
            ("single", "2027-03-01", None),
            ("single", "2027-03-02", Severity.MINOR),
            ("general", "2029-03-01", None),
            ("general", "2029-03-02", Severity.MINOR),
            ("certificate", "2036-03-01", None),
            ("ordinary", "2036-03-01", Severity.CRITICAL),  # none for items, however long
        ],
    )
    def test_longest(self, kind: str, until: str, severity: Severity | None) -> None:
        judged = consigned(under_licence(), licence(kind=kind, valid_to=until))
        found = raised("LICENCE_NOT_VALID", judged)
        assert [one.severity for one in found] == ([severity] if severity else [])
        if severity is Severity.MINOR:
            assert str(found[0].basis) == "Order 792 Art. 15"

    def test_graver_once_it_should_have_ended(self) -> None:
        old = licence(kind="single", valid_from="2025-03-01", valid_to="2026-12-31")
        found = only("LICENCE_NOT_VALID", consigned(under_licence(), old))
        assert found.severity is Severity.MAJOR
        assert "one of its kind may run until 2026-03-01" in str(found.message)

    def test_not_before_the_law(self) -> None:
        old = licence(kind="single", valid_from="2023-01-01", valid_to="2026-12-31")
        stated = under_licence(date="2024-11-30")
        assert not raised("LICENCE_NOT_VALID", consigned(stated, old))


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
            ({"control_codes": ["1C908"]}, "does not name Dy (1C905.b)"),
            ({"control_codes": []}, "does not name Dy (1C905.b)"),
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
            (under_licence(), {"control_codes": None}),  # withheld
            (under_licence(goods="氧化镨钕"), {"control_codes": []}),
            (under_licence(goods="氧化铒"), {"control_codes": []}),  # suspended
        ],
    )
    def test_not_a_good_one(self, document: dict[str, Any], fields: dict[str, Any]) -> None:
        assert not raised("LICENCE_NOT_VALID", consigned(document, licence(**fields)))

    def test_all_controlled_elements_are_to_be_named(self) -> None:
        both = under_licence(goods="氧化镝、氧化铽")
        found = only("LICENCE_NOT_VALID", consigned(both, licence()))
        assert "does not name Tb (1C904.b)" in str(found.message)
        named = licence(control_codes=["1C904", "1C905"])
        assert not raised("LICENCE_NOT_VALID", consigned(both, named))

    def test_for_goods_that_need_none_it_weighs_little(self) -> None:
        document = under_licence(goods="氧化镨钕")
        found = only("LICENCE_NOT_VALID", consigned(document, licence(status="revoked")))
        assert found.severity is Severity.MINOR
        assert (
            str(found.basis)
            == "Order 785 Art. 15; Export Control Law Art. 12, 34; Order 792 Art. 14, 39"
        )

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

    def test_not_where_the_mass_is_withheld(self) -> None:
        withheld = licence(net_g=None)
        judged = consigned(under_licence(), withheld, self.exports(500_000))
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

    def test_one_that_may_not_be_needed_alone_holds_nothing(self) -> None:
        both = (("2026-11-19", "EARLIER", 10_000), ("2026-11-20", DECLARATION, 100_000))
        holmium = {"goods": "氧化钬", "hs_code": "2846901999", "date": "2026-11-20"}
        paper = licence(kind="single", control_codes=["1C909"], valid_to="2026-12-31")
        found = only("LICENCE_REUSED", consigned(under_licence(**holmium), paper, both))
        assert found.undecided
        dysprosium = consigned(under_licence(date="2026-11-20"), paper, both)
        assert not only("LICENCE_REUSED", dysprosium).undecided

    def test_not_the_first_one(self) -> None:
        first = [("2026-03-10", DECLARATION, 100_000), ("2026-03-10", "9", 1)]
        assert not raised(
            "LICENCE_REUSED", consigned(under_licence(), licence(kind="single"), first)
        )
        alone = consigned(under_licence(), licence(kind="single"))
        assert not raised("LICENCE_REUSED", alone)

    def test_a_certificate_is_had_for_each_shipment(self) -> None:
        judged = consigned(under_licence(), licence(kind="certificate"), self.BOTH)
        assert raised("LICENCE_REUSED", judged)

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

    @pytest.mark.parametrize("fields", [{"end_user": "Magnete AG"}, {"country": "FRA"}])
    def test_not_where_a_general_licence_names_several(self, fields: dict[str, Any]) -> None:
        several = licence(
            end_user=None,
            destination=None,
            end_users=["Example Magnet GmbH", "Magnete AG"],
            destinations=["DEU", "FRA"],
        )
        assert not raised("LICENCE_MISMATCH", consigned(under_licence(**fields), several))
        other = consigned(under_licence(end_user="Somebody Else", country="USA"), several)
        found = only("LICENCE_MISMATCH", other)
        assert "end user Somebody Else, the licence Example Magnet GmbH, Magnete AG" in str(
            found.message
        )
        assert "destination USA, the licence DEU, FRA" in str(found.message)

    def test_not_where_they_are_withheld(self) -> None:
        withheld = licence(end_user=None, destination=None)
        assert not raised("LICENCE_MISMATCH", consigned(under_licence(country="USA"), withheld))

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

    @pytest.mark.parametrize("named", ["1C905", "1C905.b", "1c905.B", "１Ｃ９０５"])
    def test_an_item_is_named_to_the_depth_that_both_state(self, named: str) -> None:
        papers = consigned(under_licence(goods="氧化镝"), licence(control_codes=[named]))
        assert not raised("LICENCE_NOT_VALID", papers)
