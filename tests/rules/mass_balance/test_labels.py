"""What drums say of who supplied the goods and who made what they were made of."""

from collections.abc import Mapping
from typing import Any

import pytest

from provenance.law.book import BUILT_IN
from provenance.ledger.lineage import Lineage
from provenance.model.finding import Finding
from provenance.model.terms import Label, Product, Ref, Severity
from provenance.model.thresholds import DEFAULTS
from provenance.rules import judge
from provenance.rules.mass_balance.labels import labels
from tests.ledger.build import (
    MINE,
    PLANT,
    TRADER,
    Step,
    all_allowed,
    extraction,
    imported,
    processing,
    scrap,
    settled,
    stock,
    transfer,
)
from tests.rules.build import said, stated

P = Product
OTHER = "91360703XXXX90210M"
FIRMS: Mapping[str, Mapping[str, Any]] = {
    MINE: {
        "name": "包头某稀土矿业有限公司（合成）",
        "name_en": "Baotou mine (synthetic)",
        "aliases": ["某稀土"],
        "identifiers": '[{"scheme": "former_uscc", "number": "91150000XXXXF0RMER"}]',
        "parent": "GROUP",
        "roles": ["mining"],
    },
    PLANT: {"name": "某分离厂", "roles": ["separation"]},
    "GROUP": {"name": "北方稀土集团（合成）", "roles": []},
}


def found(lineage: Lineage, firms: Mapping[str, Any] = FIRMS, **limits: float) -> list[Finding]:
    return judge(*labels(lineage, lineage.lots, firms, DEFAULTS, BUILT_IN))


def mined(**label: str) -> Lineage:
    return settled(stated(extraction("C", 100_000), label=label))


def separated(*more: Step, inputs: Mapping[str, int] | None = None, **label: str) -> Lineage:
    """Oxide of a mine's concentrate, which the plant bought, and of what else went in."""
    step = processing("P", {"K": 100_000, **(inputs or {})}, {"X": (P.OXIDE, 95_000)})
    return settled(
        extraction("C", 100_000),
        transfer("C", 100_000, "K"),
        *more,
        stated(said(step, process="separation"), label=label),
        register=all_allowed(10**9, 10**9),
    )


class TestSuppliers:
    @pytest.mark.parametrize(
        "named",
        [
            MINE,
            "91150000XXXXF0RMER",  # a former code of its
            "包头某稀土矿业有限公司（合成）",
            "包头某稀土矿业有限公司(合成)",  # however it is written
            "包头某稀土矿业",  # a short form
            "BAOTOU MINE (synthetic)",
            "某稀土",
            "北方稀土集团（合成）",  # what heads its group
            "北方稀土集团有限公司",
            "包头某稀土矿业公司",  # a legal form said short, or another
            "包头市某稀土矿业有限责任公司",
            "Baotou Mine Co., Ltd.",
            f"包头某冶炼厂 {MINE}",  # a code decides
        ],
    )
    def test_not_who_made_it_whatever_it_is_called(self, named: str) -> None:
        assert not found(mined(supplier=named))

    @pytest.mark.parametrize(
        "named",
        [
            OTHER,
            "赣州某矿业（合成）",
            "赣州乙稀土矿业有限公司",
            "Ganzhou Mine Co., Ltd.",
            f"包头某稀土矿业有限公司 {OTHER}",
        ],
    )
    def test_another(self, named: str) -> None:
        (one,) = found(mined(supplier=named))
        assert one.subject == Ref(Label.LOT, "C")
        assert (one.severity, one.about) == (Severity.MAJOR, ("supplier",))
        assert (one.mass_g, one.share) == (100_000, 1.0)
        assert f"name {named} as supplier; by the records it is of {MINE}" in str(one.message)
        assert "mandatory standard" in str(one.basis)

    def test_not_a_name_that_nothing_can_be_compared_with(self) -> None:
        assert not found(mined(supplier="赣州某矿业（合成）"), {})
        assert found(mined(supplier=OTHER), {})  # code beside code

    @pytest.mark.parametrize(
        "named", ["Ganzhou Mining Co., Ltd.", "ООО Рудник", "有限公司", "0123456789"]
    )
    def test_not_a_name_in_a_script_that_none_on_record_is_in(self, named: str) -> None:
        only_chinese = {MINE: {"name": "包头某稀土矿业有限公司", "roles": ["mining"]}}
        numbered = {"identifiers": '[{"scheme": "customs", "number": "15063ABCDE"}]'}
        assert not found(mined(supplier=named), only_chinese)
        assert not found(mined(supplier=named), {MINE: {**only_chinese[MINE], **numbered}})

    def test_not_whose_it_is_said_to_be(self) -> None:
        step = said(processing("P", {"S": 9}, {"X": (P.OXIDE, 9)}), owner=OTHER)
        assert not found(settled(stock("S", 9), stated(step, label={"supplier": OTHER})))

    def test_not_who_handed_over_what_was_repacked(self) -> None:
        step = said(processing("P", {"K": 9}, {"X": (P.OXIDE, 9)}), process="repacking")
        lineage = settled(
            stock("S", 9, by=TRADER),
            transfer("S", 9, "K", seller=TRADER),
            stated(step, label={"supplier": TRADER}),
        )
        assert not found(lineage)

    def test_not_what_came_from_abroad_or_was_there(self) -> None:
        for step in (imported("M", 9), stock("M", 9)):
            assert not found(settled(stated(step, label={"supplier": OTHER})))

    def test_where_scrap_came_from(self) -> None:
        taken = scrap("R", 9, source="包头市某磁材厂")
        assert not found(settled(stated(taken, label={"supplier": "包头市某磁材厂"})))
        assert not found(settled(stated(taken, label={"supplier": "某磁材厂"})))


class TestRawMaterial:
    def test_the_mine_of_ore(self) -> None:
        assert not found(mined(raw_material_producer=MINE))
        (one,) = found(mined(raw_material_producer=OTHER))
        assert one.about == ("raw_material_producer",)

    def test_the_mine_of_a_compound(self) -> None:
        assert not found(separated(raw_material_producer=MINE))
        (one,) = found(separated(raw_material_producer=OTHER))
        assert one.subject == Ref(Label.LOT, "X")
        assert f"95 kg of it are of {MINE}" in str(one.message)
        assert found(separated(raw_material_producer=PLANT))

    @pytest.mark.parametrize(("grams", "accused"), [(499, False), (1_000, True)])
    def test_beyond_tolerance_in_mass(self, grams: int, accused: bool) -> None:
        """Concentrate of another mine among it."""
        other = extraction("D", grams, by=TRADER)
        handed = transfer("D", grams, "L", seller=TRADER)
        lineage = separated(other, handed, inputs={"L": grams}, raw_material_producer=MINE)
        named = found(lineage)
        assert bool(named) is accused
        assert all(TRADER in one.evidence for one in named)

    def test_not_what_nobody_knows_the_mine_of(self) -> None:
        bought = stock("S", 50_000, product=P.CONCENTRATE)
        lineage = separated(bought, inputs={"S": 50_000}, raw_material_producer=MINE)
        assert not found(lineage)

    def test_who_scrap_came_from(self) -> None:
        step = processing("P", {"R": 90}, {"X": (P.OXIDE, 80)})
        taken = scrap("R", 90, source=TRADER)
        right = settled(taken, stated(step, label={"raw_material_producer": TRADER}))
        wrong = settled(taken, stated(step, label={"raw_material_producer": MINE}))
        assert not found(right)
        assert found(wrong)

    def test_the_maker_of_the_compound_of_a_metal(self) -> None:
        def made(named: str) -> Lineage:
            metal = processing("M", {"Z": 90}, {"Y": (P.METAL, 85)}, "2026-04-01", TRADER)
            oxide = processing("P", {"S": 100}, {"X": (P.OXIDE, 95)})
            return settled(
                stock("S", 100, product=P.CONCENTRATE),
                said(oxide, process="separation"),
                transfer("X", 90, "Z", "2026-03-02", PLANT, TRADER),
                stated(metal, label={"raw_material_producer": named}),
            )

        assert not found(made(PLANT))
        assert not found(made("某分离厂"))
        assert found(made(TRADER))
        assert found(made(MINE))

    def test_not_magnets_which_the_standard_does_not_chain(self) -> None:
        step = processing("P", {"S": 9}, {"X": (P.MAGNET, 9)})
        label = {"raw_material_producer": OTHER}
        assert not found(settled(stock("S", 9), stated(step, label=label)))


def test_a_batch_alone_says_nothing() -> None:
    assert not found(mined(batch="A-1"))
