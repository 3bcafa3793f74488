"""JSON documents: an array, or objects that take several lines, are read as their elements."""

import gzip
import json
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.records.canonical import canonical, record_of
from provenance.records.filing import Parsed, Rejection
from provenance.records.formats.reading import read
from provenance.records.kinds.registry import describe

NOW = datetime(2026, 4, 1, tzinfo=UTC)
EXAMPLES = [described["example"] for described in describe().values()]
NAMED = [
    example | {"name": "北方稀土"} for example in EXAMPLES if example["record"] == "enterprise"
]

Write = Callable[[list[Any]], str]
WRITERS: dict[str, Write] = {
    "dump": lambda records: json.dumps(records, ensure_ascii=False),
    "indent=2": lambda records: json.dumps(records, ensure_ascii=False, indent=2),
    "indent tab": lambda records: json.dumps(records, ensure_ascii=False, indent="\t"),
    "record a line": lambda records: "[" + ",\n".join(map(json.dumps, records)) + "]\n",
    "bracket alone": lambda records: "[\n" + "\n,\n".join(map(json.dumps, records)) + "\n]\n",
    "jq": lambda records: "\n".join(json.dumps(one, indent=2) for one in records),
    "blank lines first": lambda records: "\n \n" + json.dumps(records, indent=1),
    "carriage returns": lambda records: json.dumps(records, indent=2).replace("\n", "\r\n"),
    "arrays one after the other": lambda records: "\n".join(json.dumps([one]) for one in records),
}
PACKED: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "with a mark": lambda text: text.encode("utf-8-sig"),
    "gb18030": lambda text: text.encode("gb18030"),
    "gz": lambda text: gzip.compress(text.encode()),
    "gz of gb18030": lambda text: gzip.compress(text.encode("gb18030")),
}


def outcome(folder: Path, content: bytes, **options: Any) -> list[Parsed | Rejection]:
    path = folder / "records.json"
    path.write_bytes(content)
    return list(read([str(path)], received_at=NOW, **options))


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("packed", PACKED)
def test_every_way_of_writing_reads_the_same(tmp_path: Path, writer: str, packed: str) -> None:
    records = EXAMPLES + NAMED
    found = outcome(tmp_path, PACKED[packed](WRITERS[writer](records)))
    assert [canonical(one.record) for one in found if isinstance(one, Parsed)] == [
        canonical(record_of(record)) for record in records
    ]


def test_an_element_is_cited_by_the_line_it_begins_on(tmp_path: Path) -> None:
    records = [{"record": "extractoin"}, EXAMPLES[0], 5, EXAMPLES[1] | {"id": ""}]
    text = json.dumps(records, indent=2)
    lines = text.splitlines()
    found = outcome(tmp_path, text.encode())
    begin = [n for n, line in enumerate(lines, 1) if line in ("  {", "  5,")]
    assert [one.source.line if isinstance(one, Parsed) else one.line for one in found] == begin
    first, good, number, last = found
    assert isinstance(first, Rejection)
    assert "did you mean extraction?" in first.reason
    assert "extractoin" in first.excerpt
    assert isinstance(good, Parsed)
    assert isinstance(number, Rejection)
    assert "must be a JSON object, got 5" in number.reason
    assert isinstance(last, Rejection)
    assert (last.field, "must not be empty" in last.reason) == ("id", True)


def test_numbers_are_exact_and_a_kind_fills_in(tmp_path: Path) -> None:
    extraction = next(one for one in EXAMPLES if one["record"] == "extraction")
    silent = {name: value for name, value in extraction.items() if name != "record"}
    text = json.dumps([silent]).replace("80000", "80000.001").replace("133333.333", "8.0005")
    (bad,) = outcome(tmp_path, text.encode(), kind="extraction")
    assert isinstance(bad, Rejection)
    assert "output.net_kg may have at most 3 decimals, got 8.0005" in bad.reason
    (good,) = outcome(tmp_path, text.replace("8.0005", "9").encode(), kind="extraction")
    assert isinstance(good, Parsed)
    assert '"reo_kg":80000.001' in canonical(good.record)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ('{"id":1,"id":2}', "'id' is there twice"),
        ('{"a":' * 200 + "1" + "}" * 200, "nested so deeply"),
        ("[" * 200 + "]" * 200, "nested so deeply"),
        ('{"a":"' + "x" * 2_000_000 + '"}', "nothing from here on is read"),
        ('{"a":[' + "1,\n" * 700_000 + "1]}", "longer than 1048576 bytes: split it"),
        ('{"record":"quota\0"}', "nothing from here on is read"),
        ('{"record":"quota}', "nothing from here on is read"),
        ('{"id":1e99999999999999999999}', "nothing from here on is read"),
        ('{"id":' + "9" * 5000 + "}", "nothing from here on is read"),
        ("NaN", "nothing from here on is read"),
    ],
)
def test_what_is_bad_is_told_and_no_more_is_lost_than_must_be(
    tmp_path: Path, bad: str, words: str
) -> None:
    text = f"[\n{json.dumps(EXAMPLES[0])},\n{bad},\n{json.dumps(EXAMPLES[1])}]"
    before, told, *after = outcome(tmp_path, text.encode())
    assert isinstance(before, Parsed)
    assert isinstance(told, Rejection)
    assert words in told.reason
    assert told.reason.isprintable()
    assert told.excerpt.isprintable()
    if "nothing" in words:
        assert after == []
    else:
        assert [type(one) for one in after] == [Parsed]
        assert told.line == 3


def test_a_document_cut_short_is_told(tmp_path: Path) -> None:
    text = json.dumps(EXAMPLES[:3], indent=2)
    *good, last = outcome(tmp_path, text[:-3].encode())
    assert len(good) == 2
    assert isinstance(last, Rejection)
    assert "nothing from here on is read" in last.reason
    packed = gzip.compress(json.dumps(EXAMPLES * 50).encode())
    assert "damaged" in getattr(outcome(tmp_path, packed[: len(packed) // 2])[-1], "reason", "")


def test_an_empty_array_holds_nothing(tmp_path: Path) -> None:
    assert outcome(tmp_path, b"[]\n") == []


def test_what_begins_as_lines_stays_lines(tmp_path: Path) -> None:
    good = json.dumps(EXAMPLES[0])
    for first in ("{", '{"record": "quota",', good[:-1] + ","):
        bad, after = outcome(tmp_path, f"{first}\n{good}\n".encode())
        assert isinstance(bad, Rejection)
        assert isinstance(after, Parsed)
        assert after.source.line == 2


def test_fifty_megabytes_are_never_held(tmp_path: Path) -> None:
    one = json.dumps(EXAMPLES[0])
    many = "[" + (one + ", ") * (20_000_000 // len(one)) + one + "]"
    long = '[{"a": "' + "x" * 50_000_000 + '"}]'
    path = tmp_path / "r.json"
    for text, parsed in ((many, 20_000_000 // len(one) + 1), (long, 0)):
        path.write_text(text)
        tracemalloc.start()
        try:
            found = sum(isinstance(o, Parsed) for o in read([str(path)], received_at=NOW))
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert found == parsed
        assert peak < 8_000_000


@given(st.text(alphabet='[]{},:"0e1.-n\\ \n稀', max_size=40))
def test_no_text_is_too_much(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("json")
    for start in ("[", "{\n"):
        for one in outcome(folder, (start + text).encode()):
            assert isinstance(one, Rejection)
            assert one.reason.isprintable()
