"""What reporting is judged by: read from a store in a few questions, however much there is."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from provenance.graph.pages import all_of
from provenance.graph.port.graph import GraphStore, Thing
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.terms import Activity, Label
from provenance.model.thresholds import Thresholds
from provenance.rules.report_parts import STATED
from provenance.supervision.reporting.filed import ExecutionReport, FiledReports, Firm, FlowReport
from provenance.supervision.reporting.judging import Reported, judged
from provenance.supervision.reporting.parts import on_record

_PERIOD = re.compile(r"(19|20)[0-9]{2}(-(0[1-9]|1[0-2]))?")


async def reporting(
    store: GraphStore, period: str, at: datetime, limits: Thresholds
) -> list[Reported]:
    """How every enterprise stands with its report of a month ("2026-10") or a year ("2026").

    `at` knows its offset. Raises MisuseError for what is neither, StoreUnavailableError.
    """
    return await asyncio.to_thread(judged, period, await books(store, period), at, limits)


async def books(store: GraphStore, period: str) -> FiledReports:
    """What is on record of a period: a few questions to the store."""
    checked(period)
    months = (period, period) if "-" in period else (f"{period}-01", f"{period}-12")
    filed = await store.graph.of_period([Label.FLOW_REPORT, Label.EXECUTION_REPORT], period)
    listed = await all_of(store.graph, Label.ENTERPRISE)
    executions = [
        _execution(thing.props) for thing in filed if thing.ref.label is Label.EXECUTION_REPORT
    ]
    stating = {
        (report.enterprise, report.period)
        for report in executions
        if report.parts and report.activity is Activity.SEPARATION and report.period == period
    }
    register = await store.records.register()
    return FiledReports(
        firms={thing.ref.key: firm(thing) for thing in listed},
        register=register,
        flows=[_flow(thing.props) for thing in filed if thing.ref.label is Label.FLOW_REPORT],
        executions=executions,
        drawn=await store.sums.drawn(*months),
        moved=await store.sums.moved(*months),
        invoiced=await store.sums.invoiced(*months),
        parts=await on_record(store, sorted(stating), register),
    )


def checked(period: str) -> str:
    """A month or a year as it was asked for; MisuseError for what is neither."""
    if not _PERIOD.fullmatch(period):
        raise MisuseError(
            Message(
                "{period} is no month such as 2026-10, and no year such as 2026",
                period=ascii(period[:40]),
            )
        )
    return period


def firm(thing: Thing) -> Firm:
    """An enterprise as a store has it."""
    props = thing.props
    roles: Sequence[str] = props.get("roles") or ()
    return Firm(
        thing.ref.key,
        props.get("name") or "",
        props.get("name_en") or "",
        props.get("region"),
        frozenset(roles),
    )


def _flow(props: Mapping[str, Any]) -> FlowReport:
    filed_at = datetime.fromisoformat(props["filed_at"])
    return FlowReport(props["enterprise"], props["month"], filed_at)


def _execution(props: Mapping[str, Any]) -> ExecutionReport:
    return ExecutionReport(
        props["enterprise"],
        props["period"],
        Activity(props["activity"]),
        props["reo_g"],
        datetime.fromisoformat(props["filed_at"]),
        {part: props[name] for part, name in STATED.items() if props.get(name) is not None},
    )
