"""A filter of findings as the embedded store asks it."""

import json
from typing import Any

from provenance.graph.port.kept import FindingFilter
from provenance.graph.rows.findings import moment, subject_text

_DECLARATION = (
    "(f.subject IN (SELECT 'Declaration:' || :declaration UNION ALL SELECT 'Event:' || e.key"
    " FROM node d JOIN edge n ON n.head = d.id AND n.type = 'DECLARED_IN'"
    " JOIN node e ON e.id = n.tail WHERE d.label = 'Declaration' AND d.key = :declaration)"
    " OR EXISTS (SELECT 1 FROM json_each(f.body, '$.evidence') v WHERE v.value = :declaration))"
)

_REGION = (
    "EXISTS (SELECT 1 FROM json_each(:within) w"
    " WHERE substr(f.region, 1, length(w.value)) = w.value)"
)


def conditions(wanted: FindingFilter) -> tuple[str, dict[str, Any]]:
    """The conditions of a filter on findings `f`, and the values they compare with."""
    listed = {
        "code": wanted.codes,
        "severity": wanted.severities,
        "status": wanted.statuses,
        "subject": tuple(subject_text(ref) for ref in wanted.subjects),
    }
    found: dict[str, tuple[str, Any]] = {
        f"f.{name} IN (SELECT value FROM json_each(:{name}))": (name, json.dumps(list(values)))
        for name, values in listed.items()
        if values
    }
    compared = {
        "f.enterprise = :enterprise": ("enterprise", wanted.enterprise),
        _REGION: ("within", wanted.within and json.dumps(wanted.within)),
        _DECLARATION: ("declaration", wanted.declaration),
        "f.day >= :since": ("since", wanted.since and wanted.since.isoformat()),
        "f.day <= :until": ("until", wanted.until and wanted.until.isoformat()),
        "f.first_seen >= :first_seen_from": (
            "first_seen_from",
            wanted.first_seen_from and moment(wanted.first_seen_from),
        ),
        "(f.gone_at IS NOT NULL) = :gone": ("gone", wanted.gone),
        "instr(f.words, :words) > 0": ("words", wanted.words),
    }
    found |= {text: (name, value) for text, (name, value) in compared.items() if value is not None}
    return " AND ".join(found) or "true", dict(found.values())
