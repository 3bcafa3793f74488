"""What all findings have in common."""

from typing import get_args

import pytest
from hypothesis import given

from provenance.ledger.quota.register import Register
from provenance.model.finding import Finding
from provenance.model.mass import kg, percent
from provenance.model.terms import Label, Product, Ref
from provenance.rules import RULES, judge
from provenance.rules.slices.material import Case, Consignment, Material, Slice
from tests.ledger.build import (
    MINE,
    PLANT,
    Step,
    all_allowed,
    export,
    extraction,
    imported,
    processing,
    registers,
    settled,
    steady,
    stock,
    tangles,
    transfer,
    worked_example,
)
from tests.rules.build import DECLARATION, case, consigned, declared, licence, material


@pytest.mark.parametrize(
    ("grams", "text"),
    [
        (0, "0 kg"),
        (1, "0.001 kg"),
        (100, "0.1 kg"),
        (1_000, "1 kg"),
        (100_000, "100 kg"),
        (1_234_500, "1,234.5 kg"),
        (39_473_684, "39,473.684 kg"),
        (10**15, "1,000,000,000,000 kg"),
    ],
)
def test_kilograms_as_people_read_them(grams: int, text: str) -> None:
    assert kg(grams) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0.0%"), (0.0001, "0.01%"), (0.00123, "0.123%"), (0.0101, "1.0%"), (1.005, "100.5%")],
)
def test_shares_as_people_read_them(share: float, text: str) -> None:
    assert percent(share) == text


def test_a_case_with_nothing_wrong_has_no_findings() -> None:
    lineage = settled(
        extraction("C", 100, by="91150000701463622D"),
        export("C", 100, by="91150000701463622D", declaration=DECLARATION),
        register=all_allowed(100, 0),
    )
    assert judge(*case(lineage).slices()) == []


def test_the_worked_example() -> None:
    found = judge(*case(worked_example(), "D1").slices())
    named = [(finding.code, finding.subject.key) for finding in found]
    assert [pair for pair in named if pair[0] != "BAD_IDENTIFIER"] == [
        ("NO_QUOTA_ORIGIN", "D1"),
        ("OVER_QUOTA_MINING", "extraction:E-C2"),
        ("OVER_QUOTA_SEPARATION", "processing:P1"),
    ]
    assert [finding.mass_g for finding in found][:3] == [20_526_316, 20_000_000, 24_000_000]


def test_findings_come_in_the_order_of_the_rules_and_always_the_same() -> None:
    lineage = settled(
        extraction("C", 100, "2026-03-31"),
        extraction("A", 90, id_="ONE"),
        stock("A", 80),
        imported("M", 10, by=PLANT),
        transfer("C", 60, "K", "2026-02-20"),
        processing("P", {"M": 20, "C": 5, "A": 5}, {"X": (Product.OXIDE, 90)}),
        register=all_allowed(50, 0),
    )
    judged = case(lineage, "X").slices()
    found = judge(*judged)
    assert found == judge(*judged)
    codes = list(dict.fromkeys(finding.code for finding in found))
    assert codes == [
        "NO_QUOTA_ORIGIN",
        "OVER_QUOTA_MINING",
        "OVER_QUOTA_SEPARATION",
        "UNEXPLAINED_MASS",
        "OVERDRAWN_LOT",
        "LOT_PRODUCED_TWICE",
        "NOT_HOLDER",
        "IMPOSSIBLE_SEQUENCE",
        "UNDECLARED_IMPORT",
        "BAD_IDENTIFIER",
    ]


def test_a_rule_says_by_its_parameter_what_it_judges() -> None:
    scopes = {rule.judge.__name__: rule.scope for rule in RULES}
    assert scopes["no_quota_origin"] is Case
    assert scopes["overdrawn_lot"] is Material
    assert scopes["licence_exceeded"] is Consignment
    assert {rule.scope for rule in RULES} == set(get_args(Slice))
    assert len(scopes) == len(RULES)


@steady
@given(tangles(), registers())
def test_judged_in_parts_or_at_once_the_findings_are_the_same(
    steps: tuple[Step, ...], register: Register
) -> None:
    lineage = settled(*steps, register=register)
    whole = judge(material(lineage, register=register))
    parts = [
        finding
        for label, keys in ((Label.LOT, lineage.lots), (Label.EVENT, lineage.events))
        for key in keys
        for finding in judge(material(lineage, only=frozenset({Ref(label, key)})))
    ]
    found = {finding.identity: finding for finding in whole}
    assert len(found) == len(whole)
    assert found == {finding.identity: finding for finding in parts}
    for finding in whole:
        assert finding.mass_g is None or finding.mass_g > 0
        assert 0.0 <= finding.share <= 1.0


def test_the_same_cause_found_again_is_the_same_finding() -> None:
    def drawn(grams: int) -> list[Finding]:
        steps = (stock("S", 100), stock("R", 100), transfer("S", 5, "K"))
        takes = processing("P", {"S": grams, "R": 7}, {"X": (Product.METAL, 9)}, by=MINE)
        return judge(material(settled(*steps, takes)))

    one, other = ([f for f in drawn(n) if f.code == "NOT_HOLDER"] for n in (3, 4))
    assert [finding.identity for finding in one] == [finding.identity for finding in other]
    assert one != other
    assert sorted(finding.about for finding in one) == [("R",), ("S",), ("S",)]


def test_what_weighs_says_what_it_rests_on() -> None:
    judged = consigned(declared(), licence())
    for finding in judge(judged):
        assert str(finding.basis)
        assert finding.status == "open"
