"""The built-in quota notices."""

from typing import Annotated

import strawberry
from strawberry import argument

from provenance.model.mass import GRAMS_PER_T
from provenance.model.reference import quota_notices as built_in
from provenance.schema.base.enums import Activity, OreClass
from provenance.schema.base.fields import field
from provenance.schema.base.scalars import Day, Kilograms

Year = Annotated[
    int | None, argument(description="Of this calendar year, from 2018 to 2024; all without it.")
]


@strawberry.type(description="A line of a published quota notice; it says how firm it is.")
class NoticeLine:
    """Shows a provenance.model.reference.quota_notices.Line."""

    year: int = strawberry.field(description="Calendar year it is for.")
    batch: str = strawberry.field(description="Which batch, or all: the year's total.")
    activity: Activity = strawberry.field(description="Mining or separation.")
    ore_class: OreClass | None = strawberry.field(description="Rock or ionic, where it says.")
    reo_g: Kilograms = strawberry.field(name="reoKg", description="REO equivalent.")
    group: str | None = strawberry.field(
        description="Whose share it is, by name; null for the national figure."
    )
    group_en: str | None = strawberry.field(description="The same in English.")
    status: str = strawberry.field(
        description="How firm the figure is: published, or derived from published ones."
    )
    source: str = strawberry.field(description="Where the figure is from.")
    notice: str = strawberry.field(description="The notice that states it.")
    issued_on: Day = strawberry.field(description="Day the notice was issued.")
    issued_on_status: str = strawberry.field(
        description="How firm that day is: published, or general knowledge."
    )
    record: str | None = strawberry.field(
        description="The indicator or quota it becomes when loaded; null where its tonnes are in"
        " another line's, so that none is there twice."
    )

    @classmethod
    def of(cls, line: built_in.Line) -> "NoticeLine":
        return cls(
            year=line.year,
            batch=line.batch,
            activity=Activity(line.activity),
            ore_class=OreClass(line.ore_class) if line.ore_class else None,
            reo_g=Kilograms(line.reo_t * GRAMS_PER_T),
            group=line.group.name if line.group else None,
            group_en=line.group.name_en if line.group else None,
            status=line.status,
            source=line.source,
            notice=line.notice.notice,
            issued_on=line.notice.issued_on,
            issued_on_status=line.notice.status,
            record=line.record,
        )


@strawberry.type
class NoticeQuery:
    """The part of the root that lists the built-in notices."""

    @field(
        "The published quota notices of 2018 to 2024, built in, whether they are loaded or not."
        " Totals and break-downs of the same tonnes are both listed: never add them up."
    )
    def notices(self, year: Year = None) -> list[NoticeLine]:
        return [NoticeLine.of(line) for line in built_in.lines(year)]
