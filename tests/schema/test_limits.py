"""What one query may ask for: refused by name, before the store is asked anything."""

import asyncio
import time

import pytest
from graphql import build_client_schema, get_introspection_query, parse

from provenance.schema.limits.cost import Measure, Size
from provenance.schema.schema import Schema
from provenance.settings import Settings
from provenance.settings.limits import Limits
from tests.schema.api import Api, Counting, serving

CHARACTERS, TOKENS = Limits().query_length, Limits().query_tokens

SCHEMA = Schema(Settings())


def _size(query: str, **variables: object) -> Size:
    return Measure(SCHEMA._schema, parse(query), variables).largest()


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        ('{ lot(key: "D1") { key reoKg statuses { share } } }', 1),
        ('{ lot(key: "D1") { holder { region { name } } } }', 3),
        ("{ lots { edges { cursor node { key } } pageInfo { endCursor } } }", 50),
        ("{ lots(first: 7) { edges { node { holder { key } } } } }", 7 + 7),
        (
            "{ lots(first: 2) { edges { node { usedIn(first: 3) { edges { node { key } } } } } } }",
            8,
        ),
        (
            "{ lots(first: 2) { edges { node { usedIn(first: 3) { edges { node {"
            " enterprise { key } } } } } } } }",
            2 + 2 * 3 + 2 * 3,
        ),
        ('{ search(text: "x") { key node { key } } }', 20),
        ('{ search(text: "x", first: 5) { node { source { file } } } }', 5 + 5),
        ('{ lineage(subject: {lot: "D1"}) { lots { key } events { key } inputs { lot } } }', 5_000),
        (
            '{ lineage(subject: {lot: "D1"}, maxNodes: 10) { lots { key holder { name } } } }',
            10 + 10,
        ),
        ('{ verdict(subject: {lot: "D1"}) { lawfulKg findings { code } } }', 10),
        ('{ verdict(subject: {lot: "D1"}) { origins { kg event { date } } } }', 10 + 10),
        ('{ verdicts(subjects: [{lot: "a"}, {lot: "b"}]) { lawfulKg } }', 20),
        ('{ verdicts(subjects: [{lot: "a"}, {lot: "b"}]) { quotas { quota { key } } } }', 20 + 20),
        ('{ verdicts(subjects: {lot: "a"}) { lawfulKg } }', 10),
        ("{ findings { edges { node { code reviews { by } } } } }", 50),
        ("{ findings(first: 5) { edges { node { subject { node { key } } } } } }", 5 + 5),
        ('{ declaration(key: "D") { key decisions { by } } }', 1 + 10),
        ("{ __schema { types { name fields { name } } } }", 0),
        ("{ lots(first: 1000000) { edges { node { key } } } }", 1_000_000),
    ],
)
def test_cost_counts_things_pages_multiplied(query: str, cost: int) -> None:
    assert _size(query).cost == cost


def test_cost_knows_variables_and_their_defaults() -> None:
    query = "query($n: Int! = 4, $s: [SubjectInput!]!) {{ {} }}"
    lots = query.format("lots(first: $n) { edges { node { key } } }")
    assert _size(lots).cost == 4
    assert _size(lots, n=9).cost == 9
    verdicts = query.format("verdicts(subjects: $s) { lawfulKg }")
    assert _size(verdicts, s=[{"lot": "a"}] * 6).cost == 60
    assert _size(verdicts, s=None).cost == 10  # about to be refused for what it is


def test_fragments_count_as_often_as_they_are_used() -> None:
    query = """{ lot(key: "D1") { ...a ...a x: holder { ...on Enterprise { y: name } } } }
      fragment a on Lot { h: holder { key } ...b } fragment b on Lot { producedBy { edges {
        node { key } } } }"""
    size = _size(query)
    assert (size.cost, size.aliases, size.depth) == (1 + 2 * (1 + 50) + 1, 4, 4)


@pytest.mark.parametrize(
    "query",
    [
        "{ ...a } fragment a on Query { ...a lots { edges { cursor } } }",
        "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }",
        "{ ...nowhere }",
        "{ nothing { at { all } } lot { nothing } }",
        "subscription { nothing }",
        "fragment a on Nothing { b { c } } { ...a }",
    ],
)
def test_measuring_takes_what_validation_will_refuse(query: str) -> None:
    assert _size(query).cost <= 50


def test_fragments_within_fragments_are_measured_in_no_time() -> None:
    """Spread out, it would be 2^150 fields."""
    many = "".join(f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }} " for n in range(150))
    began = time.perf_counter()
    size = _size(
        f"{{ ...f0 }} {many} fragment f150 on Query {{ a: lots {{ edges {{ cursor }} }} }}"
    )
    assert time.perf_counter() - began < 1
    assert size.cost == size.aliases == 10**12


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "{ lots(first: 300) { edges { node { usedIn(first: 100) { edges { cursor } } } } } }",
            "query_cost is 20000 things (pages within pages multiply); this query asks for 30300",
        ),
        (
            "{" + " ".join(f'a{n}: lot(key: "{n}") {{ key }}' for n in range(31)) + "}",
            "query_aliases is 30 aliases; this query asks for 31",
        ),
        (
            '{ region(key: "x")' + "{ parent " * 12 + "{ key }" + "}" * 13,
            "query_depth is 12 levels deep; this query asks for 13",
        ),
        (
            '{ region(key: "x")' + "{ parent " * 400 + "{ key }" + "}" * 401,
            "query_depth is 12 levels deep; this query asks for more than can be read",
        ),
        (
            "{" + " __typename" * TOKENS + "}",
            f"query_tokens is {TOKENS} words and signs; this query asks for more",
        ),
        (
            "{ __typename }" + " #" * 2 + "\n#x" * TOKENS,
            f"query_tokens is {TOKENS} words and signs; this query asks for more",
        ),
        (
            "{ __typename } #" + "x" * CHARACTERS,
            f"query_length is {CHARACTERS} characters; this query asks for {CHARACTERS + 16}",
        ),
        (
            "{" + " ".join(f"a{n}: __schema {{ types {{ name }} }}" for n in range(4)) + "}",
            "query_aliases is 30 aliases; this query asks for 40",
        ),
        (
            "{ __schema { types { ...F ...F } } } fragment F on __Type { a: name b: name }",
            "query_aliases is 30 aliases; this query asks for 40",
        ),
    ],
)
async def test_limits_are_named_and_nothing_is_read(query: str, message: str) -> None:
    store = Counting(None)  # type: ignore[arg-type]
    async with serving(store) as api:
        assert await api.fail(query) == ("LIMIT_EXCEEDED", message)
    assert not store.calls


@pytest.mark.parametrize(
    ("query", "variables", "message"),
    [
        (
            "query($s: [SubjectInput!]!) { verdicts(subjects: $s) { lawfulKg } }",
            {"s": [{}] * 20_001},
            "list_length is 20000 things in a list; this query asks for 20001",
        ),
        (
            "query($f: FindingFilter) { findings(filter: $f) { edges { cursor } } }",
            {"f": {"codes": ["X"] * 20_001}},
            "list_length is 20000 things in a list; this query asks for 20001",
        ),
        (
            "query($t: String!) { search(text: $t) { key } }",
            {"t": "x" * 10_001},
            "text_length is 10000 characters in a text; this query asks for 10001",
        ),
        (
            "mutation($r: [JSON!]!) { ingest(records: $r) { new } }",
            {"r": [{"record": {"x" * 10_001: 1}}]},
            "text_length is 10000 characters in a text; this query asks for 10001",
        ),
        (
            "mutation($r: [JSON!]!) { ingest(records: $r) { new } }",
            {"r": [{"reo_kg": 10**1_001}]},
            "number_digits is 1000 digits in a number; this query asks for 1002",
        ),
        (
            "mutation($w: String!, $f: String!) { fileMonth(workbook: $w, file: $f) { new } }",
            {"w": "x" * 10_001, "f": "x" * 10_001},
            "text_length is 10000 characters in a text; this query asks for 10001",
        ),
    ],
)
async def test_what_is_sent_is_limited_too(
    query: str, variables: dict[str, object], message: str
) -> None:
    store = Counting(None)  # type: ignore[arg-type]
    async with serving(store) as api:
        assert await api.fail(query, **variables) == ("LIMIT_EXCEEDED", message)
    assert not store.calls


@pytest.mark.parametrize(
    "query",
    [
        "query($t: String!) { search(text: $t) { key } }",
        "query($t: String!) { findings(filter: {text: $t}) { edges { cursor } } }",
    ],
)
async def test_what_is_looked_for_is_no_book(api: Api, query: str) -> None:
    code, message = await api.fail(query, t="x" * 256)
    assert (code, message) == ("LIMIT_EXCEEDED", "text may have 255 characters, this one has 256")


async def test_limits_can_be_set() -> None:
    settings = Settings(query_depth=2, query_aliases=1, query_cost=10)
    async with serving(Counting(None), settings) as api:  # type: ignore[arg-type]
        for query, limit in (
            ("{ lots(first: 1) { edges { node { key } } } }", "query_depth is 2"),
            ("{ a: __typename b: __typename }", "query_aliases is 1"),
            ("{ lots(first: 11) { pageInfo { endCursor } } }", "query_cost is 10"),
        ):
            code, message = await api.fail(query)
            assert code == "LIMIT_EXCEEDED"
            assert message.startswith(limit)


async def test_a_known_query_is_measured_again(api: Api) -> None:
    """It is not parsed and validated again, but its variables are others."""
    query = "query($n: Int!) { lots(first: $n) { edges { node { usedIn { edges { cursor } } } } } }"
    for n in (1, 2, 3):
        assert len((await api.ask(query, n=n))["lots"]["edges"]) == n
    code, _ = await api.fail(query, n=900)
    assert code == "LIMIT_EXCEEDED"
    assert len((await api.ask(query, n=2))["lots"]["edges"]) == 2


async def test_the_slowest_query_to_check_is_checked_in_bounded_time(api: Api) -> None:
    """Fields are compared with one another: the limit of words keeps that from taking minutes."""
    fields = "edges{node{producedBy{edges{node{key}}}}} " * ((TOKENS - 10) // 14)
    began = time.perf_counter()
    await api.send(f"{{ lots(first: 1) {{ {fields} }} }}")
    assert time.perf_counter() - began < 10


async def test_tools_can_read_the_schema(api: Api) -> None:
    data = await api.ask(get_introspection_query())
    assert "Verdict" in build_client_schema(data).type_map


async def test_a_workbook_is_as_long_as_a_body_may_be(api: Api) -> None:
    query = "query($w: String!) { checkMonth(workbook: $w) { wrong { cell } } }"
    code, _ = await api.fail(query, w="x" * 10_001)
    assert code == "MISUSE"


async def test_lengths_are_settings() -> None:
    settings = Settings(limits=Limits(text_length=3, query_length=80))
    query = "query($t: String!) { search(text: $t) { key } }"
    async with serving(Counting(None), settings) as api:  # type: ignore[arg-type]
        assert (await api.fail(query, t="abcd"))[1].startswith("text_length is 3 characters")
        assert (await api.fail(query + " " * 80, t="a"))[1].startswith("query_length is 80")


async def test_others_are_answered_while_a_long_query_is_checked() -> None:
    same = '{ lot(key: "x") { ' + "holder { key } " * 480 + "} }"
    longest, done = 0.0, asyncio.Event()

    async def ticking() -> None:
        nonlocal longest
        while not done.is_set():
            begun = time.monotonic()
            await asyncio.sleep(0)
            longest = max(longest, time.monotonic() - begun)

    async with serving(Counting(None)) as api:  # type: ignore[arg-type]
        ticks = asyncio.create_task(ticking())
        begun = time.monotonic()
        await api.send(same)
        took = time.monotonic() - begun
        done.set()
        await ticks
    assert longest < took / 2, (longest, took)
