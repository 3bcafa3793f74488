"""How watches are written down in a store, and read back."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from provenance.graph.port.kept import FindingFilter
from provenance.graph.port.watches import Delivery, Watch
from provenance.graph.rows.findings import moment, subject_from, subject_text
from provenance.graph.rows.material import day
from provenance.model.terms import FindingStatus, Severity


def watch_row(watch: Watch) -> dict[str, Any]:
    """A watch as properties, under the names both stores keep them by."""
    return {
        "id": watch.id,
        "wanted": filter_text(watch.wanted),
        "url": watch.url,
        "secret": watch.secret,
        "by": watch.by,
        "created_at": moment(watch.created_at),
        **delivery_row(watch.delivery),
    }


def delivery_row(delivery: Delivery) -> dict[str, Any]:
    """How far a watch has been told, as properties."""
    return {
        "told": delivery.told,
        "told_at": _written(delivery.told_at),
        "tried_at": _written(delivery.tried_at),
        "failures": delivery.failures,
        "error": delivery.error,
        "due_at": _written(delivery.due_at),
        "active": delivery.active,
    }


def watch_from(props: Mapping[str, Any]) -> Watch:
    """A watch of its properties."""
    return Watch(
        id=props["id"],
        wanted=filter_from(props["wanted"]),
        url=props["url"],
        secret=props["secret"],
        by=props["by"],
        created_at=datetime.fromisoformat(props["created_at"]),
        holder=props.get("holder"),
        held_until=_read(props.get("held_until")),
        delivery=Delivery(
            told=props["told"],
            told_at=_read(props.get("told_at")),
            tried_at=_read(props.get("tried_at")),
            failures=props["failures"],
            error=props.get("error"),
            due_at=_read(props.get("due_at")),
            active=bool(props["active"]),
        ),
    )


def filter_text(wanted: FindingFilter) -> str:
    """A filter as JSON: what does not restrict is left out."""
    said = {
        "codes": list(wanted.codes),
        "severities": [severity.value for severity in wanted.severities],
        "statuses": [status.value for status in wanted.statuses],
        "subjects": [subject_text(ref) for ref in wanted.subjects],
        "enterprise": wanted.enterprise,
        "region": wanted.region,
        "declaration": wanted.declaration,
        "since": wanted.since and wanted.since.isoformat(),
        "until": wanted.until and wanted.until.isoformat(),
        "text": wanted.text,
    }
    return json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False)


def filter_from(text: str) -> FindingFilter:
    """A filter as it was written down."""
    said = json.loads(text)
    return FindingFilter(
        codes=tuple(said.get("codes", ())),
        severities=tuple(map(Severity, said.get("severities", ()))),
        statuses=tuple(map(FindingStatus, said.get("statuses", ()))),
        subjects=tuple(map(subject_from, said.get("subjects", ()))),
        enterprise=said.get("enterprise"),
        region=said.get("region"),
        declaration=said.get("declaration"),
        since=day(said.get("since")),
        until=day(said.get("until")),
        text=said.get("text"),
    )


def _written(at: datetime | None) -> str | None:
    return moment(at) if at else None


def _read(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
