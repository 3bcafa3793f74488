"""The lineage as a graph and as a table, and the picture of where something comes from."""

import xml.etree.ElementTree as ET
from itertools import product
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import networkx as nx
import pytest
from playwright.async_api import Browser, Page, Route, expect

from provenance.simulate.demonstration import EXAMPLES
from tests.page.browser import NARROW, WIDE, Tab, tab

PLANTED = [example.declaration for example in EXAMPLES]
LAWFUL, MIXED, UNLAWFUL = PLANTED
LARGE = "020220240990000101"
"""A declaration of the demonstration whose lineage has more than 500 lots and events."""

SVG = "{http://www.w3.org/2000/svg}"


async def _drawn(page: Page) -> None:
    await expect(page.locator(".graph[aria-busy=false] .stop").first).to_be_visible()


async def _all(page: Page, attribute: str, selector: str) -> set[str]:
    found: list[str] = await page.eval_on_selector_all(
        selector, f"all => all.map(one => one.getAttribute('{attribute}'))"
    )
    return set(found)


@pytest.mark.parametrize("number", PLANTED)
@pytest.mark.parametrize("shown", ["", "?show=all", "?to=2024-10-31", "?kinds=PROCESSING,EXPORT"])
async def test_graph_and_table_hold_the_same(wide: Tab, number: str, shown: str) -> None:
    page = wide.page
    await wide.open(f"/lineage/declaration/{number}{shown}")
    await _drawn(page)
    await page.get_by_role("button", name="All of it").click()
    stops = page.locator(".stop")
    flows = page.locator(".react-flow__edge")
    await page.wait_for_timeout(300)
    count = await stops.count(), await flows.count()
    drawn = (
        await _all(page, "data-id", ".react-flow__node"),
        await _all(page, "data-id", ".react-flow__edge"),
    )
    await page.keyboard.press("t")
    await expect(page.locator(".lineage-table")).to_be_visible()
    told = await _all(page, "data-stop", "tbody"), await _all(page, "data-flow", "tr[data-flow]")
    assert drawn == told
    assert count == (len(told[0]), len(told[1])) != (1, 0)
    assert wide.asked.count("Lineage") == 1  # one answer for both


async def test_keys_trace_a_shipment_to_the_mine_nobody_designated(wide: Tab) -> None:
    page = wide.page
    await wide.open(f"/lineage/declaration/{MIXED}?lang=zh")
    await _drawn(page)
    for _ in range(40):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.matches('.graph')"):
            break
    at = page.locator(".stop-at")
    await expect(at).to_have_class("stop stop-event stop-subject stop-at")
    await page.keyboard.press("ArrowLeft")
    await expect(at).to_contain_text("定南第二分离厂")
    await page.keyboard.press("ArrowLeft")
    await expect(at).to_contain_text("寻乌离子矿业")
    pressed = "ArrowUp"
    await page.keyboard.press(pressed)
    if "连平山场" not in await at.inner_text():
        await page.keyboard.press("ArrowDown")
    await expect(at).to_contain_text("连平山场")
    active = await page.locator(".graph").get_attribute("aria-activedescendant")
    assert active == await at.get_attribute("id")
    await page.keyboard.press("Enter")
    details = page.get_by_role("complementary", name="详情")
    await expect(details).to_be_focused()
    await expect(details).to_contain_text("10,000 千克")
    await expect(details).to_contain_text("涉嫌违法 100%")
    await page.keyboard.press("Escape")
    await expect(page.locator(".graph")).to_be_focused()
    await page.keyboard.press("s")
    await expect(at).to_contain_text(MIXED)


async def test_what_is_folded_is_counted_and_kept_in_the_address(wide: Tab) -> None:
    page = wide.page
    await wide.open(f"/lineage/declaration/{MIXED}")
    await _drawn(page)
    await page.locator(".graph").focus()
    await page.keyboard.press("ArrowLeft")
    await page.keyboard.press("-")
    await expect(page.get_by_role("button", name="Unfold 2 that are behind it")).to_be_visible()
    await expect(page.locator(".stop")).to_have_count(3)
    assert parse_qs(urlsplit(page.url).query)["fold"] == ["event%3Aprocessing%3APRC-000000368"]
    await page.reload()
    await expect(page.locator(".stop")).to_have_count(3)
    await page.get_by_role("button", name="Unfold 2 that are behind it").click()
    await expect(page.locator(".stop")).to_have_count(5)
    await page.go_back()
    await expect(page.locator(".stop")).to_have_count(3)


async def test_what_dates_hide_is_said_and_fetched(wide: Tab) -> None:
    page = wide.page
    await wide.open(f"/lineage/declaration/{MIXED}?show=all&from=2024-10-20")
    await _drawn(page)
    await expect(page.get_by_text("left out by the dates and kinds chosen")).to_be_visible()
    more = page.locator(".stop-more")
    before = await page.locator(".stop").count()
    await expect(more.first).to_have_text("+1")
    await more.first.click()
    await expect(page.locator(".stop")).not_to_have_count(before)
    assert "open=" in page.url
    await page.get_by_label("from", exact=True).fill("")
    await page.wait_for_url(lambda url: "from=" not in url)
    await expect(page.get_by_text("nothing left out")).to_be_visible()


async def test_what_became_of_it_begins_at_the_left(wide: Tab) -> None:
    await wide.open("/lineage/lot/XWM-000002034?dir=down")
    await _drawn(wide.page)
    at = wide.page.locator(".stop-subject")
    await expect(at).to_contain_text("XWM-000002034")
    lefts = await wide.page.eval_on_selector_all(
        ".stop", "all => all.map(one => one.getBoundingClientRect().x)"
    )
    box = await at.bounding_box()
    assert box
    assert box["x"] == min(lefts) < max(lefts)


async def test_a_large_one_is_drawn_where_one_looks(wide: Tab) -> None:
    page = wide.page
    await wide.open(f"/lineage/declaration/{LARGE}?show=all")
    await _drawn(page)
    subject = page.locator(".stop-subject")
    await expect(subject).to_be_in_viewport()
    box, graph = await subject.bounding_box(), await page.locator(".graph").bounding_box()
    assert box
    assert graph
    assert graph["x"] + graph["width"] - box["x"] - box["width"] < 60  # at the right edge
    assert box["width"] >= 0.75 * 240 - 1  # where text is read
    assert await page.locator(".stop").count() < 100  # of more than 500
    await page.locator(".graph").focus()
    await page.keyboard.press("0")
    await expect(page.locator(".stop-far").first).to_be_visible()
    assert await page.locator(".stop").count() > 500
    assert await page.locator(".stop b").count() == 0  # nobody reads so small


@pytest.mark.parametrize(("locale", "theme"), [*product(("en-GB", "zh-CN"), ("light", "dark"))])
async def test_everyone_can_use_it(browser: Browser, service: str, locale: str, theme: str) -> None:
    address = f"/lineage/declaration/{MIXED}"
    for path, size in product((address, f"{address}?as=table"), (WIDE, NARROW)):
        async with tab(browser, service, viewport=size, locale=locale, color_scheme=theme) as shown:
            await shown.open(path)
            narrow_or_table = size == NARROW or "table" in path
            if narrow_or_table:
                await expect(shown.page.locator(".lineage-table")).to_be_visible()
            else:
                await _drawn(shown.page)
                await shown.page.locator(".graph").focus()
                await shown.page.keyboard.press("Enter")
                await expect(shown.page.locator(".details")).to_be_focused()
            assert await shown.inaccessible() == []
            assert await shown.sideways_px() <= 0


async def test_where_it_comes_from_adds_up_in_picture_and_table(wide: Tab) -> None:
    page = wide.page
    await wide.open(f"/shipments/{MIXED}")
    figure = page.locator("figure.sankey")
    picture = figure.get_by_role("img", name="Where it comes from 30,000 kg of")
    await expect(picture).to_be_visible()
    assert await wide.inaccessible() == []
    drawn = await _all(page, "data-band", "path[data-band]")
    masses = await page.locator("path[data-band] title").all_text_contents()
    assert sorted(masses) == ["lawful 22,500 kg"] * 2 + ["unlawful 7,500 kg"] * 2
    await figure.get_by_role("button", name="Table").click()
    assert await _all(page, "data-band", "tr[data-band]") == drawn
    last = figure.get_by_role("row", name=f"{MIXED} 30,000 kg 22,500 kg 7,500 kg 0 kg 30,000 kg")
    await expect(last).to_be_visible()


async def test_pictures_are_saved(wide: Tab, tmp_path: Path) -> None:
    page = wide.page
    await wide.open(f"/lineage/declaration/{MIXED}")
    await _drawn(page)
    async with page.expect_download() as saving:
        await page.get_by_role("button", name="Save as SVG").click()
    saved = await saving.value
    assert saved.suggested_filename == f"lineage-{MIXED}.svg"
    await saved.save_as(tmp_path / "a.svg")
    texts = [text.text for text in ET.parse(tmp_path / "a.svg").iter(f"{SVG}text")]
    assert {"separation", "30,000 kg"} < set(texts)
    assert texts.count(MIXED) == 2
    async with page.expect_download() as saving:
        await page.get_by_role("button", name="Save as PNG").click()
    await (await saving.value).save_as(tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


async def test_other_programs_read_the_same_masses(wide: Tab, tmp_path: Path) -> None:
    page = wide.page
    await wide.open(f"/lineage/declaration/{MIXED}?from=2024-10-20")
    await _drawn(page)
    async with page.expect_download() as saving:
        await page.get_by_role("link", name="Save as GraphML").click()
    await (await saving.value).save_as(tmp_path / "a.graphml")
    graph = nx.read_graphml(tmp_path / "a.graphml")
    edges = list(graph.edges(data=True))
    exported = [said for _, head, said in edges if graph.nodes[head].get("kind") == "EXPORT"]
    assert sum(said["of_subject_kg"] for said in exported) == 30_000
    assert sum(said["quota_kg"] for said in exported) == 22_500
    # Earlier events are left out of the file as they are on the screen.
    kinds = {said["kind"] for _, said in graph.nodes(data=True) if "kind" in said}
    assert kinds == {"EXPORT", "PROCESSING", "TRANSFER"}


async def test_a_lot_named_like_markup_is_a_name(wide: Tab, tmp_path: Path) -> None:
    page = wide.page
    name = "<img src=x onerror=alert(1)>"

    async def renamed(route: Route) -> None:
        answer = await route.fetch()
        text = await answer.text()
        await route.fulfill(response=answer, body=text.replace("DN2-000002036", name))

    await page.route("**/graphql", renamed)
    await wide.open(f"/lineage/declaration/{MIXED}?show=all")
    await _drawn(page)
    await page.get_by_role("button", name="All of it").click()
    await expect(page.locator(".stop", has_text=name)).to_be_visible()
    async with page.expect_download() as saving:
        await page.get_by_role("button", name="Save as SVG").click()
    await (await saving.value).save_as(tmp_path / "a.svg")
    tree = ET.parse(tmp_path / "a.svg")
    assert any("<img src=x" in (text.text or "") for text in tree.iter(f"{SVG}text"))
    assert {element.tag for element in tree.iter()} <= {
        f"{SVG}{one}" for one in ("svg", "g", "path", "rect", "text")
    }
    await page.keyboard.press("t")
    await expect(page.get_by_role("link", name=name).first).to_be_visible()
    assert await page.locator("img").count() == 0


async def test_on_paper_it_is_its_table(wide: Tab) -> None:
    await wide.open(f"/lineage/declaration/{MIXED}")
    await _drawn(wide.page)
    await wide.page.emulate_media(media="print")
    await expect(wide.page.locator(".lineage-table")).to_be_visible()
    await expect(wide.page.locator(".graph")).to_have_count(0)
