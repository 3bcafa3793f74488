"""A producer's month as a workbook: with what is known of it filled in, to be completed and filed.

What is written is read back by the very reader that takes filed workbooks, so that a workbook
filed back as it was changes nothing.
"""

import asyncio
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from provenance.graph.port.graph import GraphStore
from provenance.ingest.month import known_of
from provenance.model import codes
from provenance.model.dates import SHANGHAI
from provenance.records.canonical import canonical
from provenance.records.filing import Filing
from provenance.records.formats.template.known import Known
from provenance.records.formats.template.writing import Mark, written
from provenance.records.formats.xlsx.head import Head, mark_of
from provenance.records.formats.xlsx.month import Month, read_month
from provenance.records.formats.xlsx.opening import pages_of
from provenance.records.kinds.registry import AnyRecord
from provenance.records.numbers import Number

__all__ = ["month_template"]


async def month_template(store: GraphStore, enterprise: str, month: str) -> bytes:
    """The workbook (.xlsx) of an enterprise's month such as 2026-10, with what is on record of it.

    Raises MisuseError for a month that is none, or no code at all.
    """
    head = Head(codes.ENTERPRISE.asked(enterprise), codes.MONTH.asked(month))
    known = await known_of(store, head)
    return await asyncio.to_thread(_template, known)


def _template(known: Known) -> bytes:
    """Written twice: what the reader makes of the first tells what the second says of itself."""
    read = _read_back(written(known, {}, []), known)
    shown: dict[Number, AnyRecord] = {
        (one.record.record, one.record.id): one.record for one in read.parsed
    }
    kept = [record for record in known.records if (record.record, record.id) in shown]
    left_out = [r.id for r in known.records if (r.record, r.id) not in shown]
    return written(replace(known, records=kept), _marks(kept, shown), left_out)


def _marks(kept: Sequence[AnyRecord], shown: Mapping[Number, AnyRecord]) -> dict[Number, Mark]:
    """The mark of each record as it is shown, and its own text where that says more."""
    found: dict[Number, Mark] = {}
    for record in kept:
        as_shown = shown[record.record, record.id]
        exact = _content(record) == _content(as_shown)
        found[record.record, record.id] = Mark(
            mark_of(as_shown), "" if exact else canonical(record)
        )
    return found


def _content(record: AnyRecord) -> str:
    return canonical(record.model_copy(update={"revision": 0}))


def _read_back(workbook: bytes, known: Known) -> Month:
    filing = Filing("template", datetime.now(SHANGHAI))
    return read_month(pages_of(io.BytesIO(workbook)), filing)
