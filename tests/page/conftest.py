"""One browser and one service with the demonstration, for all tests of the page.

With REQUIRE_BROWSER=1, as `.ci/run` sets it, a machine without Chromium or a page that is not built
fails these tests; else it is said what is missing.
"""

import os
import re
import signal
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import pytest
from playwright.async_api import Browser, async_playwright, expect

from provenance.schema.page.files import is_built
from tests.cli.run import Cli
from tests.page.browser import CHROMIUM, QUIET, Tab, tab

expect.set_options(timeout=20_000)
"""Nothing is timed here: a machine that has all else of the suite to do is slow."""


@pytest.fixture(scope="session")
def needed() -> None:
    missing = [
        what
        for what, there in (("Chromium", CHROMIUM.is_file()), ("the built page", is_built()))
        if not there
    ]
    if not missing:
        return
    why = f"{' and '.join(missing)} is not there"
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(why, pytrace=False)
    pytest.skip(why)


@pytest.fixture(scope="session")
async def browser(needed: None) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        found = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield found
        await found.close()


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A store with the demonstration, and its five users' tokens by their names."""

    cli: Cli
    tokens: dict[str, str]


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    cli = Cli(f"sqlite:///{tmp_path_factory.mktemp('page') / 'demo.sqlite'}")
    code, out, err = cli.run("demo", "--load-only")
    assert code == 0, err
    return Demonstration(cli, dict(re.findall(r"^  (demo-\w+) .*\n +(\S+)$", out, re.M)))


@pytest.fixture(scope="session")
def service(needed: None, demonstration: Demonstration) -> Iterator[str]:
    """The address of a service with the demonstration."""
    process = demonstration.cli.start("serve", "--port", "0")
    try:
        assert process.stdout is not None
        yield re.findall(r"(http://\S+)/graphql", process.stdout.readline())[0]
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


@pytest.fixture
async def wide(browser: Browser, service: str) -> AsyncIterator[Tab]:
    """A page as wide as a screen, in English."""
    async with tab(browser, service) as found:
        yield found
