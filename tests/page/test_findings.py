"""Findings: narrowed, walked by keys, reviewed; seen by others; what comes in waits to be shown."""

import re
from itertools import product
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.page.browser import NARROW, WIDE, Tab, tab

MARKUP = '<img src=x onerror="window.hit=1">'
MINER = "91360726XXXX00510B"
"""A made-up miner whom no list names: whatever it mines is found."""

RENAMED: dict[str, Any] = {
    "record": "enterprise",
    "id": MINER,
    "name": MARKUP,
    "region": "360726",
    "revision": 1,
    "roles": ["mining"],
}
MINED: dict[str, Any] = {
    "record": "extraction",
    "id": "EXT-HOSTILE",
    "date": "2024-12-09",
    "enterprise": MINER,
    "ore_class": "ionic",
    "region": "360726",
    "output": {"id": f"{MINER}/HOSTILE", "product": "ionic_concentrate", "reo_kg": 99000},
}
INGEST = "mutation ($r: [JSON!]!) { ingest(records: $r) { committed rejected { reason } } }"


def _rows(page: Page) -> Any:
    return page.locator(".worklist tbody tr[data-row]")


async def _say_why(page: Page, why: str) -> None:
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("textbox", name=re.compile("^Why")).fill(why)
    name = dialog.get_by_role("textbox", name="Your name")
    await name.fill("李 关员")
    await page.keyboard.press("Enter")


async def test_facets_narrow_and_the_address_says_how(wide: Tab) -> None:
    page = wide.page
    await wide.open("/findings")
    await page.get_by_role("checkbox", name=re.compile("^major")).check()
    await page.wait_for_url("**/findings?severity=MAJOR")
    await expect(_rows(page).first).to_contain_text("major")
    await expect(
        page.get_by_text("critical", exact=True).locator("xpath=ancestor::tr")
    ).to_have_count(0)
    await page.get_by_role("searchbox", name="Text or number").fill("nothing that anybody found")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("No finding is left by these filters.")).to_be_visible()
    assert await wide.inaccessible() == []
    await page.go_back()
    await expect(_rows(page).first).to_contain_text("major")
    await page.get_by_role("combobox", name="Order", exact=True).select_option("MASS")
    await page.wait_for_url(re.compile("severity=MAJOR.*order=MASS|order=MASS.*severity=MAJOR"))
    masses = await page.locator(".worklist tbody td.number").all_inner_texts()
    told = [float(mass.replace(",", "")) for mass in masses if mass]
    assert told == sorted(told, reverse=True)


async def test_one_is_confirmed_by_keyboard_and_seen_in_another_window(
    wide: Tab, browser: Browser, service: str
) -> None:
    page = wide.page
    await wide.open("/findings?severity=MINOR")
    await expect(_rows(page).first).to_be_visible()
    for key in ("j", "j", "k", "Enter"):
        await page.keyboard.press(key)
    await page.wait_for_url(re.compile("open="))
    details = page.get_by_role("complementary", name="Details")
    await expect(details.get_by_role("heading", name="Law")).to_be_visible()
    own = await details.get_by_role("link", name="Page of its own").get_attribute("href")
    assert own
    async with tab(browser, service) as other:
        await other.open(own)
        await expect(other.page.get_by_role("button", name="Confirm")).to_be_visible()
        await page.keyboard.press("c")
        await expect(page.get_by_role("dialog", name="Confirm this finding")).to_be_visible()
        assert await wide.inaccessible() == []
        await page.keyboard.type("c d o are letters here")
        assert await page.get_by_role("dialog").count() == 1
        await _say_why(page, "seen on site")
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await expect(_rows(page).first).to_contain_text("confirmed")
        await expect(other.page.get_by_text("seen on site")).to_be_visible(timeout=15_000)
        await expect(other.page.get_by_text("李 关员")).to_be_visible()


async def test_several_are_dismissed_for_one_reason_with_an_answer_to_each(wide: Tab) -> None:
    page = wide.page
    await wide.open("/findings?severity=MAJOR")
    await expect(_rows(page).first).to_be_visible()
    for key in ("j", "x", "j", "x", "d"):
        await page.keyboard.press(key)
    await expect(page.get_by_role("dialog", name="Dismiss 2 findings")).to_be_visible()
    await page.get_by_role("textbox", name=re.compile("^Why")).fill("the same mistyped day")
    await page.get_by_role("textbox", name="Your name").fill("李 关员")
    await page.get_by_role("button", name="Dismiss", exact=True).last.click()
    answers = page.get_by_role("dialog").get_by_role("listitem")
    await expect(answers).to_have_count(2)
    await expect(answers.first).to_contain_text("dismissed")
    await page.keyboard.press("Enter")
    await expect(_rows(page).nth(1)).to_contain_text("dismissed")
    await expect(page.get_by_text("selected")).to_have_count(0)


async def test_what_comes_in_waits_and_a_name_is_never_markup(wide: Tab, service: str) -> None:
    page = wide.page
    await wide.open("/findings?code=UNDESIGNATED_PRODUCER")
    await expect(_rows(page).first).to_be_visible()
    before = await _rows(page).evaluate_all("all => all.map((row) => row.dataset.row)")
    done = await page.request.post(
        f"{service}/graphql",
        data={"query": INGEST, "variables": {"r": [RENAMED, MINED]}},
        headers={"content-type": "application/json"},
    )
    assert (await done.json())["data"]["ingest"] == {"committed": 2, "rejected": []}
    show = page.get_by_role("button", name="1 new")
    await expect(show).to_be_visible(timeout=20_000)
    assert await _rows(page).evaluate_all("all => all.map((row) => row.dataset.row)") == before
    await show.click()
    await expect(_rows(page)).to_have_count(len(before) + 1)
    mined = _rows(page).filter(has_text="EXT-HOSTILE")
    await expect(mined).to_contain_text(MARKUP)
    await mined.get_by_role("link").first.click()
    await expect(page.get_by_role("complementary")).to_contain_text(MARKUP)
    await wide.open(f"/records/enterprise/{MINER}")
    await expect(page.locator("h1")).to_contain_text(MARKUP)
    await expect(page.locator(".version")).to_have_count(2)
    await expect(page.locator(".field-changed").first).to_contain_text("安远山场")
    await expect(page.get_by_role("listitem").locator("img")).to_have_count(0)
    assert await page.evaluate("window.hit") is None


@pytest.mark.parametrize(("language", "theme"), [*product(("en-GB", "zh-CN"), ("light", "dark"))])
async def test_everyone_can_use_it(
    browser: Browser, service: str, language: str, theme: str
) -> None:
    options = {"locale": language, "color_scheme": theme}
    size = NARROW if theme == "dark" else WIDE
    async with tab(browser, service, viewport=size, **options) as shown:
        await shown.open("/findings")
        link = _rows(shown.page).first.get_by_role("link").first
        one = await link.get_attribute("href")
        assert one
        await shown.page.wait_for_load_state("networkidle")
        assert await shown.inaccessible() == []
        assert await shown.sideways_px() <= 0
        for path in (f"/findings?open={one.removeprefix('/findings/')}", one, "/findings/nothing"):
            await shown.open(path)
            await expect(shown.page.locator("h1")).to_be_visible()
            await shown.page.wait_for_load_state("networkidle")
            assert await shown.inaccessible() == []
            assert await shown.sideways_px() <= 0
