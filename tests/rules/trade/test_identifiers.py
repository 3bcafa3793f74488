"""Numbers whose form or check digit is wrong."""

import pytest

from provenance.model.finding import Finding
from provenance.model.terms import Label, Ref, Severity
from provenance.rules.slices.filings import Identified
from provenance.rules.slices.material import Consignment, Numbers
from provenance.rules.trade.identifiers import (
    ambiguous_identifier,
    bad_identifier,
    in_doubt,
    numbers_in,
)
from tests.ledger.build import Step, export, imported, scrap, settled, transfer
from tests.rules.build import DECLARATION, NOTHING, case, only

GOOD = "91150000701463622D"


def bad(*steps: Step) -> dict[str, Finding]:
    found = {}
    for finding in bad_identifier(numbers_in(settled(*steps))):
        assert finding.code == "BAD_IDENTIFIER"
        assert finding.severity is Severity.INFO
        found[finding.subject.key] = finding
    return found


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("91150000701463622E", "whose check digit is wrong"),
        ("9115000070146362", "has 18 digits or capital letters"),
        ("北方稀土", "has 18 digits or capital letters"),
    ],
)
def test_credit_codes(code: str, words: str) -> None:
    found = bad(transfer("C", 5, "K", seller=code, buyer=GOOD))
    assert found.keys() == {code}
    assert words in str(found[code].message)
    assert found[code].subject == Ref(Label.ENTERPRISE, code)
    assert bad(transfer("C", 5, "K", seller=GOOD, buyer=code)).keys() == {code}


@pytest.mark.parametrize("code", ["91150000701463622d", "９１１５００００７０１４６３６２２Ｄ"])
def test_case_and_width_are_no_matter(code: str) -> None:
    assert not bad(transfer("C", 5, "K", seller=code, buyer=GOOD))


def test_good_ones_are_not_warned_of() -> None:
    assert not bad(
        transfer("C", 5, "K", seller=GOOD, buyer=GOOD),
        export("C", 5, by=GOOD, declaration=DECLARATION),
    )


@pytest.mark.parametrize(
    ("number", "good"),
    [
        ("530120260000000042", True),
        ("53012026000000004", False),
        ("5301202600000000422", False),
        ("53012026000000004X", False),
        ("٥٣٠١٢٠٢٦٠٠٠٠٠٠٠٠٤٢", False),  # digits, but not these
    ],
)
def test_declarations(number: str, good: bool) -> None:
    found = bad(imported("M", 5, by=GOOD, declaration=number))
    assert found.keys() == (set() if good else {number})


@pytest.mark.parametrize(
    ("number", "good"),
    [
        ("26152000000012345679", True),
        ("150000123412345678", True),  # a code of 10 digits, a number of 8
        ("15000012341212345678", True),  # of 12 and 8
        ("2615200000001234567", False),
        ("261520000000123456791", False),
        ("2615200000001234567A", False),
    ],
)
def test_invoices(number: str, good: bool) -> None:
    found = bad(scrap("R", 5, by=GOOD, invoices=(number,)))
    assert found.keys() == (set() if good else {number})


def test_a_number_is_warned_of_once() -> None:
    steps = (imported(lot, 5, by="X", declaration="D") for lot in ("M", "N"))
    assert bad(*steps).keys() == {"X", "D"}


def test_numbers_of_declarations_that_are_asked_about() -> None:
    assert not list(bad_identifier(numbers_in(NOTHING, [DECLARATION])))
    found = only("BAD_IDENTIFIER", case(NOTHING, consignments=[Consignment("42", None, None)]))
    assert found.subject == Ref(Label.DECLARATION, "42")


def ambiguous(*others: str, code_of_another: bool = False) -> list[Finding]:
    return list(ambiguous_identifier(Identified(GOOD, "1502930123", others, code_of_another)))


def test_a_number_that_two_state_means_neither() -> None:
    (found,) = ambiguous("91510000MA62TEST1R")
    assert (found.code, found.severity) == ("AMBIGUOUS_IDENTIFIER", Severity.MINOR)
    assert found.subject == Ref(Label.ENTERPRISE, GOOD)
    assert "and so does 91510000MA62TEST1R: it means neither" in str(found.message)
    assert found.evidence == ("1502930123", "91510000MA62TEST1R")


def test_a_number_that_is_the_code_of_another_means_that_one() -> None:
    (found,) = ambiguous(code_of_another=True)
    assert "it is the credit code of another enterprise" in str(found.message)


def test_a_number_that_one_states_is_right() -> None:
    assert ambiguous() == []


@pytest.mark.parametrize("label", [Label.ENTERPRISE, Label.DECLARATION, Label.INVOICE])
def test_what_is_not_in_doubt_is_not_bad(label: Label) -> None:
    digits = "530120260000000042"
    keys = [digits[:end] for end in range(1, 19)] + [f"{digits}{end}" for end in ("0", "01", "X")]
    keys += [GOOD, f"{digits[:10]}00000000", f"{digits}00", "C", "530120 260000000042"]
    plain = {Ref(label, key) for key in keys} - set(in_doubt(label, keys))
    assert not list(bad_identifier(Numbers(frozenset(plain))))
    assert bool(plain) is (label is not Label.ENTERPRISE)  # none of whose numbers is plain at once
