"""What goes wrong around a command is a line and an exit code, never a traceback."""

import os
import resource
import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.commands import COMMANDS, WITHOUT_STORE, words_of
from tests.cli.run import Cli, write_jsonl
from tests.example import worked_example
from tests.graph.test_read_only import POWERLESS

CODES = (0, 1, 2, 3, 4)
NO_TEXT = os.fsdecode(b"\xff\xfe")
"""A name of bytes that are no text."""


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the worked example, as records and in a store."""
    folder = tmp_path_factory.mktemp("seed")
    records = write_jsonl(folder / "example.jsonl", worked_example())
    code, _, err = Cli(f"sqlite:///{folder / 'store.sqlite'}").run("ingest", records)
    assert code == 0, err
    return folder


@pytest.fixture
def here(seed: Path, tmp_path: Path) -> Path:
    """A folder of one's own with the same."""
    for name in ("example.jsonl", "store.sqlite"):
        shutil.copy(seed / name, tmp_path / name)
    return tmp_path


def _at(here: Path, name: str = "") -> Cli:
    return Cli() if name in WITHOUT_STORE else Cli(f"sqlite:///{here / 'store.sqlite'}")


def _is_told(words: object, done: tuple[int, str, str], codes: tuple[int, ...] = CODES) -> None:
    code, out, err = done
    assert code in codes, (words, code, err)
    assert "Traceback" not in out + err, (words, err)
    assert "Exception ignored" not in err, (words, err)
    assert bool(err) or code in (0, 1), words


def stdout_closed() -> None:
    os.close(1)
    sys.stdout = None  # type: ignore[assignment]


def all_closed() -> None:
    stdout_closed()
    os.close(0)
    os.close(2)
    sys.stdin = sys.stderr = None  # type: ignore[assignment]


def stdout_full() -> None:
    os.dup2(os.open("/dev/full", os.O_WRONLY), 1)


def no_space() -> None:
    """No file grows beyond two kilobytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_048, resource.RLIM_INFINITY))


@pytest.mark.parametrize("fault", [stdout_closed, stdout_full, no_space])
def test_of_every_command(fault: Callable[[], None], here: Path) -> None:
    for name in sorted(COMMANDS.keys() - {"serve"}):
        done = _at(here, name).run(*words_of(name, here), prepare=fault)
        _is_told(name, done)
        if fault is stdout_full and done[0] == 2 and name not in ("restore", "score"):
            told = "MISUSE: standard output cannot be read or written: No space left on device\n"
            assert done[2].endswith(told), name


def test_of_nobody_to_tell(here: Path) -> None:
    for name in ("verdict", "ingest", "settings"):
        done = _at(here, name).run(*words_of(name, here), prepare=all_closed)
        assert done == (0, "", ""), name
    with open("/dev/full", "w") as full:
        words = [sys.executable, "-m", "provenance", "settings"]
        assert subprocess.run(words, stdout=full, stderr=full, check=False).returncode == 2


def test_of_a_full_disk(here: Path) -> None:
    """As the device says it that is always full, and that stays the device it is."""
    full = Path("/dev/full")
    if os.geteuid() == 0:  # who could harm the machine's own
        full = here / "full"
        os.mknod(full, 0o666 | stat.S_IFCHR, os.makedev(1, 7))
    for name in ("w.jsonl", "t.jsonl", "f.csv", "f.json"):
        (here / name).symlink_to(full)
    for words in (
        words_of("simulate", here),
        ["findings", "--out", str(here / "f.csv")],
        ["findings", "--out", str(here / "f.json")],
    ):
        done = _at(here, words[0]).run(*words)
        _is_told(words, done, (2,))
        assert "No space left on device" in done[2]
        assert stat.S_ISCHR(full.stat().st_mode)


def test_of_files_that_cannot_be_read(here: Path) -> None:
    (here / "broken").symlink_to(here / "nowhere")
    no_text = here / f"{NO_TEXT}.jsonl"
    no_text.write_text("{}\n")
    for file in (str(here), str(here / "broken"), str(here / "none.csv"), str(no_text), ""):
        for words in (
            ("ingest", file), ("check", file), ("restore", file), ("score", file),
            ("--config", file, "status"),
            ("report", "monthly", "--month", "2026-03", "--format", "html", "--template", file,
             "--out", str(here / "reports")),
        ):  # fmt: skip
            of_template = words[0] == "report" and file == str(no_text)
            if file or words[0] != "--config":
                _is_told(words, _at(here).run(*words), (0,) if of_template else (1, 2))


def test_of_a_name_that_is_no_text(here: Path) -> None:
    """It is kept, and told, with codes for its bytes."""
    records = str(shutil.copy(here / "example.jsonl", here / f"{NO_TEXT}.jsonl"))
    cli = Cli(f"sqlite:///{here / NO_TEXT}.sqlite")
    assert cli.run("ingest", records)[0] == 0
    with (here / f"{NO_TEXT}.jsonl").open("a") as file:
        file.write("{}\n")
    assert cli.run("ingest", records)[0] == 1
    (line,) = cli.json("rejected")
    assert line["file"] == f"{here}/\\udcff\\udcfe.jsonl"
    for words in (("verdict", "D1"), ("status",), ("backup", "--out", str(here / f"{NO_TEXT}.b"))):
        _is_told(words, cli.run(*words), (0,))


def test_of_files_that_cannot_be_written(here: Path) -> None:
    for file in (str(here), str(here / "no" / "x.csv"), "/proc/x.csv", ""):
        for words in (
            ("findings", "--out", file), ("backup", "--out", file),
            ("template", "91150000701463622D", "--month", "2026-03", "--out", file),
        ):  # fmt: skip
            _is_told(words, _at(here).run(*words), (2, 3))


def test_of_stores_that_are_none(here: Path) -> None:
    (here / "broken").symlink_to(here / "nowhere" / "s.sqlite")
    stores = (here, here / "broken", here / "no" / "s.sqlite", here / ("x" * 300))
    for store in stores:
        for name in ("verdict", "ingest", "backup", "upgrade", "status", "demo", "audit"):
            _is_told((store, name), Cli(f"sqlite:///{store}").run(*words_of(name, here)), (2, 3))
    _, _, err = Cli(f"sqlite:///{here}").run("ingest", str(here / "example.jsonl"))
    assert f"{here} is a directory: name a file in it as the store" in err
    _, _, err = Cli(f"sqlite:///{here}/no/s").run("ingest", str(here / "example.jsonl"))
    assert f"there is no directory {here}/no for the store: make it first" in err


def test_of_what_somebody_may_not(here: Path) -> None:
    """In a folder that may not be written, on files that may not be read."""
    secret = here / "secret.toml"
    for path in (secret, here / "secret.jsonl"):
        path.write_text("")
        path.chmod(0)
    here.chmod(0o555)
    become = POWERLESS if os.geteuid() == 0 else ()
    try:
        for words, code in (
            (("demo", "--load-only", "--store", "sqlite:///new.sqlite"), 3),
            (("ingest", "example.jsonl", "--store", "sqlite:///new.sqlite"), 3),
            (("ingest", "secret.jsonl", "--store", "sqlite:///new.sqlite"), 2),
            (("simulate", "--out", "w.jsonl", "--truth", "t.jsonl", "--lots", "5"), 2),
            (("backup", "--out", "b.sqlite", "--store", "sqlite:///store.sqlite"), 3),
            (("--config", "secret.toml", "status"), 2),
        ):
            done = subprocess.run(
                [*become, sys.executable, "-m", "provenance", *words],
                cwd=here,
                capture_output=True,
                text=True,
                check=False,
            )
            told = (done.returncode, done.stdout, done.stderr)
            _is_told(words, told, (code, 2) if words[0] == "backup" else (code,))
    finally:
        here.chmod(0o755)


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_of_a_port_that_is_taken(command: str, here: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = Cli(f"sqlite:///{here / 'new.sqlite'}").run(command, "--port", port)
    told = f"MISUSE: cannot listen on 127.0.0.1:{port}: the port is in use; stop what uses it, or"
    assert (done[0], done[1]) == (2, "")
    assert done[2].startswith(told)
    assert not (here / "new.sqlite").exists()


@pytest.mark.parametrize(
    ("words", "code"), [(("serve", "--port", "0"), 130), (("watch", "deliver"), 0)]
)
def test_of_ctrl_c(words: tuple[str, ...], code: int, here: Path) -> None:
    store = f"sqlite:///{here / 'store.sqlite'}"
    with Cli(store).start(*words) as process:
        assert process.stdout is not None
        assert "stop with Ctrl-C" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (code, "")


def test_of_ctrl_c_while_it_waits_for_more_to_read(here: Path) -> None:
    words = ("ingest", "-", "--log-format", "json")
    with Cli(f"sqlite:///{here / 'new.sqlite'}").start(*words, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write("{}\n")
        process.stdin.flush()
        assert '"at": "loading"' in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stderr.read() == ""


INTERRUPTED = """
import sys
from provenance.__main__ import main

class Interrupts:
    def find_spec(self, name, path, target=None):
        if name == "provenance.cli.main":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupts())
main()
"""


def test_of_ctrl_c_before_it_has_begun() -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_of_a_reader_who_has_read_enough(here: Path) -> None:
    with _at(here).start("findings", "--json") as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""
    assert process.returncode == 0
