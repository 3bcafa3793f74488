"""Articles that authorities load: in the book of either store, and in what was known at a time."""

from datetime import UTC, date, datetime

from provenance.graph.law import law_on_record
from provenance.graph.past import as_of
from provenance.graph.port.graph import GraphStore
from provenance.law.book import BUILT_IN
from tests.graph.kit import Record, withdrawal
from tests.loading import load_all


def article(id_: str, **more: object) -> Record:
    return {
        "record": "article",
        "id": id_,
        "authority": "工业和信息化部（合成）",
        "law": "R",
        "article": "14",
        "valid_from": "2027-01-01",
        "says_zh": "（合成）",
        **more,
    }


async def test_the_book_has_what_is_built_in_and_what_is_on_record(store: GraphStore) -> None:
    assert await law_on_record(store.graph) is BUILT_IN
    magnets = article(
        "R14-2027",
        law="《稀土管理条例》修正案（合成）",
        binds=["magnet", "authority"],
        says_en="(synthetic)",
        published_in="gov.cn",
        status="press",
        replaces="R14",
        findings=["OVERDRAWN_LOT"],
        valid_to="2027-12-31",
    )
    await load_all(store, [magnets])
    book = await law_on_record(store.graph)
    found = book.articles["R14-2027"]
    assert (found.valid_from, found.valid_to) == (date(2027, 1, 1), date(2027, 12, 31))
    assert (found.binds, found.findings) == ({"magnet", "authority"}, {"OVERDRAWN_LOT"})
    assert (found.law, found.article) == ("《稀土管理条例》修正案（合成）", "14")
    assert (found.says_en, found.source, found.status) == ("(synthetic)", "gov.cn", "press")
    assert book.articles["R14"].valid_to == date(2026, 12, 31)
    assert BUILT_IN.articles["R14"].valid_to is None
    await load_all(store, [withdrawal("W", "article", "R14-2027")])
    assert await law_on_record(store.graph) is BUILT_IN


async def test_one_on_record_ends_what_is_built_in_with_its_id(store: GraphStore) -> None:
    ended = article("R14", valid_from="2024-10-01", valid_to="2026-06-30")
    await load_all(store, [ended])
    book = await law_on_record(store.graph)
    assert not book.articles["R14"].in_force(date(2026, 7, 1))
    assert book.articles["R25"] is BUILT_IN.articles["R25"]
    assert book.articles["R14"].source == "工业和信息化部（合成）"


async def test_what_was_known_before_it_came_is_the_book_as_it_was(store: GraphStore) -> None:
    await load_all(store, [article("R14-2027")])
    before = await as_of(store, datetime(2026, 1, 1, tzinfo=UTC))
    assert await law_on_record(before) is BUILT_IN
    now = await as_of(store, datetime.now(UTC))
    assert "R14-2027" in (await law_on_record(now)).articles
