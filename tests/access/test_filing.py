"""Who may state what: an authority's facts from it, a firm's from itself, and only its own."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest

from provenance.access.viewer import OWNER, Authority, Role, Viewer
from provenance.findings.feed import Announcer
from provenance.graph.port.graph import GraphStore
from provenance.ingest.submit import submit
from provenance.model.errors import ForbiddenError
from provenance.records.filing import Filing, Parsed
from provenance.schema.base.context import Context
from provenance.schema.limits.shares import Shares
from provenance.schema.schema import Schema
from provenance.settings import Settings
from provenance.settings.access import Access, AccessMode
from provenance.settings.limits import Limits
from tests.access.canaries import MINE, TRADER, WORKS, world
from tests.loading import Record, load_all

SETTINGS = Settings()

ACTED: Record = {"date": "2026-05-01", "authority": "A"}


def by_firm(code: str) -> Viewer:
    return Viewer(code, Role.ENTERPRISE, enterprise=code)


def by_authority(authority: Authority) -> Viewer:
    return Viewer(authority.value, Role.REGULATOR, region="100000", authority=authority)


def lines(records: Sequence[Record]) -> list[Parsed]:
    filing = Filing("test", datetime.now(UTC))
    found = [filing.judge(dict(one), n, "") for n, one in enumerate(records, 1)]
    assert all(isinstance(one, Parsed) for one in found), found
    return [one for one in found if isinstance(one, Parsed)]


async def file(store: GraphStore, viewer: Viewer, *records: Record) -> int:
    """How many new records come of filing some."""
    return (await submit(store, SETTINGS, lines(records), "test", viewer)).tally.new


BY_KIND: Mapping[str, set[Authority]] = {
    "designation": {Authority.MIIT, Authority.MNR},
    "permit": {Authority.MNR},
    "quota": {Authority.MIIT},
    "invoice": {Authority.STA},
    "declaration": {Authority.GAC},
    "inspection": set(Authority),
    "enterprise": set(Authority),
}


@pytest.mark.parametrize("kind", BY_KIND)
async def test_what_an_authority_states_counts_only_from_it(store: GraphStore, kind: str) -> None:
    record = next(one for one in world() if one["record"] == kind)
    named = str(record.get("enterprise") or record.get("seller") or record.get("declarant") or MINE)
    refused = [by_authority(one) for one in Authority if one not in BY_KIND[kind]]
    refused += [by_firm(named), Viewer("x", Role.CUSTOMS), Viewer("i", Role.INVESTIGATOR)]
    for viewer in refused:
        with pytest.raises(ForbiddenError):
            await file(store, viewer, record)
    for authority in sorted(BY_KIND[kind]):
        await file(store, by_authority(authority), record)
    assert await file(store, OWNER, record) == 0


async def test_a_firm_files_for_itself_alone(store: GraphStore) -> None:
    moved = [one for one in world() if one["record"] in {"extraction", "transfer", "processing"}]
    whose = {"CANARY-T1": MINE, "CANARY-T2": WORKS, "CANARY-P1": WORKS}
    for record in moved:
        own = whose.get(str(record["id"]), MINE)
        for other in {MINE, WORKS, TRADER} - {own}:
            with pytest.raises(ForbiddenError):
                await file(store, by_firm(other), record)
        assert await file(store, by_firm(own), record) == 1


async def test_nothing_is_kept_where_one_record_is_anothers(store: GraphStore) -> None:
    mine, other = (one for one in world() if one["id"] in {"CANARY-E1", "CANARY-P1"})
    with pytest.raises(ForbiddenError):
        await file(store, by_firm(MINE), mine, other)
    assert await file(store, by_firm(MINE), mine) == 1


async def test_anothers_record_is_neither_revised_nor_withdrawn(store: GraphStore) -> None:
    await load_all(store, world())
    stolen = {
        "record": "extraction",
        "id": "CANARY-E1",
        "revision": 2,
        "date": "2026-01-10",
        "enterprise": TRADER,
        "ore_class": "rock",
        "output": {"id": "CANARY-C1", "product": "concentrate", "reo_kg": 1},
    }
    gone: Record = {
        "record": "withdrawal",
        "id": "W",
        "withdraws": {"record": "extraction", "id": "CANARY-E1"},
        "reason": "filed in error",
    }
    for record in (stolen, gone):
        with pytest.raises(ForbiddenError):
            await file(store, by_firm(TRADER), record)
    nobody = {**gone, "withdraws": {"record": "extraction", "id": "NOWHERE"}}
    with pytest.raises(ForbiddenError):
        await file(store, by_firm(MINE), nobody)
    assert await file(store, by_firm(MINE), gone) == 1
    with pytest.raises(ForbiddenError):  # what was withdrawn stays whose it was
        await file(store, by_firm(TRADER), stolen)


IN_SICHUAN = Viewer("成都", Role.REGULATOR, region="510100", authority=Authority.LOCAL)
AT_CUSTOMS = Viewer("关", Role.CUSTOMS, region="510104", authority=Authority.LOCAL)


def sampled(n: int, **of: str) -> Record:
    told = {"laboratory": "L", "method": "ICP-MS", "reo_share": 0.5, "sample_of": of}
    return {"record": "lab_test", "id": f"LT{n}"} | told | ACTED


@pytest.mark.parametrize("local", [IN_SICHUAN, AT_CUSTOMS])
async def test_a_local_authority_states_what_is_of_its_region(
    store: GraphStore, local: Viewer
) -> None:
    await load_all(store, world())
    new = {"id": "91510000MA6CNEW013", "region": "510104", "roles": ["trade"], "name": "新"}
    here: list[Record] = [
        {"record": "inspection", "id": "I1", "enterprise": WORKS} | ACTED,
        {"record": "inspection", "id": "I2", "enterprise": WORKS, "region": "510104"} | ACTED,
        sampled(1, lot="CANARY-D1"),  # which the works made
        {"record": "enterprise", **new},
    ]
    elsewhere: list[Record] = [
        {"record": "inspection", "id": "I3", "enterprise": MINE} | ACTED,
        {"record": "inspection", "id": "I4", "enterprise": WORKS, "region": "310115"} | ACTED,
        {"record": "inspection", "id": "CANARY-INS", "enterprise": WORKS, "revision": 1} | ACTED,
        sampled(2, lot="CANARY-U1"),
        sampled(3, lot="NOWHERE"),
        {"record": "enterprise", **new, "id": "91310000MA1NEW0024", "region": "310115"},
        {"record": "enterprise", **new, "id": MINE, "revision": 1},
        next(one for one in world() if one["id"] == "CANARY-VIO"),
    ]
    for record in elsewhere:
        with pytest.raises(ForbiddenError):
            await file(store, local, record)
    assert await file(store, local, *here) == len(here)
    come = {"record": "inspection", "id": "I5", "enterprise": "91510000MA6CNEW01X"} | ACTED
    with pytest.raises(ForbiddenError):
        await file(store, local, come)


async def test_what_a_user_may_file_in_an_hour_is_limited(store: GraphStore) -> None:
    limits = Limits(stored_bytes_per_hour=300, rejected_per_hour=1)
    settings = Settings(limits=limits, access=Access(mode=AccessMode.TOKENS, key="k" * 32))
    schema = Schema(settings)
    shares = Shares(limits)

    async def ingest(viewer: Viewer, *records: object) -> set[str]:
        context = Context(store, settings, Announcer(store, 1), viewer, file=shares.file)
        query = "mutation($r: [JSON!]!) { ingest(records: $r) { new } }"
        done = await schema.execute(
            query, variable_values={"r": list(records)}, context_value=context
        )
        return {str((one.extensions or {}).get("code")) for one in done.errors or ()}

    mined = next(one for one in world() if one["id"] == "CANARY-E1")
    assert await ingest(by_firm(MINE), *[{**mined, "id": f"E{n}"} for n in range(3)]) == set()
    assert await ingest(by_firm(MINE), mined) == {"LIMIT_EXCEEDED"}
    assert await ingest(by_firm(WORKS), 1, 2) == set()  # of which both are kept
    assert await ingest(by_firm(WORKS), 3) == {"LIMIT_EXCEEDED"}
    assert len(await store.records.rejected(0, 10)) == 2
    assert await ingest(OWNER, *range(9)) == set()
