import gzip
import io
import json
import time
import tracemalloc
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.model.errors import MisuseError
from provenance.model.source import Source
from provenance.records.filing import Filing
from provenance.records.formats import jsonl
from provenance.records.formats.reading import Parsed, Rejection, read
from provenance.records.kinds.registry import describe
from provenance.records.numbers import globalise

NOW = datetime(2026, 4, 1, tzinfo=UTC)
EXAMPLES = {kind: described["example"] for kind, described in describe().items()}


def line(kind="extraction", /, **fields):
    return json.dumps(EXAMPLES[kind] | fields, ensure_ascii=False).encode()


GOOD = line()


@pytest.fixture
def file(tmp_path):
    def write(content, name="records.jsonl"):
        path = tmp_path / name
        path.write_bytes(content)
        return str(path)

    return write


def outcome(path, **options):
    return list(read([path], received_at=NOW, **options))


def judged(content):
    filing = Filing("f", NOW)
    return list(jsonl.records(io.BufferedReader(io.BytesIO(content)), filing))


class TestLines:
    def test_each_line_is_a_record_with_its_source(self, file):
        path = file(GOOD + b"\r\n\n  \n" + line("quota") + b"\n" + line("invoice"))
        found = outcome(path)
        assert [one.record.record for one in found] == ["extraction", "quota", "invoice"]
        assert [one.source for one in found] == [
            Source("enterprise", path, 1, NOW),
            Source("MIIT", path, 4, NOW),
            Source("STA", path, 5, NOW),
        ]

    def test_the_system_can_be_said(self, file):
        assert outcome(file(GOOD), system="MNR")[0].source.system == "MNR"

    def test_a_byte_order_mark_is_no_part_of_it(self, file):
        assert isinstance(outcome(file(b"\xef\xbb\xbf" + GOOD))[0], Parsed)

    def test_nothing_gives_nothing(self, file):
        assert outcome(file(b"")) == []
        assert outcome(file(b"\n \n")) == []

    def test_a_kind_fills_in_where_a_line_does_not_say(self, file):
        silent = {k: v for k, v in EXAMPLES["quota"].items() if k != "record"}
        path = file(json.dumps(silent).encode() + b"\n" + GOOD)
        assert [one.record.record for one in outcome(path, kind="quota")] == ["quota", "extraction"]

    @pytest.mark.parametrize(
        ("content", "field", "words"),
        [
            (b"{", "", "must be JSON: "),
            (b"[]", "", "must be a JSON object, got a list"),
            (b"5", "", "must be a JSON object, got 5"),
            (b"{}", "record", "record is missing"),
            (b'{"record":"extractoin"}', "record", "did you mean extraction?"),
            (b'{"id":1,"id":2}', "", "'id' is there twice"),
            pytest.param(b"[" * 200_000, "", "nested so deeply", id="deep list"),
            pytest.param(b'{"a":' * 150_000, "", "nested so deeply", id="deep object"),
            pytest.param(b'{"id":' + b"9" * 5000 + b"}", "", "thousands of digits", id="long"),
            (b'{"id":1e99999999999999999999}', "", "beyond any range"),
            (b'{"record":"quota\0"}', "", "NUL"),
            (
                GOOD.replace(b"X-2026", b"X\\u0000"),
                "id",
                "must not hold control or half characters",
            ),
            (GOOD.replace(b"X-2026", b"\\ud800"), "id", "must not hold control or half characters"),
            (GOOD[:-4] + b"\xe7\x99", "", "UTF-8"),
            (GOOD[:-5], "", "must be JSON"),
            (GOOD.replace(b"80000", b"-5"), "output.reo_kg", "greater than 0 kg, got -5"),
            (GOOD.replace(b"80000", b"NaN"), "output.reo_kg", "must be a number of kg, got NaN"),
            (GOOD.replace(b"80000", b"1e30"), "output.reo_kg", "at most 1000000000 kg, got 1E+30"),
            (GOOD.replace(b"80000", b"1e400"), "output.reo_kg", "at most 1000000000 kg"),
            (
                GOOD.replace(b"80000", b"1.00000000000000001"),
                "output.reo_kg",
                "at most 3 decimals, got 1.00000000000000001",
            ),
            (GOOD.replace(b"reo_kg", b"reo_kgs"), "output.reo_kgs", "did you mean reo_kg?"),
            (GOOD.replace(b"concentrate", b"oxide"), "output.product", "ore, concentrate or ionic"),
            (
                GOOD.replace(b"2026-01-10", b"0000-01-10"),
                "date",
                "is '0000-01-10', which is no day there is",
            ),
            (line(id=""), "id", "must not be empty"),
            (line(id=5), "id", "must be text in quotes, got 5"),
            (line("transfer", invoices="1"), "invoices", "must be a list, got '1'"),
            (line("transfer", items=[{"lot": "a", "reo_kg": 0}]), "items.0.reo_kg", "got 0"),
            (line("processing", inputs=[], outputs=[]), "", "must not both be empty"),
            (line("enterprise", roles=["miner"]), "roles.0", "mining, separation"),
            (line("invoice", rare_earth_mark="yes"), "rare_earth_mark", "true or false, got 'yes'"),
            (line("invoice", lines=[5]), "lines.0", "must be an object, got 5"),
            (line(id="", date="x", foo=1), "foo", "(and 2 more problems in this record)"),
        ],
    )
    def test_a_bad_line_alone_is_rejected(self, file, content, field, words):
        before, bad, after = outcome(file(b"\n".join([GOOD, content, GOOD])))
        assert isinstance(before, Parsed)
        assert isinstance(after, Parsed)
        assert isinstance(bad, Rejection)
        assert (bad.line, bad.field) == (2, field)
        assert words in bad.reason
        assert bad.reason.isprintable()
        assert bad.excerpt.isprintable()
        assert len(bad.excerpt) <= 201

    @given(st.binary(max_size=300))
    def test_no_bytes_are_too_much(self, content):
        for one in judged(content):
            assert isinstance(one, Rejection)
            assert one.reason.isprintable()

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        ),
        st.sampled_from(sorted(EXAMPLES)),
        st.data(),
    )
    def test_no_value_is_too_strange(self, value, kind, data):
        field = data.draw(st.sampled_from(sorted(EXAMPLES[kind])))
        (one,) = judged(line(kind, **{field: value}))
        if isinstance(one, Rejection):
            assert one.reason.isprintable()


class TestSize:
    def test_a_line_of_fifty_megabytes_is_never_held(self, file):
        long = b'{"id":"' + b"x" * 50_000_000 + b'"}'
        path = file(GOOD + b"\n" + long + b"\n" + GOOD)
        del long
        tracemalloc.start()
        try:
            before, bad, after = outcome(path)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert isinstance(before, Parsed)
        assert isinstance(after, Parsed)
        assert (bad.line, after.source.line) == (2, 3)
        assert "longer than 1048576 bytes" in bad.reason
        assert peak < 8_000_000

    def test_the_limit_counts_the_line_without_its_end(self, file):
        path = file(GOOD + b"\r\n" + GOOD + b" \n" + GOOD)
        found = outcome(path, max_line=len(GOOD))
        assert [type(one) for one in found] == [Parsed, Parsed, Parsed]
        found = outcome(path, max_line=len(GOOD) - 1)
        assert [one.line for one in found] == [1, 2, 3]

    def test_thousands_of_lines_take_little_time(self, file):
        path = file((GOOD + b"\n") * 10_000)
        start = time.process_time()
        assert len(outcome(path)) == 10_000
        assert time.process_time() - start < 2


class TestGzip:
    def test_it_is_known_by_its_bytes(self, file):
        path = file(gzip.compress(GOOD + b"\n") + gzip.compress(GOOD), "records.jsonl")
        assert [type(one) for one in outcome(path)] == [Parsed, Parsed]
        assert isinstance(outcome(file(GOOD, "plain.jsonl.gz"))[0], Parsed)

    def test_of_half_a_file_the_good_lines_count(self, file):
        packed = gzip.compress(b"".join(line(id=str(n * n)) + b"\n" for n in range(5000)))
        *good, last = outcome(file(packed[: len(packed) // 2], "records.jsonl.gz"))
        assert len(good) > 1000
        assert all(isinstance(one, Parsed) for one in good)
        assert isinstance(last, Rejection)
        assert "damaged" in last.reason
        assert last.line == len(good) + 1

    def test_corruption_is_told(self, file):
        packed = bytearray(gzip.compress(GOOD))
        packed[-6] ^= 0xFF
        assert "damaged" in outcome(file(bytes(packed)))[-1].reason
        assert "damaged" in outcome(file(b"\x1f\x8bnonsense"))[-1].reason

    @pytest.mark.parametrize("pack", [bytes, gzip.compress])
    def test_bytes_are_told_as_they_are_in_the_file(self, file, pack):
        packed = pack(GOOD + b"\n" + GOOD)
        told = []
        outcome(file(packed), on_read=told.append)
        assert sum(told) == len(packed)

    def test_a_bomb_of_one_line_is_never_held(self, file):
        path = file(gzip.compress(b"x" * 50_000_000))
        tracemalloc.start()
        try:
            (bad,) = outcome(path)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert "longer than" in bad.reason
        assert peak < 8_000_000


class TestFiles:
    def test_what_is_not_there_is_misuse_at_once(self, tmp_path):
        for path, words in [
            (tmp_path / "none.jsonl", "does not exist"),
            (tmp_path / "*.jsonl", "no file is named like"),
            (tmp_path, "is a directory"),
        ]:
            with pytest.raises(MisuseError, match=words) as caught:
                read([str(path)], received_at=NOW)
            assert str(tmp_path) in str(caught.value)

    def test_a_name_must_tell_the_format(self, file):
        path = file(GOOD, "records.docx")
        with pytest.raises(MisuseError, match="name the format"):
            read([path], received_at=NOW)
        assert isinstance(outcome(path, format="jsonl")[0], Parsed)
        assert isinstance(outcome(file(GOOD, "records"))[0], Parsed)

    def test_an_unknown_kind_is_misuse(self, file):
        with pytest.raises(MisuseError, match="did you mean quota"):
            read([file(GOOD)], kind="qouta", received_at=NOW)

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"PK\x03\x04", "Excel"),
            (b"\xff\xfe{\0}\0\n\0", "UTF-16"),
            (b"\xd0\xcf\x11\xe0", "Excel"),
        ],
    )
    def test_other_files_are_told_once(self, file, content, words):
        (bad,) = outcome(file(content + b"\n" * 9))
        assert words in bad.reason

    def test_a_glob_is_its_files_by_name(self, file, tmp_path):
        for name in ("b.jsonl", "a.jsonl", "[x].jsonl"):
            file(GOOD, name)
        (tmp_path / "c.jsonl").mkdir()
        found = read([str(tmp_path / "*.jsonl"), str(tmp_path / "a.jsonl")], received_at=NOW)
        assert [one.source.file[-7:] for one in found] == ["x].jsonl"[-7:], "a.jsonl", "b.jsonl"]
        assert len(outcome(str(tmp_path / "[x].jsonl"))) == 1

    @pytest.mark.parametrize("pack", [bytes, gzip.compress])
    def test_standard_input_is_a_dash(self, monkeypatch, pack):
        stdin = io.BytesIO(pack(GOOD + b"\n" + GOOD))
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=stdin))
        found = outcome("-")
        assert [(one.source.file, one.source.line) for one in found] == [("-", 1), ("-", 2)]
        assert not stdin.closed


class TestGlobalise:
    def test_a_producers_own_numbers_get_its_code(self):
        made = globalise(EXAMPLES["transfer"], "F")
        assert made["id"] == "F/T1"
        assert made["items"][0] == {"lot": "F/C1", "reo_kg": 80000, "new_lot": "F/K1"}
        assert made["invoices"] == EXAMPLES["transfer"]["invoices"]
        made = globalise(EXAMPLES["processing"], "F")
        assert [one["lot"] for one in made["inputs"]] == ["F/K1", "F/K2"]
        assert [one["id"] for one in made["outputs"]] == ["F/D1", "F/D2"]
        assert globalise(EXAMPLES["extraction"], "F")["output"]["id"] == "F/C1"
        assert EXAMPLES["extraction"]["output"]["id"] == "C1"

    def test_what_is_global_stays(self):
        once = globalise(EXAMPLES["transfer"], "F")
        assert globalise(once, "G") == once
        assert globalise(EXAMPLES["quota"], "F") == EXAMPLES["quota"]

    def test_what_is_known_as_it_is_stays(self):
        known = {("transfer", "T1"), ("lot", "C1")}
        made = globalise(EXAMPLES["transfer"], "F", known)
        assert made["id"] == "T1"
        assert [one["lot"] for one in made["items"]] == ["C1", "F/C2"]
        assert globalise(EXAMPLES["withdrawal"], "F", known)["withdraws"]["id"] == "T1"

    def test_a_withdrawal_finds_its_target(self):
        made = globalise(EXAMPLES["withdrawal"], "F")
        assert (made["id"], made["withdraws"]["id"]) == ("F/W-2026-001", "F/T1")
        target = {"record": "invoice", "id": "1"}
        made = globalise(EXAMPLES["withdrawal"] | {"withdraws": target}, "F")
        assert made["withdraws"] == target

    @pytest.mark.parametrize(
        "data",
        [
            {},
            {"record": []},
            {"record": "transfer", "items": 5},
            {"record": "transfer", "items": [[], None, {}]},
            {"record": "extraction", "id": 5, "output": {"id": ""}},
            {"record": "withdrawal", "withdraws": "x"},
        ],
    )
    def test_what_is_malformed_is_left_for_others_to_tell(self, data):
        assert globalise(data, "F") == data

    def test_it_is_done_while_reading(self, file):
        (one,) = outcome(file(GOOD), filer="91150000701463622D")
        assert one.record.id == "91150000701463622D/X-2026-001"
        assert one.record.output.id == "91150000701463622D/C1"
