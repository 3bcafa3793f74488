"""Answers as tables: a row a thing, a column a field, whatever lies in it."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

ACTS = ("=", "+", "-", "@", "\t", "\r")
"""What a text begins with that a spreadsheet would run."""


def as_csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Rows as CSV in UTF-8 with its mark, as spreadsheets open it; texts that would act do not."""
    flat = [dict(_cells(row)) for row in rows]
    columns = list(dict.fromkeys(name for row in flat for name in row))
    file = StringIO()
    writer = csv.DictWriter(file, columns, restval="")
    writer.writeheader()
    writer.writerows({name: _safe(value) for name, value in row.items()} for row in flat)
    return file.getvalue().encode("utf-8-sig")


def _cells(row: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield from _cells(value, f"{above}{name}.")
        elif isinstance(value, list):
            plain = not any(isinstance(one, Mapping | list) for one in value)
            text = "; ".join(map(str, value)) if plain else json.dumps(value, ensure_ascii=False)
            yield above + name, text
        elif value is not None:
            yield above + name, value


def _safe(value: Any) -> Any:
    acts = isinstance(value, str) and value.startswith(ACTS)
    return f"'{value}" if acts else value
