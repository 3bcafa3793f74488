"""Pictures of the page, every view wide and narrow, in both languages and themes.

`make screenshots` makes the demonstration, serves it, and writes them to `screenshots/`; those that
README.md and docs/ show are copied to `docs/images/`.
"""

import argparse
import asyncio
import re
import shutil
import signal
import subprocess
import sys
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.async_api import Browser, async_playwright

CHROMIUM = "/usr/bin/chromium-headless-shell"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

VIEWS = {
    "home": "/",
    "lawful": "/shipments/530120240999000001",
    "mixed": "/shipments/530120240999000002",
    "unlawful": "/shipments/310420240999000003",
    "lot": "/lots/DN2-000002036",
    "licence": "/licences/EL-P000001",
    "unknown": "/shipments/530120240999000",
    "lineage": "/lineage/declaration/530120240999000002",
    "search": "/search?q=dingnan",
    "batch": "/batch?keys=530120240999000001,530120240999000002,310420240999000003,53012024099900",
    "findings": "/findings",
}
"""What is shown, by the name of its pictures."""

SHOWN = {
    "mixed-1440-en-light": "verdict",
    **{f"{view}-1440-zh-light": view for view in ("home", "batch", "lineage", "findings")},
}
"""The pictures that documents show, and their names there."""

WIDTHS = (1440, 360)
SETTLE_MS = 1_000


async def picture(browser: Browser, base: str, out: Path, name: str, options: Any) -> None:
    """One view as it is once all of it has been answered."""
    context = await browser.new_context(**options)
    try:
        page = await context.new_page()
        await page.goto(f"{base}{VIEWS[name.split('-', maxsplit=1)[0]]}", wait_until="networkidle")
        await page.wait_for_timeout(SETTLE_MS)
        await page.screenshot(path=out / f"{name}.png", full_page=True)
    finally:
        await context.close()


async def pictures(base: str, out: Path) -> None:
    """All views in all their forms."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for view, width, language, theme in product(VIEWS, WIDTHS, ("en", "zh"), ("light", "dark")):
            options = {
                "viewport": {"width": width, "height": 900},
                "locale": {"en": "en-GB", "zh": "zh-CN"}[language],
                "color_scheme": theme,
            }
            await picture(browser, base, out, f"{view}-{width}-{language}-{theme}", options)
        await browser.close()


def main() -> None:
    """Make them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=Path, default=Path("screenshots"))
    options.add_argument("--documents", type=Path, default=Path("docs/images"))
    given = options.parse_args()
    for folder in (given.out, given.documents):
        folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        command = [sys.executable, "-u", "-m", "provenance"]
        store = ["--store", f"sqlite:///{scratch}/demo.sqlite"]
        subprocess.run([*command, "demo", "--load-only", *store], check=True, capture_output=True)
        service = subprocess.Popen(
            [*command, "serve", "--port", "0", *store], stdout=subprocess.PIPE, text=True
        )
        try:
            assert service.stdout is not None
            (base,) = re.findall(r"(http://\S+)/graphql", service.stdout.readline())
            asyncio.run(pictures(base, given.out))
        finally:
            service.send_signal(signal.SIGINT)
            service.wait(20)
    for name, shown in SHOWN.items():
        shutil.copy(given.out / f"{name}.png", given.documents / f"{shown}.png")


if __name__ == "__main__":
    main()
