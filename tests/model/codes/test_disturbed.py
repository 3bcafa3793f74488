"""Whatever is done to a number or code, it is the same one or refused, and never a second."""

import re
import time
from contextlib import suppress
from decimal import Decimal
from typing import Annotated, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from provenance.model.codes import CodeRefusedError, Kind, Read, listed, unescaped
from provenance.model.errors import MisuseError
from tests.model.codes.disturbing import (
    COMMAS,
    DOTS,
    HYPHENS,
    INVISIBLE,
    SORTS,
    SPACES,
    Sort,
    insert,
)
from tests.model.codes.test_doubts import every_kind

every_sort = pytest.mark.parametrize("sort", SORTS, ids=lambda sort: str(sort.kind.name))
thorough = settings(
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],  # machines are busy at times
)

LIKELY = st.text(
    "0123456789.eE+-,'\"=/ 年月日:xXaTZ#"
    + SPACES
    + INVISIBLE
    + HYPHENS
    + COMMAS
    + DOTS
    + "１Ａ德国五十",
    max_size=30,
)
ANY_TEXT = st.one_of(st.text(), st.text(st.characters(codec=None, exclude_categories=())), LIKELY)


@every_sort
@thorough
@given(data=st.data())
def test_what_loses_nothing_gives_the_same_value(sort: Sort, data: st.DataObject) -> None:
    text, value = data.draw(sort.values)
    for steps, most in ((sort.first, 1), (sort.any_order, 3), (sort.last, 2)):
        for step in data.draw(st.lists(st.sampled_from(steps), max_size=most)) if steps else ():
            text = data.draw(st.composite(lambda draw, step=step, text=text: step(draw, text))())
    assert sort.kind.read(text) == Read(value), ascii(text)
    assert sort.kind.asked(text) == value
    assert sort.kind.same(text, value) is True


@every_sort
@thorough
@given(data=st.data())
def test_spaces_anywhere_give_the_same_value_or_a_refusal(sort: Sort, data: st.DataObject) -> None:
    """Ids of lots keep spaces within; a name with a space in a word is nobody's."""
    text, value = data.draw(sort.values)
    spaced = data.draw(st.composite(lambda draw: insert(SPACES)(draw, text))())
    try:
        found, doubts = sort.kind.read(spaced)
    except CodeRefusedError:
        return
    kept_as_filed = isinstance(found, str) and "".join(found.split()) == "".join(text.split())
    assert found == value or (
        kept_as_filed and (doubts or str(sort.kind.name) in {"lot id", "record id"})
    )


@every_kind
@thorough
@given(mantissa=st.decimals(1, 9, places=4), exponent=st.integers(3, 22), data=st.data())
def test_what_has_lost_its_digits_is_refused(
    kind: Kind[Any], mantissa: Decimal, exponent: int, data: st.DataObject
) -> None:
    form = data.draw(st.sampled_from(["{}E+{:02}", "{}e+{}", "{}E{}"]))
    text = form.format(mantissa, exponent)
    text = data.draw(st.composite(lambda draw: insert(INVISIBLE + SPACES, ends=True)(draw, text))())
    with pytest.raises(CodeRefusedError):
        kind.read(text)


@every_kind
@thorough
@given(text=ANY_TEXT)
def test_a_value_reads_as_itself_and_nothing_else_is_raised(kind: Kind[Any], text: str) -> None:
    try:
        read = kind.read(text)
    except CodeRefusedError as error:
        with pytest.raises(MisuseError, match=re.escape(str(error))):
            kind.asked(text)
        return
    assert kind.read(read.value) == read
    if any(doubt.impossible for doubt in read.doubts):
        with pytest.raises(MisuseError):
            kind.asked(text)
    else:
        assert kind.asked(text) == read.value


@every_kind
@thorough
@given(
    value=st.one_of(
        ANY_TEXT,
        st.integers(),
        st.floats(),
        st.decimals(),
        st.booleans(),
        st.none(),
        st.dates(),
        st.datetimes(),
        st.lists(st.integers(), max_size=2),
    )
)
def test_models_refuse_in_their_own_way(kind: Kind[Any], value: object) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(Annotated[Any, kind])
    try:
        found = adapter.validate_python(value)
    except ValidationError:
        return
    assert adapter.validate_python(found) == found


@every_kind
@pytest.mark.parametrize(
    "piece",
    ["9", "1 ", " ", "-", "1-", "E", "a.", "\u200b", "1" * 9, "年", "十", "中", "'", '"', "A1"],
)
def test_long_texts_are_read_in_no_time(kind: Kind[Any], piece: str) -> None:
    began = time.process_time()
    for text in (piece * 5000, f"2026{piece * 5000}!", f"1C902{piece * 5000}!"):
        with suppress(CodeRefusedError):
            kind.read(text)
    assert time.process_time() - began < 2


@thorough
@given(text=ANY_TEXT)
def test_cells_of_any_text(text: str) -> None:
    for part in listed(text):
        assert listed(part) == [part]
    assert unescaped(text.replace("_", "_x005F_")) == text
