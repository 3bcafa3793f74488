"""Files that are there whole or not at all."""

import os
import stat
from contextlib import suppress
from pathlib import Path

OTHERS = stat.S_IRWXG | stat.S_IRWXO
"""What whoever does not own a file may do with it."""


def is_sqlite(file: Path) -> bool:
    """Whether a file is one of SQLite's."""
    with file.open("rb") as opened:
        return opened.read(16) == b"SQLite format 3\0"


def must_be_free(out: Path) -> None:
    """Raise FileExistsError where something has this name already."""
    if out.exists():
        raise FileExistsError


def publish(part: Path, out: Path) -> None:
    """Give a finished file its name so that it lasts; FileExistsError where something has it."""
    with part.open("rb") as written:
        os.fsync(written.fileno())
    try:
        os.link(part, out)
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no links
        must_be_free(out)
        part.rename(out)
    sync(out)


def replace(part: Path, path: Path) -> None:
    """Put a finished file in the place of another, in one step, so that it lasts."""
    with part.open("rb") as written:
        os.fsync(written.fileno())
    part.replace(path)
    sync(path)


def sync(file: Path) -> None:
    """Make the name of a file last."""
    folder = os.open(file.absolute().parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def make_private(path: Path) -> None:
    """Make the file, where it is not there, and let nobody but its owner read it.

    What SQLite makes beside it is as readable as it is.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError:  # it is there; or cannot be made, which whoever opens it says in words
        keep_private(path)


def keep_private(path: Path) -> None:
    """Let nobody but its owner read a file that is there, where that is ours to say and to change.

    A file that its owner may not even write stays as it is: it was put there to be read.
    """
    with suppress(OSError):  # of a disk that cannot be written to, or of somebody else
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & OTHERS and mode & stat.S_IWUSR and path.stat().st_uid == os.geteuid():
            path.chmod(mode & ~OTHERS)
            import structlog  # seldom, and not for nothing

            structlog.get_logger(__name__).warning("store.made_private", was=f"{mode:04o}")
