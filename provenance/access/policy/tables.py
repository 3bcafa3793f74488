"""Who may ask what, and what of each kind of thing a role sees: read from the tables beside it.

What a table does not name is denied: a question that is new is nobody's until somebody decides.
"""

import csv
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

from provenance.access.viewer import Role, Viewer
from provenance.model.regions import NATION
from provenance.model.terms import Label


class Sight(StrEnum):
    """What of a kind of thing is seen.

    `own` is what concerns the viewer's firm, shipments or region; `joined` is besides what mass
    connects with that, `masked` the same by pseudonyms.
    """

    NONE = ""
    OWN = "own"
    MASKED = "masked"
    JOINED = "joined"
    ALL = "all"


def may_ask(role: Role, operation: str) -> bool:
    """Whether a role may ask a question at all, such as Query.verdict or Mutation.watch."""
    return role is Role.OWNER or role in _operations().get(operation, frozenset())


def asked_by(role: Role) -> list[str]:
    """All questions that a role may ask, such as Query.verdict, in order."""
    return sorted(operation for operation in _operations() if may_ask(role, operation))


def sight_of(viewer: Viewer, label: Label) -> Sight:
    """What someone sees of a kind of thing."""
    if sees_all(viewer):
        return Sight.ALL
    return _nouns().get(label, {}).get(viewer.role, Sight.NONE)


def sees_all(viewer: Viewer) -> bool:
    """Whether all content is theirs to see: nothing then stands between them and the store."""
    national = viewer.role is Role.REGULATOR and viewer.region == NATION
    return national or viewer.role in {Role.OWNER, Role.CUSTOMS, Role.INVESTIGATOR}


@cache
def _operations() -> Mapping[str, frozenset[Role]]:
    return {
        row["operation"]: frozenset(Role(role) for role, said in row.items() if said == "yes")
        for row in rows("operations")
    }


@cache
def _nouns() -> Mapping[Label, Mapping[Role, Sight]]:
    return {
        Label(row["noun"]): {
            Role(role): Sight(said) for role, said in row.items() if role != "noun"
        }
        for row in rows("nouns")
    }


def rows(table: str) -> Iterator[Mapping[str, str]]:
    """The rows of a table of the policy."""
    text = files(__package__).joinpath(f"{table}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
