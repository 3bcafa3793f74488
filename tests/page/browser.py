"""A browser, what it must never see, and what a page shows in it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, Request, Response, ViewportSize

CHROMIUM = next(
    (
        path
        for name in ("chromium-headless-shell", "chromium")
        if (path := Path("/usr/bin", name)).is_file()
    ),
    Path("/usr/bin/chromium"),
)
"""Debian's, without the windows round it where there is such: half the time."""

QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
"""Without these a browser asks its maker this and that, which is no business of the page."""

WIDE, NARROW = ViewportSize(width=1440, height=900), ViewportSize(width=360, height=740)

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}

LISTENS = """() => {
  window.__violations = [];
  document.addEventListener("securitypolicyviolation", (e) =>
    window.__violations.push(`${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}`));
}"""


@dataclass
class Tab:
    """One page of a browser at one service, and what went wrong in it."""

    page: Page
    base: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    """The names of the questions asked of GraphQL."""

    def watch(self) -> None:
        """Note every request that leaves, and every error."""
        self.page.on("request", self._requested)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("response", self._answered)

    def _requested(self, request: Request) -> None:
        if not request.url.startswith((f"{self.base}/", "data:", "blob:")):
            self.foreign.append(request.url)
        if request.url == f"{self.base}/graphql" and request.post_data:
            query = json.loads(request.post_data)["query"]
            self.asked.append(query.split("(")[0].split("{")[0].split()[-1])

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.errors.append(f"{response.status} {response.url}")

    async def open(self, path: str) -> None:
        """Go to an address of the page, until it can be used."""
        await self.page.goto(f"{self.base}{path}")
        await self.page.locator("h1").first.wait_for()

    async def faults(self) -> list[str]:
        """What must not be: policy violations, requests that leave, errors."""
        violations: list[str] = await self.page.evaluate("window.__violations ?? []")
        return [*violations, *self.foreign, *self.errors]

    async def inaccessible(self) -> list[str]:
        """What axe finds wrong with what is shown now."""
        found: Any = await Axe().run(self.page, options=RULES)
        return [
            f"{one['id']}: {one['help']}: {node['html'][:200]}"
            for one in found.response["violations"]
            for node in one["nodes"]
        ]

    async def sideways_px(self) -> int:
        """How far one would have to scroll sideways."""
        width: int = await self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return width


@asynccontextmanager
async def tab(browser: Browser, base: str, **options: Any) -> AsyncIterator[Tab]:
    """A page of its own, in which nothing may go wrong."""
    context = await browser.new_context(**{"viewport": WIDE, "locale": "en-GB", **options})
    await context.add_init_script(f"({LISTENS})()")
    found = Tab(await context.new_page(), base)
    found.watch()
    try:
        yield found
        assert await found.faults() == []
    finally:
        await context.close()
