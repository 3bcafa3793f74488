"""How what declarations come to is written down in a store, and read back."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from provenance.graph.port.declared import DeclarationFilter, Declared, Order, Summary
from provenance.graph.rows.adapters import adapter
from provenance.graph.rows.findings import moment

FIGURES = tuple(one.name for one in fields(Summary) if one.name != "waiting")
"""What is kept of a summary; whether it waits is told by its counts."""

DESCENDING = frozenset(Order) - {Order.KEY}


def declared_row(one: Declared) -> dict[str, Any]:
    """A declaration as an audit says it; `mixed` is how it divides, before it is worked out."""
    summary = one.summary
    mixed = summary and [summary.lawful_g, summary.unlawful_g, summary.unverified_g]
    return {
        "key": one.key,
        "day": one.day and one.day.isoformat(),
        "direction": one.direction,
        "party": one.party,
        "declarant": one.declarant,
        "region": one.region,
        "mixed": mixed and " ".join(map(str, mixed)),
        "newest": f"{one.day or ''} {one.key}",
        **summary_row(one.key, summary),
    }


def summary_row(key: str, summary: Summary | None) -> dict[str, Any]:
    """What a declaration comes to, with its places among those of most mass."""
    row = dict.fromkeys(FIGURES) if summary is None else asdict(summary)
    row.pop("waiting", None)
    settled_at = row["settled_at"]
    return {
        **row,
        "settled_at": settled_at and moment(settled_at),
        "unlawful": f"{row['unlawful_g'] or 0:015} {key}",
        "heaviest": f"{row['reo_g'] or 0:015} {key}",
    }


def summary_from(row: Mapping[str, Any], *, waiting: bool) -> Summary | None:
    """What a declaration comes to, of its row."""
    if row["conclusion"] is None:
        return None
    figures = {name: row.get(name) for name in FIGURES}
    return adapter(Summary).validate_python({**figures, "waiting": waiting})


def narrowed(wanted: DeclarationFilter) -> dict[str, Any]:
    """What a filter compares declarations with; None where it does not restrict."""
    return {
        "direction": wanted.direction,
        "since": wanted.since and wanted.since.isoformat(),
        "until": wanted.until and wanted.until.isoformat(),
        "within": wanted.within and list(wanted.within),
        "enterprise": wanted.enterprise,
        "conclusions": [one.value for one in wanted.conclusions] or None,
        "advice": wanted.advice and wanted.advice.value,
        "decided": wanted.decided,
        "keys": None if wanted.keys is None else list(wanted.keys),
    }
