"""How watches are written down in a store, and read back."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from provenance.graph.port.kept import FindingFilter
from provenance.graph.port.watches import Delivery, Watch
from provenance.graph.rows.adapters import adapter
from provenance.graph.rows.findings import moment, subject_from, subject_text
from provenance.model.message import Message


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
    return {name: _kept(value) for name, value in asdict(delivery).items()}


def _kept(value: Any) -> Any:
    if isinstance(value, Message):
        return value.to_text()
    return moment(value) if isinstance(value, datetime) else value


def watch_from(props: Mapping[str, Any]) -> Watch:
    """A watch of its properties."""
    wanted = filter_from(props["wanted"])
    return adapter(Watch).validate_python({**props, "wanted": wanted, "delivery": props})


def filter_text(wanted: FindingFilter) -> str:
    """A filter as JSON: what does not restrict is left out."""
    said = adapter(FindingFilter).dump_python(wanted, mode="json", exclude_defaults=True)
    said["subjects"] = [subject_text(ref) for ref in wanted.subjects]
    kept = {name: value for name, value in said.items() if value or name == "gone"}
    return json.dumps(kept, ensure_ascii=False)


def filter_from(text: str) -> FindingFilter:
    """A filter as it was written down."""
    said = json.loads(text)
    subjects = [subject_from(subject) for subject in said.get("subjects", ())]
    return adapter(FindingFilter).validate_python({**said, "subjects": subjects})
