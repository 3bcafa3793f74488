import csv
import gzip
import io
import json
import time
import tracemalloc
from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.model.errors import MisuseError
from provenance.records.canonical import canonical, record_of
from provenance.records.filing import Filing
from provenance.records.formats import csvfile
from provenance.records.formats.reading import Parsed, Rejection, kind_of_stem, read
from provenance.records.kinds.registry import RECORD_KINDS, describe

NOW = datetime(2026, 4, 1, tzinfo=UTC)
EXAMPLES = {kind: described["example"] for kind, described in describe().items()}
HEAD = b"id,enterprise,date,reason,items\n"
ITEMS = b'"[{""lot"":""C1"",""reo_kg"":1.5}]"'


def row(id="D1", reason="lost", date="2026-01-01"):
    return f"{id},E,{date},{reason},".encode() + ITEMS + b"\n"


def table(*records, dialect="excel"):
    """Records as a spreadsheet writes them: lists and objects as JSON in a cell."""
    out = io.StringIO()
    names = list(dict.fromkeys(name for one in records for name in one))
    writer = csv.DictWriter(out, names, dialect=dialect)
    writer.writeheader()
    for one in records:
        writer.writerow({name: cell(value) for name, value in one.items()})
    return out.getvalue()


def cell(value):
    if isinstance(value, bool):
        return str(value).upper()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value


@pytest.fixture
def file(tmp_path):
    def write(content, name="disposal.csv"):
        path = tmp_path / name
        path.write_bytes(content)
        return str(path)

    return write


def outcome(path, **options):
    return list(read([path], received_at=NOW, **options))


def judged(content, kind="disposal"):
    return list(csvfile.records(io.BufferedReader(io.BytesIO(content)), Filing("f", NOW, kind)))


class TestRows:
    @pytest.mark.parametrize("kind", sorted(EXAMPLES))
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
    def test_every_kind_reads_as_its_json_does(self, file, kind, encoding):
        example = {name: value for name, value in EXAMPLES[kind].items() if name != "record"}
        content = table(example, example | {"id": "0012"}).encode(encoding)
        one, other = outcome(file(content, f"{kind}.csv"))
        assert canonical(one.record) == canonical(record_of(EXAMPLES[kind]))
        assert other.record.id == "0012"
        assert (one.source.line, other.source.line) == (2, 3)

    def test_an_empty_cell_is_a_field_left_out(self, file):
        (one,) = outcome(
            file(b"id,name,name_en,region,roles,parent\nE,N, ,150203,[],\n", "enterprise.csv")
        )
        assert (one.record.name_en, one.record.parent, one.record.roles) == (None, None, ())

    def test_numbers_are_exact(self, file):
        (one,) = outcome(file(HEAD + row()))
        assert one.record.items[0].reo_kg == Decimal("1.5")
        content = HEAD + row().replace(b"1.5", b"1.00000000000000001")
        (bad,) = outcome(file(content))
        assert (bad.field, bad.line) == ("items.0.reo_kg", 2)

    def test_fields_of_an_object_may_be_columns(self, file):
        content = (
            b"id,date,enterprise,ore_class,output.id,output.product,output.reo_kg,output.assay\n"
            b'X1,2026-01-01,E,rock,L1,ore,5.25,"{""CeO2"":0.5}"\n'
            b"X2,2026-01-01,E,rock,,,,\n"
        )
        one, bad = outcome(file(content, "extraction.csv"))
        assert one.record.output.reo_kg == Decimal("5.25")
        assert one.record.output.assay == {"CeO2": Decimal("0.5")}
        assert (bad.field, bad.reason) == ("output", "output is missing")
        content = b"id,withdraws.record,withdraws.id\nW1,transfer,T1\n"
        (one,) = outcome(file(content, "withdrawal.csv"))
        assert one.record.withdraws.record == "transfer"

    def test_blank_rows_and_spare_commas_are_nothing(self, file):
        content = HEAD + b"\r\n,,,,\r\n" + row().replace(b"\n", b",,\r\n") + b"\n"
        (one,) = outcome(file(content))
        assert one.source.line == 4
        (one,) = outcome(file(HEAD.replace(b"\n", b",\n") + row().replace(b"\n", b",\n")))
        assert isinstance(one, Parsed)

    def test_a_cell_may_span_lines(self, file):
        content = HEAD + row(reason='"a\nb,""c"""') + row("D2")
        one, other = outcome(file(content))
        assert one.record.reason == 'a\nb,"c"'
        assert (one.source.line, other.source.line) == (2, 4)

    @pytest.mark.parametrize(
        ("bad_row", "field", "words"),
        [
            (row().replace(b"\n", b",more\n"), "", "has 6 cells for 5 columns"),
            (b"D1,E,2026-01-01\n", "", "has 3 cells for 5 columns"),
            (
                row(date="1/2/2026"),
                "date",
                "does not begin with its year; write it such as 2026-03-05",
            ),
            (b"D1,E,2026-01-01,lost,C1\n", "items", "must be a JSON list"),
            (b"D1,E,2026-01-01,lost,[1\n", "items", "must be JSON"),
            (b"D1,E,2026-01-01,lost,[1]\n", "items.0", "must be an object"),
            (b"D1,E,2026-01-01,lost,[]\n", "items", "must name at least one"),
            (row(reason=""), "reason", "is missing"),
            (row(reason="a\0b"), "", "NUL"),
            (row(reason='"a"b'), "", "not CSV"),
            pytest.param(row(reason="x" * 200_000), "", "not CSV", id="long cell"),
            (row(reason='"open'), "", "quotation mark"),
        ],
    )
    def test_a_bad_row_alone_is_rejected(self, file, bad_row, field, words):
        before, bad, after = outcome(file(HEAD + row() + bad_row + row("D2")))
        assert isinstance(before, Parsed)
        assert isinstance(after, Parsed)
        assert (bad.line, bad.field) == (3, field)
        assert words in bad.reason
        assert len(bad.excerpt) <= 201
        assert after.source.line == 4

    def test_a_line_too_long_is_rejected(self, file):
        _, bad, after = outcome(file(HEAD + row() + row(reason="x" * 50_000_000) + row("D2")))
        assert "longer than 1048576 bytes" in bad.reason
        assert after.record.id == "D2"

    @pytest.mark.parametrize("below", [10, 9000])
    def test_the_rows_below_an_open_quote_are_not_lost(self, file, below):
        rows = "".join(f"F{n},E,2026-03,2026-04-09\n" for n in range(below))
        content = 'id,enterprise,month,filed_at\nA,"E,2026-03,2026-04-09\n' + rows
        bad, *rest = outcome(file(content.encode(), "flow_report.csv"))
        assert "quotation mark is opened in this line" in bad.reason
        assert (bad.line, len(rest)) == (2, below)
        assert all(isinstance(one, Parsed) for one in rest)

    def test_flags_are_true_or_false(self, file):
        example = {k: v for k, v in EXAMPLES["invoice"].items() if k != "record"}
        for said, field in [("false", None), ("yes", "rare_earth_mark")]:
            content = table(example | {"rare_earth_mark": said}).encode()
            (one,) = outcome(file(content, "invoice.csv"))
            assert getattr(one, "field", None) == field

    def test_a_row_of_another_kind_is_rejected(self, file):
        content = b"record," + HEAD + b"transfer," + row() + b"disposal," + row("D2")
        bad, good = outcome(file(content))
        assert "must be disposal in every row" in bad.reason
        assert good.record.id == "D2"


class TestHeader:
    @pytest.mark.parametrize(
        ("header", "words"),
        [
            (
                b"id,enterprize,date,reason,items",
                "enterprize is not a field of disposal; did you mean ent",
            ),
            (b"id,enterprise,date,reason", "items is missing"),
            (b"id,enterprise,date,reason,items,id", "id is the name of two columns"),
            (b"id;enterprise;date;reason;items", "separate the columns by commas"),
            (b"id,enterprise,date,reason,items,items.lot", "items.lot is not a field"),
            (b"id,enterprise,date,reason,items,a.b.c", "a.b.c is not a field"),
            (b"id,enterprise,date,reason,items,reason.", "reason. is not a field"),
            (b'"id', "quotation mark"),
            (b"id\0", "NUL"),
        ],
    )
    def test_a_wrong_header_is_told_once(self, file, header, words):
        (bad,) = outcome(file(header + b"\n" + row() * 3))
        assert words in bad.reason
        assert bad.line == 1

    def test_an_object_is_one_column_or_several(self):
        (bad,) = judged(b"id,withdraws,withdraws.id\n", "withdrawal")
        assert "cannot stand beside" in bad.reason

    def test_an_empty_file_is_told(self, file):
        (bad,) = outcome(file(b""))
        assert "the file is empty" in bad.reason

    def test_a_cell_without_a_column_name_is_told(self):
        (bad,) = judged(HEAD.replace(b"\n", b",\n") + row().replace(b"\n", b",x\n"))
        assert "without a name holds 'x'" in bad.reason


class TestEncodings:
    def test_half_a_character_rejects_its_row_only(self, file):
        rows = [row(f"D{n}", reason="尾渣入库") for n in range(9)]
        rows[4] = rows[4].replace("库".encode(), b"\xe5")
        found = outcome(file(HEAD + b"".join(rows)))
        assert [type(one) for one in found].count(Rejection) == 1
        assert "UTF-8" in found[4].reason
        assert found[5].record.reason == "尾渣入库"

    def test_half_a_character_alone_makes_no_gb18030(self, file):
        rows = b"".join(row(f"D{n}") for n in range(3000)) + row("Z", reason="尾渣入库")
        bad, *rest = outcome(file(HEAD + b"A,E,2026-01-01,\xe5," + ITEMS + b"\n" + rows))
        assert "UTF-8" in bad.reason
        assert rest[-1].record.reason == "尾渣入库"

    def test_gb18030_far_down_is_seen(self, file):
        rows = b"".join(row(f"D{n}") for n in range(3000))
        content = HEAD + rows + "Z,E,2026-01-01,尾渣入库，待处理,".encode("gb18030") + ITEMS
        assert outcome(file(content))[-1].record.reason == "尾渣入库，待处理"

    def test_a_short_word_that_looks_like_utf8_is_read_among_its_neighbours(self):
        odd = "拢"  # its two bytes of GB18030 are one letter in UTF-8
        assert odd.encode("gb18030").decode() != odd
        content = HEAD.decode() + "".join(
            f"{n},E,2026-01-01,{text},{ITEMS.decode()}\n"
            for n, text in enumerate([odd, "尾渣入库"])
        )
        assert [one.record.reason for one in judged(content.encode("gb18030"))] == [odd, "尾渣入库"]

    @pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
    def test_excerpts_can_be_read(self, encoding):
        (bad,) = judged(HEAD + row(date="x", reason="尾渣入库处理").decode().encode(encoding))
        assert "尾渣入库处理" in bad.excerpt

    def test_utf16_is_told(self, file):
        (bad,) = outcome(file(HEAD.decode().encode("utf-16")))
        assert "UTF-16" in bad.reason


class TestKinds:
    @pytest.mark.parametrize(
        ("stem", "kind"),
        [
            *((kind, kind) for kind in RECORD_KINDS),
            *((kind.upper() + "S", kind) for kind in RECORD_KINDS),
            ("2026-03-extraction", "extraction"),
            ("export_licence_2026", "export_licence"),
            ("Quota-Adjustments (2)", "quota_adjustment"),
            ("export_declaration", None),
            ("transfers and exports", None),
            ("quotation", None),
            ("", None),
        ],
    )
    def test_the_name_of_a_file_says_the_kind(self, stem, kind):
        assert kind_of_stem(stem) == kind

    def test_a_file_that_does_not_is_misuse(self, file):
        path = file(HEAD + row(), "march.csv")
        with pytest.raises(MisuseError, match="say which kind"):
            read([path], received_at=NOW)
        assert isinstance(outcome(path, kind="disposal")[0], Parsed)

    def test_it_may_be_packed(self, file):
        path = file(gzip.compress(HEAD + row()), "Disposal.CSV.GZ")
        assert isinstance(outcome(path)[0], Parsed)

    def test_standard_input_needs_the_kind(self, monkeypatch):
        stdin = SimpleNamespace(buffer=io.BytesIO(HEAD + row()))
        monkeypatch.setattr("sys.stdin", stdin)
        with pytest.raises(MisuseError, match="say which kind"):
            read(["-"], format="csv", received_at=NOW)
        assert isinstance(outcome("-", kind="disposal")[0], Parsed)

    def test_local_numbers_become_global(self, file):
        (one,) = outcome(file(HEAD + row()), filer="F")
        assert (one.record.id, one.record.items[0].lot) == ("F/D1", "F/C1")


class TestAnything:
    @given(st.binary(max_size=400))
    def test_no_bytes_are_too_much(self, content):
        for one in judged(content) + judged(HEAD + content):
            if isinstance(one, Rejection):
                assert one.reason.isprintable()

    @given(st.lists(st.sampled_from([b'"', b",", b"\n", b"\r", b"x", b'""', row()]), max_size=60))
    def test_no_quotes_are_too_many(self, pieces):
        found = judged(HEAD + b"".join(pieces))
        numbers = [one.line if isinstance(one, Rejection) else one.source.line for one in found]
        assert numbers == sorted(set(numbers))

    @pytest.mark.parametrize("line", [b'","\n', b'"\n', b'"""\n', b'x,"a\n', b'"a\n', b'",",",\n'])
    def test_a_file_of_quotes_ends_in_bounded_time_and_memory(self, line):
        content = HEAD + line * (200_000 // len(line))
        tracemalloc.start()
        try:
            start = time.process_time()
            count = 0
            stream = io.BufferedReader(io.BytesIO(content))
            for _ in csvfile.records(stream, Filing("f", NOW, "disposal")):
                count += 1
            spent = time.process_time() - start
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert count
        assert spent < 30
        assert peak < 8_000_000
