"""Signing in on the page, and what each of five people sees of the same shipments."""

import pytest
from playwright.async_api import expect

from provenance.simulate.demonstration import EXAMPLES
from tests.page.browser import Tab
from tests.page.conftest import Demonstration

MIXED, UNLAWFUL = (example.declaration for example in EXAMPLES[1:])
UPSTREAM = ("Lianping", "连平", "Xunwu Ionic", "寻乌", "91441623XXXX00502T", "EXT-000000143")


async def sign_in(shown: Tab, token: str) -> None:
    await shown.page.goto(f"{shown.base}/login")
    await shown.page.fill("input", token)
    await shown.page.keyboard.press("Enter")
    await shown.page.wait_for_url(f"{shown.base}/")


async def test_an_importer_sees_its_shipment_and_nobody_upstream(
    wide: Tab, demonstration: Demonstration
) -> None:
    page = wide.page
    await sign_in(wide, demonstration.tokens["demo-importer"])
    await wide.open(f"/shipments/{MIXED}")
    await expect(page.locator(".answer-sentence")).to_contain_text("at least 20,000 kg are lawful")
    await expect(page.get_by_text("demo-importer", exact=True)).to_be_visible()
    await expect(page.get_by_text("What would clear it")).to_be_visible()
    await page.wait_for_load_state("networkidle")
    shown = await page.content()
    assert [name for name in UPSTREAM if name in shown] == []
    assert await page.get_by_role("button", name="Hold").count() == 0
    assert await wide.inaccessible() == []


async def test_what_is_not_theirs_is_like_what_is_not_there(
    wide: Tab, demonstration: Demonstration
) -> None:
    await sign_in(wide, demonstration.tokens["demo-importer"])
    for number in (UNLAWFUL, "310420240999000999"):
        await wide.open(f"/shipments/{number}")
        await expect(wide.page.locator(".state-box")).to_have_text(f"Nothing bears {number}.")


@pytest.mark.parametrize("who", ["demo-customs", "demo-investigator", "demo-regulator"])
async def test_those_who_may_see_it_whole(
    wide: Tab, demonstration: Demonstration, who: str
) -> None:
    await sign_in(wide, demonstration.tokens[who])
    await wide.open(f"/shipments/{MIXED}")
    await expect(wide.page.locator(".answer-sentence")).to_contain_text("20,000 kg")
    await expect(wide.page.locator(".origins")).to_contain_text("Lianping Hillside Works")
    decides = await wide.page.get_by_role("button", name="Hold").count()
    assert decides == (who == "demo-customs")


async def test_who_signs_out_leaves_nothing_behind(wide: Tab, demonstration: Demonstration) -> None:
    page = wide.page
    await sign_in(wide, demonstration.tokens["demo-customs"])
    await wide.open(f"/shipments/{MIXED}")
    await expect(page.locator(".answer-sentence")).to_be_visible()
    assert "seen:" in await page.evaluate("Object.keys(localStorage).join()")
    await page.get_by_role("button", name="Sign out").click()
    await page.wait_for_url("**/login")
    assert "seen:" not in await page.evaluate("Object.keys(localStorage).join()")
