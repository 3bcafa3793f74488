"""Findings on orders to mend: not fulfilled by their day."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from provenance.model.dates import day_said
from provenance.model.finding import Finding
from provenance.model.message import Fact, Message
from provenance.model.terms import Label, Ref, Severity
from provenance.rules.law import ground
from provenance.rules.screening import screened
from provenance.rules.slices.filings import Demanded, Document
from provenance.rules.slices.whole import Whole

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags


class OrderStanding(StrEnum):
    """Where an order to mend stands on a day: not due yet, done in time, done late, or overdue."""

    OPEN = "open"
    FULFILLED = "fulfilled"
    FULFILLED_LATE = "fulfilled_late"
    OVERDUE = "overdue"


def order_standing(deadline: date, fulfilled_on: date | None, day: date) -> OrderStanding:
    """Where an order stands on a day; what is done on the last day is done in time.

    What was done after that day was not done yet.
    """
    if fulfilled_on is not None and fulfilled_on <= day:
        in_time = fulfilled_on <= deadline
        return OrderStanding.FULFILLED if in_time else OrderStanding.FULFILLED_LATE
    return OrderStanding.OVERDUE if day > deadline else OrderStanding.OPEN


def _not_in_time(whole: Whole) -> "Flags":
    def standing(order: Document) -> OrderStanding:
        done = day_said(order.get("fulfilled_on"))
        return order_standing(date.fromisoformat(order["deadline"]), done, whole.today)

    wanted = (OrderStanding.OVERDUE, OrderStanding.FULFILLED_LATE)
    return whole.these(
        order["enterprise"] for order in whole.filed.orders if standing(order) in wanted
    )


@screened(parties=_not_in_time)
def order_overdue(order: Demanded) -> Iterator[Finding]:
    """An order to mend that was not fulfilled by its deadline; less grave once it was, too late."""
    found = order_standing(order.deadline, order.fulfilled_on, order.today)
    if found is OrderStanding.OVERDUE:
        severity = Severity.MAJOR
        message = Message(
            "{who} was ordered by {authority} to mend by {deadline}: {demand}; nothing says"
            " that it did by {today} (days overdue: {days}).",
            **_said(order),
            days=(order.today - order.deadline).days,
            today=order.today,
        )
    elif found is OrderStanding.FULFILLED_LATE and order.fulfilled_on is not None:
        severity = Severity.MINOR
        message = Message(
            "{who} was ordered by {authority} to mend by {deadline}: {demand}. It did on {done}"
            " (days late: {days}).",
            **_said(order),
            done=order.fulfilled_on,
            days=(order.fulfilled_on - order.deadline).days,
        )
    else:
        return
    rests_on = ground("ORDER_OVERDUE", order.deadline, order.law, frozenset()).addressed
    yield Finding(
        code="ORDER_OVERDUE",
        severity=rests_on.severity(severity),
        subject=Ref(Label.ORDER, order.key),
        message=message,
        basis=rests_on.basis,
        evidence=tuple(filter(None, (order.key, order.violation, order.enterprise))),
    )


def _said(order: Demanded) -> dict[str, Fact]:
    return {
        "who": order.enterprise,
        "authority": order.authority,
        "deadline": order.deadline,
        "demand": order.demand,
    }
