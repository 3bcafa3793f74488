"""What is read at once is what reading field by field makes of it, to the last mark."""

import json
import re
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from provenance.model.codes import DECLARATION, INVOICE, LOT, RECORD
from provenance.records.canonical import canonical, parse
from provenance.records.filing import Filing, Parsed
from provenance.records.kinds.registry import RECORD_KINDS, describe
from provenance.records.plain import plain, understood

FILING = Filing("a.jsonl", datetime(2026, 3, 1, tzinfo=UTC))
NOT_PLAIN = {"withdrawal", "indicator", "quota"}
"""What a withdrawal names has a rule of its own, and the batches in these examples are numbers."""
EXAMPLES = {kind: said["example"] for kind, said in describe().items()}


def written(fields: object) -> bytes:
    """Fields as a line, an amount of yuan without the .0 that it has in Python."""
    return json.dumps(fields, ensure_ascii=False).replace(".0,", ",").replace(".0}", "}").encode()


LINES = [written(fields) for fields in EXAMPLES.values()]
MORE = [
    b'{"record":"transfer","id":"T/1","date":"2026-02-20","seller":"91150203XXXXTQ9C5X",'
    b'"buyer":"91511181XXXXTQ9D39","items":[{"lot":"C1","reo_kg":0.001,"new_lot":"K1"}]}',
    b'{"id":"91150203XXXXTQ9C5X/L-1","record":"processing","date":"2026-03-01","enterprise":'
    b'"91511181XXXXTQ9D39","process":"separation","outputs":[{"id":"D1","product":"oxide",'
    b'"reo_kg":54000.5,"assay":{"Nd2O3":0.75,"Pr6O11":0.2499,"Dy2O3":0.000001}}]}',
    b'{"record":"invoice","id":"26152000000012345679","issued_on":"2026-02-20","seller":'
    b'"91150203XXXXTQ9C5X","buyer":"91511181XXXXTQ9D39","status":"red_letter","rare_earth_mark":'
    b'true,"lines":[{"goods":"\\u7a00\\u571f","net_kg":12,"amount_cny":-24.5}]}',
    b'{"record":"permit","id":"P1","enterprise":"91150203XXXXTQ9C5X","kind":"mining",'
    b'"valid_from":"2026-01-01","valid_to":"2026-12-31"}',
]

SPELLINGS = (
    *("12.0", "12", "12.50", "12.5004", "1e2", "1E2", "1E-1", "-0", "-0.0", "0", "-1", "0.0000001"),
    *("1" * 40, "9" * 400, "1e400000000", "12.5000000000000000001", '"12.5"', '"1_0"', '"12"'),
    *("null", "true", "[]", "{}", '""', '" "', '"2026-13-01"', '"2026/3/1"', '"20260301"'),
    *('"2027-02-30"', '"x\\u0000"', '"x "', '"\\u3000x"', '"x\\u202e"', '"a\\nb"', '"a\\"b"'),
    *('"\\u0041"', '"\\ud800"', '"26152000000012300000"', '"1.5E+10"', '"5e+3"', '"ＡＢＣ"'),
    *('"red_letter"', '"ore"', '"Ore"', '{"Nd2O3":0.6,"Pr6O11":0.6}', '{"Nd2O3":1.0}', "NaN"),
)
MARKS = [*'0123456789.eE+-"\\,:{}[] \t', "\u3000", "\u200b", "\x7f", "\x00", "é", "的"]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A line with a few things done to it: in its text, or in the value of a field anywhere."""
    text = draw(st.sampled_from([*LINES, *MORE])).decode()
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        match draw(st.integers(0, 4)):
            case 0:  # a mark comes in
                text = text[:at] + draw(st.sampled_from(MARKS)) + text[at:]
            case 1:  # a mark goes
                text = text[:at] + text[at + 1 :]
            case 2:  # a value is another
                parts = text.split(":")
                which = draw(st.integers(1, len(parts) - 1)) if len(parts) > 1 else 0
                end = min((parts[which].find(c) for c in ",}]" if c in parts[which]), default=None)
                rest = parts[which][end:] if end is not None else ""
                parts[which] = draw(st.sampled_from(SPELLINGS)) + rest
                text = ":".join(parts)
            case 3:  # a field is there twice, or one that nobody knows
                name = draw(st.sampled_from(["id", "record", "date", "lot", "reo_kg", "other"]))
                value = draw(st.sampled_from(SPELLINGS))
                brace = text.find("{", at)
                sep = "" if text[brace + 1 : brace + 2] == "}" else ","
                text = f'{text[: brace + 1]}"{name}":{value}{sep}{text[brace + 1 :]}'
            case 4:  # a whole stretch is there twice
                text = text[:at] + text[max(0, at - 30) : at] + text[at:]
    return text.encode("utf-8", "surrogatepass")


def agree(line: bytes) -> bool:
    """Whether a line is read at once; what is read so is what the other way makes of it."""
    found = plain(line)
    if found is None:
        return False
    slow = FILING.judge(parse(line.decode()), 1, line)
    assert isinstance(slow, Parsed)
    assert found.body == canonical(slow.record)
    assert repr(found.record) == repr(slow.record)
    assert found.record == slow.record
    assert found.record.model_fields_set == slow.record.model_fields_set
    assert FILING.plain(1, line) == Parsed(
        slow.record, slow.source, None, slow.filed, slow.doubted, found.body
    )
    return True


@given(mutated())
@settings(max_examples=600)
@example(LINES[0][:-1] + b', "id": "again"}')
@example(MORE[0].replace(b"0.001", b"0.0010"))
@example(MORE[0].replace(b"0.001", b'"1_0"').replace(b"T/1", b"T/\\u0022"))
@example(MORE[1].replace(b"0.000001", b"0.0000001"))
def test_what_is_read_at_once_is_what_it_would_be(line: bytes) -> None:
    agree(line)


@pytest.mark.parametrize("kind", sorted(RECORD_KINDS))
def test_each_kind_is_read_alike_with_any_of_its_fields_left_out(kind: str) -> None:
    fields = EXAMPLES[kind]
    read = [agree(written({n: v for n, v in fields.items() if n != name})) for name in fields]
    assert agree(written(fields)) is (kind not in NOT_PLAIN)
    assert not any(read) or kind in understood()


def test_every_kind_but_withdrawals_is_understood() -> None:
    assert understood() == RECORD_KINDS.keys() - {"withdrawal"}


def test_a_list_left_out_is_not_written_otherwise() -> None:
    slow = FILING.judge(parse(MORE[0].decode()), 1, MORE[0])
    assert isinstance(slow, Parsed)
    assert slow.filed is None


KINDS = {"lot": LOT, "record": RECORD, "invoice": INVOICE, "declaration": DECLARATION}


@pytest.mark.parametrize("kind", KINDS)
@given(st.text(min_size=1) | st.from_regex(r"[0-9]{18}|[0-9]{20}|[0-9A-Z的][-.+0-9Ee/]{0,20}"))
@example("260000000000000000")
def test_what_has_a_plain_form_reads_as_itself(kind: str, text: str) -> None:
    if re.fullmatch(KINDS[kind].plain, text):
        assert KINDS[kind].read(text) == (text, ())
