"""The commands of an investigator: where material went, and by which ways it came."""

from enum import StrEnum

from provenance.app import store_at
from provenance.errors import UnknownSubjectError
from provenance.exposure import expose
from provenance.graph.paths import Span
from provenance.model import Ref
from provenance.printing import ERR, print_exposure, print_json, print_path, print_unknown
from provenance.routes import find_routes
from provenance.settings import Settings
from provenance.wording import exposure_json, path_json


class Place(StrEnum):
    """What a path can lead between."""

    LOT = "lot"
    ENTERPRISE = "enterprise"
    REGION = "region"


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
