"""A pasted list: judged a row each, sorted, saved and read back."""

import csv
import io
import json
from itertools import product
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from provenance.simulate.demonstration import EXAMPLES
from tests.page.browser import NARROW, WIDE, Tab, tab

LAWFUL, MIXED, UNLAWFUL = EXAMPLES
PASTED = "\n".join([LAWFUL.declaration, MIXED.declaration, UNLAWFUL.declaration])
SHORT = "53012024099900009"
FORMULA = "=HYPERLINK(A1)"


async def _saved(tab: Tab, name: str) -> str:
    async with tab.page.expect_download() as waiting:
        await tab.page.get_by_role("button", name=name, exact=True).click()
    return _read(await (await waiting.value).path())


def _read(file: Path) -> str:
    return file.read_text("utf-8")


async def test_three_declarations_are_pasted_sorted_and_saved(wide: Tab) -> None:
    page = wide.page
    await wide.open("/")
    await page.get_by_role("textbox", name="Paste declarations").fill(PASTED)
    await page.keyboard.press("Control+Enter")
    rows = page.locator("tbody tr")
    await expect(rows).to_have_count(3)
    await expect(rows.first).to_contain_text(LAWFUL.declaration)
    await page.get_by_role("button", name="unlawful, kg").press("Enter")
    await expect(rows.first).to_contain_text(UNLAWFUL.declaration)
    await expect(rows.nth(1)).to_contain_text("20,000 – 30,000")
    await expect(rows.nth(1)).to_contain_text("do not release yet")
    await page.reload()
    await expect(rows.first).to_contain_text(UNLAWFUL.declaration)
    lines = list(csv.DictReader(io.StringIO((await _saved(wide, "CSV")).removeprefix("\ufeff"))))
    told = [
        (line["number"], *(float(line[f"{kind}Kg"]) * 1_000 for kind in ("reo", "unlawful")))
        for line in lines
    ]
    assert told == [(one.declaration, one.reo_g, one.unlawful_g) for one in EXAMPLES[::-1]]
    assert json.loads(await _saved(wide, "JSON"))[0] == {
        **lines[0],
        **{name: float(value) for name, value in lines[0].items() if name.endswith("Kg")},
    }


async def test_what_has_no_verdict_is_listed_with_what_to_do(wide: Tab) -> None:
    await wide.open(f"/batch?keys={MIXED.declaration},{SHORT},{FORMULA},360728")
    others = wide.page.get_by_role("region", name="Without a verdict")
    await expect(others.get_by_text("18 digits are needed; this has 17.")).to_be_visible()
    await expect(
        others.get_by_role("link", name="定南县").or_(others.get_by_text("360728"))
    ).not_to_have_count(0)
    assert f"'{FORMULA}" in await _saved(wide, "CSV")
    assert json.loads(await _saved(wide, "JSON"))[2]["asked"] == FORMULA


async def test_more_than_an_address_holds_are_kept_in_the_browser(wide: Tab) -> None:
    page = wide.page
    await wide.open("/")
    many = "\n".join([PASTED, *(f"NOTHING-{n}" for n in range(118))])
    await page.get_by_role("textbox", name="Paste declarations").fill(many)
    await page.get_by_role("button", name="Check").click()
    await page.wait_for_url("**/batch/*")
    await expect(page.get_by_text("3 of 121 judged.")).to_be_visible()
    await page.reload()
    await expect(page.get_by_text("3 of 121 judged.")).to_be_visible()
    await page.evaluate("localStorage.clear()")
    await page.reload()
    await expect(page.get_by_text("kept in another browser")).to_be_visible()


@pytest.mark.parametrize(("language", "theme"), [*product(("en-GB", "zh-CN"), ("light", "dark"))])
async def test_everyone_can_use_it(
    browser: Browser, service: str, language: str, theme: str
) -> None:
    options = {"locale": language, "color_scheme": theme}
    size = NARROW if theme == "dark" else WIDE
    async with tab(browser, service, viewport=size, **options) as shown:
        for path in ("/batch", "/batch/gone", f"/batch?keys={MIXED.declaration},{SHORT},lot:no"):
            await shown.open(path)
            await expect(shown.page.locator("h1")).to_be_visible()
            await expect(shown.page.locator("textarea, tbody").first).to_be_visible()
            assert await shown.inaccessible() == []
            assert await shown.sideways_px() <= 0
