"""The graph as Parquet on the command line: written, judged without a store, refused in words."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.run import Cli
from tests.conftest import StoreAddress
from tests.findings.audit.kit import planted

AS_OF = ("--as-of", "2026-11-01")
WHEN = ("firstSeen", "lastSeen")


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    planted(folder, 300, 21)
    return folder / "world-21.jsonl"


def _said(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{k: v for k, v in one.items() if k not in WHEN} for one in findings]


def test_what_is_found_without_a_store_is_what_is_found_in_it(
    sqlite_address: StoreAddress, records: Path, tmp_path: Path
) -> None:
    at = Cli(sqlite_address.store)
    assert at.run("ingest", str(records), "--no-audit")[0] == 0
    code, out, err = at.run("export", "--parquet", str(tmp_path / "p"))
    assert (code, err) == (0, "")
    assert out.startswith(f"{tmp_path / 'p'} has ")
    assert at.run("audit", *AS_OF)[0] == 0
    kept = _said(at.json("findings", "--all"))
    assert kept
    judged = ("audit", "--from", str(tmp_path / "p"), *AS_OF)
    assert _said(Cli().json(*judged)) == kept
    assert len(Cli().csv(*judged)) == len(kept)
    code, out, _ = Cli().run(*judged, "--out", str(tmp_path / "found.xlsx"))
    assert (code, out) == (0, f"{len(kept)} findings in {tmp_path / 'found.xlsx'}\n")
    code, out, err = Cli().run(*judged)
    assert (code, len(out.splitlines())) == (0, len(kept) + 1)
    assert err.endswith(f"things judged: {len(kept)} findings\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("audit", "--from", "nowhere"), "EXPORT_UNREADABLE: nowhere is no export"),
        (("audit", "--from", "nowhere", "--waiting"), "MISUSE: --from is an audit of everything"),
        (("audit", "--from", "p", "--store", "sqlite:///a"), "MISUSE: --from is an audit of"),
        (("audit", "--out", "found.csv"), "MISUSE: what is found is kept in the store"),
        (("audit", "--from", "nowhere", "--out", "found.txt"), "MISUSE: found.txt is named as"),
        (("export", "--parquet", ".", "--store", "sqlite:///a"), "MISUSE: . is there already"),
        (("export", "--parquet", "p", "--store", "sqlite:///a"), "STORE_UNAVAILABLE: "),
    ],
)
def test_what_cannot_be_is_said(words: tuple[str, ...], told: str) -> None:
    code, out, err = Cli().run(*words)
    assert (code, out) == (3 if told.startswith("STORE") else 2, "")
    assert err.startswith(told)
    assert len(err.splitlines()) == 1


def test_without_what_reads_parquet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    code, _, err = Cli().run("audit", "--from", str(tmp_path), prepare=_without)
    assert code == 2
    assert "pip install 'provenance[parquet]'" in err


def _without() -> None:
    from provenance.graph import opening

    opening.find_spec = lambda *_: None  # type: ignore[assignment]
