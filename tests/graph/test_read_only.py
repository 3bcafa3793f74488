"""A store that may not be written is read; none is made by asking."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from provenance.graph.sqlite.store import SqliteStore
from provenance.model.errors import StoreUnavailableError
from provenance.model.terms import Label
from provenance.records.changes import Changes
from tests.cli.run import Cli, write_jsonl
from tests.conftest import StoreAddress
from tests.example import DECLARATION, worked_example
from tests.graph.kit import apply, version

# Root may write anywhere, but for these powers.
POWERLESS = (
    *("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--inh-caps=-all"),
)
READING = (
    ("verdict", "--declaration", DECLARATION), ("verdict", "D1"), ("lineage", "D1"),
    ("exposure", "D1"), ("search", "D1"), ("findings",), ("suspicious",), ("targets",), ("quotas",),
    ("rejected",), ("watch", "list"), ("reporting", "--month", "2026-01"),
    ("utilisation", "--year", "2026"), ("cases",), ("check", "records.jsonl"),
)  # fmt: skip
WRITING = (
    ("review", "F", "--confirm", "--by", "x", "--reason", "y"),
    ("decide", DECLARATION, "release", "--by", "x", "--reason", "y"), ("audit",),
    ("watch", "remove", "x"),
)  # fmt: skip


def as_one_who_may_not(folder: Path, *words: str) -> tuple[int, str, str]:
    """A command run in a folder by somebody whom the modes of files bind."""
    become = POWERLESS if os.geteuid() == 0 else ()
    done = subprocess.run(
        [*become, sys.executable, "-m", "provenance", *words, "--store", "sqlite:///store.sqlite"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def media(tmp_path: Path) -> Iterator[Path]:
    """A folder with a store that was closed properly, where nobody may write."""
    folder = tmp_path / "media"
    folder.mkdir()
    records = write_jsonl(folder / "records.jsonl", worked_example())
    code, _, err = Cli(f"sqlite:///{folder / 'store.sqlite'}").run("ingest", records)
    assert code == 0, err
    (folder / "store.sqlite").chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)


def test_what_nobody_may_write_is_read(media: Path) -> None:
    for words in READING:
        code, _, err = as_one_who_may_not(media, *words)
        assert code == 0, (words, err)
    code, out, _ = as_one_who_may_not(media, "verdict", "--declaration", DECLARATION)
    assert "75,000 kg" in out
    assert sorted(os.listdir(media)) == ["records.jsonl", "store.sqlite"]


def test_writing_to_it_says_what_to_do(media: Path) -> None:
    for words in (*WRITING[1:3], ("ingest", "records.jsonl")):
        code, _, err = as_one_who_may_not(media, *words)
        assert code == 3, words
        assert "read-only" in err, words
        assert "make its directory writable" in err


def test_a_file_alone_that_may_not_be_written(media: Path) -> None:
    media.chmod(0o755)
    code, out, err = as_one_who_may_not(media, "verdict", "D1")
    assert code == 0, err
    assert "39,473.684 kg" in out


def test_a_log_beside_it_is_not_passed_over(media: Path) -> None:
    """What was committed last may lie in the log alone, which only who may write can follow."""
    media.chmod(0o755)
    Path(media, "store.sqlite-wal").write_bytes(b"left by one who was killed")
    media.chmod(0o555)
    code, _, err = as_one_who_may_not(media, "verdict", "D1")
    assert code == 3
    assert "-wal file" in err


def test_where_somebody_may_write_no_lock_is_left_out(media: Path) -> None:
    """To read without locks beside one who writes would give wrong answers: refused, in words."""
    if os.geteuid() != 0:
        pytest.skip("needs a folder of somebody else")
    media.chmod(0o755)
    os.chown(media, 65534, 65534)
    code, _, err = as_one_who_may_not(media, "verdict", "D1")
    assert (code, "read-only" in err, "Traceback" in err) == (3, True, False)


@pytest.mark.parametrize("make", [False, True])
def test_asking_makes_no_store(tmp_path: Path, make: bool) -> None:
    path = tmp_path / "none.sqlite"
    if make:
        path.touch()
    cli = Cli(f"sqlite:///{path}")
    (tmp_path / "x.jsonl").touch()
    for words in (*READING, *WRITING):
        if words[0] != "check":
            code, out, err = cli.run(*words)
            assert (code, out) == (3, ""), words
            assert "there is no store at" in err
            assert "check the path" in err
    assert path.exists() is make
    assert not make or path.stat().st_size == 0
    assert cli.run("ingest", str(tmp_path / "x.jsonl"))[0] == 0
    assert cli.run("findings")[0] == 0


async def test_a_service_makes_one_by_writing_alone(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "store.sqlite", create=False)
    with pytest.raises(StoreUnavailableError, match="there is no store at"):
        await store.graph.count(Label.LOT)
    assert not os.listdir(tmp_path)
    await apply(store, Changes(versions=[version("Q")]))
    assert await store.graph.count(Label.LOT) == 0
    await store.close()


def test_the_file_of_another_program_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookmarks (url)")
    other.commit()
    other.close()
    before = path.read_bytes()
    cli = Cli(f"sqlite:///{path}")
    (tmp_path / "x.jsonl").touch()
    for words in (("search", "x"), ("ingest", str(tmp_path / "x.jsonl")), ("audit",)):
        code, _, err = cli.run(*words)
        assert (code, "file of another program" in err) == (3, True), err
    assert path.read_bytes() == before


def test_a_mistyped_folder_is_said(tmp_path: Path, sqlite_address: StoreAddress) -> None:
    code, _, err = Cli(f"sqlite:///{tmp_path}/nowhere/store.sqlite").run("search", "x")
    assert (code, "there is no store at" in err) == (3, True)
