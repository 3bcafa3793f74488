"""What was filed, with the file and line it stood on; what it names leads there."""

from itertools import product

import pytest
from playwright.async_api import Browser, expect

from provenance.simulate.demonstration import EXAMPLES
from tests.page.browser import NARROW, WIDE, Tab, tab

MIXED = EXAMPLES[1].declaration
SHOWN = (f"/records/declaration/{MIXED}", "/records/lot/none", "/records/nothing/none")


async def test_a_record_says_where_it_stood_and_leads_to_what_it_names(wide: Tab) -> None:
    page = wide.page
    await wide.open(f"/records/declaration/{MIXED}")
    await expect(page.get_by_text("demonstration")).to_be_visible()
    await expect(page.locator(".version-source")).to_contain_text("line ")
    await page.get_by_text("As JSON").click()
    await expect(page.locator("pre").first).to_contain_text('"reo_kg": 30000')
    await page.get_by_role("link", name="91360783XXXX004571").click()
    await page.wait_for_url("**/records/enterprise/91360783XXXX004571")
    await expect(page.locator("h1")).to_contain_text("Longnan Import and Export")
    await page.go_back()
    await page.get_by_role("link", name="To the verdict").click()
    await page.wait_for_url(f"**/shipments/{MIXED}")


@pytest.mark.parametrize(("language", "theme"), [*product(("en-GB", "zh-CN"), ("light", "dark"))])
async def test_everyone_can_use_it(
    browser: Browser, service: str, language: str, theme: str
) -> None:
    options = {"locale": language, "color_scheme": theme}
    size = NARROW if theme == "dark" else WIDE
    async with tab(browser, service, viewport=size, **options) as shown:
        for path in SHOWN:
            await shown.open(path)
            await expect(shown.page.locator("h1")).to_be_visible()
            await shown.page.wait_for_load_state("networkidle")
            assert await shown.inaccessible() == []
            assert await shown.sideways_px() <= 0
