"""Two services and a deliverer on one Neo4j, one ended at random under load of all roles.

Nothing is wrong: an answer is the right one, or says by a code that it could not be had. Nothing is
lost: what was acknowledged is on record, told to whoever watches, and in the trail. Nothing leaks.
"""

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import httpx2
import pytest
from stdnum.cn import uscc

from provenance.access.identity import users
from provenance.access.identity.keys import Keys
from provenance.access.trail.verify import verify
from provenance.access.viewer import Authority, Role, Viewer
from provenance.findings.audit import audit
from provenance.findings.feed import Announcer
from provenance.graph.port.graph import GraphStore
from provenance.model.terms import Label, Ref
from provenance.records.changes import RecordKey
from provenance.schema.base.context import Context
from provenance.schema.schema import Schema
from provenance.settings import Settings, Webhooks
from provenance.settings.access import Access, AccessMode
from tests.access import canaries
from tests.access.canaries import DECLARATION, MINE, OTHER, STRANGER, TRADER, UPSTREAM
from tests.access.test_scope import PARTNERS
from tests.access.trail.kit import seals
from tests.conftest import StoreAddress
from tests.findings.webhooks.kit import Receiver, verified, watching
from tests.loading import Record, load_all
from tools.neo4j_server import free_port

LOAD_S = float(os.environ.get("LOAD_S", "60"))
"""So long there is load, and somebody is ended every few seconds."""

PACE_S = 1.0
"""So long, give or take half, whoever asks waits before the next question: two cores are enough."""

PATIENCE_S = 60

SECRET = "of the tests, and long enough for all of them"
SETTINGS = Settings(
    access=Access(mode=AccessMode.TOKENS, key=SECRET, pseudonyms=SECRET),
    webhooks=Webhooks(key=SECRET, networks=("127.0.0.0/8",)),
)
ENV = {
    "PROVENANCE_ACCESS__MODE": "tokens",
    "PROVENANCE_ACCESS__KEY": SECRET,
    "PROVENANCE_ACCESS__PSEUDONYMS": SECRET,
    "PROVENANCE_WEBHOOKS__KEY": SECRET,
    "PROVENANCE_WEBHOOKS__NETWORKS": "127.0.0.0/8",
    "PROVENANCE_WEBHOOKS__DELIVER": "false",
    "PROVENANCE_WEBHOOKS__LEASE_S": "0.5",
    "PROVENANCE_WEBHOOKS__TIMEOUT_S": "1",
    "PROVENANCE_FINDINGS_LOOK_S": "0.3",
    "PROVENANCE_LOG_FORMAT": "json",
    "NO_PROXY": "127.0.0.1",
}

FILER = "91510000MA6CANARY" + uscc.calc_check_digit("91510000MA6CANARY")
FILERS = {FILER, "CANARY-FILER", "CANARY-FL", "CANARY-FE"}

ASKABLE = {"BUSY", "STORE_UNAVAILABLE", "TRAIL_UNWRITABLE", "DEADLINE_EXCEEDED"}
"""Why a question may be put again: the answer could not be had, and says so."""


@dataclass(frozen=True)
class Asker:
    """Who asks, the question whose answer is always the same, and what must never be in it."""

    viewer: Viewer
    query: str
    secret: frozenset[str] = frozenset()

    @property
    def document(self) -> str:
        """The question, with a number of its own by which the trail knows it."""
        asked = f"query($mark: String!) {{ mark: article(key: $mark) {{ key }} {self.query} }}"
        return asked.replace("TRADED", DECLARATION)


def viewer(name: str, role: Role, **of: Any) -> Viewer:
    return Viewer(name, role, name=name, **of)


_VERDICT = """verdict(subject: {declaration: "TRADED"}) {
    conclusion lawfulKg unlawfulKg unverifiedKg lawfulMinKg lawfulMaxKg
    origins { event { key } enterprise { key name } kg } }"""
_OTHERS = {*UPSTREAM, *STRANGER, *FILERS}
_NO_CONTENT = frozenset({*_OTHERS, DECLARATION, TRADER})
ASKERS = [
    Asker(viewer("customs", Role.CUSTOMS, authority=Authority.GAC), _VERDICT),
    Asker(
        viewer("investigator", Role.INVESTIGATOR),
        'lineage(subject: {declaration: "TRADED"}) { lots { key reoKg } events { key } }',
    ),
    Asker(
        viewer("regulator", Role.REGULATOR, region="510000", authority=Authority.LOCAL),
        "quotas { edges { node { key reoKg allocatedTo { name } } } }",
        frozenset(STRANGER) | {"CANARY-VIO", "CANARY-PEN", "CANARY-QM"},
    ),
    Asker(
        viewer("trader", Role.ENTERPRISE, enterprise=TRADER),
        "lots { edges { node { key holder { key } } } } declarations { edges { node { key } } }",
        frozenset(_OTHERS - PARTNERS - {MINE}),
    ),
    Asker(viewer("importer", Role.IMPORTER, enterprise=TRADER), _VERDICT, frozenset(_OTHERS)),
    Asker(
        viewer("buyer", Role.IMPORTER, enterprise=canaries.CONSIGNEE), _VERDICT, frozenset(_OTHERS)
    ),
    Asker(viewer("operator", Role.OPERATOR), 'region(key: "510000") { name }', _NO_CONTENT),
    Asker(viewer("admin", Role.ADMIN), 'region(key: "510000") { name }', _NO_CONTENT),
    Asker(
        viewer("auditor", Role.AUDITOR),
        "trail(about: $mark) { edges { node { number } } }",
        _NO_CONTENT,
    ),
]
FILING = viewer("filer", Role.ENTERPRISE, enterprise=FILER)


class Change(NamedTuple):
    """Something that is stated of number n: by whom, how, with what, and what the trail lists."""

    who: str
    document: str
    variables: Callable[[str], dict[str, Any]]
    key: Callable[[str], list[Any]]


def _mined(n: str) -> Record:
    lot = {"id": f"CANARY-FL{n}", "product": "concentrate", "reo_kg": 10}
    mined = {"enterprise": FILER, "ore_class": "rock", "site": "S", "region": "510104"}
    return {"record": "extraction", "id": f"CANARY-FE{n}", "date": "2026-06-01", **mined} | {
        "output": lot
    }


def _inspected(n: str) -> dict[str, Any]:
    found = {"enterprise": FILER, "date": "2026-06-02", "authority": "Bureau", "region": "510104"}
    return {"id": f"N{n}", **found}


CHANGES = {
    "recorded extraction": Change(
        "filer",
        "mutation($r: [JSON!]!) { ingest(records: $r) { committed rejected { reason } } }",
        lambda n: {"r": [_mined(n)]},
        lambda n: [f"CANARY-FE{n}", 0],
    ),
    "recorded inspection": Change(
        "regulator",
        "mutation($i: InspectionInput!) { recordInspection(input: $i) { revision } }",
        lambda n: {"i": _inspected(n)},
        lambda n: [f"N{n}", 0],
    ),
    "decided Declaration": Change(
        "customs",
        """mutation($d: String!, $r: String!) {
            decideClearance(declaration: $d, decision: SAMPLE, reason: $r) { reason } }""",
        lambda n: {"d": OTHER, "r": f"CANARY-REASON {n}"},
        lambda n: [OTHER, "sample"],
    ),
}


class Process:
    """A command of the product that is ended and started again; its log is kept."""

    def __init__(self, address: StoreAddress, folder: Path, name: str, *words: str) -> None:
        self.log = folder / f"{name}.log"
        self._words = [*words, "--store", address.store]
        self._env = {**os.environ, **ENV, **address.env, "PROVENANCE_LANGUAGE": "en"}
        self._running: subprocess.Popen[bytes] | None = None
        self.generation, self.up = 0, False

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._running = subprocess.Popen(
                [sys.executable, "-m", "provenance", *self._words],
                stdout=subprocess.DEVNULL,
                stderr=log,
                env=self._env,
            )

    async def end(self, how: int) -> None:
        """End it, by SIGKILL or in good order."""
        self.generation, self.up = self.generation + 1, False
        assert self._running is not None
        self._running.send_signal(how)
        await asyncio.to_thread(self._running.wait, PATIENCE_S)

    async def ready(self) -> None:
        self.up = True


class Service(Process):
    """A service, on a port of its own."""

    def __init__(self, address: StoreAddress, folder: Path, name: str) -> None:
        self.port = free_port()
        super().__init__(address, folder, name, "serve", "--port", str(self.port))

    async def ready(self) -> None:
        end = time.monotonic() + PATIENCE_S
        async with httpx2.AsyncClient(trust_env=False) as client:
            while True:
                try:
                    answer = await client.get(f"http://127.0.0.1:{self.port}/healthz")
                    assert answer.status_code == 200, answer.text
                    break
                except httpx2.TransportError:
                    assert time.monotonic() < end, self.log.read_text()
                    await asyncio.sleep(0.1)
        self.up = True


@dataclass
class Load:
    """What was asked and acknowledged."""

    services: list[Service]
    tokens: Mapping[str, str]
    right: Mapping[str, Any]
    rng: random.Random
    ends_at: float
    http: httpx2.AsyncClient
    answered: dict[str, str] = field(default_factory=dict)
    sent: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in CHANGES})
    kept: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in CHANGES})
    failed: Counter[str] = field(default_factory=Counter)

    async def _pause(self) -> bool:
        await asyncio.sleep(self.rng.uniform(0.5, 1.5) * PACE_S)
        return time.monotonic() < self.ends_at

    async def ask(self, asker: Asker) -> None:
        """Ask the same again and again, each time under a number of its own."""
        who, n = asker.viewer.name, 0
        while await self._pause():
            n += 1
            mark = f"MARK-{who}-{n}"
            data = await self._answer(who, asker.document, {"mark": mark}, asker.secret)
            if data is not None:
                assert data == self.right[who], (who, data)
                self.answered[mark] = who

    async def change(self, name: str) -> None:
        """State one thing after the other."""
        change, n = CHANGES[name], 0
        while await self._pause():
            n += 1
            self.sent[name].append(str(n))
            data = await self._answer(change.who, change.document, change.variables(str(n)))
            if data is not None:
                assert data.get("ingest", {"rejected": []})["rejected"] == []
                self.kept[name].append(str(n))

    async def _answer(
        self,
        who: str,
        document: str,
        variables: dict[str, Any],
        secret: frozenset[str] = frozenset(),
    ) -> Any:
        """What one service that is up answers, None where it says that it could not; no answer is
        none only of one that was ended meanwhile."""
        service = self.rng.choice([one for one in self.services if one.up] or self.services)
        before, was_up = service.generation, service.up
        try:
            response = await self.http.post(
                f"http://127.0.0.1:{service.port}/graphql",
                json={"query": document, "variables": variables},
                headers={"authorization": f"Bearer {self.tokens[who]}"},
            )
        except httpx2.TransportError:
            if was_up and service.generation == before:
                raise
            self.failed["nobody there"] += 1
            return None
        text = response.text
        assert not {word for word in secret if word in text}, (who, text)
        answer = response.json()
        codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
        if codes:
            assert codes <= ASKABLE, (who, text)
            self.failed.update(codes)
            return None
        assert response.status_code == 200, text
        return answer["data"]

    async def end_somebody(self, processes: list[Process]) -> int:
        """End one of the processes every few seconds, and start it again."""
        ended = 0
        while time.monotonic() < self.ends_at - 2:
            await asyncio.sleep(self.rng.uniform(1, 5))
            victim = self.rng.choice(processes)
            await victim.end(self.rng.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM)))
            await asyncio.sleep(self.rng.uniform(0, 0.5))
            victim.start()
            await victim.ready()
            ended += 1
        return ended


@asynccontextmanager
async def running(processes: list[Process]) -> AsyncIterator[None]:
    for process in processes:
        process.start()
    try:
        await asyncio.gather(*(process.ready() for process in processes))
        yield
    finally:
        for process in processes:
            await process.end(signal.SIGKILL)


async def answers(store: GraphStore) -> dict[str, Any]:
    """The right answers: of this process, before anybody else looks at the store."""
    schema, found = Schema(SETTINGS), {}
    for asker in ASKERS:
        context = Context(store, SETTINGS, Announcer(store, 2.0), viewer=asker.viewer)
        variables = {"mark": "nothing"}
        said = await schema.execute(
            asker.document, variable_values=variables, context_value=context
        )
        assert not said.errors, (asker.viewer.name, said.errors)
        found[asker.viewer.name] = said.data
    return found


async def prepared(store: GraphStore) -> dict[str, str]:
    """A world of canaries, and tokens of all who ask and file."""
    firm = canaries._firm(FILER, "CANARY-FILER", "510104", "mining")
    await load_all(store, [*canaries.world(), firm])
    await audit(store, SETTINGS, whole=True)
    keys, tokens = Keys(store, SETTINGS), {}
    for who in (*(asker.viewer for asker in ASKERS), FILING):
        await users.add(store, who)
        tokens[who.name] = await users.token_for(store, keys, who.name, 1)
    return tokens


@pytest.mark.restarts
async def test_ended_at_random_under_load_of_all_roles(
    neo4j_address: StoreAddress, tmp_path: Path
) -> None:
    store = neo4j_address.open()
    tokens = await prepared(store)
    right = await answers(store)
    services = [Service(neo4j_address, tmp_path, name) for name in ("one", "other")]
    deliverer = Process(neo4j_address, tmp_path, "deliverer", "watch", "deliver")
    processes: list[Process] = [*services, deliverer]
    async with Receiver() as receiver, httpx2.AsyncClient(trust_env=False, timeout=90) as http:
        watch = await watching(store, receiver.url, SETTINGS, enterprise=FILER)
        # For one that never answers all is kept that was raised.
        await watching(store, f"http://127.0.0.1:{free_port()}/", SETTINGS, enterprise=FILER)
        async with running(processes):
            ends_at = time.monotonic() + LOAD_S
            load = Load(services, tokens, right, random.Random(16), ends_at, http)
            async with asyncio.TaskGroup() as group:
                ending = group.create_task(load.end_somebody(processes))
                for asker in ASKERS:
                    group.create_task(load.ask(asker))
                for name in CHANGES:
                    group.create_task(load.change(name))
            raised = await store.watches.raisings(watch.wanted, watch.delivery.told, 10_000)
            await receiver.got_up_to(raised[-1].raised)
    assert ending.result() >= LOAD_S / 30
    assert len(load.answered) > LOAD_S / 2, load.failed
    assert {asker.viewer.name for asker in ASKERS} == set(load.answered.values())
    assert load.failed.total() < len(load.answered) / 4, load.failed

    # Nothing lost: on record, told, in the trail.
    await _all_on_record(store, load)
    told = [one.sequence for one in receiver.taken]
    assert list(dict.fromkeys(told)) == [one.raised for one in raised]
    assert all(verified(watch.secret, one) for one in receiver.sent)
    assert len(raised) >= len(load.kept["recorded extraction"])
    await _all_in_trail(store, load)

    for process in processes:  # and nothing said where it should not be
        log = process.log.read_text(encoding="utf-8")
        assert "CANARY" not in log
        assert "Traceback" not in log
        assert '"level": "error"' not in log, log
    await store.close()


async def _all_on_record(store: GraphStore, load: Load) -> None:
    """What was acknowledged is there, and nothing that nobody sent."""
    for name, kind, prefix in (
        ("recorded extraction", "extraction", "CANARY-FE"),
        ("recorded inspection", "inspection", "N"),
    ):
        sent = load.sent[name]
        versions = await store.graph.versions([RecordKey(kind, f"{prefix}{n}") for n in sent])
        there = {n for n, found in zip(sent, versions, strict=True) if found}
        assert set(load.kept[name]) <= there, name
    ref = Ref(Label.DECLARATION, OTHER)
    reasons = [one.reason for one in (await store.findings.decisions([ref]))[ref]]
    decided = load.kept["decided Declaration"]
    assert {f"CANARY-REASON {n}" for n in decided} <= set(reasons)
    assert len(reasons) == len(set(reasons)) <= len(load.sent["decided Declaration"])


async def _all_in_trail(store: GraphStore, load: Load) -> None:
    """The chain verifies; what was answered and what was changed is in it, each change once."""
    found = await verify(store.trail, seals().read)
    assert found.fault is None, found.fault
    answered: dict[str, str] = {}
    changed: Counter[str] = Counter()
    after = 0
    while entries := await store.trail.page(after, 1_000):
        for body in (json.loads(entry.body) for entry in entries):
            about = body.get("about", {})
            if body["status"] == "answered" and "Article" in about:
                answered |= dict.fromkeys(about["Article"]["keys"], body["who"])
            for how, kinds in body.get("changes", {}).items():
                for kind, listed in kinds.items():
                    changed.update(json.dumps([how, kind, key]) for key in listed["keys"])
        after = entries[-1].number
    assert load.answered.items() <= answered.items()
    for name, change in CHANGES.items():
        how, kind = name.split()
        entries_of = Counter(json.dumps([how, kind, change.key(n)]) for n in load.kept[name])
        missing = entries_of - changed
        assert not missing, missing
        if how == "recorded":
            assert all(changed[key] == 1 for key in entries_of)
