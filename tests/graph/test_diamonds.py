"""Diamonds upon diamonds: 3^24 paths between some two thousand lots, answered without a path."""

import time

from provenance.graph.port.graph import GraphStore
from provenance.model.terms import Label, Ref
from provenance.settings import Settings
from provenance.verdict.verdicts import verdicts
from tests.diamonds import LAST, diamonds
from tests.loading import load_all

PATIENCE_S = 20.0
"""An enumeration of paths would not end in a lifetime; a slow machine takes a few seconds."""


async def test_full_lineage_and_verdict_of_the_last_layer(store: GraphStore) -> None:
    await load_all(store, diamonds())
    began = time.monotonic()
    subject = Ref(Label.LOT, LAST)
    lineage = await store.graph.lineage([subject], up=True, most=100_000)
    assert len(lineage.lots) == len(lineage.events) == 2_091
    assert len(lineage.inputs) == 3 * 1_991
    (verdict,) = await verdicts(store, [subject], Settings())
    assert verdict is not None
    # The same hundred lots, evenly: 100 t of quota for 180 t; and any tonne could be any of them.
    assert verdict.lawful_g == 1_000_000
    assert (verdict.lawful_min_g, verdict.lawful_max_g) == (0, 1_800_000)
    # Each of the extractions beyond quota is 1,800 kg in a hundred of them.
    assert {(r.record, r.gain_g) for r in verdict.remedies()} == {("quota_adjustment", 18_000)}
    assert time.monotonic() - began < PATIENCE_S
