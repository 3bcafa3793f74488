"""What is kept beside a finding: the day of the thing, the enterprise and place it counts in."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from provenance.findings.audit.judging.judged import Judged
from provenance.findings.audit.view import View
from provenance.graph.port.kept import Found
from provenance.model.finding import Finding
from provenance.model.terms import Label, Ref

DAYS = ("date", "issued_on", "produced_on", "filed_at", "valid_from")
OWNERS = ("party", "enterprise", "declarant", "seller", "holder")
STATED = tuple(field.name for field in fields(Finding))


async def described(view: View, judged: Judged) -> list[Found]:
    """Findings as they are kept; of one thing found under several scopes the first counts."""
    subjects = {finding.subject for _, finding in judged.found}
    things = {ref: thing.props for ref, thing in (await view.things(subjects)).items()}
    owners = {ref: _owner(ref, things.get(ref, {})) for ref in subjects}
    firms = await view.things(Ref(Label.ENTERPRISE, key) for key in owners.values() if key)
    found: dict[str, Found] = {}
    for scope, finding in judged.found:
        ref = finding.subject
        firm = firms.get(Ref(Label.ENTERPRISE, owners[ref] or ""))
        kept = Found(
            **{name: getattr(finding, name) for name in STATED},
            scope=scope,
            day=_day(things.get(ref, {}), finding.about),
            enterprise=owners[ref],
            region=firm.props.get("region") if firm is not None else None,
        )
        found.setdefault(kept.id, kept)
    return list(found.values())


def _owner(ref: Ref, props: Mapping[str, Any]) -> str | None:
    if ref.label is Label.ENTERPRISE:
        return ref.key
    return next((str(props[name]) for name in OWNERS if props.get(name)), None)


def _day(props: Mapping[str, Any], about: Sequence[str]) -> date | None:
    """When the thing happened; of what is said of a month or from a day on, then."""
    if len(about) and about[-1][:4].isdigit():
        text = about[-1] if len(about[-1]) == 10 else f"{about[-1]}-01"
    else:
        text = next((str(props[name])[:10] for name in DAYS if props.get(name)), "")
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
