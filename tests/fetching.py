"""What programs in other languages need, fetched once, outside the checkout, and found there again.

It comes from npm, Maven Central and the Go module proxy by their ordinary clients.
"""

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "provenance")
PATIENCE_S = 600


class RunError(RuntimeError):
    """A program that ended badly; it says what it printed."""


class FetchError(RunError):
    """What a program needs could not be fetched or built."""


def run(*argv: str | Path, cwd: Path | None = None, **env: str) -> str:
    """Return what a program printed. Raises RunError."""
    done = subprocess.run(
        argv,
        cwd=cwd,
        env={**os.environ, "TZ": "UTC", **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=PATIENCE_S,
        check=False,
    )
    said = done.stdout.decode(errors="replace")
    if done.returncode:
        raise RunError(f"{argv[0]} failed: {said[-2_000:]}")
    return said


def fetched(home: Path, name: str, files: Sequence[str], fetch: Callable[[Path], object]) -> Path:
    """The folder that holds what some files of a home ask for; fetched where it is not there.

    Only what is whole gets the name, and of two that want it at once the second waits. Raises
    FetchError where it cannot be had.
    """
    cache = CACHE / home.name
    mark = sha256(b"".join((home / file).read_bytes() for file in files)).hexdigest()[:16]
    folder = cache / f"{name}-{mark}"
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            with tempfile.TemporaryDirectory(prefix="fetch-", dir=cache) as scratch:
                made = Path(scratch, "made")
                made.mkdir()
                for file in files:
                    shutil.copy(home / file, made)
                try:
                    fetch(made)
                except (RunError, subprocess.TimeoutExpired) as error:
                    raise FetchError(str(error)) from error
                made.rename(folder)
    return folder


def run_by_node(script: Path, *argv: str | Path) -> str:
    """Return what a script printed, with the packages its folder asks for."""
    files = ("package.json", "package-lock.json", ".npmrc")
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--silent")
    home = script.parent
    folder = fetched(home, "node", files, lambda made: run("npm", "ci", *quiet, cwd=made))
    return run("node", script, *argv, NODE_PATH=str(folder / "node_modules"))
