"""A file of garbage: what is bad is rejected with its line and reason, the rest goes in."""

import json
import random
import subprocess
import sys
from pathlib import Path

from tests.cli.run import Cli
from tests.conftest import StoreAddress
from tests.example import worked_example

MEGABYTE = 1_000_000

PEAK = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""

BAD = [
    b"not json",
    b"[1, 2]",
    b'{"record": "unicorn", "id": "U1"}',
    b'{"record": "extraction", "id": "E9", "date": "0000-01-01", "enterprise": "M"}',
    b'{"record": "withdrawal"}',
    b'{"record": "enterprise", "id": "a\\u0000b", "name": "x", "region": "1", "roles": []}',
    b'{"record": "enterprise", "id": "\xe4\xbd", "name": "x", "region": "1", "roles": []}',
    b'{"record": "quota", "id": "Q", "reo_t": NaN}',
    b"{" * 100_000,
    b'{"a": ' + b"9" * 10_000 + b"}",
    bytes(range(128, 256)),
]
MASSES = ["-5", "0", "1e30", "0.0001", '"five"', "null", "true"]


def _garbage(path: Path) -> int:
    """Write good records among bad lines, one of 50 MB; returns how many are bad."""
    rng = random.Random(3)
    good = [json.dumps(record).encode() for record in worked_example()]
    bad = [*BAD]
    for n, mass in enumerate(MASSES):
        lot = f'{{"id": "B{n}", "product": "concentrate", "reo_kg": {mass}}}'
        bad.append(
            f'{{"record": "extraction", "id": "B{n}", "date": "2026-01-01", "enterprise": "M",'
            f' "ore_class": "rock", "output": {lot}}}'.encode()
        )
    lines = [*good, *bad]
    rng.shuffle(lines)
    with path.open("wb") as file:
        for line in lines:
            file.write(line + b"\n")
        file.write(b'{"x": "' + b"x" * 50 * MEGABYTE + b'"}\n')
        file.write(b'{"record": "enterprise", "id": "half')
    return len(bad) + 2


def test_garbage_is_rejected_and_the_rest_goes_in(address: StoreAddress, tmp_path: Path) -> None:
    path = tmp_path / "garbage.jsonl"
    bad = _garbage(path)
    cli = Cli(address.store, address.env)
    code, out, err = cli.run("ingest", str(path))
    assert code == 1, err
    assert f"{len(worked_example())} records committed" in out
    assert "Traceback" not in out + err
    rejected = cli.json("rejected")
    assert len(rejected) == bad
    assert all(line["reason"] and line["line"] for line in rejected)
    (verdict,) = cli.json("verdict", "D1")
    assert verdict["lawfulKg"] == 39_473.684
    cli.run("ingest", str(path))
    assert len(cli.json("rejected")) == bad


def test_memory_stays_bounded(tmp_path: Path) -> None:
    """A line of 50 MB is rejected without being held; the child's peak says so."""
    path = tmp_path / "huge.jsonl"
    with path.open("wb") as file:
        for _ in range(3):
            file.write(b'{"x": "' + b"x" * 100 * MEGABYTE + b'"}\n')
    store = f"sqlite:///{tmp_path / 'huge.sqlite'}"
    # By way of a small process: a child's peak counts from what its parent had when it forked.
    words = [sys.executable, "-c", PEAK, sys.executable, "-m", "provenance", "ingest", str(path)]
    found = subprocess.run([*words, "--store", store], capture_output=True, text=True, check=True)
    code, peak_kb = map(int, found.stdout.split())
    assert code == 1, found.stderr
    assert peak_kb < 200_000
