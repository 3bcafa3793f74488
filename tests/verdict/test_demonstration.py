"""The verdict of every shipment of the demonstration is as it was before the law became data."""

import csv
import json
from pathlib import Path

from provenance.simulate.demonstration import records
from tests.cli.run import Cli, write_jsonl
from tests.conftest import StoreAddress

BEFORE = Path(__file__).with_name("demonstration.csv")


def test_every_shipment_has_the_verdict_it_had(address: StoreAddress, tmp_path: Path) -> None:
    with BEFORE.open(encoding="utf-8", newline="") as file:
        before = {row["declaration"]: row for row in csv.DictReader(file)}
    cli = Cli(address.store, address.env)
    code, _, err = cli.run("ingest", write_jsonl(tmp_path / "year.jsonl", list(records())))
    assert code == 0, err
    asked = tmp_path / "shipments.txt"
    asked.write_text("\n".join(before), encoding="utf-8")
    code, out, err = cli.run("verdict", "--declaration", "--keys", str(asked), "--json")
    assert code == 0, err
    now = {found["subject"]["key"]: _row(found) for found in map(json.loads, out.splitlines())}
    assert now == before


def _row(found: dict[str, object]) -> dict[str, str]:
    masses = ("reo", "lawful", "unlawful", "unverified", "lawful_min", "lawful_max")
    subject = found["subject"]
    assert isinstance(subject, dict)
    return {
        "declaration": subject["key"],
        **{f"{mass}_kg": f"{found[_camel(mass) + 'Kg']}" for mass in masses},
        "conclusion": str(found["conclusion"]),
        "clearance": str(found["clearance"]),
    }


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(other.capitalize() for other in others)
