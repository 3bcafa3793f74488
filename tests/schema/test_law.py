"""The book of law over GraphQL."""

from collections.abc import AsyncIterator

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.law.book import BUILT_IN
from provenance.words.table import Words, values_of, word_of
from tests.graph.test_controls import control
from tests.graph.test_law import article
from tests.loading import load_all
from tests.schema.api import Api, serving

BOOK = """query($on: Date, $role: Role, $at: DateTime) { law(on: $on, role: $role, asOf: $at) {
  key citation validFrom validTo binds status builtIn } }"""


@pytest.fixture
async def api(store: GraphStore) -> AsyncIterator[Api]:
    """The service on either store, with an article that replaces another."""
    magnets = article("R14-2027", binds=["magnet"], says_en="(synthetic)", replaces="R14")
    await load_all(store, [magnets])
    async with serving(store) as found:
        yield found


async def test_all_that_is_built_in_and_on_record(api: Api) -> None:
    found = {row["key"]: row for row in (await api.ask(BOOK))["law"]}
    assert found.keys() == {*BUILT_IN.articles, "R14-2027"}
    assert found["R14-2027"] == {
        "key": "R14-2027",
        "citation": "Order 785 Art. 14",
        "validFrom": "2027-01-01",
        "validTo": None,
        "binds": ["magnet"],
        "status": "published",
        "builtIn": False,
    }
    assert (found["R14"]["validTo"], found["R14"]["builtIn"]) == ("2026-12-31", False)
    assert (found["R25"]["validTo"], found["R25"]["builtIn"]) == (None, True)


async def test_those_in_force_on_a_day_that_bind_a_role(api: Api) -> None:
    async def keys(on: str, role: str) -> set[str]:
        return {row["key"] for row in (await api.ask(BOOK, on=on, role=role))["law"]}

    assert {"R14", "R25", "M10"} <= await keys("2026-12-31", "SEPARATION")
    assert {"R14", "M10"}.isdisjoint(await keys("2026-12-31", "TRADE"))
    assert "R14-2027" in await keys("2027-01-01", "MAGNET")
    assert await keys("2012-06-13", "SEPARATION") == {"INV587", "MIIT2012-285", "STA2012-17"}


async def test_as_it_was_known(api: Api) -> None:
    before = (await api.ask(BOOK, at="2026-01-01"))["law"]
    assert {row["key"] for row in before} == BUILT_IN.articles.keys()
    assert all(row["builtIn"] for row in before)


async def test_in_chinese(api: Api) -> None:
    query = """{ law(on: "2013-01-01") { key citation(language: ZH) says(language: ZH)
      status(language: ZH) readIn } }"""
    rows = {row["key"]: row for row in (await api.ask(query))["law"]}
    plan = BUILT_IN.articles["MIIT2012-285"]
    assert rows["MIIT2012-285"] == {
        "key": "MIIT2012-285",
        "citation": "工信部联原〔2012〕285号（见于报道）",
        "says": plan.says_zh,
        "status": "见于报道",
        "readIn": plan.source,
    }


CONTROLS = """query($on: Date!, $at: DateTime) { controls(on: $on, asOf: $at) {
  element controlCode state announcement sources status record forms hsCodes threshold } }"""


async def test_controls_of_a_day(api: Api) -> None:
    rows = (await api.ask(CONTROLS, on="2026-11-20"))["controls"]
    states = {row["controlCode"]: row["state"] for row in rows}
    assert states["1C905"] == "IN_FORCE"
    assert {states[f"1C9{n:02}"] for n in range(9, 14)} == {"UNDECIDED"}
    holmium = next(row for row in rows if row["element"] == "Ho")
    assert holmium["announcement"] == "Announcement 57/2025"
    assert len(holmium["sources"]) == 3
    assert (holmium["status"], holmium["record"]) == ("published", None)
    early = (await api.ask(CONTROLS, on="2025-04-04"))["controls"]
    assert len([row for row in early if row["controlCode"]]) == 7


async def test_controls_on_record_and_as_known(store: GraphStore) -> None:
    await load_all(store, [control()])
    async with serving(store) as api:
        rows = (await api.ask(CONTROLS, on="2026-11-20"))["controls"]
        holmium = next(row for row in rows if row["element"] == "Ho")
        assert (holmium["state"], holmium["record"]) == ("SUSPENDED", "C")
        before = (await api.ask(CONTROLS, on="2026-11-20", at="2026-01-01"))["controls"]
        holmium = next(row for row in before if row["element"] == "Ho")
        assert (holmium["state"], holmium["record"]) == ("UNDECIDED", None)
        query = (
            '{ controls(on: "2026-11-20") { announcement(language: ZH) sources(language: ZH) } }'
        )
        chinese = (await api.ask(query))["controls"]
        assert any("美方" in source for row in chinese for source in row["sources"])
        code, _ = await api.fail(CONTROLS, on="yesterday")
        assert code == "GRAPHQL_VALIDATION_FAILED"


async def test_what_findings_can_say_and_what_that_rests_on(api: Api) -> None:
    query = "{ findingCodes { code title zh: title(language: ZH) articles { key } } }"
    found = {one["code"]: one for one in (await api.ask(query))["findingCodes"]}
    assert set(found) == set(values_of("finding"))
    mismatch = found["REPORT_MISMATCH"]
    assert Words(mismatch["zh"], mismatch["title"]) == word_of("finding", "REPORT_MISMATCH")
    assert [one["key"] for one in mismatch["articles"]] == ["M9", "R25"]
    assert found["BAD_IDENTIFIER"]["articles"] == []
