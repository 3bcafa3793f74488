"""The nation's balance of a year: what went in, what is accounted for, the residual."""

from typing import Annotated

import strawberry
from strawberry import argument

from provenance.schema.base.context import Info
from provenance.schema.base.enums import BalanceLine, BalanceSide
from provenance.schema.base.fields import field
from provenance.schema.base.scalars import Kilograms, Moment
from provenance.supervision.balance import Balance, national_balance


@strawberry.type(description="A line of a balance, of one oxide or of all, between bounds.")
class BalanceRow:
    """Shows a provenance.supervision.balance.Row."""

    oxide: str = strawberry.field(description="Such as Nd2O3; REO is all of them together.")
    side: BalanceSide = strawberry.field(description="Which side of the balance it stands on.")
    entry: BalanceLine = strawberry.field(description="What it is.")
    least_g: Kilograms = strawberry.field(name="leastKg", description="No less than this, in REO.")
    most_g: Kilograms = strawberry.field(
        name="mostKg", description="No more than this; of all oxides together the same."
    )


@strawberry.type(
    description="What went in of a year in the nation, as on record, is what is accounted for and"
    " the residual, to the gram, in REO."
)
class NationalBalance:
    """Shows a provenance.supervision.balance.Balance."""

    balance: strawberry.Private[Balance]

    year: int = strawberry.field(description="The calendar year.")
    settled_at: Moment | None = strawberry.field(description="As of when records were settled.")
    waiting: bool = strawberry.field(description="Whether records wait to be settled.")

    @field("What went in, stock on record when the year began included.")
    def went_in_kg(self) -> Kilograms:
        return Kilograms(self.balance.total[BalanceLine.WENT_IN])

    @field("What is accounted for, stock on record at the year's end included.")
    def accounted_kg(self) -> Kilograms:
        return Kilograms(self.balance.total[BalanceLine.ACCOUNTED])

    @field(
        "What no record explains: went in and is not accounted for, as losses are not; below zero"
        " where more is accounted for than any record brings in."
    )
    def residual_kg(self) -> Kilograms:
        return Kilograms(self.balance.total[BalanceLine.RESIDUAL])

    @field("All lines of all oxides together, then of each oxide, as far as they are asked for.")
    def rows(
        self,
        oxide: Annotated[
            str | None, argument(description="Of this one, such as Nd2O3; REO is all together.")
        ] = None,
        side: Annotated[BalanceSide | None, argument(description="On this side.")] = None,
    ) -> list[BalanceRow]:
        asked = self.balance.checked(oxide)
        return [
            BalanceRow(
                oxide=row.oxide,
                side=row.side,
                entry=row.line,
                least_g=Kilograms(row.grams.least_g),
                most_g=Kilograms(row.grams.most_g),
            )
            for row in self.balance.rows()
            if asked in (None, row.oxide) and side in (None, row.side)
        ]


@strawberry.type
class BalanceQuery:
    """The part of the root that asks for the nation's balance."""

    @field("What went in of a year, what is accounted for, and the residual, by oxide.")
    async def national_balance(
        self, info: Info, year: Annotated[int, argument(description="Of this calendar year.")]
    ) -> NationalBalance:
        found = await national_balance(info.context.store, year)
        return NationalBalance(
            balance=found, year=year, settled_at=found.settled_at, waiting=found.waiting
        )
