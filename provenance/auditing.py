"""What `provenance audit` and `provenance score` do, once their words are understood."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from provenance.app import collect_seldom, store_at
from provenance.audit import Audited
from provenance.audit import audit as go_over
from provenance.graph.port import GraphStore
from provenance.printing import OUT, print_json, print_table
from provenance.progress import auditing
from provenance.scoring import Score
from provenance.scoring import score as hold
from provenance.settings import Settings

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be audited: everything or only what waits, as of which day, after which load."""

    whole: bool = True
    today: date | None = None
    load: str | None = None


async def audit(settings: Settings, asked: Asked, *, as_json: bool) -> None:
    """Audit a store and say what came of it."""
    async with store_at(settings.store, settings) as store:
        found = await audited(store, settings, asked)
    if as_json:
        print_json(asdict(found))
    else:
        print(in_words(found), flush=True)


async def audited(store: GraphStore, settings: Settings, asked: Asked) -> Audited:
    """Audit an open store, with progress."""
    collect_seldom()
    with auditing() as (progress, task):
        return await go_over(
            store,
            settings,
            whole=asked.whole,
            today=asked.today,
            load=asked.load,
            on_progress=lambda what, judged: progress.update(
                task, description=f"auditing {what}", completed=judged
            ),
        )


def in_words(found: Audited) -> str:
    judged = (
        f"{found.judged} things judged: {found.raised} findings raised, {found.gone} gone"
        " (see them: provenance findings)"
    )
    if not found.differing:
        return judged
    some = ", ".join(found.differing[:MOST_SHOWN])
    more = " and others" if len(found.differing) > MOST_SHOWN else ""
    return (
        f"{judged}\nThe store is not sound: the shares of {len(found.differing)} lots are not what"
        f" their lineage makes them: {some}{more}. Load their records again from the source into"
        " a new store, and find out who could write to this one."
    )


async def score(settings: Settings, truth: Path, *, as_json: bool) -> bool:
    """Print how well what was found matches a truth; returns whether it does in full."""
    async with store_at(settings.store, settings) as store:
        found = await hold(store, truth, settings)
    rows = [
        {
            "code": code,
            "planted": tally.planted,
            "found": tally.found,
            "recall": round(tally.recall, 4),
            "raised": tally.raised,
            "wrong": tally.wrong,
            "precision": round(tally.precision, 4),
            "nearMisses": tally.near_misses,
        }
        for code, tally in found.codes.items()
    ]
    if as_json:
        differing = {"lots": found.lots, "differing": found.differing}
        print_json({"codes": rows, **differing, "perfect": found.perfect})
        return found.perfect
    print_table(rows, list(rows[0]) if rows else [])
    _explain(found)
    return found.perfect


def _explain(found: Score) -> None:
    """What is not as it was planted, and how many lots have the grams the truth says."""
    for code, tally in found.codes.items():
        for line in tally.examples[:MOST_SHOWN]:
            OUT.print(f"{code}: {line}", markup=False)
    for line in found.differing[:MOST_SHOWN]:
        OUT.print(line, markup=False)
    right = found.lots - len(found.differing)
    OUT.print(f"{right} of {found.lots} lots have the grams the truth says", markup=False)
