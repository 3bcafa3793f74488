"""`provenance simulate` as a person or a program uses it."""

import gzip
import json
from pathlib import Path

from tests.cli.run import Cli


def test_it_writes_records_and_truth(tmp_path: Path) -> None:
    out, truth = tmp_path / "world.jsonl.gz", tmp_path / "truth.jsonl"
    code, said, err = Cli().run(
        "simulate", "--lots", "300", "--violations", "OVERDRAWN_LOT, not_holder",
        "--out", str(out), "--truth", str(truth),
    )  # fmt: skip
    assert code == 0, err
    assert "lots in" in said
    records = gzip.decompress(out.read_bytes()).decode("utf-8").splitlines()
    assert {"record", "id"} <= json.loads(records[0]).keys()
    rows = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines()]
    assert said.startswith(f"{len(records)} records of ")
    main = {row["code"] for row in rows if row["truth"] == "planted" and row["main"]}
    assert main == {"OVERDRAWN_LOT", "NOT_HOLDER"}


def test_misuse_is_said_in_words(tmp_path: Path) -> None:
    files = ("--out", str(tmp_path / "w"), "--truth", str(tmp_path / "t"))
    code, _, err = Cli().run("simulate", "--violations", "THEFT", *files)
    assert (code, "THEFT cannot be planted" in err) == (2, True)
    nowhere = str(tmp_path / "no" / "where")
    code, _, err = Cli().run("simulate", "--out", nowhere, "--truth", nowhere)
    assert (code, "cannot write" in err) == (2, True)


def test_help_has_an_example() -> None:
    code, out, _ = Cli().run("simulate", "--help")
    assert code == 0
    assert "Example: provenance simulate" in out
