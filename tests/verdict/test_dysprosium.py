"""The dysprosium case through the store, the inspection and the command line, to the gram."""

from pathlib import Path

import pytest

from provenance.graph.sqlite.store import SqliteStore
from provenance.model.reference import deposits
from provenance.model.status import Status
from provenance.model.terms import Conclusion, Label, Ref, Relation
from provenance.settings import Settings
from provenance.verdict.conclusion import Verdict
from provenance.verdict.verdicts import verdicts
from tests.cli.run import Cli, write_jsonl
from tests.dysprosium import DIGGER, RECORDS, REST, dysprosium
from tests.loading import load_all


async def judged(path: Path, records: RECORDS, lot: str) -> Verdict:
    store = SqliteStore(path / "dysprosium.sqlite")
    await load_all(store, records)
    (found,) = await verdicts(store, [Ref(Label.LOT, lot)], Settings())
    await store.close()
    assert found is not None
    return found


@pytest.mark.parametrize("lot", ["DY", "DY2"])
async def test_a_quarter_of_the_dysprosium_is_illegal(lot: str, tmp_path: Path) -> None:
    found = await judged(tmp_path, dysprosium(), lot)
    assert found.statuses == {Status.QUOTA: 99_500, Status.UNDESIGNATED_MINING: 37_500}
    assert (found.lawful_min_g, found.lawful_max_g) == (0, 99_500)
    assert found.conclusion is Conclusion.MIXED
    assert [(origin.event, origin.grams) for origin in found.origins] == [
        ("extraction:E1", 99_500),
        ("extraction:E2", 37_500),
    ]
    (derived,) = [
        finding
        for finding in found.findings
        if finding.code == "UNDESIGNATED_PRODUCER" and finding.relation is Relation.DERIVED
    ]
    assert (derived.subject.key, derived.mass_g) == ("extraction:E2", 37_500)


async def test_where_all_that_is_made_is_assayed_no_other_reading_is_left(tmp_path: Path) -> None:
    found = await judged(tmp_path, dysprosium(rest_assayed=True), "DY")
    assert (found.lawful_min_g, found.lawful_g, found.lawful_max_g) == (99_500, 99_500, 99_500)


async def test_the_rest_is_nearly_clean(tmp_path: Path) -> None:
    found = await judged(tmp_path, dysprosium(rest_assayed=True), "REST")
    # Of Longnan's 500 kg, 37.5 went into the dysprosium; of its 53.5 kg that no figure names
    # little can be in the rest's holmium, 0.5 % of which counts as illegal, as the tonnes have it.
    into_holmium = 0.005 * REST["Ho2O3"]
    assert found.statuses.keys() == {Status.QUOTA, Status.UNDESIGNATED_MINING}
    longnan, bayan_obo = deposits()["Longnan"].shares, deposits()["Bayan Obo"].shares
    illegal = into_holmium + sum(
        share * 0.5 * float(longnan[oxide]) / (0.5 * float(longnan[oxide]) + 99.5 * float(rock))
        for oxide, rock in bayan_obo.items()
        if (share := REST[oxide])
    )
    assert found.statuses[Status.UNDESIGNATED_MINING] == pytest.approx(99_863_000 * illegal, abs=1)
    # By mass all 500 kg may be in the rest, by oxide none of them need be but what is not in DY.
    assert found.lawful_min_g == 99_363_000
    assert found.lawful_g < found.lawful_max_g < 99_500_000


async def test_by_the_tonnes_alone_it_looks_lawful(tmp_path: Path) -> None:
    found = await judged(tmp_path, dysprosium(assayed=False), "DY")
    assert found.statuses == {Status.QUOTA: 136_315, Status.UNDESIGNATED_MINING: 685}
    assert (found.lawful_min_g, found.lawful_max_g) == (0, 137_000)


def test_on_the_command_line(tmp_path: Path) -> None:
    cli = Cli(f"sqlite:///{tmp_path / 'dysprosium.sqlite'}")
    code, _, err = cli.run("ingest", write_jsonl(tmp_path / "records.jsonl", dysprosium()))
    assert code == 0, err
    (found,) = cli.json("verdict", "DY")
    assert (found["reoKg"], found["lawfulKg"], found["unlawfulKg"]) == (137, 99.5, 37.5)
    assert (found["lawfulMinKg"], found["lawfulMaxKg"]) == (0, 99.5)
    assert found["origins"][1]["enterprise"] == {"key": DIGGER}
