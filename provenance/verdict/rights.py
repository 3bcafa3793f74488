"""The documents that would give a draw the right it lacked, in words."""

from provenance.ledger.grants import QUOTA_ACTIVITY, Gate, Grant
from provenance.ledger.lineage import Event
from provenance.model.message import Message
from provenance.model.status import Status
from provenance.model.terms import Activity


def right(event: Event, grant: Grant, lacking: int) -> tuple[str, Message]:  # noqa: PLR0911
    """The kind of record that gives a right, and what it would have to say."""
    who, on = event.enterprise, event.date
    activity = QUOTA_ACTIVITY.get(grant.gate)
    if grant.rest in (Status.UNDESIGNATED_MINING, Status.UNDESIGNATED_SEPARATION):
        return "designation", _designation(event, activity, lacking)
    if grant.gate is Gate.UNDETERMINED:
        return "lab_test", Message(
            "a laboratory test that shows what {who} separated on {day} to be no mixture of rare"
            " earths",
            who=who,
            day=on,
        )
    if grant.gate is Gate.WASTE:
        return "lab_test", Message(
            "a laboratory test of the scrap that {who} put in on {day} that shows it to hold what"
            " came out",
            who=who,
            day=on,
        )
    if activity and grant.rest is Status.NO_QUOTA_RECORD:
        return "quota", Message(
            "{activity:activity} quota of {who} for {year}, {lacking:kg} or more",
            activity=activity,
            who=who,
            year=on.year,
            lacking=lacking,
        )
    if activity:
        return "quota_adjustment", Message(
            "{lacking:kg} more {activity:activity} quota for {who} in {year}, decided that year",
            lacking=lacking,
            activity=activity,
            who=who,
            year=on.year,
        )
    if grant.gate is Gate.IMPORT:
        return "declaration", _declaration(event, lacking)
    if grant.gate is Gate.OPENING_STOCK:
        return "inspection", Message(
            "an inspection of {who} within 31 days of {day} that verified {lacking:kg} more",
            who=who,
            day=on,
            lacking=lacking,
        )
    if grant.gate is Gate.SCRAP:
        return "invoice", Message(
            "a valid invoice to {who} for {lacking:kg} net more of scrap", who=who, lacking=lacking
        )
    if grant.gate is Gate.BYPRODUCT:
        return "permit", Message("a by-product permit of {who} valid on {day}", who=who, day=on)
    return "designation", _designation(event, None, lacking)


def _designation(event: Event, activity: Activity | None, lacking: int) -> Message:
    if activity is None:
        return Message(
            "a designation of {who} for {activity:activity} on {day}",
            who=event.enterprise,
            activity=Activity.MINING,
            day=event.date,
        )
    return Message(
        "a designation of {who} for {activity:activity} on {day}, with quota for {lacking:kg}",
        who=event.enterprise,
        activity=activity,
        day=event.date,
        lacking=lacking,
    )


def _declaration(event: Event, lacking: int) -> Message:
    if event.declaration is None:
        return Message(
            "an import declaration of {who} for {lacking:kg}",
            who=event.enterprise,
            lacking=lacking,
        )
    return Message(
        "an import declaration of {who} for {lacking:kg} ({number} is named)",
        who=event.enterprise,
        lacking=lacking,
        number=event.declaration,
    )
