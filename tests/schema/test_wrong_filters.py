"""A walk through all that a question can be narrowed by: no wrong value is answered by nothing.

Arguments and fields of filters are taken from the schema as it is. What has no wrong value here has
to be given one, or be said to have none: a new filter cannot be forgotten.
"""

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import NamedTuple

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLObjectType,
    build_schema,
    get_named_type,
    is_required_argument,
)

from tests.example import DECLARATION, M
from tests.schema.api import Api

SDL = build_schema((files("provenance.schema") / "schema.graphql").read_text("utf-8"))

HALF = "D\ud800"
NUMBER = ("", "  ", HALF, 7.5)
TIME = ("", "yesterday", "2026-13-01", "20266-01-01", 2026, HALF)
FIRM = (*NUMBER, "nobody", f"{M[:-1]}A", "9115")
SUBJECT: Sequence[object] = (
    {},
    {"lot": ""},
    {"lot": HALF},
    {"lot": "D1", "event": "E1"},
    {"parcel": "D1"},
)
WRONG: Mapping[str, Sequence[object]] = {
    "first": (0, -1, 1001, 2**31, "ten"),
    "after": ("", "!", "no cursor", "/w==", HALF),
    "maxNodes": (0, -1, 2**31),
    "year": (20266, 0, -1, "2026"),
    "month": ("", "2026-13", "20266-01", "0026-01", "May"),
    "region": (*NUMBER, "999999", "36", "Atlantis", "鼓楼"),
    "enterprise": FIRM,
    "group": FIRM,
    "declaration": (*NUMBER, f"{DECLARATION[:-1]}9"),
    "codes": (["OVERDRAWN_LOTS"], ["OVERDRAWN_LOT", ""], "over quota", [HALF]),
    "text": ("", "  ", "?!", HALF),
    "key": NUMBER,
    "id": ("nonsense", "", HALF),
    "subject": SUBJECT,
    "subjects": ([{}], [{"lot": ""}]),
    "asOf": (*TIME, "2100-01-01"),
    "at": TIME,
    "on": TIME,
    "day": TIME,
    "port": (*NUMBER, "Atlantis", "53"),
    "exporter": FIRM,
    "since": TIME,
    "until": TIME,
    "gone": ("yes",),
    "who": ("", "  ", HALF),
    "about": ("", "  ", HALF),
    "file": ("",),
    "open": ("yes",),
    "decided": ("yes",),
    "holder": FIRM,
    "depth": (0, -1, 2**31),
    "leastKg": (-1, "much", 0.0001),
    "firstSeenFrom": TIME,
    "workbook": ("x",),
}
"""Wrong values by name; of an enum, whatever it is called, a value that it has not."""

SPECIAL: Mapping[str, Sequence[object]] = {
    "Query.lineage(from)": TIME,
    "Query.trail(role)": ("", "boss", HALF),
    "Query.lineage(to)": TIME,
    "Query.paths(from)": SUBJECT,
    "Query.paths(to)": SUBJECT,
    "Query.targets(from)": TIME,
    "Query.targets(to)": TIME,
    "FindingFilter.from": TIME,
    "FindingFilter.to": TIME,
    "FindingFilter.subject": (*SUBJECT, {"lot": "D9"}, {"region": "150000"}),
    "Query.reportingStatus(level)": ("UNKNOWN", "VILLAGE"),
    "Query.case(id)": (7.5,),  # nobody has to know a case before it is looked for
    "Query.case(version)": ("two", 1.5, 2**31),
    "Query.finding(id)": (7.5,),
    "Query.resolve(texts)": ([7.5],),  # what nothing bears is told, with what is near
    "Query.search(text)": (7.5,),  # what nothing can be called is found nowhere
    "Query.monthTemplate(month)": ("", "2026-13", "2026"),
    "Query.monthTemplate(enterprise)": NUMBER,  # who has filed nothing yet gets one too
}

GOOD: Mapping[str, object] = {
    "enterprise": M,
    "month": "2026-01",
    "year": 2026,
    "on": "2026-03-01",
    "text": "D1",
    "texts": ["D1"],
    "key": "D1",
    "id": "x",
    "workbook": "x",
    "subject": {"lot": "D1"},
    "subjects": [{"lot": "D1"}],
    "from": {"lot": "C1"},
    "to": {"lot": "D1"},
}
"""What else has to be said, so that the question is right but for the one value."""

WINDOWS = [
    'findings(filter: {from: "2026-03-02", to: "2026-03-01"})',
    'lineage(subject: {lot: "D1"}, from: "2026-03-02", to: "2026-03-01")',
    'targets(from: "2026-03-02", to: "2026-03-01")',
    'paths(from: {lot: "C1"}, to: {lot: "D1"}, since: "2026-03-02", until: "2026-03-01")',
    'quotaUtilisation(year: 2025, month: "2026-03")',
]

REFUSALS = {"MISUSE", "UNKNOWN_SUBJECT", "LIMIT_EXCEEDED", "GRAPHQL_VALIDATION_FAILED"}


class Place(NamedTuple):
    """Where a question can be narrowed: a field of the root, its argument, a part of an input."""

    field: GraphQLField
    name: str
    argument: str
    part: str
    typed: GraphQLInputType

    def __str__(self) -> str:
        return f"FindingFilter.{self.part}" if self.part else f"Query.{self.name}({self.argument})"

    @property
    def wrong(self) -> Sequence[object]:
        """Values that this cannot have."""
        if str(self) in SPECIAL:
            return SPECIAL[str(self)]
        if isinstance(get_named_type(self.typed), GraphQLEnumType):
            return ("NO_SUCH_WORD", "")
        return WRONG[self.part or self.argument]

    @property
    def query(self) -> str:
        """The question, its arguments as variables."""
        needed = {n: a for n, a in self.field.args.items() if n == self.argument or n in GOOD}
        taken = ", ".join(f"${name}: {one.type}" for name, one in needed.items())
        given = ", ".join(f"{name}: ${name}" for name in needed)
        return f"query({taken}) {{ {self.name}({given}) {{ __typename }} }}"

    def asked(self, value: object) -> dict[str, object]:
        """The variables: a value here, and all else that is needed."""
        needed = {n: GOOD[n] for n, a in self.field.args.items() if is_required_argument(a)}
        return {**needed, self.argument: {self.part: value} if self.part else value}


def _places() -> Iterator[Place]:
    assert SDL.query_type
    for name, field in SDL.query_type.fields.items():
        for argument, one in field.args.items():
            kind = get_named_type(one.type)
            if isinstance(kind, GraphQLInputObjectType) and not kind.is_one_of:
                for part, inner in kind.fields.items():
                    yield Place(field, name, argument, part, inner.type)
            else:
                yield Place(field, name, argument, "", one.type)


@pytest.mark.parametrize("place", list(_places()), ids=str)
async def test_a_wrong_value_is_refused(api: Api, place: Place) -> None:
    for value in place.wrong:
        answer = await api.send(place.query, **place.asked(value))
        assert answer.get("errors"), f"{place} of {value!r} is answered: {answer}"
        codes = {error["extensions"]["code"] for error in answer["errors"]}
        assert codes <= REFUSALS, (value, answer)
        assert all(error["message"] for error in answer["errors"])


@pytest.mark.parametrize("question", WINDOWS)
async def test_no_window_ends_before_it_begins(api: Api, question: str) -> None:
    code, said = await api.fail(f"{{ {question} {{ __typename }} }}")
    assert code == "MISUSE"
    assert "ends before it begins" in said or "is no month of" in said


NESTED = {
    name
    for kind in SDL.type_map.values()
    if isinstance(kind, GraphQLObjectType)
    if not kind.name.startswith("__") and kind.name not in {"Query", "Mutation", "Subscription"}
    for field in kind.fields.values()
    for name in field.args
}


@pytest.mark.parametrize(
    "question",
    [
        '{ lot(key: "D1") { producedBy(first: $first, after: $after) { __typename } } }',
        """{ enterprise(key: "91150000701463622D") {
          inspections(first: $first, after: $after) { __typename } } }""",
        """{ reportingStatus(month: "2026-01") {
          enterprises(first: $first, after: $after) { __typename } } }""",
    ],
)
async def test_lists_within_are_asked_alike(api: Api, question: str) -> None:
    """Beside pages there are enums, oxides (tests/schema/test_balance.py), days and years."""
    enums = {"by", "custodyModel", "kinds", "language", "order", "side", "statuses"}
    assert {"first", "after", "from", "newestFirst", "oxide", "to", "year", *enums} == NESTED
    query = f"query($first: Int! = 5, $after: String) {question}"
    for name in ("first", "after"):
        for value in WRONG[name]:
            answer = await api.send(query, **{name: value})
            assert answer.get("errors"), (name, value, answer)
