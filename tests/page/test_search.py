"""Search by what people have in hand: half a number, pinyin, old characters, a mistyped one."""

import re
from itertools import product
from urllib.parse import quote

import pytest
from playwright.async_api import Browser, expect

from provenance.simulate.demonstration import EXAMPLES
from tests.page.browser import NARROW, WIDE, Tab, tab

MIXED = EXAMPLES[1].declaration
SHORT = MIXED[:-1]


@pytest.mark.parametrize("text", ["定南", "dingnan", "Dingnan", "定南第二分離廠"])
async def test_a_firm_is_found_in_any_writing(wide: Tab, text: str) -> None:
    await wide.open(f"/search?q={quote(text)}")
    firm = wide.page.get_by_role("link", name="Dingnan Second Separation Works")
    await firm.click()
    await wide.page.wait_for_url("**/records/enterprise/*")


async def test_half_a_number_finds_all_that_have_it(wide: Tab) -> None:
    await wide.open(f"/search?q={MIXED[4:]}")
    await expect(wide.page.get_by_role("link", name=MIXED)).to_be_visible()


@pytest.mark.parametrize("text", [MIXED, f"{MIXED[:4]} {MIXED[4:]}"])
async def test_a_whole_number_opens_what_it_is(wide: Tab, text: str) -> None:
    await wide.open("/")
    await wide.open(f"/search?q={quote(text)}")
    await wide.page.wait_for_url(f"**/shipments/{MIXED}")
    await wide.page.go_back()
    await expect(wide.page).to_have_url(f"{wide.base}/")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Nothing bears", "18 digits are needed; this has 17.")),
        ("zh", ("没有编号或名称为", "须为 18 位数字；此号为 17 位")),
    ],
)
async def test_a_number_too_short_is_said_to_be_with_what_is_like_it(
    wide: Tab, language: str, said: tuple[str, str]
) -> None:
    await wide.open(f"/search?q={SHORT[:-1]}9&lang={language}")
    for words in said:
        await expect(wide.page.get_by_text(words)).to_be_visible()
    await expect(wide.page.get_by_role("link", name=MIXED)).to_be_visible()


@pytest.mark.parametrize(("language", "theme"), [*product(("en-GB", "zh-CN"), ("light", "dark"))])
async def test_everyone_can_use_it(
    browser: Browser, service: str, language: str, theme: str
) -> None:
    options = {"locale": language, "color_scheme": theme}
    size = NARROW if theme == "dark" else WIDE
    async with tab(browser, service, viewport=size, **options) as shown:
        for text in ("定南", SHORT[:-1] + "9", "<img src=x onerror=alert(1)>"):
            await shown.open(f"/search?q={quote(text)}")
            await expect(shown.page.locator("h1")).to_contain_text(text)
            await expect(shown.page.locator("main li, .state-box").first).to_be_visible()
            assert await shown.inaccessible() == []
            assert await shown.sideways_px() <= 0
        await expect(shown.page.get_by_text(re.compile("<img src=x")).first).to_be_visible()
