"""The command that tells what is suspicious as stories."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Annotated, Any

import typer

from provenance.cli.answers import MOST_SHOWN, at_most, most, say_left, say_none
from provenance.cli.form import Shown, form_asked
from provenance.cli.options import Address, AsCsv, AsJson, First, Out
from provenance.cli.output import OUT, Terminal, beside, seen
from provenance.cli.reach import Place, reached
from provenance.cli.reasons import why
from provenance.cli.running import guarded
from provenance.findings.suspicious import Pattern, Story, how_many, stories
from provenance.findings.wording import story_json
from provenance.graph.port.graph import GraphStore
from provenance.model.message import Message
from provenance.words.table import word, word_of

commands = typer.Typer()

STORY = (
    "id", "kind", "from", "to", "role", "date", "thingKind", "thingKey", "name", "nameEn", "reoKg",
    "netKg", "message",
)  # fmt: skip
STORIES = Shown(
    STORY,
    keys=2,
    words={"kind": "pattern", "role": "story_role", "thingKind": "label"},
)


@commands.command(epilog="Example: provenance suspicious --kind circular_flow")
@guarded
async def suspicious(
    kind: Annotated[
        list[Pattern] | None,
        typer.Option("--kind", case_sensitive=False, help="May be repeated; all without it."),
    ] = None,
    first: First = None,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Tell circular flows, split shipments, invoice circles and cover as stories."""
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    async with reached(address) as (place, _):
        total = await place.ask(how_many, kind or ())
        if not total:
            await say_none(form, place, await _no_story(place))
            if form.at_terminal:
                return
        if form.at_terminal:
            told = place.each(all_stories, kind or ())
            shown = [story async for story in at_most(told, most(form, first))]
            for story in shown:
                _tell(story)
            say_left(form, len(shown), total)
            return
        with form.listed(STORY, STORIES) as write:
            async for story in at_most(place.each(all_stories, kind or ()), first):
                said = story_json(story, Terminal.language)
                for row in [said] if form.json else _rows(story, said):
                    write(row)
        say_left(form, first, total)


async def _no_story(place: Place) -> Message:
    """Why no flow is told of: there is none, or none of those there are is of these kinds."""
    there = await place.ask(how_many, ())
    if there:
        return Message("none of {n:,} suspicious flows match", n=there)
    return Message("nothing was found: there is no suspicious flow")


async def all_stories(store: GraphStore, kinds: Sequence[Pattern]) -> AsyncIterator[Story]:
    """All stories of some kinds, of all where none is named, the gravest first."""
    after, more = None, True
    while more:
        page = await stories(store, kinds, after, MOST_SHOWN)
        for story in page.items:
            yield story
        after, more = page.items[-1].finding.place if page.items else None, page.more


def _rows(story: Story, said: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A story as rows of a spreadsheet, one for each member."""
    told = {"kind": said["kind"], "id": story.finding.id, "message": said["finding"]["message"]}
    for member, one in zip(story.members, said["members"], strict=True):
        ref = {"thingKind": member.thing.label.value, "thingKey": member.thing.key}
        yield told | {"from": said["from"], "to": said["to"]} | one | ref


def _tell(story: Story) -> None:
    """A story as a person reads it: when and why, then who, by which papers, and what."""
    finding = story.finding
    OUT.paragraph(
        beside(
            Message("{code:finding} ({code})", code=finding.code),
            f"{story.since or '?'} – {story.until or '?'}",
            _mass(story.reo_g, story.net_g),
            word(finding.status),
            finding.id,
        ),
        style="bold",
    )
    OUT.paragraph(f"  {why(finding)}")
    for member in story.members:
        day = member.day.isoformat() if member.day else ""
        thing = Message("{kind:label} {key}", kind=member.thing.label.value, key=member.thing.key)
        names = (member.name or "", member.name_en or "")
        what = beside(
            word_of("story_role", member.part.value),
            thing,
            *names,
            _mass(member.reo_g, member.net_g),
        )
        OUT.paragraph(f"    {day:10}  {what}")
    if story.left_out:
        OUT.paragraph(f"    {seen(Message('and {n:,} more', n=story.left_out))}")


def _mass(reo_g: int | None, net_g: int | None) -> str:
    """What there is of masses."""
    return beside(
        Message("{grams:kg} REO", grams=reo_g) if reo_g is not None else "",
        Message("{grams:kg} net", grams=net_g) if net_g is not None else "",
    )
