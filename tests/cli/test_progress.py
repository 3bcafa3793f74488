"""How long the bar of a load is."""

from pathlib import Path

from provenance.cli.progress import loading


def test_a_load_is_as_long_as_its_files_are_large(tmp_path: Path) -> None:
    one, other = tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz"
    one.write_bytes(b"x" * 10)
    other.write_bytes(b"y" * 5)
    progress, task = loading([str(one), str(other)])
    assert progress.tasks[task].total == 15


def test_of_standard_input_and_globs_nobody_knows(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"x")
    for paths in (["-"], [str(tmp_path / "*.jsonl")], [str(tmp_path / "a.jsonl"), "-"]):
        progress, task = loading(paths)
        assert progress.tasks[task].total is None
