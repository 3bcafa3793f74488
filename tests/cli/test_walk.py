"""A walk through the command line as people meet it, held to what was read and found good.

`python -m tests.cli.test_walk` writes the pages anew; read each before it is committed.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.cli.run import Cli

PAGES = Path(__file__).parent / "walk"
PLACES = ("terminal", "pipe")
LANGUAGES = ("en", "zh")

LAWFUL, PARTLY, OVER = "530120240999000001", "530120240999000002", "310420240999000003"

STEPS: tuple[tuple[str, ...], ...] = (
    ("status",),
    ("verdict", PARTLY),
    ("verdict", LAWFUL, "--custody-model", "segregated"),
    ("verdict", OVER, "--remedies"),
    ("verdict", "530120240999000009", LAWFUL),
    ("verdict", "lot:nothing"),
    ("lineage", OVER),
    ("exposure", "CTM-000000001", "--first", "3"),
    ("exposure", "LOT-0000000001"),
    ("paths", "连平山场", "龙南进出口"),
    ("paths", "91441623XXXX00502T", "530120240999000002"),
    ("paths", "91360726XXXX00510B", "530120240999000002"),
    ("search", "赣州"),
    ("search", "no such name"),
    ("findings",),
    ("findings", "--severity", "minor"),
    ("findings", "--code", "OVER_QUOTA_MININGS"),
    ("findings", "--region", "赣洲市"),
    ("findings", "--from", "2025-01-01", "--to", "2024-01-01"),
    ("suspicious",),
    ("cases",),
    ("credit",),
    ("seizures",),
    ("utilisation", "--year", "2024", "--region", "360000"),
    ("utilisation", "--year", "2031"),
    ("balance", "--year", "2024", "--first", "25"),
    ("quotas", "--year", "2024", "--first", "5"),
    ("quotas", "--year", "20244"),
    ("notices", "--year", "2024"),
    ("notices", "--year", "2031"),
    ("reporting", "--month", "2026-01", "--first", "5"),
    ("reporting", "--month", "2026-13"),
    ("rejected",),
    ("watch", "list"),
    ("decide", "530120240999000009", "hold", "--by", "x", "--reason", "y"),
    ("review", "0123456789abcdef", "--confirm", "--by", "x", "--reason", "y"),
    ("verdict", "--no-such-option", LAWFUL),
    ("no-such-command",),
)
"""Right questions, wrong ones, and such as have an empty answer; each answered the same again."""


_TIME = r"20(2[5-9]|3\d)-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?(\+08:00)?"


def walk(cli: Cli, place: str, language: str) -> Iterator[str]:
    """What each step of the walk shows in a terminal of 80 columns, or in a pipe."""
    for step in STEPS:
        words = ("--language", language, *step)
        if place == "terminal":
            code, shown = cli.seen(*words)
        else:
            code, out, err = cli.run(*words)
            shown = out + "".join(f"2> {line}\n" for line in err.splitlines())
        yield f"$ provenance {' '.join(step)}\n{_lasting(shown)}[{code}]\n"


def _lasting(shown: str) -> str:
    """What is shown, less the times of today and where the store is."""
    shown = re.sub(
        r"20(2[5-9]|3\d)-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?(\+08:00)?", "TIME", shown
    )
    shown = re.sub(r"sqlite:////\S+?\.sqlite", "STORE", shown)
    shown = re.sub(r"\d+( days\s+later|\s*天后仍)", r"N\1", shown)
    return re.sub(r"(as of|截至) 20\d\d-\d\d-\d\d", r"\1 DAY", shown)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    return _loaded(tmp_path_factory.mktemp("walk"))


def _loaded(folder: Path) -> Cli:
    cli = Cli(f"sqlite:///{folder}/s.sqlite")
    code, _, err = cli.run("demo", "--load-only")
    assert code == 0, err
    return cli


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PLACES)
def test_what_is_shown_is_what_was_read(demonstration: Cli, place: str, language: str) -> None:
    shown = "\n".join(walk(demonstration, place, language))
    assert shown == (PAGES / f"{place}-{language}.txt").read_text("utf-8")


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        loaded = _loaded(Path(folder))
        for place in PLACES:
            for language in LANGUAGES:
                page = PAGES / f"{place}-{language}.txt"
                page.write_text("\n".join(walk(loaded, place, language)), "utf-8")
