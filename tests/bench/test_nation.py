"""The nation's bench in its smallest size: each copy of an industry has what is found in it."""

from pathlib import Path

from bench.nation import measure


def test_each_copy_has_what_the_store_finds(tmp_path: Path) -> None:
    measured = measure(100, 2, tmp_path)
    assert measured.same_as_store
    assert measured.findings
    assert measured.cpu_s > 0
