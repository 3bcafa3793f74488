"""What authorities hand out, allow, find and decide: as it stands, and as it stood at any time."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry import argument

from provenance.graph.on_record import firm_asked
from provenance.graph.port.paging import Page
from provenance.model.asking import ref_asked
from provenance.model.dates import check_year
from provenance.model.terms import Label
from provenance.schema.base.connection import (
    After,
    Connection,
    Edge,
    First,
    checked,
    cursor_of,
    things_page,
)
from provenance.schema.base.context import Context, Info
from provenance.schema.base.enums import Activity, PermitKind
from provenance.schema.base.fields import field
from provenance.schema.base.scalars import Day, Moment
from provenance.schema.nouns.article import Article
from provenance.schema.nouns.control import Control
from provenance.schema.nouns.customs_code import CustomsCode
from provenance.schema.nouns.designation import Designation
from provenance.schema.nouns.enterprise import Enterprise
from provenance.schema.nouns.indicator import Indicator
from provenance.schema.nouns.inspection import Inspection
from provenance.schema.nouns.lab_test import LabTest
from provenance.schema.nouns.order import Order
from provenance.schema.nouns.penalty import Penalty
from provenance.schema.nouns.permit import Permit
from provenance.schema.nouns.quota import Quota
from provenance.schema.nouns.quota_adjustment import QuotaAdjustment
from provenance.schema.nouns.referral import Referral
from provenance.schema.nouns.violation import Violation

if TYPE_CHECKING:
    from provenance.graph.port.graph import Thing


PAGE = 1_000

AsOf = Annotated[
    Moment | None,
    argument(description="As it was known at this time; a day alone is its end. Now without it."),
]
Year = Annotated[int | None, argument(description="Of this calendar year.")]
Firm = Annotated[
    str | None, argument(description="Of this enterprise, by its credit code or name.")
]
For = Annotated[Activity | None, argument(description="For mining, or for separation.")]
On = Annotated[Day | None, argument(description="Valid on this day.")]


def standing(label: Label, description: str) -> Any:
    """A field that gives one thing by its number, null where nothing bore it at the time."""

    async def resolve(
        info: Info,
        key: Annotated[str, argument(description="The natural number people hold in hand.")],
        as_of: AsOf = None,
    ) -> Any:
        context = await info.context.as_of(as_of)
        return await context.things.load(ref_asked(label, key))

    return strawberry.field(resolver=resolve, description=description)


@strawberry.type
class RegisterQuery:
    """The part of the root that asks for what authorities state."""

    enterprise: Enterprise | None = standing(
        Label.ENTERPRISE,
        "An enterprise by its credit code, or another number it is known by.",
    )
    indicator: Indicator | None = standing(Label.INDICATOR, "A national indicator by its number.")
    quota: Quota | None = standing(Label.QUOTA, "A quota by its number.")
    quota_adjustment: QuotaAdjustment | None = standing(
        Label.QUOTA_ADJUSTMENT, "A change of a quota by its number."
    )
    designation: Designation | None = standing(Label.DESIGNATION, "A designation by its number.")
    permit: Permit | None = standing(Label.PERMIT, "A mining permit by its number.")
    inspection: Inspection | None = standing(Label.INSPECTION, "An inspection by its number.")
    lab_test: LabTest | None = standing(Label.LAB_TEST, "A laboratory test by its number.")
    violation: Violation | None = standing(Label.VIOLATION, "A violation by its number.")
    order: Order | None = standing(Label.ORDER, "An order to mend by its number.")
    penalty: Penalty | None = standing(Label.PENALTY, "A penalty by its number.")
    referral: Referral | None = standing(Label.REFERRAL, "A referral by its number.")
    article: Article | None = standing(
        Label.ARTICLE, "An article of law that an authority loaded, by its id."
    )
    control: Control | None = standing(
        Label.CONTROL, "A control on exports that the ministry stated, by its id."
    )
    customs_code: CustomsCode | None = standing(
        Label.CUSTOMS_CODE, "A customs code that customs stated, by its id."
    )

    @field("All national indicators, as far as they are asked for.")
    async def indicators(  # noqa: PLR0913, PLR0917 - which, as of when, and which page
        self,
        info: Info,
        year: Year = None,
        activity: For = None,
        as_of: AsOf = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[Edge[Indicator]]:
        check_year(year)
        context = await info.context.as_of(as_of)
        wanted = _wanted(year=year, activity=activity)
        return await _listed(context, Label.INDICATOR, wanted, first, after)

    @field("All quotas, as far as they are asked for.")
    async def quotas(  # noqa: PLR0913, PLR0917 - which, as of when, and which page
        self,
        info: Info,
        year: Year = None,
        enterprise: Firm = None,
        activity: For = None,
        as_of: AsOf = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[Edge[Quota]]:
        check_year(year)
        context = await info.context.as_of(as_of)
        firm = await firm_asked(info.context.store, enterprise, context.past)
        wanted = _wanted(year=year, enterprise=firm, activity=activity)
        return await _listed(context, Label.QUOTA, wanted, first, after)

    @field("All designations, as far as they are asked for.")
    async def designations(  # noqa: PLR0913, PLR0917 - which, as of when, and which page
        self,
        info: Info,
        enterprise: Firm = None,
        activity: For = None,
        on: On = None,
        as_of: AsOf = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[Edge[Designation]]:
        context = await info.context.as_of(as_of)
        firm = await firm_asked(info.context.store, enterprise, context.past)
        wanted = _valid(on, _wanted(enterprise=firm, activity=activity))
        return await _listed(context, Label.DESIGNATION, wanted, first, after)

    @field("All mining permits, as far as they are asked for.")
    async def permits(  # noqa: PLR0913, PLR0917 - which, as of when, and which page
        self,
        info: Info,
        enterprise: Firm = None,
        kind: Annotated[PermitKind | None, argument(description="Of this kind.")] = None,
        on: On = None,
        as_of: AsOf = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[Edge[Permit]]:
        context = await info.context.as_of(as_of)
        firm = await firm_asked(info.context.store, enterprise, context.past)
        wanted = _valid(on, _wanted(enterprise=firm, kind=kind))
        return await _listed(context, Label.PERMIT, wanted, first, after)


Wanted = Callable[[Mapping[str, Any]], bool]


def _wanted(**values: object) -> Wanted:
    """Whether a thing bears these values; None asks for nothing."""
    asked_for = {name: value for name, value in values.items() if value is not None}
    return lambda bears: all(bears.get(name) == value for name, value in asked_for.items())


def _valid(on: Day | None, also: Wanted) -> Wanted:
    """Whether a thing is valid on a day, beside all else; days are written so that they compare."""
    if on is None:
        return also
    day = on.isoformat()
    return lambda bears: (
        also(bears) and bears.get("valid_from", "9") <= day <= (bears.get("valid_to") or "9")
    )


async def _listed(
    context: Context, label: Label, wanted: Wanted, first: int, after: str | None
) -> Connection[Any]:
    """A page of what is wanted; there are never many of what authorities state."""
    size, behind = checked(first), cursor_of(after).after
    found: list[Thing] = []
    more = True
    while more and len(found) <= size:
        page = await context.reader.page(label, behind, PAGE)
        found += [thing for thing in page.items if wanted(thing.props)]
        more = page.more
        behind = page.items[-1].ref.key if page.items else behind
    return things_page(Page(found[:size], len(found) > size))
