"""What a role must not reach it does not reach, by no question and no argument, on either store."""

import asyncio
import base64
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import pytest
from stdnum.cn import uscc

from provenance.access.policy.tables import may_ask
from provenance.access.viewer import Role, Viewer
from provenance.findings.audit import audit
from provenance.findings.feed import Announcer
from provenance.graph.port.graph import GraphStore
from provenance.schema.base.context import Context
from provenance.schema.schema import Schema
from provenance.settings import Settings
from provenance.settings.access import Access
from provenance.settings.limits import Limits
from tests.access import canaries
from tests.access.canaries import (
    CONSIGNEE,
    DECLARATION,
    INVOICE,
    MINE,
    OTHER,
    STRANGER,
    TRADER,
    UPSTREAM,
)
from tests.access.walker import Portion, object_type, portions
from tests.loading import load_all

SETTINGS = Settings(
    limits=Limits(even_s=0),
    query_cost=10_000_000,
    query_depth=50,
    query_aliases=10_000,
    access=Access(pseudonyms="of the tests, and long enough for all of them"),
)
SCHEMA = Schema(SETTINGS)

ABROAD = Viewer("buyer", Role.IMPORTER, enterprise=CONSIGNEE)
PARTY = Viewer("party", Role.IMPORTER, enterprise=TRADER)
TRADING = Viewer("trader", Role.ENTERPRISE, enterprise=TRADER)
SICHUAN = Viewer("sichuan", Role.REGULATOR, region="510000")
SHANGHAI = Viewer("shanghai", Role.REGULATOR, region="310000")
WORKING = Viewer("works", Role.ENTERPRISE, enterprise=canaries.WORKS)

PARTNERS = {canaries.WORKS, "CANARY-WORKS", INVOICE, "CANARY-D1", "CANARY-D2", "CANARY-T2"}
"""What the trader has in its own books of the works that it buys from."""

PROBES = [MINE, OTHER, "CANARY-C1"]
"""What is asked for under every kind: a number of each form that there is."""

SECRET: dict[str, tuple[Viewer, set[str]]] = {
    "buyer abroad": (ABROAD, {*UPSTREAM, *STRANGER}),
    "importer by code": (PARTY, {*UPSTREAM, *STRANGER}),
    "trader": (TRADING, {*UPSTREAM, *STRANGER} - PARTNERS - {MINE}),
    "regulator elsewhere": (
        Viewer("tibet", Role.REGULATOR, region="540000"),
        {*UPSTREAM, *STRANGER, DECLARATION, TRADER},
    ),
    "regulator of the works": (SICHUAN, set(STRANGER) | {"CANARY-VIO", "CANARY-PEN", "CANARY-QM"}),
    "operator": (Viewer("ops", Role.OPERATOR), {*UPSTREAM, *STRANGER, DECLARATION, TRADER}),
    "admin": (Viewer("admin", Role.ADMIN), {*UPSTREAM, *STRANGER, DECLARATION, TRADER}),
    "auditor": (Viewer("auditor", Role.AUDITOR), {*UPSTREAM, *STRANGER, DECLARATION, TRADER}),
}


@pytest.fixture
async def judged(store: GraphStore) -> GraphStore:
    await canaries.stated(store)
    await audit(store, SETTINGS, whole=True)
    return store


async def ask(store: GraphStore, viewer: Viewer, query: str) -> Any:
    context = Context(store, SETTINGS, Announcer(store, 2.0), viewer=viewer)
    found = await SCHEMA.execute(query, context_value=context)
    return {"data": found.data, "errors": [error.formatted for error in found.errors or ()]}


@pytest.mark.parametrize("who", SECRET)
async def test_no_question_tells_what_is_not_theirs(judged: GraphStore, who: str) -> None:
    viewer, secret = SECRET[who]
    # What nothing bears is asked first, and so beside whatever else is varied.
    probes = [word for word in PROBES if any(one in word for one in secret)]
    words = [*map(unknown, probes), *probes]
    told: dict[str, set[str]] = {}
    for name, field in object_type(SCHEMA._schema).fields.items():
        allowed = may_ask(viewer.role, f"Query.{name}")
        for parts in portions(SCHEMA._schema, name, field, words):
            said: dict[str, str] = {}
            for part in parts if allowed else parts[:1]:
                said |= await _said(judged, viewer, part, allowed=allowed)
            for given, heard in _heard(said, secret):
                told.setdefault(name + given, set()).update(heard)
    assert not told


ANSWERED = {"MISUSE", "UNKNOWN_SUBJECT", "FORBIDDEN"}


async def _said(
    store: GraphStore, viewer: Viewer, part: Portion, *, allowed: bool
) -> dict[str, str]:
    """What was answered to each set of arguments, errors included."""
    answer = await ask(store, viewer, part.document)
    codes = {error["extensions"].get("code") for error in answer["errors"]}
    if not allowed:
        assert (codes, answer["data"]) == ({"FORBIDDEN"}, None)
        return {}
    assert codes <= ANSWERED, (part.document, answer["errors"])
    found = {alias: json.dumps((answer["data"] or {}).get(alias)) for alias in part.asked}
    for error in answer["errors"]:
        found[error["path"][0]] += f"{SAID}{error['extensions']['code']} {error['message']}"
    return {part.asked[alias].given: text for alias, text in found.items()}


def _heard(said: Mapping[str, str], secret: Iterable[str]) -> Iterator[tuple[str, set[str]]]:
    """What each question was told: secrets it did not name, or more of one than of nothing."""
    for given, text in said.items():
        named = {word for word in secret if word in _decoded(given)}
        heard = {word for word in secret if word in text} - named
        for word in named:
            other = said[_replaced(given, word)]
            if _bare(text, word) != _bare(other, unknown(word)):
                heard.add(f"that there is {word}")
        if heard:
            yield given, heard


SAID = "\n"


def _bare(text: str, word: str) -> str:
    """An answer without the word it was asked with: of an error, which quotes it, its code."""
    data, _, error = text.partition(SAID)
    return data.replace(word, "?") + error.partition(" ")[0]


_BASE64 = re.compile(r'"([A-Za-z0-9_-]+={0,2})"')


def _decoded(given: str) -> str:
    """Arguments with opaque ids as what they stand for."""

    def plain(found: re.Match[str]) -> str:
        try:
            return base64.urlsafe_b64decode(found[1]).decode()
        except ValueError:
            return found[0]

    return given + _BASE64.sub(plain, given)


def _replaced(given: str, word: str) -> str:
    """The same arguments with a number that nothing bears in place of a word."""
    if word in given:
        return given.replace(word, unknown(word))

    def other(found: re.Match[str]) -> str:
        plain = base64.urlsafe_b64decode(found[1]).decode().replace(word, unknown(word))
        return f'"{base64.urlsafe_b64encode(plain.encode()).decode()}"'

    return _BASE64.sub(other, given)


def unknown(word: str) -> str:
    """A number of the same form that nothing bears."""
    if "CANARY" in word:
        return word.replace("CANARY", "NOBODY")  # as long
    if word in {MINE, canaries.WORKS, TRADER}:
        start = f"{word[:14]}YYY"
        return start + uscc.calc_check_digit(start)
    return word[:-3] + "999"


@pytest.mark.parametrize("who", SECRET)
async def test_what_is_not_for_a_role_is_refused_before_it_is_looked_at(
    judged: GraphStore, who: str
) -> None:
    viewer, _ = SECRET[who]
    before = await judged.records.holding()
    for kind in ("mutation", "subscription"):
        root = getattr(SCHEMA._schema, f"{kind}_type")
        for name in root.fields:
            if may_ask(viewer.role, f"{root.name}.{name}"):
                continue
            for query in (
                f"{kind} {{ {name} }}",
                f"{kind} {{ ...F }} fragment F on {root.name} {{ other: {name} }}",
            ):
                context = Context(judged, SETTINGS, Announcer(judged, 2.0), viewer)
                if kind == "mutation":
                    answer: Any = await SCHEMA.execute(query, context_value=context)
                else:
                    answer = await SCHEMA.subscribe(query, context_value=context)
                    answer = await anext(answer) if hasattr(answer, "__anext__") else answer
                codes = [error.extensions["code"] for error in answer.errors]
                assert (codes, answer.data) == (["FORBIDDEN"], None), query
    assert await judged.records.holding() == before


@pytest.mark.parametrize("who", ["trader", "regulator of the works", "regulator elsewhere"])
async def test_who_listens_is_told_of_what_is_theirs(store: GraphStore, who: str) -> None:
    viewer, secret = SECRET[who]
    context = Context(store, SETTINGS, Announcer(store, 0.05), viewer)
    await load_all(store, canaries.world())
    chosen = " ".join(f"{name}" for name in ("code", "message", "evidence"))
    query = f"subscription {{ findingRaised {{ {chosen} subject {{ label key }} }} }}"
    stream: Any = await SCHEMA.subscribe(query, context_value=context)
    first = asyncio.ensure_future(anext(stream))
    await asyncio.sleep(0.2)
    await audit(store, SETTINGS, whole=True)
    heard = ""
    with suppress(TimeoutError):
        async with asyncio.timeout(1.5):
            heard += json.dumps((await first).data)
            async for answer in stream:
                heard += json.dumps(answer.data)
    await stream.aclose()
    assert not {word for word in secret if word in heard}
    assert bool(heard) == (who != "regulator elsewhere")


SEEN = {
    "buyer abroad": {DECLARATION, "F1", "F2"},
    "importer by code": {DECLARATION, "F1", "F2"},
    "trader": {DECLARATION, "F1", "F2", "CANARY-D1", "CANARY-D2"},
    "regulator of the works": {"CANARY-QS", "CANARY-DS", "CANARY-K1", "CANARY-D1", "CANARY-D2"},
}


@pytest.mark.parametrize("who", SEEN)
async def test_what_is_theirs_they_see(judged: GraphStore, who: str) -> None:
    viewer, _ = SECRET[who]
    kinds = ("lots", "declarations", "quotas", "designations")
    listed = [f"{kind} {{ edges {{ node {{ key }} }} }}" for kind in kinds]
    lot = sorted(SEEN[who] - {DECLARATION})[0]
    listed.append(f'lineage(subject: {{lot: "{lot}"}}) {{ lots {{ key }} events {{ key }} }}')
    text = ""
    for asked in listed:
        if may_ask(viewer.role, f"Query.{asked.partition('(')[0].split()[0]}"):
            answer = await ask(judged, viewer, f"{{ {asked} }}")
            text += json.dumps(answer["data"])
    assert {word for word in SEEN[who] if word not in text} == set()


async def test_a_firm_checks_and_files_its_own_month_alone(judged: GraphStore) -> None:
    mine = '{ monthTemplate(enterprise: "%s", month: "2026-03") { workbook } }'
    book = (await ask(judged, TRADING, mine % TRADER))["data"]["monthTemplate"]["workbook"]
    other = (await ask(judged, WORKING, mine % canaries.WORKS))["data"]["monthTemplate"]
    for question, field in (("query", "checkMonth"), ("mutation", "fileMonth")):
        asked = f'{question} {{ {field}(workbook: "%s") {{ wrong {{ cell }} }} }}'
        own = await ask(judged, TRADING, asked % book)
        assert own == {"data": {field: {"wrong": []}}, "errors": []}
        refused = await ask(judged, TRADING, asked % other["workbook"])
        assert [error["extensions"]["code"] for error in refused["errors"]] == ["FORBIDDEN"]
