"""A declarant named by another of its numbers: customs has its registration code."""

from provenance.findings.audit import audit
from provenance.graph.port.graph import GraphStore
from provenance.model.terms import Clearance, Conclusion, Label, Ref
from provenance.records.changes import RecordKey
from provenance.settings import Settings
from provenance.verdict.conclusion import Verdict
from provenance.verdict.verdicts import verdicts
from tests.example import DECLARATION, Z, worked_example
from tests.loading import Record, load_all

CUSTOMS = "3122961234"
SHIPMENT = Ref(Label.DECLARATION, DECLARATION)
UNSEEN = f"export X1 under this declaration is by {Z}, who is neither declarant nor party"


def lawful(**trader: object) -> list[Record]:
    """The worked example with quota enough, declared by the trader's registration code."""
    found = []
    for record in worked_example():
        if record["record"] == "quota":
            record["reo_t"] = 200
        if record["record"] == "declaration":
            record |= {"declarant": CUSTOMS, "reo_kg": 114_000}
        found.append({**record, **trader} if record["id"] == Z else record)
    return found


def known(revision: int) -> dict[str, object]:
    return {"revision": revision, "identifiers": [{"scheme": "customs", "number": CUSTOMS}]}


async def of_shipment(store: GraphStore) -> Verdict:
    (found,) = await verdicts(store, [SHIPMENT], Settings())
    assert found is not None
    return found


async def test_the_declarant_is_the_enterprise_whose_number_it_is(store: GraphStore) -> None:
    await load_all(store, lawful(**known(0)))
    found = await of_shipment(store)
    assert (found.conclusion, found.unseen) == (Conclusion.LAWFUL, ())
    assert found.clearance is Clearance.RELEASE, found.reasons


async def test_until_it_is_known_the_verdict_says_why_it_sees_no_goods(store: GraphStore) -> None:
    await load_all(store, lawful())
    found = await of_shipment(store)
    assert (found.conclusion, found.clearance) == (Conclusion.UNVERIFIED, Clearance.HOLD)
    assert [str(why) for why in found.unseen] == [UNSEEN]
    assert UNSEEN in [str(why) for why in found.reasons]


async def test_the_enterprise_that_states_it_is_the_cause_of_another_conclusion(
    store: GraphStore,
) -> None:
    await load_all(store, lawful())
    await audit(store, Settings())
    await load_all(store, [record for record in lawful(**known(1)) if record["id"] == Z])
    await audit(store, Settings())
    *_, change = (await store.findings.changes([SHIPMENT]))[SHIPMENT]
    assert (change.before, change.after) == (Conclusion.UNVERIFIED, Conclusion.LAWFUL)
    assert change.causes == (RecordKey("enterprise", Z),)
