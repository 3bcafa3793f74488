"""Trails in memory, and keys to sign with."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from joserfc.jwk import Key, OKPKey

from provenance.access.trail.seals import ALGORITHM, Seals
from provenance.graph.port.trail import Draft, Entry, TrailFilter
from provenance.graph.rows.trail import chained


class Keys:
    """The service's own keys: one that signs, and those before it."""

    def __init__(self) -> None:
        self.all = [_made()]

    def rotate(self) -> None:
        self.all.append(_made())

    async def signing(self) -> OKPKey:
        return self.all[-1]

    async def public(self, id_: str | None) -> Sequence[Key]:
        return [OKPKey.import_key(k.as_dict(private=False)) for k in self.all if k.kid == id_]


def _made() -> OKPKey:
    return OKPKey.generate_key("Ed25519", {"alg": ALGORITHM}, auto_kid=True)


def seals() -> Seals:
    return Seals(Keys())


@dataclass
class Listed:
    """A trail that is a list, in which anything may be changed."""

    entries: list[Entry] = field(default_factory=list)

    async def page(self, after: int, first: int) -> list[Entry]:
        behind = [entry for entry in self.entries if entry.number > after]
        return sorted(behind, key=lambda entry: entry.number)[:first]

    async def latest(self, wanted: TrailFilter, before: int | None, first: int) -> list[Entry]:
        raise NotImplementedError

    async def head(self) -> Entry | None:
        return self.entries[-1] if self.entries else None

    async def append(self, drafts: Sequence[Draft]) -> None:
        self.entries += chained(await self.head(), drafts)


def draft(who: str = "王") -> Draft:
    return Draft(who=who, role="customs", status="answered", asked=["Query.verdict"])
