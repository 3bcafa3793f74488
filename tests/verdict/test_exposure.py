"""Exposure: what is listed is the beginning of the whole."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from provenance.ledger.quota.register import Register
from provenance.model.terms import Label, Ref
from provenance.verdict.exposure import expose_lineage
from tests.ledger.build import Step, registers, settled, steady, tangles

ALL = 1_000


@steady
@given(tangles(), registers(), st.integers(1, 4))
def test_a_short_list_is_the_beginning_of_the_long_one(
    steps: tuple[Step, ...], register: Register, first: int
) -> None:
    lineage = settled(*steps, register=register)
    subject = Ref(Label.LOT, min(lineage.lots))
    whole = expose_lineage(subject, lineage, ALL)
    listed = (whole.lots, whole.enterprises, whole.exports)
    assert whole.left_out == 0
    assert expose_lineage(subject, lineage, first) == replace(
        whole,
        lots=whole.lots[:first],
        enterprises=whole.enterprises[:first],
        exports=whole.exports[:first],
        left_out=sum(max(0, len(places) - first) for places in listed),
    )
