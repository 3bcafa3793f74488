"""Suspicious flows told as stories, of a small made-up world in which they are planted."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from provenance.findings.audit import audit
from provenance.findings.scenes import Part
from provenance.findings.suspicious import PATTERN_OF, Member, Pattern, Story, stories
from provenance.findings.wording import story_json
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import Review
from provenance.graph.sqlite.store import SqliteStore
from provenance.model.terms import Label, ReviewDecision
from provenance.settings import Settings
from tests.cli.run import Cli
from tests.loading import load_all
from tests.schema.api import Counting, serving
from tests.simulate.worlds import world

CODES = tuple(PATTERN_OF)
MADE_UP = world(seed=3, lots=120, codes=CODES)
TODAY = date(2026, 11, 1)


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the world is kept."""
    return tmp_path_factory.mktemp("world") / "graph.sqlite"


@pytest.fixture(scope="module")
async def store(at: Path) -> AsyncIterator[GraphStore]:
    """The world, audited."""
    found = SqliteStore(at, wait_s=5)
    await load_all(found, MADE_UP.records)
    await audit(found, Settings(), whole=True, today=TODAY)
    yield found
    await found.close()


async def told(store: GraphStore, *patterns: Pattern) -> list[Story]:
    page = await stories(store, patterns, None, 1_000)
    assert not page.more
    return list(page.items)


def of(story: Story, *parts: Part) -> list[Member]:
    return [member for member in story.members if member.part in parts]


async def test_whatever_is_planted_is_told_and_nothing_else(store: GraphStore) -> None:
    planted = {
        (row["code"], row["subject"]["key"])
        for row in MADE_UP.told("planted")
        if row["code"] in CODES
    }
    found = await told(store)
    assert {(one.finding.code, one.finding.subject.key) for one in found} == planted
    assert {one.pattern for one in found} == set(Pattern)
    assert [one.finding.place for one in found] == sorted(one.finding.place for one in found)


async def test_enterprises_have_names_in_both_languages(store: GraphStore) -> None:
    names = {one["id"]: (one["name"], one["name_en"]) for one in MADE_UP.of_kind("enterprise")}
    for story in await told(store):
        firms = [one for one in story.members if one.thing.label is Label.ENTERPRISE]
        assert firms
        assert all((one.name, one.name_en) == names[one.thing.key] for one in firms)


async def test_what_goes_round(store: GraphStore) -> None:
    sold = [one for one in await told(store, Pattern.CIRCULAR_FLOW) if one.net_g]
    assert sold
    for story in sold:
        came_back = story.finding.subject
        steps = of(story, Part.STEP)
        assert [step.day for step in steps] == sorted(step.day or TODAY for step in steps)
        assert len(steps) == len(of(story, Part.ACTOR)) == len(of(story, Part.DOCUMENT)) == 3
        first, *_, last = of(story, Part.INPUT, Part.OUTPUT)
        assert (first.part, last.thing) == (Part.INPUT, came_back)
        assert (story.since, story.until) == (steps[0].day, steps[-1].day)
        assert story.reo_g == last.reo_g == story.finding.mass_g


async def test_lots_made_of_each_other(store: GraphStore) -> None:
    (story,) = (one for one in await told(store, Pattern.CIRCULAR_FLOW) if not one.net_g)
    assert len(of(story, Part.STEP)) == 2
    lots = {member.thing: member.part for member in of(story, Part.INPUT, Part.OUTPUT)}
    assert lots[story.finding.subject] is Part.OUTPUT
    assert sorted(lots.values()) == [Part.INPUT, Part.OUTPUT, Part.OUTPUT]


async def test_split_shipments(store: GraphStore) -> None:
    filed = {one["id"]: one for one in MADE_UP.of_kind("declaration")}
    for story in await told(store, Pattern.SPLIT_SHIPMENTS):
        papers = of(story, Part.DOCUMENT)
        assert [paper.thing.key for paper in papers] == list(story.finding.evidence)
        by_ports = len(story.finding.about) > 1
        assert len(papers) == len(of(story, Part.STEP)) == (3 if by_ports else 5)
        assert [member.thing for member in of(story, Part.ACTOR)] == [story.finding.subject]
        net_kg = [float(filed[paper.thing.key]["net_kg"]) for paper in papers]
        assert [paper.net_g for paper in papers] == [round(1_000 * net) for net in net_kg]
        assert story.net_g == sum(paper.net_g or 0 for paper in papers)
        (lot,) = of(story, Part.INPUT)
        assert (
            lot.reo_g
            == sum(step.reo_g or 0 for step in of(story, Part.STEP))
            == 900_000 * len(papers)
        )


async def test_invoices_in_a_circle(store: GraphStore) -> None:
    for story in await told(store, Pattern.INVOICE_CIRCLE):
        papers = of(story, Part.DOCUMENT)
        assert {paper.thing.label for paper in papers} == {Label.INVOICE}
        assert len(papers) == len(of(story, Part.ACTOR)) == 3
        assert (story.since, story.until) == (papers[0].day, papers[-1].day)
        assert of(story, Part.STEP, Part.INPUT, Part.OUTPUT) == []


async def test_cover(store: GraphStore) -> None:
    for story in await told(store, Pattern.RECYCLED_COVER, Pattern.IMPORTED_COVER):
        (step,) = of(story, Part.STEP)
        assert step.thing == story.finding.subject
        assert of(story, Part.OUTPUT)
        made = story.finding.subject.key.startswith("processing")
        assert bool(of(story, Part.INPUT)) is made
        named = {member.thing.key for member in of(story, Part.DOCUMENT)}
        if story.finding.code == "IMPORT_EXCEEDED":
            assert named <= set(story.finding.evidence)
            assert len(named) == 1


async def test_what_someone_dismissed_is_told_no_more(store: GraphStore) -> None:
    before = await told(store, Pattern.SPLIT_SHIPMENTS)
    finding = before[0].finding.id

    async def say(decision: ReviewDecision) -> None:
        said = Review(datetime.now(UTC), "王", decision, "看过了")
        assert await store.write(lambda writer: writer.findings.review(finding, said))

    await say(ReviewDecision.DISMISS)
    assert [one.finding.id for one in await told(store, Pattern.SPLIT_SHIPMENTS)] == [
        one.finding.id for one in before[1:]
    ]
    await say(ReviewDecision.REOPEN)
    assert len(await told(store, Pattern.SPLIT_SHIPMENTS)) == len(before)


async def test_long_stories_say_how_much_more_there_is(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    (whole, *_) = await told(store, Pattern.SPLIT_SHIPMENTS)
    monkeypatch.setattr("provenance.findings.suspicious.MOST_MEMBERS", 4)
    (short, *_) = await told(store, Pattern.SPLIT_SHIPMENTS)
    assert short.members == whole.members[:4]
    assert short.left_out == len(whole.members) - 4
    assert (short.since, short.until, short.net_g) == (whole.since, whole.until, whole.net_g)


async def test_nothing_found_is_no_story(tmp_path: Path) -> None:
    empty = SqliteStore(tmp_path / "empty.sqlite", wait_s=5)
    assert await told(empty) == []
    await empty.close()


FLOWS = """query($k: [Pattern!], $n: Int! = 20, $after: String) {
  suspiciousFlows(kinds: $k, first: $n, after: $after) {
    edges { node { kind from to reoKg netKg leftOut finding { id message basis }
      members { role name nameEn date reoKg netKg thing { label key node { key } } } } }
    pageInfo { hasNextPage endCursor } } }"""


async def test_over_graphql_page_by_page(store: GraphStore) -> None:
    expected = [one.finding.id for one in await told(store)]
    async with serving(store) as api:
        whole = (await api.ask(FLOWS, n=50))["suspiciousFlows"]
        assert [edge["node"]["finding"]["id"] for edge in whole["edges"]] == expected
        for edge in whole["edges"]:
            things = [member["thing"] for member in edge["node"]["members"]]
            assert all(thing["node"] == {"key": thing["key"]} for thing in things)
            assert edge["node"]["finding"]["message"]
            assert edge["node"]["finding"]["basis"]
        seen, after, more = [], None, True
        while more:
            page = (await api.ask(FLOWS, n=4, after=after))["suspiciousFlows"]
            seen += page["edges"]
            after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        assert seen == whole["edges"]
        some = (await api.ask(FLOWS, k=["INVOICE_CIRCLE"]))["suspiciousFlows"]["edges"]
    assert {edge["node"]["kind"] for edge in some} == {"INVOICE_CIRCLE"}


async def test_more_stories_are_not_more_questions(store: GraphStore) -> None:
    asked = []
    for n in (2, 50):
        counting = Counting(store)
        async with serving(counting) as api:
            await api.ask(FLOWS, k=["SPLIT_SHIPMENTS"], n=n)
        asked.append(counting.calls)
    assert asked[0] == asked[1]
    # The findings; the exports under declarations; what they moved; papers, firms, members.
    assert asked[0] == {
        "findings.page": 1,
        "graph.neighbours": 1,
        "graph.around": 1,
        "graph.things": 3,
    }


async def test_on_the_command_line(store: GraphStore, at: Path) -> None:
    cli = Cli(f"sqlite:///{at}")
    found = await told(store)
    assert cli.json("suspicious") == [story_json(one) for one in found]
    (*_, last) = cli.json("suspicious", "--kind", "split_shipments")
    assert last["kind"] == "SPLIT_SHIPMENTS"
    assert last["members"][0]["nameEn"]
    code, out, _ = cli.run("suspicious", "--kind", "INVOICE_CIRCLE", "--kind", "circular_flow")
    assert code == 0
    (circle, *_) = await told(store, Pattern.INVOICE_CIRCLE)
    assert str(circle.finding.message) in out
    assert all(member.thing.key in out for member in circle.members)
    assert "SPLIT_SHIPMENTS" not in out
