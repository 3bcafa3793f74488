"""Answers are the same JSON whether they are written at once or a slice at a time."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import StreamingResponse

from provenance.schema import answer as answers
from provenance.schema.answer import ROWS, answer, written

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=30,
)


@given(VALUES)
def test_written_in_pieces_it_is_the_same(value: Any) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answers, "ROWS", 2)
        patch.setattr(answers, "FEW", 1)
        assert "".join(written(value)) == json.dumps(value, separators=(",", ":"))


def test_a_short_answer_says_how_long_it_is() -> None:
    sent = answer(200, {"data": {"lots": list(range(ROWS + 1))}}, "application/json")
    assert int(sent.headers["content-length"]) == len(sent.body)


async def test_a_long_answer_is_sent_in_slices() -> None:
    data = {"data": {"rows": [{"key": str(n)} for n in range(20_000)]}}
    sent = answer(200, data, "application/json")
    assert isinstance(sent, StreamingResponse)
    slices: list[Any] = [piece async for piece in sent.body_iterator]
    assert json.loads("".join(slices)) == data
    assert max(map(len, slices)) < 100_000
