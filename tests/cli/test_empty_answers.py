"""A list without rows says why in words, and one that is cut says how much is left."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.run import Cli, write_jsonl
from tests.example import worked_example
from tests.supervision.test_cases import CASES

LISTS = (
    ("findings",),
    ("findings", "--gone"),
    ("suspicious",),
    ("targets",),
    ("utilisation",),
    ("quotas",),
    ("quotas", "--indicators"),
    ("cases",),
    ("reporting", "--month", "2026-01"),
    ("rejected",),
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    return Cli(f"sqlite:///{tmp_path_factory.mktemp('e') / 's.sqlite'}").on_empty_store()


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    """The worked example with cases: an over-drawn quota is found."""
    folder = tmp_path_factory.mktemp("l")
    cli = Cli(f"sqlite:///{folder / 's.sqlite'}")
    cli.run("ingest", write_jsonl(folder / "r.jsonl", [*worked_example(), *CASES]))
    return cli


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_nothing_is_loaded_yet(empty: Cli, words: Sequence[str]) -> None:
    code, out, err = empty.run(*words)
    assert (code, out.count("\n")) == (0, 1)  # the titles of what there would be
    assert err.startswith("nothing is loaded yet: `provenance ingest FILE` loads records")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("findings", "--region", "650000"), "findings match"),
        (("findings", "--gone"), "no finding is gone"),
        (("suspicious",), "nothing was found: there is no suspicious flow"),
        (("targets", "--to", "2026-03-09"), "no reason to look at any of 0 declarations"),
        (("quotas", "--year", "2027"), "no quota of 2027 is on record; years on record: 2026"),
        (("quotas", "--year", "2026", "--enterprise", "贸易"), "match"),
        (("quotas", "--indicators"), "is on record"),
        (("utilisation", "--year", "2027"), "no quota of 2027 is on record"),
        (("utilisation", "--region", "360000"), "none of "),
        (("cases", "--region", "650000"), "none of 2 cases match"),
        (("reporting", "--month", "2026-01", "--region", "650000"), " enterprises match"),
        (("rejected",), "every line was taken: none was rejected"),
        (("watch", "list"), "nobody is told of anything"),
    ],
)
def test_none_is_said_in_words(example: Cli, words: Sequence[str], said: str) -> None:
    """In a pipe and to a program apart from the rows."""
    code, out, err = example.run(*words)
    assert (code, out.count("\n")) == (0, 1)
    assert said in " ".join(err.split())
    code, out, told = example.run(*words, "--json")
    assert (code, out) == (0, "")
    assert said in " ".join(told.split())


@pytest.mark.parametrize(
    "words",
    [
        ("findings",),
        ("quotas",),
        ("notices",),
        ("utilisation", "--by", "enterprise"),
        ("cases",),
        ("reporting", "--month", "2026-01"),
    ],
    ids=" ".join,
)
def test_what_is_left_is_said(example: Cli, words: Sequence[str]) -> None:
    every = example.json(*words)
    assert len(every) > 1
    code, out, err = example.run(*words, "--first", "1", "--json")
    assert (code, len(out.splitlines())) == (0, 1)
    left = f"first 1 of {len(every)}; --first N lists more"
    assert err.strip() == left
    assert "--first N" not in example.run(*words, "--json")[2]


def test_no_report_is_due(example: Cli) -> None:
    _, _, err = example.run("reporting", "--month", "2087-01")
    assert err.rstrip().endswith("no report of 2087-01 is due")


def test_rejected_lines_and_stories_by_number(example: Cli, tmp_path: Path) -> None:
    cli = Cli(f"sqlite:///{tmp_path / 's.sqlite'}")
    cli.run("ingest", write_jsonl(tmp_path / "r.jsonl", [{"record": "x"}] * 3))
    assert "first 2 of 3" in cli.run("rejected", "--first", "2")[2]
