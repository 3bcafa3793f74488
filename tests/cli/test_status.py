"""What a store holds, as a person and a program read it."""

from pathlib import Path

from tests.cli.run import Cli, write_jsonl
from tests.conftest import StoreAddress
from tests.example import worked_example


def test_it_says_what_is_loaded_and_what_waits(address: StoreAddress, tmp_path: Path) -> None:
    cli = Cli(address.store, address.env).on_empty_store()
    code, out, _ = cli.run("status")
    assert code == 0
    assert "Nothing is loaded yet: load records with `provenance ingest FILES`." in out
    assert "last settled: never; 0 wait" in out
    records = write_jsonl(tmp_path / "example.jsonl", worked_example())
    assert cli.run("ingest", records, "--no-audit")[0] == 0
    assert cli.run("ingest", "-", "--format", "jsonl", stdin="{}\n")[0] == 1
    (held,) = cli.json("status")
    assert {one["kind"]: one["count"] for one in held["things"]}["ENTERPRISE"] == 3
    assert (held["store"], held["rejected"], held["synthetic"]) == (address.store, 1, False)
    assert held["auditedAt"] is not None
    code, out, _ = cli.run("status")
    assert code == 0
    assert "lot" in out
    assert "rejected lines: 1" in out
    assert "`provenance rejected`" in out
