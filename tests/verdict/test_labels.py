"""What drums say, as verdicts and audits hold it against the records, whatever comes when."""

from typing import Any

from provenance.graph.port.graph import GraphStore
from provenance.model.terms import Label, Ref
from provenance.settings import Settings
from provenance.verdict.verdicts import verdicts
from tests.findings.audit.kit import again, open_findings, whole
from tests.loading import Record, load_all

CODE = "LABEL_CONTRADICTED"
MINE, WORKS, OTHER, GROUP = (f"9115020{n}XXXX90203{n}" for n in range(4))


def enterprise(code: str, name: str, **fields: Any) -> Record:
    return {
        "record": "enterprise", "id": code, "name": name, "region": "150203", "roles": ["mining"],
    } | fields  # fmt: skip


def mined(by: str = MINE, **fields: Any) -> Record:
    lot = {"id": "C", "product": "concentrate", "reo_kg": 100}
    return {
        "record": "extraction", "id": "X", "date": "2026-01-10", "enterprise": by,
        "ore_class": "rock", "output": lot,
    } | fields  # fmt: skip


def separated(named: str) -> list[Record]:
    lot = {"id": "O", "product": "oxide", "reo_kg": 90, "label": {"raw_material_producer": named}}
    sale = {
        "record": "transfer", "id": "T", "date": "2026-02-01", "seller": MINE, "buyer": WORKS,
        "items": [{"lot": "C", "reo_kg": 100, "new_lot": "K"}],
    }  # fmt: skip
    step = {
        "record": "processing", "id": "P", "date": "2026-03-01", "enterprise": WORKS,
        "process": "separation", "inputs": [{"lot": "K", "reo_kg": 100}], "outputs": [lot],
    }  # fmt: skip
    return [sale, step]


async def accused(store: GraphStore) -> set[str]:
    """The lots whose label is contradicted: to an audit of what changed, one of everything, and
    a verdict."""
    await again(store)
    found = {str(said[2][1]) for said in (await open_findings(store)).values() if said[0] == CODE}
    await whole(store)
    anew = {str(said[2][1]) for said in (await open_findings(store)).values() if said[0] == CODE}
    assert found == anew
    judged = await verdicts(store, [Ref(Label.LOT, "O")], Settings())
    told = [finding for verdict in judged if verdict for finding in verdict.findings]
    assert {finding.subject.key for finding in told if finding.code == CODE} == found
    return found


async def test_whatever_comes_later(store: GraphStore) -> None:
    await load_all(store, [mined(), *separated("某甲集团")])
    assert not await accused(store)  # a name that nothing can be compared with
    await load_all(store, [enterprise(MINE, "包头某矿业")])
    assert await accused(store) == {"O"}
    await load_all(store, [enterprise(MINE, "包头某矿业", aliases=["某甲集团"], revision=1)])
    assert not await accused(store)
    await load_all(store, [enterprise(MINE, "包头某矿业", revision=2)])
    assert await accused(store) == {"O"}
    await load_all(store, [enterprise(MINE, "包头某矿业", parent=GROUP, revision=3)])
    assert await accused(store) == {"O"}  # nobody says what the group is called
    await load_all(store, [enterprise(GROUP, "某甲集团")])
    assert not await accused(store)


async def test_another_miner_far_upstream(store: GraphStore) -> None:
    firms = [enterprise(MINE, "包头某矿业"), enterprise(OTHER, "赣州某矿业")]
    await load_all(store, [*firms, mined(), *separated(MINE)])
    assert not await accused(store)
    # The transfer is then by one who does not hold it, and nothing is known of its mine.
    await load_all(store, [mined(by=OTHER, revision=1)])
    assert not await accused(store)
    moved = separated(MINE)[0] | {"seller": OTHER, "revision": 1}
    await load_all(store, [moved])
    assert await accused(store) == {"O"}
