"""Stable names for what may be counted and not named: another for each firm that looks."""

import hmac
from base64 import b32encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from provenance.ledger.grants import Grant
from provenance.ledger.lineage import Event, Lineage, Lot
from provenance.model.terms import Label, Ref

_CHARACTERS = 12
"""So many of a digest's characters make a pseudonym: 60 bits."""

_SHORT = {Label.LOT: "LOT", Label.EVENT: "EVT", Label.ENTERPRISE: "ENT"}


def key_for(secret: bytes, firm: str) -> bytes:
    """The key that a firm's pseudonyms are made with: of the service's secret, and its alone."""
    return hmac.digest(secret, b"pseudonyms\0" + firm.encode(), sha256)


@dataclass(slots=True)
class Pseudonyms:
    """Names for things by a key; `real` is what those that were given out stand for."""

    key: bytes = field(repr=False)
    real: dict[Ref, Ref] = field(default_factory=dict)

    def of(self, ref: Ref) -> Ref:
        """The name that a thing goes by; of an event its kind stays before it."""
        digest = hmac.digest(self.key, f"{ref.label}\0{ref.key}".encode(), sha256)
        text = b32encode(digest)[:_CHARACTERS].decode()
        name = f"{_SHORT.get(ref.label, 'DOC')}~{text}"
        kind = f"{ref.key.partition(':')[0]}:" if ref.label is Label.EVENT else ""
        found = Ref(ref.label, kind + name)
        self.real[found] = ref
        return found

    def firm(self, code: str | None) -> str | None:
        return code and self.of(Ref(Label.ENTERPRISE, code)).key


@dataclass(frozen=True, slots=True)
class Masked:
    """What a viewer sees of things that are not its own; `own` keeps its name."""

    names: Pseudonyms
    own: Callable[[Ref], bool]

    def ref(self, ref: Ref) -> Ref:
        return ref if self.own(ref) else self.names.of(ref)

    def key(self, label: Label, key: str) -> str:
        return self.ref(Ref(label, key)).key

    def firm(self, code: str | None) -> str | None:
        return code and self.key(Label.ENTERPRISE, code)

    def lineage(self, found: Lineage) -> Lineage:
        """The same material by masses, products, days and gates; whose and where is left out."""
        lots = {key: self.key(Label.LOT, key) for key in found.lots}
        events = {key: self.key(Label.EVENT, key) for key in found.events}

        def lot(key: str) -> str:
            return lots.get(key) or self.key(Label.LOT, key)

        def event(key: str) -> str:
            return events.get(key) or self.key(Label.EVENT, key)

        return replace(
            found,
            lots={lots[key]: self._lot(lots[key], one) for key, one in found.lots.items()},
            events={events[key]: self._event(events[key], e) for key, e in found.events.items()},
            inputs=[d._replace(lot=lot(d.lot), event=event(d.event)) for d in found.inputs],
            outputs=[
                out._replace(lot=lot(out.lot), event=event(out.event), deposit=None, label=None)
                for out in found.outputs
            ],
            cut=frozenset(map(self.ref, found.cut)),
        )

    def _lot(self, key: str, lot: Lot) -> Lot:
        tests = tuple(self.key(Label.LAB_TEST, test) for test in lot.tests)
        return replace(lot, key=key, holder=self.firm(lot.holder), tests=tests)

    def _event(self, key: str, event: Event) -> Event:
        grants = tuple(map(self._grant, event.grants))
        if key == event.key:
            return replace(event, grants=grants)
        declaration, inspection = event.declaration, event.inspection
        return replace(
            event,
            id=key.partition(":")[2],
            enterprise=self.firm(event.enterprise) or "",
            buyer=self.firm(event.buyer),
            owner=self.firm(event.owner),
            site=None,
            source=None,
            declaration=declaration and self.key(Label.DECLARATION, declaration),
            inspection=inspection and self.key(Label.INSPECTION, inspection),
            invoices=tuple(self.key(Label.INVOICE, one) for one in event.invoices),
            grants=grants,
        )

    def _grant(self, grant: Grant) -> Grant:
        return replace(
            grant,
            pool=None,
            parts=tuple(
                part._replace(entitlement=self.ref(part.entitlement)) for part in grant.parts
            ),
        )

    def props(self, ref: Ref, props: Mapping[str, Any]) -> dict[str, Any]:
        """What of a thing may be told under a pseudonym: what it is and how much, never whose."""
        told = {name: props[name] for name in _TOLD.get(ref.label, ()) if name in props}
        for name in ("enterprise", "buyer", "holder"):
            if props.get(name):
                told[name] = self.firm(str(props[name]))
        if ref.label is Label.ENTERPRISE:
            told |= {
                "name": self.key(*ref),
                "region": str(props.get("region") or "")[:2].ljust(6, "0"),
            }
        if ref.label is Label.EVENT:
            told["id"] = self.key(*ref).partition(":")[2]
        return told


_TOLD: Mapping[Label, tuple[str, ...]] = {
    Label.LOT: (
        "product",
        "reo_g",
        "feed",
        "ore_class",
        "claims",
        "produced_on",
        "drawn_g",
        "statuses",
        "shares",
        "undetermined",
        "waste",
    ),
    Label.EVENT: ("kind", "date", "ore_class", "process", "reason", "product", "reo_g"),
    Label.ENTERPRISE: ("roles",),
}
