"""How cases are written down in a store, and read back."""

import json
from collections.abc import Mapping
from typing import Any

from provenance.graph.port.cases import CaseVersion, Pin
from provenance.graph.rows.adapters import adapter
from provenance.graph.rows.findings import moment, subject_from, subject_text


def case_row(version: CaseVersion) -> dict[str, Any]:
    """A version as properties, under the names both stores keep them by."""
    pins = [[subject_text(pin.subject), pin.note] for pin in version.pins]
    return {
        "id": f"{version.case}/{version.version:06}",
        "case_id": version.case,
        "version": version.version,
        "title": version.title,
        "note": version.note,
        "pins": json.dumps(pins, ensure_ascii=False),
        "open": version.open,
        "by": version.by,
        "at": moment(version.at),
        "place": version.place,
    }


def case_from(props: Mapping[str, Any]) -> CaseVersion:
    """A version of its properties."""
    pins = [Pin(subject_from(subject), note) for subject, note in json.loads(props["pins"])]
    stated = {**props, "case": props["case_id"], "pins": pins}
    names = CaseVersion.__dataclass_fields__
    return adapter(CaseVersion).validate_python({name: stated[name] for name in names})
