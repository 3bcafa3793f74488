"""Lines that were not taken are kept, once each, and listed."""

from provenance.graph.port.graph import GraphStore
from tests.graph.kit import rejected


async def test_kept_once_and_listed_in_pages(store: GraphStore) -> None:
    lines = [rejected(n) for n in range(5)]
    await store.write(lambda writer: writer.records.reject(lines[:3]))
    await store.write(lambda writer: writer.records.reject([lines[1], *lines, lines[4]]))
    found = await store.records.rejected(0, 10)
    assert [line for _, line in found] == lines
    numbers = [number for number, _ in found]
    assert numbers == sorted(set(numbers))
    assert await store.records.rejected(0, 2) == found[:2]
    assert await store.records.rejected(numbers[1], 2) == found[2:4]
    assert await store.records.rejected(numbers[-1], 2) == []


async def test_other_reasons_are_other_lines(store: GraphStore) -> None:
    lines = [rejected(1, "one"), rejected(1, "two")]
    await store.write(lambda writer: writer.records.reject(lines))
    assert len(await store.records.rejected(0, 10)) == 2


async def test_a_line_too_long_for_an_index(store: GraphStore) -> None:
    await store.write(lambda writer: writer.records.reject([rejected(1, "x" * 20_000)]))
    ((_, line),) = await store.records.rejected(0, 10)
    assert len(line.reason) == 20_000
