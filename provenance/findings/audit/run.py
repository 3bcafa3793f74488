"""Running an audit: over everything, or over what waits to be audited."""

from collections.abc import Collection
from datetime import date

from provenance.findings.audit.conclusions import Conclusions
from provenance.findings.audit.reach import reach
from provenance.findings.audit.steps import Audited, Progress, Steps
from provenance.findings.audit.view import View
from provenance.graph.port.graph import GraphStore
from provenance.model.dates import day_of
from provenance.model.terms import Label, Ref
from provenance.settings import Settings

MANY = 5_000
"""So many waiting things are followed up in any case."""

MOST = 15
"""Beyond one in so many things going over everything takes less than following it up."""


async def audit(  # noqa: PLR0913 -- what, as of when, for which load, and who is told
    store: GraphStore,
    settings: Settings,
    *,
    whole: bool = False,
    today: date | None = None,
    load: str | None = None,
    on_progress: Progress = lambda *_: None,
) -> Audited:
    """Judge what waits to be audited, or everything, and keep what is found.

    `today` (Asia/Shanghai) decides what is overdue; `load` is named beside conclusions that
    changed. Calls back with what is being judged and how many things were. Raises
    StoreUnavailableError; what was kept stays, and the rest still waits.
    """
    waiting = await store.write(lambda writer: writer.queue.unaudited(things=not whole))
    # What comes from here on waits for the next audit, whether or not this one sees it.
    async with store.as_it_is() as now:
        view = await View.of(now, settings, today or day_of())
        conclusions = Conclusions(view, waiting, load)
        run = Steps(view, conclusions, on_progress, Audited(everything=whole))
        if whole or await _most_of_it(now, waiting.things):
            await run.over_everything()
        elif waiting.things:
            again = await reach(view, waiting.things)
            await (run.over_everything() if again.everything else run.over(again))
        await conclusions.explain()
    await store.write(lambda writer: writer.queue.audited(waiting))
    return run.came_to


async def _most_of_it(store: GraphStore, queue: Collection[Ref]) -> bool:
    """Whether so much waits that going over everything takes less than following it up."""
    if len(queue) < MANY:
        return False
    things = await store.graph.count(Label.LOT) + await store.graph.count(Label.EVENT)
    return len(queue) > things // MOST
