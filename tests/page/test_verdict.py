"""The verdict view: the answer in full, what explains it, what is decided, and what is printed."""

import io
import re
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect
from pypdf import PdfReader

from provenance.simulate.demonstration import EXAMPLES
from tests.page.browser import NARROW, Tab, tab

LAWFUL, MIXED, UNLAWFUL = (example.declaration for example in EXAMPLES)

ASKED = """query Answer($key: String!, $language: Language!) {
  verdict(subject: {declaration: $key}) {
    headline(language: $language) sentence(language: $language)
    lawfulKg unlawfulKg unverifiedKg lawfulMinKg lawfulMaxKg
    findings { kg message(language: $language) }
    remedies { text(language: $language) }
  }
}"""


async def told(page: Page, base: str, key: str, language: str = "EN") -> Any:
    """A verdict as the service tells it to programs."""
    variables = {"key": key, "language": language}
    answer = await page.request.post(
        f"{base}/graphql", data={"query": ASKED, "variables": variables}
    )
    return (await answer.json())["data"]["verdict"]


async def text_of(page: Page) -> str:
    """What the screen says of a subject, buttons above it aside."""
    return "\n".join(await page.locator("main h1, main .about, main section").all_inner_texts())


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("number", [LAWFUL, MIXED, UNLAWFUL])
async def test_the_page_says_what_the_service_tells(wide: Tab, number: str, language: str) -> None:
    await wide.open(f"/shipments/{number}?lang={language}")
    verdict = await told(wide.page, wide.base, number, language.upper())
    await expect(wide.page.locator(".answer-sentence")).to_have_text(verdict["sentence"])
    await expect(wide.page.locator("#headline")).to_contain_text(verdict["headline"])
    label = await wide.page.locator(".bar").get_attribute("aria-label") or ""
    for mass in ("lawfulKg", "unlawfulKg", "unverifiedKg", "lawfulMinKg", "lawfulMaxKg"):
        assert f"{verdict[mass]:,}" in label
    await expect(wide.page.locator(".finding")).to_have_count(len(verdict["findings"]))
    assert wide.asked.count("Verdict") == 1
    assert await wide.inaccessible() == []


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_it_fits_a_narrow_screen(browser: Browser, service: str, theme: Any) -> None:
    async with tab(browser, service, viewport=NARROW, locale="zh-CN", color_scheme=theme) as shown:
        await shown.open(f"/shipments/{UNLAWFUL}")
        await expect(shown.page.locator(".paper").first).to_be_visible()
        assert await shown.sideways_px() <= 0
        assert await shown.inaccessible() == []


async def test_an_officer_holds_it_by_keyboard_and_all_see_why(wide: Tab) -> None:
    page = wide.page
    await wide.open(f"/shipments/{UNLAWFUL}")
    hold = page.get_by_role("button", name="Hold")
    await hold.focus()
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_label("Reason")).to_be_focused()
    await expect(dialog.get_by_role("button", name="Hold")).to_be_disabled()
    assert await wide.inaccessible() == []
    await page.keyboard.type("矿源不明 p e")  # single keys are letters here
    await page.keyboard.press("Tab")
    await page.keyboard.type("李关员")
    await page.keyboard.press("Enter")
    await expect(dialog).to_have_count(0)
    held = page.get_by_text(re.compile("Held by 李关员, .*: 矿源不明 p e"))
    await expect(held).to_be_visible()
    await page.reload()
    await expect(held).to_be_visible()
    await expect(page.get_by_text("Advised then: do not release yet.")).to_be_visible()
    assert await wide.inaccessible() == []


async def test_a_finding_is_confirmed_from_here(wide: Tab) -> None:
    page = wide.page
    await wide.open(f"/shipments/{MIXED}")
    finding = page.locator(".finding", has_text="UNDESIGNATED_PRODUCER")
    await expect(finding).to_contain_text("Lianping Hillside Works (synthetic)")
    await finding.get_by_role("button", name=re.compile("^Confirm")).click()
    await page.get_by_label("Reason").fill("Looked at the site.")
    await page.get_by_label("Your name").fill("王")
    await page.get_by_role("dialog").get_by_role("button", name="Confirm").click()
    await expect(finding).to_contain_text("confirmed")
    await finding.get_by_role("button", name=re.compile("^Reopen")).click()
    await page.get_by_label("Reason").fill("Not yet.")
    await page.get_by_role("dialog").get_by_role("button", name="Reopen").click()
    await expect(finding.get_by_role("button", name=re.compile("^Confirm"))).to_be_visible()


async def test_apart_is_judged_by_the_lower_bound(wide: Tab) -> None:
    await wide.open(f"/shipments/{MIXED}")
    await wide.page.get_by_role("link", name="Judge as kept apart").click()
    await wide.page.wait_for_url("**?custody=segregated")
    await expect(wide.page.locator(".answer-sentence")).to_contain_text("kept apart (ISO 22095)")
    await wide.page.get_by_role("link", name="Judge by mass balance").click()
    await expect(wide.page.locator(".answer-sentence")).not_to_contain_text("kept apart")


async def test_what_was_seen_before_is_held_against_what_is_now(wide: Tab) -> None:
    await wide.open(f"/shipments/{MIXED}")
    await expect(wide.page.locator(".answer-sentence")).to_be_visible()
    await wide.page.evaluate(
        "key => localStorage.setItem(key, JSON.stringify("
        "{at: '2024-12-01T00:00:00Z', lawfulKg: 30000}))",
        f"seen:DECLARATION:{MIXED}",
    )
    await wide.page.reload()
    changed = wide.page.get_by_text("lawful 30,000 → 22,500 kg")
    await expect(changed).to_be_visible()
    await wide.page.reload()
    await expect(wide.page.locator(".answer-sentence")).to_be_visible()
    await expect(changed).to_have_count(0)


async def test_a_declaration_asked_for_as_a_lot_is_shown_as_what_it_is(wide: Tab) -> None:
    await wide.open(f"/lots/{MIXED}")
    await wide.page.wait_for_url(f"**/shipments/{MIXED}")


async def test_of_what_nothing_bears_what_is_near_is_said(wide: Tab) -> None:
    await wide.open(f"/shipments/{MIXED[:-1]}")
    await expect(wide.page.get_by_text(f"Nothing bears {MIXED[:-1]}.")).to_be_visible()
    near = wide.page.get_by_role("link", name=MIXED)
    await expect(near).to_be_visible()
    assert await wide.inaccessible() == []
    await near.click()
    await expect(wide.page.locator(".answer-sentence")).to_contain_text("20,000 kg")
    await wide.page.go_back()
    await expect(wide.page.get_by_text("Nothing bears")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("number", [LAWFUL, MIXED, UNLAWFUL])
async def test_it_is_printed_on_two_pages_with_all_numbers(
    wide: Tab, number: str, language: str
) -> None:
    page = wide.page
    await wide.open(f"/shipments/{number}?lang={language}")
    await expect(page.locator(".answer-sentence")).to_be_visible()
    await page.wait_for_load_state("networkidle")
    shown = set(re.findall(r"\d[\d,.]*\d", await text_of(page)))
    printed = PdfReader(io.BytesIO(await page.pdf(prefer_css_page_size=True)))
    texts = [re.sub(r"\s+", "", one.extract_text()) for one in printed.pages]
    assert {number for number in shown if number not in "".join(texts)} == set()
    # Each step of the lineage stands behind both, as its table.
    title = {"en": r"Lineage\d+steps", "zh": r"追溯\d+个环节"}[language]
    assert [bool(re.search(title, one)) for one in texts] == [False, False, True]
