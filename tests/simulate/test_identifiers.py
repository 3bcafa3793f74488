"""Made-up numbers are well-formed however many there are."""

from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from provenance.simulate.identifiers import credit_code


@given(st.integers(min_value=0, max_value=599_999))
def test_credit_codes_have_right_check_digits(serial: int) -> None:
    assert uscc.is_valid(credit_code("150206", serial))


def test_credit_codes_differ() -> None:
    serials = [*range(9_900, 10_100), 39_790, 39_791, 599_999]
    assert len({credit_code("150206", serial) for serial in serials}) == len(serials)
