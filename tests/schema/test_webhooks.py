"""Watches over GraphQL: made with a secret that is told once, listed, ended."""

from dataclasses import replace
from typing import Any

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.graph.port.watches import Delivery
from provenance.model.message import Message
from provenance.settings import Settings, Webhooks
from tests.graph.kit import NOON
from tests.graph.test_findings import LATER, found, keep
from tests.schema.api import Api, serving

WATCH = """mutation($f: FindingFilter, $url: String! = "https://example.org/hook",
    $by: String! = "王") {
  watch(filter: $f, url: $url, by: $by) { secret watch { id url by active behind } } }"""
WATCHES = """{ watches { id url by createdAt active behind deliveredUpTo deliveredAt lastAttemptAt
  nextAttemptAt lastError failures filter { codes severities statuses subjects { label key }
  enterprise region declaration from to text } } }"""
UNWATCH = "mutation($id: ID!) { unwatch(id: $id) { id url } }"


async def test_a_watch_from_beginning_to_end(example_store: GraphStore, api: Api) -> None:
    await keep(example_store, found(1))
    wanted: dict[str, Any] = {
        "codes": ["OVERDRAWN_LOT"],
        "severities": ["CRITICAL"],
        "statuses": ["OPEN"],
        "subject": {"lot": "D1"},
        "enterprise": "91150000701463622D",
        "region": "150000",
        "declaration": "530120260000000042",
        "from": "2026-01-01",
        "to": "2026-12-31",
        "text": "镝",
    }
    made = (await api.ask(WATCH, f=wanted))["watch"]
    assert made["secret"].startswith("whsec_")
    id_ = made["watch"]["id"]
    assert made["watch"] == {
        "id": id_,
        "url": "https://example.org/hook",
        "by": "王",
        "active": True,
        "behind": False,
    }
    every = (await api.ask(WATCH))["watch"]["watch"]["id"]
    listed, other = (await api.ask(WATCHES))["watches"]
    assert (listed["id"], other["id"]) == (id_, every)
    del wanted["subject"]
    assert listed["filter"] == wanted | {"subjects": [{"label": "LOT", "key": "D1"}]}
    assert other["filter"] == {name: [] if name.endswith("s") else None for name in other["filter"]}
    assert (listed["deliveredUpTo"], listed["behind"]) == (1, False)
    assert made["secret"] not in str(await api.ask(WATCHES))
    ended = await api.ask(UNWATCH, id=id_)
    assert ended["unwatch"] == {"id": id_, "url": "https://example.org/hook"}
    assert [one["id"] for one in (await api.ask(WATCHES))["watches"]] == [every]
    code, message = await api.fail(UNWATCH, id=id_)
    assert code == "UNKNOWN_SUBJECT"
    assert id_ in message


async def test_how_delivering_goes_is_shown(example_store: GraphStore, api: Api) -> None:
    await api.ask(WATCH)
    (kept,) = await example_store.watches.all()
    await keep(example_store, found(1))
    for delivery, shown in (
        (Delivery(0, None, NOON, 3, Message("HTTP 503"), LATER), (True, True, 3, "HTTP 503")),
        (Delivery(1, NOON, NOON), (True, False, 0, None)),
        (
            Delivery(0, None, NOON, 1, Message("HTTP 410"), active=False),
            (False, False, 1, "HTTP 410"),
        ),
    ):
        changed = replace(kept, delivery=delivery)
        await example_store.write(lambda writer, one=changed: writer.watches.keep(one))
        (listed,) = (await api.ask(WATCHES))["watches"]
        names = ("active", "behind", "failures", "lastError")
        assert tuple(listed[name] for name in names) == shown
        assert listed["lastAttemptAt"] == "2026-11-01T20:00:00+08:00"
    assert listed["nextAttemptAt"] is None


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"url": "file:///etc/passwd"}, "MISUSE"),
        ({"url": "http://169.254.169.254/latest"}, "MISUSE"),
        ({"by": " "}, "MISUSE"),
        ({"f": {"gone": True}}, "MISUSE"),
        ({"f": {"region": "nowhere"}}, "MISUSE"),
        ({"f": {"subject": {"region": "150206"}}}, "MISUSE"),
        ({"f": {"severities": ["DREADFUL"]}}, "GRAPHQL_VALIDATION_FAILED"),
    ],
)
async def test_what_nothing_could_come_of(
    example_store: GraphStore, variables: dict[str, Any], code: str
) -> None:
    settings = Settings(webhooks=Webhooks(hosts=("example.org",)))
    async with serving(example_store, settings) as api:
        refused, _ = await api.fail(WATCH, **variables)
        assert refused == code
    assert await example_store.watches.all() == []
