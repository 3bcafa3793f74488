"""Two importers join nothing by name; how much by grams and days, docs/access.md says."""

from tests.access.joined import Joined, Told, measured


async def test_names_join_nothing_and_marks_do() -> None:
    found = await measured(range(10))
    assert found.by_name == 0
    assert 0 < found.joined <= found.shared


def test_what_is_alike_is_not_joined() -> None:
    one = Told({"a": (1,), "b": (2,), "c": (2,)}, {"a": "A", "b": "B", "c": "C"})
    other = Told({"x": (1,), "y": (2,)}, {"x": "A", "y": "B"})
    found = Joined()
    found.add(one, other)
    assert found == Joined(pairs=1, shared=2, joined=1, wrongly=0, by_name=0)
