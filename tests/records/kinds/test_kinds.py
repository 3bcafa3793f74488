import json
import math
import time
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from provenance.model import codes
from provenance.model.dates import SHANGHAI
from provenance.model.terms import EventKind, Product
from provenance.records.canonical import canonical, record_of, revive
from provenance.records.kinds.amounts import grams, grams_of_tonnes
from provenance.records.kinds.origins import Extraction
from provenance.records.kinds.registry import FILED_BY, RECORD_KINDS, Record, describe, filed_by

EXAMPLES = {kind: described["example"] for kind, described in describe().items()}
KINDS = sorted(RECORD_KINDS)


def changed(kind, path="", value=None, /, **fields):
    """The example of a kind, with one dotted path set, or some of its fields."""
    record = deepcopy(EXAMPLES[kind]) | fields
    *outer, last = path.split(".")
    part = record
    for step in outer:
        part = part[int(step)] if step.isdigit() else part[step]
    if last:
        part[last] = value
    return record


def reason(data):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the tests match the words
        record_of(data)
    return str(caught.value)


class TestKinds:
    def test_there_are_thirty_one(self):
        assert len(RECORD_KINDS) == 31
        assert set(FILED_BY) == set(RECORD_KINDS)
        assert set(EventKind) <= set(RECORD_KINDS)

    @pytest.mark.parametrize("kind", KINDS)
    def test_the_example_is_valid_and_says_its_kind(self, kind):
        record = record_of(EXAMPLES[kind])
        assert record.record == kind
        assert isinstance(record, RECORD_KINDS[kind])

    @pytest.mark.parametrize("kind", KINDS)
    def test_the_schema_reads_well(self, kind):
        schema = describe()[kind]["schema"]
        assert schema["description"].endswith(".")
        assert {"record", "id"} <= set(schema["required"])
        assert json.dumps(schema)
        parts = [schema, *schema.get("$defs", {}).values()]
        fields = [f for part in parts for f in part.get("properties", {}).items()]
        undescribed = {name for name, field in fields if "description" not in field} - {"record"}
        assert undescribed <= {"product"}

    @pytest.mark.parametrize("kind", KINDS)
    def test_no_field_is_guessed_at(self, kind):
        assert "reo_kgg" in reason(EXAMPLES[kind] | {"reo_kgg": 1})

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_needed_field_is_needed(self, kind):
        for name in set(describe()[kind]["schema"]["required"]) - {"record"}:
            data = {k: v for k, v in EXAMPLES[kind].items() if k != name}
            assert name in reason(data)
            assert name in reason(EXAMPLES[kind] | {name: None})

    def test_the_union_tells_them_apart(self):
        adapter = TypeAdapter(Record)
        for kind, example in EXAMPLES.items():
            assert isinstance(adapter.validate_python(example), RECORD_KINDS[kind])

    def test_a_record_cannot_change(self):
        record = record_of(EXAMPLES["extraction"])
        with pytest.raises(ValidationError, match="frozen"):
            record.id = "other"

    def test_a_withdrawal_comes_from_who_filed_what_it_withdraws(self):
        def withdrawing(kind):
            return record_of(changed("withdrawal", withdraws={"record": kind, "id": "x"}))

        assert filed_by(withdrawing("invoice")) == "STA"
        assert filed_by(withdrawing("transfer")) == "enterprise"
        assert filed_by(record_of(EXAMPLES["quota"])) == "MIIT"

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            ({}, "record is missing"),
            ({"record": "extractoin"}, "did you mean extraction"),
            ({"record": ["quota"]}, "got a list"),
            ({"record": 5}, "known: article, control, customs_code"),
            ([], "must be a JSON object, got a list"),
            (None, "must be a JSON object, got nothing"),
        ],
    )
    def test_what_is_no_record_is_told(self, data, words):
        assert words in reason(data)


class TestMasses:
    @pytest.mark.parametrize(
        ("given_as", "kg"),
        [
            (80000, "80000"),
            (Decimal("8E+4"), "80000"),
            (Decimal("0.001"), "0.001"),
            (12.5, "12.5"),
            ("133333.333", "133333.333"),
            (" 5 ", "5"),
            (10**9, "1000000000"),
        ],
    )
    def test_numbers_and_plain_digits_are_exact(self, given_as, kg):
        record = record_of(changed("extraction", "output.reo_kg", given_as))
        assert record.output.reo_kg == Decimal(kg)
        assert f'"reo_kg":{kg}' in canonical(record)

    @pytest.mark.parametrize(
        ("given_as", "words"),
        [
            (0, "must be greater than 0 kg, got 0"),
            (-5, "must be greater than 0 kg, got -5"),
            (Decimal("-0.0"), "greater than 0 kg"),
            (1e30, "at most 1000000000 kg"),
            (Decimal("1E+400"), "at most 1000000000 kg"),
            (Decimal("1E+400000000"), "at most 1000000000 kg"),
            pytest.param(10**400, "at most 1000000000 kg", id="long"),
            (Decimal("1000000000.001"), "at most 1000000000 kg"),
            (Decimal("1.0005"), "at most 3 decimals"),
            (Decimal("1.00000000000000001"), "at most 3 decimals"),
            (Decimal("1E-400000000"), "at most 3 decimals"),
            (math.nan, "must be a number of kg, got NaN"),
            (math.inf, "must be a number of kg"),
            (Decimal("sNaN"), "must be a number of kg"),
            ("80,000", "plain number of kg"),
            ("8e4", "plain number of kg"),
            ("NaN", "plain number of kg"),
            ("٣", "plain number of kg"),
            ("", "plain number of kg"),
            pytest.param("9" * 100_000, "plain number of kg", id="long text"),
            (True, "plain number of kg"),
            (None, "plain number of kg"),
            ([], "plain number of kg"),
        ],
    )
    def test_anything_else_is_told(self, given_as, words):
        assert words in reason(changed("extraction", "output.reo_kg", given_as))

    def test_a_record_holds_at_most_a_billion_kilograms(self):
        inputs = [{"lot": "a", "reo_kg": 10**9}, {"lot": "b", "reo_kg": Decimal("0.001")}]
        assert "1000000000.001 kg" in reason(changed("processing", inputs=inputs))

    @pytest.mark.parametrize(
        ("kind", "path"),
        [
            ("quota", "reo_t"),
            ("indicator", "reo_t"),
            ("execution_report", "imported_reo_t"),
            ("execution_report", "monazite_reo_t"),
            ("inspection", "verified_reo_kg"),
            ("declaration", "reo_kg"),
            ("invoice", "lines.0.reo_kg"),
        ],
    )
    def test_nothing_is_a_statement_in_some_places(self, kind, path):
        assert record_of(changed(kind, path, 0))
        assert "at least 0" in reason(changed(kind, path, -1))

    def test_parts_of_a_report_are_no_more_than_it(self):
        nothing = {"reo_t": 0, "imported_reo_t": 0, "monazite_reo_t": 0}
        assert record_of(changed("execution_report", **nothing))
        assert record_of(changed("execution_report", reo_t=40, imported_reo_t=40))
        more = changed("execution_report", reo_t=40, imported_reo_t=Decimal("40.000001"))
        assert "must be part of reo_t (40) and no more, got 40.000001" in reason(more)
        assert "monazite_reo_t" in reason(changed("execution_report", reo_t=1, imported_reo_t=0))

    def test_tonnes_hold_whole_grams(self):
        record = record_of(changed("quota_adjustment", reo_t=Decimal("-0.000001")))
        assert grams_of_tonnes(record.reo_t) == -1
        assert '"reo_t":-0.000001' in canonical(record)
        assert "at most 6 decimals" in reason(changed("quota", reo_t=Decimal("0.0000001")))

    @given(st.integers(1, 10**12))
    def test_grams_are_exact(self, g):
        record = record_of(changed("extraction", "output.reo_kg", Decimal(g) / 1000))
        assert grams(record.output.reo_kg) == g
        assert grams_of_tonnes(Decimal(g) / 10**6) == g

    def test_a_fraction_of_a_gram_is_no_mass(self):
        with pytest.raises(ValueError, match="whole number of grams"):
            grams(Decimal("0.0005"))

    @pytest.mark.parametrize(
        ("assay", "words"),
        [
            ({"Nd2O3": Decimal("0.6"), "Dy2O3": Decimal("0.5")}, "at most 1, got 1.1"),
            ({"Nd2O3": 2}, "at most 1, got 2"),
            ({"Nd2O3": -1}, "at least 0"),
            ({"x" * 21: 0}, "at most 20 characters"),
            ([], "assay"),
        ],
    )
    def test_an_assay_is_shares_of_one(self, assay, words):
        assert words in reason(changed("import", "output.assay", assay))
        assert record_of(changed("import", "output.assay", {"Nd2O3": 1})).output.assay
        assert record_of(changed("import", "output.assay", {})).output.assay is None


class TestDays:
    @pytest.mark.parametrize(
        "given_as",
        [
            "0000-01-01",
            "0001-01-01",
            "1899-12-31",
            "2101-01-01",
            "2026-02-30",
            "2026-13-01",
            "2026-W01-1",
            "5/3/2026",
            "2026-01-01T08:30:00",
            "46023",
            20260230,
            "",
            None,
            datetime(2026, 1, 1, 8, 30, tzinfo=UTC),
        ],
    )
    def test_only_days_of_these_centuries(self, given_as):
        assert "date" in reason(changed("extraction", date=given_as))

    @pytest.mark.parametrize(
        "given_as",
        [
            "20260101",
            20260101,
            "2026-1-1",
            "2026/01/01",
            "2026.1.1",
            "2026年1月1日",
            "２０２６-01-01",
            "2026-01-01T00:00:00",
            datetime(2026, 1, 1, tzinfo=UTC),
        ],
    )
    def test_a_day_whose_year_comes_first_is_one_thing(self, given_as):
        assert record_of(changed("extraction", date=given_as)).date == date(2026, 1, 1)

    def test_a_day_that_begins_with_no_year_says_what_to_write(self):
        told = reason(changed("extraction", date="5/3/2026"))
        assert "does not begin with its year; write it such as 2026-03-05" in told

    def test_a_day_is_a_date(self):
        assert record_of(changed("extraction", date=" 2026-02-28 ")).date == date(2026, 2, 28)
        assert record_of(changed("extraction", date=date(1900, 1, 1))).date == date(1900, 1, 1)

    @pytest.mark.parametrize(
        ("given_as", "iso"),
        [
            ("2026-04-09T17:30:00", "2026-04-09T17:30:00+08:00"),
            ("2026-04-09 17:30", "2026-04-09T17:30:00+08:00"),
            ("2026-04-09T09:30:00Z", "2026-04-09T17:30:00+08:00"),
            ("2026-04-09", "2026-04-09T00:00:00+08:00"),
            (datetime(2026, 4, 9, tzinfo=UTC), "2026-04-09T08:00:00+08:00"),
        ],
    )
    def test_a_moment_is_in_shanghai_unless_it_says_so(self, given_as, iso):
        record = record_of(changed("flow_report", filed_at=given_as))
        assert record.filed_at.isoformat() == iso
        assert record.filed_at.tzinfo is SHANGHAI

    @pytest.mark.parametrize(
        "given_as",
        ["", "x", "09:30", "2026-04-09T25:00", "2100-12-31T23:59:00-12:00", "0001-01-01", 5, None],
    )
    def test_what_is_no_moment_is_told(self, given_as):
        assert "filed_at" in reason(changed("flow_report", filed_at=given_as))

    @pytest.mark.parametrize(
        "given_as", ["2026-13", "2026", "1989-12", 202613, "2026.1", "3/2026", "2026-03-02", ""]
    )
    def test_a_month_is_a_month(self, given_as):
        assert "month" in reason(changed("flow_report", month=given_as))

    @pytest.mark.parametrize(
        "given_as", ["2026-03", "2026-3", "2026/3", "202603", 202603, "2026年3月", "2026-03-01"]
    )
    def test_a_month_whose_year_comes_first_is_one_thing(self, given_as):
        assert record_of(changed("flow_report", month=given_as)).month == "2026-03"

    @pytest.mark.parametrize("given_as", ["2026-13", "1989", "x", "", True, 20.5])
    def test_a_period_is_a_month_or_a_year(self, given_as):
        assert "period" in reason(changed("execution_report", period=given_as))

    @pytest.mark.parametrize("given_as", [2026, "2026", 2026.0, Decimal(2026)])
    def test_a_year_has_one_spelling(self, given_as):
        assert record_of(changed("execution_report", period=given_as)).period == "2026"
        assert record_of(changed("quota", year=given_as)).year == 2026

    @pytest.mark.parametrize("given_as", [1989, 2101, "x", 20.5, True, Decimal("1E+400000000"), []])
    def test_other_years_are_told(self, given_as):
        assert "year" in reason(changed("quota", year=given_as))

    @pytest.mark.parametrize("kind", ["designation", "permit", "export_licence"])
    def test_nothing_ends_before_it_begins(self, kind):
        assert "valid_from" in reason(changed(kind, valid_to="2000-01-01"))
        assert record_of(changed(kind, valid_to=EXAMPLES[kind]["valid_from"]))


class TestTexts:
    @pytest.mark.parametrize(
        "given_as", ["", "  ", "x" * 201, "a\0b", "a\nb", "a\u2028b", "a\x85b", 5, None, ["a"]]
    )
    def test_an_id_is_a_short_line(self, given_as):
        assert "id" in reason(changed("extraction", id=given_as))

    def test_half_a_character_is_none(self):
        told = reason(changed("extraction", id="\ud800"))
        assert "must not hold control or half characters; type it again" in told

    def test_an_id_is_stripped_and_may_look_like_anything(self):
        assert record_of(changed("invoice", id=" 12/ä-票 ")).id == "12/ä-票"
        assert record_of(changed("declaration", id="not 18 digits"))
        assert record_of(changed("extraction", region="?"))

    def test_a_note_may_have_lines_but_no_nul(self):
        assert record_of(changed("disposal", reason="a\nb")).reason == "a\nb"
        assert "reason" in reason(changed("disposal", reason="a\0b"))

    @pytest.mark.parametrize("given_as", [1, "1", " 1 ", 1.0, Decimal("1.0")])
    def test_a_batch_has_one_spelling(self, given_as):
        assert record_of(changed("quota", batch=given_as)).batch == "1"

    @pytest.mark.parametrize("given_as", ["", "x" * 51, 1.5, True, "a\0", [], math.nan])
    def test_a_batch_is_short(self, given_as):
        assert "batch" in reason(changed("quota", batch=given_as))

    @pytest.mark.parametrize(
        "given_as", [-1, 10**9 + 1, 1.5, "x", True, pytest.param(10**5000, id="long")]
    )
    def test_a_revision_counts(self, given_as):
        assert "revision" in reason(changed("quota", revision=given_as))

    def test_a_mark_is_a_flag(self):
        assert "rare_earth_mark" in reason(changed("invoice", rare_earth_mark=1))


class TestWhole:
    def test_a_mine_gives_minerals_and_nothing_else(self):
        for product in Product:
            data = changed("extraction", "output.product", product.value)
            if product in {"ore", "concentrate", "ionic_concentrate"}:
                assert record_of(data).output.product is product
            else:
                assert "output.product" in reason(data)

    def test_a_scrap_intake_takes_scrap(self):
        assert record_of(EXAMPLES["scrap_intake"]).output.product is Product.SCRAP
        assert "output.product" in reason(changed("scrap_intake", "output.product", "ore"))

    def test_there_is_one_output_where_material_enters(self):
        for kind in ("extraction", "import", "scrap_intake", "opening_stock"):
            assert "output" in reason(changed(kind, output=[EXAMPLES[kind]["output"]]))

    def test_a_processing_does_something(self):
        assert record_of(changed("processing", inputs=[])).inputs == ()
        assert record_of(changed("processing", outputs=None)).outputs == ()
        assert "both be empty" in reason(changed("processing", inputs=[], outputs=[]))

    @pytest.mark.parametrize("kind", ["transfer", "export", "disposal"])
    def test_a_movement_moves_something(self, kind):
        assert "items" in reason(changed(kind, items=[]))

    def test_an_invoice_has_lines(self):
        assert "lines" in reason(changed("invoice", lines=[]))

    def test_what_is_left_out_is_a_sale(self):
        assert record_of(changed("transfer", reason=None)).reason == "sale"

    def test_a_withdrawal_withdraws_another(self):
        own = {"record": "withdrawal", "id": EXAMPLES["withdrawal"]["id"]}
        assert "not this one" in reason(changed("withdrawal", withdraws=own))
        assert record_of(changed("withdrawal", withdraws=own | {"id": "W-2"}))
        assert "withdraws.record" in reason(
            changed("withdrawal", withdraws={"record": "lot", "id": "x"})
        )

    def test_a_quota_is_not_within_itself(self):
        assert "another quota" in reason(changed("quota", within=EXAMPLES["quota"]["id"]))


masses = st.decimals("0.001", 10**6, places=3)
names = st.text(min_size=1, max_size=30).filter(
    lambda text: (
        text.strip()
        and all(c.isprintable() for c in text)
        and codes.RECORD.known(text)
        and codes.ENTERPRISE.known(text)  # of a firm 0E0 has lost digits, of a lot it is a name
    )
)
lots = st.fixed_dictionaries(
    {"id": names, "product": st.sampled_from(["ore", "concentrate"]), "reo_kg": masses},
    optional={
        "net_kg": masses,
        "hs_code": st.text("0123456789", min_size=1, max_size=10),
        "feedstock": st.sampled_from(["domestic", "unknown"]),
        "assay": st.dictionaries(
            st.sampled_from(["La2O3", "CeO2", "Nd2O3"]), st.decimals(0, "0.333333", places=6)
        ),
    },
)
extractions = st.fixed_dictionaries(
    {
        "record": st.just("extraction"),
        "id": names,
        "date": st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat),
        "enterprise": names,
        "ore_class": st.sampled_from(["rock", "ionic"]),
        "output": lots,
    },
    optional={"revision": st.integers(0, 10**9), "site": names, "byproduct_of": st.none()},
)
processings = st.fixed_dictionaries(
    {
        "record": st.just("processing"),
        "id": names,
        "date": st.just("2026-03-01"),
        "enterprise": names,
        "process": st.sampled_from(["blending", "separation"]),
        "inputs": st.lists(st.fixed_dictionaries({"lot": names, "reo_kg": masses}), max_size=4),
        "outputs": st.lists(lots, min_size=1, max_size=4),
    }
)
flow_reports = st.fixed_dictionaries(
    {
        "record": st.just("flow_report"),
        "id": names,
        "enterprise": names,
        "month": st.just("2026-03"),
        "filed_at": st.datetimes(datetime(1901, 1, 1), datetime(2100, 1, 1)).map(str),
    }
)


class TestCanonical:
    @given(st.one_of(extractions, processings, flow_reports))
    def test_reviving_gives_the_same_record_and_text(self, data):
        record = record_of(data)
        text = canonical(record)
        assert revive(text) == record
        assert canonical(revive(text)) == text
        assert "\n" not in text

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_kind_comes_back(self, kind):
        record = record_of(EXAMPLES[kind])
        assert revive(canonical(record)) == record

    def test_the_text_is_what_was_meant(self):
        assert canonical(record_of(EXAMPLES["extraction"])) == (
            '{"date":"2026-01-10","enterprise":"91150203XXXXTQ9C5X","id":"X-2026-001",'
            '"ore_class":"rock","output":{"id":"C1","net_kg":133333.333,"product":"concentrate",'
            '"reo_kg":80000},"record":"extraction","region":"150206","revision":0,'
            '"site":"白云鄂博"}'
        )

    @given(st.randoms(use_true_random=False), extractions)
    def test_two_spellings_are_one_text(self, random, data):
        other = dict(random.sample(sorted(data.items()), len(data))) | {"region": None}
        other["output"] = data["output"] | {"reo_kg": f"{data['output']['reo_kg']}0"}
        other.setdefault("revision", "0")
        assert canonical(record_of(other)) == canonical(record_of(data))

    def test_moments_that_are_the_same_are_one_text(self):
        here = record_of(changed("flow_report", filed_at="2026-04-09T17:30:00"))
        there = record_of(changed("flow_report", filed_at="2026-04-09T05:30:00-04:00"))
        assert canonical(here) == canonical(there)
        assert here.filed_at - there.filed_at == timedelta(0)

    def test_a_list_that_is_needed_stays_though_empty(self):
        record = record_of(changed("enterprise", roles=[]))
        assert '"roles":[]' in canonical(record)
        assert revive(canonical(record)) == record

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "{",
            "[]",
            "5",
            "{}",
            pytest.param("[" * 100_000, id="deep"),
            '{"a":1e9999999999999999999}',
        ],
    )
    def test_what_is_no_record_cannot_be_revived(self, text):
        with pytest.raises(ValueError, match=r"must|missing"):
            revive(text)


def test_a_hundred_thousand_records_take_seconds():
    text = canonical(record_of(EXAMPLES["extraction"]))
    start = time.process_time()
    for _ in range(10_000):
        revive(text)
    # 30,000 a second and more are usual; a fifth of that tells a slip from a busy machine.
    assert time.process_time() - start < 10_000 / 6_000


def test_models_can_be_made_by_hand():
    made = Extraction(
        id="X",
        date=date(2026, 1, 1),
        enterprise="E",
        ore_class="rock",
        output={"id": "L", "product": "ore", "reo_kg": 5},
    )
    assert made.record == "extraction"
    assert made.output.product is Product.ORE
