"""Where one begins: what waits, what is new, what was looked at last."""

from itertools import product

import pytest
from playwright.async_api import Browser, expect

from provenance.simulate.demonstration import EXAMPLES
from tests.page.browser import NARROW, WIDE, Tab, tab

LAWFUL, MIXED, UNLAWFUL = (one.declaration for one in EXAMPLES)


async def test_what_waits_for_a_decision_stands_first_with_most_unlawful_first(wide: Tab) -> None:
    await wide.open("/")
    shown = wide.page.get_by_role("region", name="Needs attention").get_by_role("listitem")
    await expect(shown.first).to_contain_text(UNLAWFUL)
    await expect(shown.nth(1)).to_contain_text(MIXED)
    await expect(shown.filter(has_text=LAWFUL)).to_have_count(0)


async def test_new_findings_lead_to_themselves_and_to_all_of_them(wide: Tab) -> None:
    await wide.open("/")
    new = wide.page.get_by_role("region", name="New findings since yesterday")
    await expect(new.get_by_role("listitem")).not_to_have_count(0)
    await new.get_by_role("heading").get_by_role("link").click()
    await wide.page.wait_for_url("**/findings?status=OPEN&since=*")


async def test_what_was_looked_at_is_found_again_until_another_signs_in(wide: Tab) -> None:
    page = wide.page
    await wide.open(f"/shipments/{MIXED}")
    await wide.open("/shipments/nothing-of-the-kind")
    await expect(page.locator("h1")).to_be_visible()
    await page.keyboard.press("g")
    await page.keyboard.press("h")
    recent = page.get_by_role("region", name="Recent")
    await expect(recent.get_by_role("link")).to_have_text([MIXED])
    await page.evaluate("localStorage.setItem('recent-of', 'another')")
    await page.reload()
    await expect(page.get_by_role("region", name="Needs attention")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("region", name="Needs attention")).to_be_visible()
    await expect(recent).to_have_count(0)


@pytest.mark.parametrize(("language", "theme"), [*product(("en-GB", "zh-CN"), ("light", "dark"))])
async def test_everyone_can_use_it(
    browser: Browser, service: str, language: str, theme: str
) -> None:
    options = {"locale": language, "color_scheme": theme}
    for size in (WIDE, NARROW):
        async with tab(browser, service, viewport=size, **options) as shown:
            await shown.open("/")
            await expect(shown.page.get_by_role("listitem").first).to_be_visible()
            await shown.page.wait_for_load_state("networkidle")
            assert await shown.inaccessible() == []
            assert await shown.sideways_px() <= 0
