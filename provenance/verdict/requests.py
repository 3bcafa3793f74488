"""What became of samples: an officer who takes one asks for a laboratory test, which answers it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from provenance.graph.pages import everything
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import Decision
from provenance.graph.rows.register import tests_from
from provenance.ledger.papers import LabTest
from provenance.model.dates import SHANGHAI
from provenance.model.terms import ClearanceDecision, EdgeType, Label, Ref
from provenance.records.changes import RecordKey
from provenance.records.mapping import KIND_OF


async def decisions(store: GraphStore, refs: Sequence[Ref]) -> Mapping[Ref, Sequence[Decision]]:
    """What officers did with these declarations, in that order; each sample with what answers it.

    A test answers it that is dated on the day of sampling (Asia/Shanghai) or after, or that was
    first received after it, for samples are taken before officers say so; of the declaration or of
    a lot that came or left under it. The earliest of them is the answer.
    """
    found = await store.findings.decisions(refs)
    sampled = [ref for ref, own in found.items() if any(one.open for one in own)]
    if not sampled:
        return found
    tests = await _tests(store, sampled)
    came = await _received(store, {test.id for own in tests.values() for test in own})
    return {
        ref: [_answered(one, tests.get(ref, ()), came) for one in own] for ref, own in found.items()
    }


async def open_samples(store: GraphStore) -> int:
    """How many samples that officers took no test has answered yet."""
    decided = await decisions(store, await store.findings.sampled())
    return sum(one.open for own in decided.values() for one in own)


def _answered(
    decision: Decision, tests: Iterable[LabTest], came: Mapping[str, datetime]
) -> Decision:
    if decision.decision is not ClearanceDecision.SAMPLE:
        return decision
    day = decision.at.astimezone(SHANGHAI).date()
    later = [
        (test.day, test.id) for test in tests if test.day >= day or came[test.id] > decision.at
    ]
    return replace(decision, answered_by=Ref(Label.LAB_TEST, min(later)[1])) if later else decision


async def _received(store: GraphStore, tests: Iterable[str]) -> Mapping[str, datetime]:
    """When each test was first received."""
    keys = [RecordKey(KIND_OF[Label.LAB_TEST], id_) for id_ in sorted(tests)]
    versions = await store.graph.versions(keys)
    return {key.id: own[0].source.received_at for key, own in zip(keys, versions, strict=True)}


async def _tests(store: GraphStore, refs: Sequence[Ref]) -> Mapping[Ref, Sequence[LabTest]]:
    """The tests of declarations, and of what came or left under them."""
    under = await everything(store.graph, refs, EdgeType.DECLARED_IN, out=False)
    events = sorted({near.thing.ref for nears in under.values() for near in nears})
    lots: dict[Ref, set[Ref]] = {event: set() for event in events}
    for edge, out in ((EdgeType.INPUT, False), (EdgeType.OUTPUT, True)):
        for event, nears in (await everything(store.graph, events, edge, out=out)).items():
            lots[event] |= {near.thing.ref for near in nears}
    named = {ref: {ref}.union(*(lots[near.thing.ref] for near in under[ref])) for ref in refs}
    asked = sorted(set().union(*named.values()))
    of_each = await everything(store.graph, asked, EdgeType.SAMPLED_FROM, out=False)
    return {
        ref: tests_from(
            (near.thing.ref.key, near.thing.props)
            for one in sorted(own)
            for near in of_each[one]
            if near.thing.known
        )
        for ref, own in named.items()
    }
