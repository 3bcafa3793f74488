"""A producer's month over the API: its workbook to fill in, checked cell by cell, filed whole."""

import asyncio

import strawberry

from provenance.ingest.submit import submit
from provenance.model.text import required_text
from provenance.schema.base.context import Info
from provenance.schema.base.fields import field
from provenance.schema.queries.filing import FileName, FilingWarning, Workbook, WrongCell, _lines


@strawberry.type(description="What became of a workbook: all of it was filed, or nothing.")
class MonthFiled:
    """A load's tally for one workbook, with its wrong cells."""

    committed: int = strawberry.field(description="Records that are safely kept.")
    new: int = strawberry.field(
        description="Of those, how many the store did not have yet in this very version."
    )
    replaced: int = strawberry.field(
        description="Of those, how many replaced others of the same number and revision."
    )
    warnings: list[FilingWarning] = strawberry.field(
        description="What was filed and is worth a look: numbers to be doubted, records replaced."
    )
    wrong: list[WrongCell] = strawberry.field(
        description="The cells that are wrong; with any of them nothing was filed."
    )
    settled: int = strawberry.field(
        description="Lots and events whose numbers were worked out anew, these records' and others."
    )


@strawberry.type(description="Filing a month.")
class FilingMutation:
    """What can be changed by filing."""

    @field(
        "File a month's workbook: all of it or, while one cell is wrong, nothing. Filing it again"
        " changes nothing; a record whose rows were corrected becomes its next revision."
    )
    async def file_month(
        self, info: Info, workbook: Workbook, file: FileName = "month.xlsx"
    ) -> MonthFiled:
        file = required_text("file", file)
        info.context.filing(len(workbook))
        lines = await asyncio.to_thread(_lines, workbook, file)
        taken = await submit(
            info.context.books, info.context.settings, lines, file, info.context.viewer
        )
        info.context.announcer.announce()
        return MonthFiled(
            committed=taken.tally.committed,
            new=taken.tally.new,
            replaced=taken.tally.replaced,
            warnings=[FilingWarning.of(warned) for warned in taken.warned],
            wrong=[WrongCell.of(line) for line in taken.rejected],
            settled=taken.settled,
        )
