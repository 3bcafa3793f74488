"""An importer's verdict: the kilograms are anybody's, the names are nobody's."""

import json
from collections.abc import Iterable
from dataclasses import astuple

import pytest

from provenance.access.scope.pseudonyms import Pseudonyms, key_for
from provenance.access.scope.store import edges_for, seen_by, verdicts_for
from provenance.access.viewer import Role, Viewer
from provenance.graph.pages import all_of
from provenance.graph.port.graph import GraphStore
from provenance.ledger.composition.edges import Edges
from provenance.ledger.lineage import Lineage
from provenance.model.terms import Label, Ref
from provenance.settings import Settings
from provenance.settings.access import Access
from provenance.verdict.conclusion import Verdict
from provenance.verdict.verdicts import verdicts
from provenance.words.table import Language
from tests.loading import load_all
from tests.worlds import world

SETTINGS = Settings(access=Access(pseudonyms="of the tests, and long enough for all of them"))


def sums(verdict: Verdict | None) -> object:
    """Everything of a verdict that is a number or follows from one."""
    return verdict and (
        verdict.reo_g,
        dict(verdict.statuses),
        (verdict.lawful_min_g, verdict.lawful_max_g, verdict.lawful_g, verdict.unlawful_g),
        (verdict.conclusion, verdict.clearance, verdict.waiting, verdict.cut),
        [one.grams for one in verdict.origins],
        [one.grams for one in verdict.quotas],
        [(one.code, one.severity, one.relation, one.mass_g) for one in verdict.findings],
        [(one.record, one.gain_g, one.certain) for one in verdict.remedies()],
    )


def told(verdict: Verdict) -> str:
    """All texts and numbers that a verdict tells, lineage included."""
    remedies = [(str(one.on), str(one.text)) for one in verdict.remedies()]
    findings = [
        (str(f.subject), f.message.said(Language.BOTH), f.evidence, f.about)
        for f in verdict.findings
    ]
    reasons = [one.said(Language.BOTH) for one in (*verdict.reasons, *verdict.unseen)]
    return json.dumps(
        [
            *map(astuple, verdict.origins),
            *map(astuple, verdict.quotas),
            [str(one) for one in verdict.documents],
            [remedies, findings, reasons],
            _names(verdict.lineage),
        ],
        ensure_ascii=False,
    )


def _names(lineage: Lineage) -> list[str]:
    return [
        *lineage.lots,
        *lineage.events,
        *map(str, lineage.lots.values()),
        *map(str, lineage.events.values()),
        *map(str, [*lineage.inputs, *lineage.outputs]),
    ]


@pytest.mark.parametrize("seed", range(6))
async def test_kilograms_are_those_of_an_investigator_and_names_nobodys(
    store: GraphStore, seed: int
) -> None:
    await load_all(store, world(seed))
    looked_at = 0
    for declared in await all_of(store.graph, Label.DECLARATION):
        party = declared.props.get("party") or declared.props.get("declarant")
        if party is None:
            continue
        viewer = Viewer("importer", Role.IMPORTER, enterprise=str(party))
        scoped = await seen_by(viewer, store, SETTINGS)
        (whole,) = await verdicts(store, [declared.ref], SETTINGS)
        (seen,) = await verdicts_for(scoped, [declared.ref], SETTINGS)
        assert sums(seen) == sums(whole)
        assert whole is not None
        assert seen is not None
        upstream = await _strangers(store, scoped, whole)
        heard = {name for name in upstream if json.dumps(name, ensure_ascii=False) in told(seen)}
        assert not heard
        edges = await edges_for(store, declared.ref, SETTINGS)
        told_of = await edges_for(scoped, declared.ref, SETTINGS)
        assert edges is not None
        assert told_of is not None
        assert _masses(told_of.edges) == _masses(edges.edges)
        assert not [name for edge in told_of.edges.draws for name in edge if name in upstream]
        looked_at += 1
    assert looked_at


def _masses(edges: Edges) -> list[list[tuple[str, int]]]:
    held = (*edges.draws.values(), *edges.made.values())
    return sorted(sorted((status.value, grams) for status, grams in one.items()) for one in held)


async def _strangers(store: GraphStore, scoped: GraphStore, whole: Verdict) -> set[str]:
    """The numbers in a verdict's lineage that the viewer may not see as they are."""
    lineage = whole.lineage
    refs = [Ref(Label.LOT, key) for key in lineage.lots]
    refs += [Ref(Label.EVENT, key) for key in lineage.events]
    firms: Iterable[str | None] = (
        firm for event in lineage.events.values() for firm in (event.enterprise, event.buyer)
    )
    refs += [Ref(Label.ENTERPRISE, firm) for firm in firms if firm]
    seen = await scoped.graph.things(refs)
    return {ref.key for ref, thing in zip(refs, seen, strict=True) if thing is None}


def test_no_two_importers_share_a_pseudonym() -> None:
    refs = [Ref(label, f"{n}") for n in range(300) for label in (Label.LOT, Label.ENTERPRISE)]
    names = [Pseudonyms(key_for(b"secret", firm)) for firm in ("A", "B", "C")]
    made = [one.of(ref) for one in names for ref in refs]
    assert len(set(made)) == len(made)
    again = Pseudonyms(key_for(b"secret", "A"))
    assert [again.of(ref) for ref in refs] == made[: len(refs)]
