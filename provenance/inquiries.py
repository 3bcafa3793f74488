"""The commands that ask: how much is lawful, where material went, by which ways it came."""

from enum import StrEnum

from provenance.app import store_at
from provenance.errors import UnknownSubjectError
from provenance.exposure import expose
from provenance.graph.paths import Span
from provenance.graph.port import GraphStore
from provenance.inspection import verdicts
from provenance.model import CustodyModel, Label, Ref
from provenance.printing import (
    ERR,
    print_exposure,
    print_json,
    print_path,
    print_remedies,
    print_unknown,
    print_verdict,
)
from provenance.routes import find_routes
from provenance.settings import Settings
from provenance.verdict import Verdict
from provenance.wording import exposure_json, path_json, remedy_json, verdict_json


class Place(StrEnum):
    """What a path can lead between."""

    LOT = "lot"
    ENTERPRISE = "enterprise"
    REGION = "region"


async def verdict(
    settings: Settings,
    subjects: list[Ref],
    custody: CustodyModel,
    *,
    remedies: bool,
    as_json: bool,
) -> int:
    """Print the verdict on each subject, and what would clear it where that is asked for.

    Returns how many of them nothing is known of.
    """
    async with store_at(settings.store, settings) as store:
        found = await verdicts(store, subjects, settings, custody)
        names = {} if as_json else await _names(store, found)
    for subject, answer in zip(subjects, found, strict=True):
        if answer is None:
            print_unknown(subject)
        elif as_json:
            cleared = [remedy_json(remedy) for remedy in answer.remedies()] if remedies else None
            print_json(verdict_json(answer) | ({} if cleared is None else {"remedies": cleared}))
        else:
            print_verdict(answer, names)
            print_remedies(answer.remedies() if remedies else ())
    return sum(answer is None for answer in found)


async def _names(store: GraphStore, found: list[Verdict | None]) -> dict[str, str]:
    """What the enterprises that verdicts name are called, in Chinese and English."""
    keys = {origin.enterprise for answer in found if answer for origin in answer.origins}
    things = await store.things([Ref(Label.ENTERPRISE, key) for key in sorted(keys)])
    return {
        thing.ref.key: " ".join(filter(None, (thing.props.get("name"), thing.props.get("name_en"))))
        for thing in things
        if thing is not None
    }


async def exposure(settings: Settings, subjects: list[Ref], first: int, *, as_json: bool) -> int:
    """Print where the mass of each subject went; returns how many of them nothing is known of."""
    unknown = 0
    async with store_at(settings.store, settings) as store:
        for subject in subjects:
            found = await expose(store, subject, settings, first)
            if found is None:
                unknown += 1
                print_unknown(subject)
            elif as_json:
                print_json(exposure_json(found))
            else:
                print_exposure(found)
    return unknown


async def paths(
    settings: Settings, ends: tuple[Ref, Ref], span: Span, first: int, *, as_json: bool
) -> None:
    """Print the paths between two places that carry most mass."""
    async with store_at(settings.store, settings) as store:
        found = await find_routes(store, *ends, span, first, settings)
    if found is None:
        keys = " and ".join(ref.key for ref in ends)
        raise UnknownSubjectError(f"nothing on record bears one of the numbers {keys}")
    for route in found.routes:
        if as_json:
            print_json(path_json(route))
        else:
            print_path(route)
    if found.cut:
        ERR.print("cut: more leads there than one request may read")
