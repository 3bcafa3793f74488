"""The frame around all views: search, language, theme, keys; nothing leaves, nothing is refused."""

import re
from itertools import product

import pytest
from playwright.async_api import Browser, expect

from provenance.simulate.demonstration import EXAMPLES
from tests.page.browser import NARROW, WIDE, Tab, tab

MIXED = EXAMPLES[1].declaration
SHOWN = ("/", f"/shipments/{MIXED}", "/settings/nothing/there")


@pytest.mark.parametrize(("language", "theme"), [*product(("en-GB", "zh-CN"), ("light", "dark"))])
async def test_everyone_can_use_it(
    browser: Browser, service: str, language: str, theme: str
) -> None:
    options = {"locale": language, "color_scheme": theme}
    size = WIDE if theme == "light" else NARROW
    async with tab(browser, service, viewport=size, **options) as shown:
        for path in SHOWN:
            await shown.open(path)
            await shown.page.wait_for_load_state("networkidle")
            assert await shown.inaccessible() == []
            assert await shown.sideways_px() <= 0


async def test_what_is_typed_is_found_and_opened_by_keyboard(wide: Tab) -> None:
    await wide.open("/")
    await wide.page.keyboard.press("/")
    await wide.page.keyboard.type(MIXED[:-1], delay=20)
    await expect(wide.page.get_by_role("option", name=re.compile(MIXED))).to_be_visible()
    assert wide.asked.count("Suggestions") <= 3  # not at each letter
    await wide.page.keyboard.type(MIXED[-1])
    await expect(wide.page.get_by_role("option")).to_have_count(1)
    await wide.page.keyboard.press("ArrowDown")
    await wide.page.keyboard.press("Enter")
    await wide.page.wait_for_url(f"**/shipments/{MIXED}")
    await expect(wide.page.get_by_text("at least 20,000 kg are lawful")).to_be_visible()


async def test_enter_searches_for_what_is_written(wide: Tab) -> None:
    await wide.open("/")
    await wide.page.keyboard.press("Control+k")
    await wide.page.keyboard.type("定南 ?&")
    await wide.page.keyboard.press("Enter")
    await wide.page.wait_for_url(re.compile(r"/search\?q=%E5%AE%9A%E5%8D%97(%20|\+)%3F%26"))


async def test_language_and_theme_are_kept(wide: Tab) -> None:
    page = wide.page
    await wide.open(f"/shipments/{MIXED}?lang=zh")
    await expect(page.get_by_text("部分来源涉嫌违法").first).to_be_visible()
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_text("Part of unlawful origin").first).to_be_visible()
    await page.get_by_role("button", name="Dark colours").click()
    await page.reload()
    await expect(page.get_by_text("Part of unlawful origin").first).to_be_visible()
    assert await page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert await page.evaluate("document.documentElement.lang") == "en"


async def test_keys_act_outside_of_fields_until_they_are_switched_off(wide: Tab) -> None:
    page = wide.page
    await wide.open(f"/shipments/{MIXED}")
    await page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    await expect(keys).to_be_visible()
    assert await wide.inaccessible() == []
    await page.get_by_label("Single keys act outside of fields").click(force=True)
    await page.keyboard.press("Escape")
    await expect(keys).to_have_count(0)
    await page.keyboard.press("?")
    await page.keyboard.press("g")
    await page.keyboard.press("h")
    await expect(keys).to_have_count(0)
    assert page.url.endswith(MIXED)


async def test_a_question_is_asked_again_while_the_store_is_away(wide: Tab) -> None:
    away = (
        '{"errors": [{"message": "The store does not answer.",'
        ' "extensions": {"code": "STORE_UNAVAILABLE"}}]}'
    )
    await wide.page.route(
        "**/graphql",
        lambda route: route.fulfill(content_type="application/json", body=away),
    )
    await wide.open(f"/shipments/{MIXED}")
    await expect(wide.page.get_by_text("The store does not answer.")).to_be_visible()
    assert await wide.inaccessible() == []
    await wide.page.unroute("**/graphql")
    await expect(wide.page.get_by_text("at least 20,000 kg are")).to_be_visible(timeout=10_000)


async def test_who_is_not_signed_in_is_shown_the_way(wide: Tab) -> None:
    refused = '{"errors": [{"message": "sign in", "extensions": {"code": "UNAUTHENTICATED"}}]}'
    await wide.page.route(
        "**/graphql",
        lambda route: route.fulfill(status=401, content_type="application/json", body=refused),
    )
    await wide.open(f"/shipments/{MIXED}")
    way = wide.page.get_by_role("link", name="Sign in")
    await expect(way).to_have_attribute("href", "/login")
