"""One meaning for each number and code, at every entry and every question."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest
import typer
from graphql import GraphQLError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provenance.cli.options import day, subjects_named
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter
from provenance.ingest.load import load
from provenance.model import codes
from provenance.model.asking import number_of, ref_asked
from provenance.model.codes import kind_of
from provenance.model.errors import MisuseError
from provenance.model.terms import Conclusion, Label, Ref
from provenance.records.canonical import canonical
from provenance.records.changes import RecordKey
from provenance.records.filing import Filing, Parsed, Rejection
from provenance.records.formats import csvfile, jsonl
from provenance.records.kinds.registry import RECORD_KINDS, describe
from provenance.records.kinds.shapes import part_of
from provenance.schema.base.scalars import SCALARS
from provenance.schema.base.subject import SubjectInput
from provenance.schema.queries.findings import FindingFilter as AskedFilter
from provenance.settings import Settings
from provenance.supervision.utilisation.scope import Scope
from provenance.verdict.verdicts import verdicts
from tests.lawful import DECLARATION, lawful_shipment
from tests.loading import load_all, parsed
from tests.model.codes.disturbing import DAY_FORMS, MONTH_FORMS, SORTS, Sort

NOW = datetime(2026, 11, 1, tzinfo=UTC)
EXAMPLES = {kind: described["example"] for kind, described in describe().items()}
thorough = settings(
    derandomize=True,
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
REFUSED = object()
"""What an entry or a question answers that does not take a text."""

FILED: Mapping[str, tuple[str, str]] = {
    "declaration": ("declaration", "id"),
    "invoice": ("invoice", "id"),
    "credit code": ("enterprise", "id"),
    "enterprise": ("flow_report", "enterprise"),
    "supplier": ("scrap_intake", "source"),
    "licence": ("declaration", "licence"),
    "quota": ("quota_adjustment", "quota"),
    "lot id": ("disposal", "items.0.lot"),
    "record id": ("penalty", "violation"),
    "customs code": ("declaration", "hs_code"),
    "control code": ("export_licence", "control_codes.0"),
    "region code (GB/T 2260)": ("enterprise", "region"),
    "country": ("declaration", "country"),
    "date": ("declaration", "date"),
    "month": ("flow_report", "month"),
    "period": ("execution_report", "period"),
}
"""A field of a record for each kind of number or code, by the kind's name."""

LABELS = {
    "declaration": Label.DECLARATION,
    "invoice": Label.INVOICE,
    "enterprise": Label.ENTERPRISE,
    "licence": Label.EXPORT_LICENCE,
    "quota": Label.QUOTA,
    "lot id": Label.LOT,
    "record id": Label.PENALTY,
    "region code (GB/T 2260)": Label.REGION,
}
ASKED_OF = {
    Label.DECLARATION: "declaration",
    Label.INVOICE: "invoice",
    Label.ENTERPRISE: "enterprise",
    Label.EXPORT_LICENCE: "licence",
    Label.QUOTA: "quota",
    Label.LOT: "lot",
    Label.REGION: "region",
}


def _steps(fields: Any, path: str) -> tuple[Any, Any]:
    *outer, last = path.split(".")
    for step in outer:
        fields = fields[int(step)] if step.isdigit() else fields[step]
    return fields, int(last) if last.isdigit() else last


def _stated(kind: str, path: str, text: str) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(json.dumps(EXAMPLES[kind]))
    part, last = _steps(fields, path)
    part[last] = text
    return fields


def _read(lines: Iterator[Parsed | Rejection], path: str) -> object:
    (line,) = lines
    if isinstance(line, Rejection):
        assert line.field.startswith(path.split(".", maxsplit=1)[0])
        assert line.reason
        return REFUSED
    value: Any = line.record
    for step in path.split("."):
        value = value[int(step)] if step.isdigit() else getattr(value, step)
    return value


def by_json_line(name: str, text: str) -> object:
    kind, path = FILED[name]
    raw = json.dumps(_stated(kind, path, text)).encode()
    return _read(jsonl.records(io.BytesIO(raw), Filing("f", NOW)), path)


def by_json_document(name: str, text: str) -> object:
    kind, path = FILED[name]
    raw = json.dumps([_stated(kind, path, text)], ensure_ascii=False, indent=1).encode()
    return _read(jsonl.records(io.BytesIO(raw), Filing("f", NOW)), path)


def by_cell_of_csv(name: str, text: str) -> object:
    kind, path = FILED[name]
    fields = _stated(kind, path, text)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(fields))
    writer.writeheader()
    writer.writerow(
        {f: json.dumps(v) if isinstance(v, list | dict) else v for f, v in fields.items()}
    )
    lines = csvfile.records(io.BytesIO(out.getvalue().encode()), Filing("f", NOW, kind))
    return _read(lines, path)


ENTRIES: Mapping[str, Callable[[str, str], object]] = {
    "JSON Lines": by_json_line,
    "JSON document": by_json_document,
    "CSV": by_cell_of_csv,
}


def _questions(name: str, text: str) -> Iterator[Callable[[], object]]:
    """Every way to ask by such a number: command line, GraphQL, filters, watches, scopes."""
    if label := LABELS.get(name):
        yield lambda: ref_asked(label, text).key
        yield lambda: subjects_named(f"{label.name.lower()}:{text}")[0].key
        if field := ASKED_OF.get(label):
            yield lambda: SubjectInput(**{field: text}).ref("asking", label).key
    for field in ("enterprise", "region", "declaration"):
        if name.startswith(field):
            yield lambda field=field: getattr(FindingFilter(**{field: text}).asked(), field)
            yield lambda field=field: getattr(AskedFilter(**{field: text}).wanted().asked(), field)
    if name == "month":
        yield lambda: Scope(month=text).month
    if name == "date":
        yield lambda: day(text)
        scalar = SCALARS[date].parse_value
        assert scalar is not None
        yield lambda: scalar(text)


def _answer(question: Callable[[], object]) -> object:
    try:
        return question()
    except (MisuseError, GraphQLError, typer.BadParameter):
        return REFUSED


def _disturbed(draw: st.DrawFn, sort: Sort, text: str) -> str:
    for steps, most in ((sort.first, 1), (sort.any_order, 3), (sort.last, 2)):
        for step in draw(st.lists(st.sampled_from(steps), max_size=most)) if steps else ():
            text = step(draw, text)
    return text


@pytest.mark.parametrize(
    "sort",
    [one for one in SORTS if str(one.kind.name) in FILED],
    ids=lambda one: str(one.kind.name),
)
@thorough
@given(data=st.data())
def test_whatever_is_done_to_it_a_number_means_the_same_everywhere(
    sort: Sort, data: st.DataObject
) -> None:
    text, value = data.draw(sort.values)
    text = data.draw(st.composite(lambda draw: _disturbed(draw, sort, text))())
    name = str(sort.kind.name)
    for entry, read in ENTRIES.items():
        assert read(name, text) in (value, REFUSED), (entry, ascii(text))
    for question in _questions(name, text):
        assert _answer(question) in (value, REFUSED), ascii(text)
    # What is only written otherwise is not refused.
    assert by_json_line(name, text) == value, ascii(text)
    for question in _questions(name, text):
        assert _answer(question) == value, ascii(text)


@pytest.mark.parametrize("name", sorted(FILED))
@pytest.mark.parametrize("lost", ["5.3012E+17", " 5.3012e+17 ", "５．３０１２E+１７", "5,3012E+17"])
def test_what_lost_its_digits_is_refused_everywhere(name: str, lost: str) -> None:
    if "," in lost and name in {"lot id", "record id", "quota", "licence"}:
        return  # there it may be a name
    for entry, read in ENTRIES.items():
        assert read(name, lost) is REFUSED, entry
    for question in _questions(name, lost):
        assert _answer(question) is REFUSED


@pytest.mark.parametrize(
    ("label", "text", "meant"),
    [
        (Label.REGION, "360799", ""),
        (Label.REGION, "1502", "150200"),
        (Label.REGION, "包头市", "150200"),
        (Label.REGION, "999999", ""),
    ],
)
def test_a_code_nobody_has_is_refused_in_a_question(label: Label, text: str, meant: str) -> None:
    with pytest.raises(MisuseError, match="there is no such region code") as refusal:
        ref_asked(label, text)
    assert f"did you mean {meant}" in str(refusal.value) or not meant
    with pytest.raises(MisuseError):
        FindingFilter(region=text).asked()


def test_every_label_is_asked_by_a_kind() -> None:
    for label in Label:
        with suppress(MisuseError):
            assert ref_asked(label, " 150203 ") == Ref(label, number_of(label).filed("150203"))
    assert ref_asked(Label.EVENT, " transfer:\u200bT1/2 ") == Ref(Label.EVENT, "transfer:T1/2")


# A lawful shipment with everything in it written otherwise.

BY_NAME = {str(sort.kind.name): sort for sort in SORTS}


def _rewritten(draw: st.DrawFn, model: Any, fields: Mapping[str, Any]) -> dict[str, Any]:
    made = dict(fields)
    for name, value in fields.items():
        field = model.model_fields[name]
        part = part_of(model, name)
        if part is not None:
            several = [_rewritten(draw, part, one) for one in ([value], value)[type(value) is list]]
            made[name] = several if isinstance(value, list) else several[0]
        elif (kind := kind_of(field.annotation, *field.metadata)) is not None:
            if isinstance(value, list):
                made[name] = [_otherwise(draw, kind, one) for one in value]
            else:
                made[name] = _otherwise(draw, kind, value)
    return made


def _otherwise(draw: st.DrawFn, kind: codes.Kind[Any], text: str) -> str:
    sort = BY_NAME[str(kind.name)]
    if kind is codes.DATE:
        year, month, one = map(int, text.split("-"))
        text = draw(st.sampled_from(DAY_FORMS)).format(year, month, one)
    elif kind is codes.MONTH:
        year, month = map(int, text.split("-"))
        text = draw(st.sampled_from(MONTH_FORMS)).format(year, month)
    elif kind is codes.COUNTRY:
        text = draw(st.sampled_from(["德国", "Germany", "DE", "DEU", "276", "德國"]))
    return _disturbed(draw, sort, text)


@st.composite
def rewritten_shipments(draw: st.DrawFn) -> list[dict[str, Any]]:
    return [_rewritten(draw, RECORD_KINDS[one["record"]], one) for one in lawful_shipment()]


def shipments(count: int) -> list[list[dict[str, Any]]]:
    """Some rewritten shipments, the same each time."""
    made: list[list[dict[str, Any]]] = []

    @settings(thorough, max_examples=count)
    @given(rewritten_shipments())
    def collect(records: list[dict[str, Any]]) -> None:
        made.append(records)

    collect()
    return made[-count:]


@thorough
@given(rewritten_shipments())
def test_a_shipment_written_otherwise_is_the_same_records(records: list[dict[str, Any]]) -> None:
    as_kept = [canonical(line.record) for line in parsed(lawful_shipment())]  # type: ignore[union-attr]
    assert [canonical(line.record) for line in parsed(records)] == as_kept  # type: ignore[union-attr]


async def test_a_lawful_shipment_stays_lawful_however_it_is_written(store: GraphStore) -> None:
    first, *others = shipments(6)
    await load_all(store, first)
    (verdict,) = await verdicts(store, [ref_asked(Label.DECLARATION, DECLARATION)], Settings())
    assert verdict is not None
    assert (verdict.conclusion, verdict.reo_g) == (Conclusion.LAWFUL, 19_000_000)
    assert verdict.findings == []
    assert verdict.clearance == "release"
    for records in (*others, lawful_shipment()):
        warned: list[object] = []
        tally = await load(store, parsed(records), on_warned=warned.append)
        assert (tally.committed, tally.new, tally.replaced) == (len(records), 0, 0)
        assert warned == []


async def test_the_text_as_filed_is_kept_where_it_was_written_otherwise(store: GraphStore) -> None:
    plain = lawful_shipment()
    declared = next(one for one in plain if one["record"] == "declaration")
    written = {**declared, "country": "德国", "date": "2026/3/10", "hs_code": 28469099}
    await load_all(store, [one for one in plain if one is not declared] + [written])
    refs = [("declaration", DECLARATION), ("export", "E1")]
    found = await store.graph.versions([RecordKey(*one) for one in refs])
    (version,), (export,) = found
    assert '"country":"DEU"' in version.body
    assert version.filed is not None
    assert json.loads(version.filed) == written
    assert export.filed is None
