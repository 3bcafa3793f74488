"""A month: its template, and checking it."""

import asyncio
import base64
import binascii
import io
from datetime import datetime
from typing import Annotated

import strawberry
from strawberry import argument

from provenance.access.filing import refuse_filing
from provenance.ingest.check import check
from provenance.ingest.template import month_template
from provenance.ingest.warned import Warned
from provenance.model import codes
from provenance.model.dates import SHANGHAI
from provenance.model.errors import MisuseError
from provenance.model.message import said
from provenance.model.text import required_text
from provenance.records.filing import Filing, Parsed, Rejection
from provenance.records.formats import xlsx
from provenance.schema.base.context import Info
from provenance.schema.base.fields import field
from provenance.words.table import Language

Workbook = Annotated[str, argument(description="The filled-in workbook (.xlsx), in base64.")]
FileName = Annotated[str, argument(description="What to call it where its cells are cited.")]


@strawberry.type(description="A month's workbook, to be filled in with any spreadsheet program.")
class MonthTemplate:
    """The bytes of a template as text."""

    file_name: str = strawberry.field(description="A name for the file.")
    workbook: str = strawberry.field(description="The workbook (.xlsx), in base64.")


@strawberry.type(description="A cell that is wrong: nothing of its workbook is stored meanwhile.")
class WrongCell:
    """Shows a rejection of a workbook."""

    sheet: str | None = strawberry.field(
        description="The sheet, such as 转移 Transfer; null where the whole file is at fault."
    )
    cell: str | None = strawberry.field(description="The cell, such as D7.")
    field: str = strawberry.field(description="The field of the record, such as items.0.reo_kg.")
    message: str = strawberry.field(description="What is wrong, in Chinese and English.")
    remedy: str = strawberry.field(description="What to do about it, in Chinese and English.")

    @classmethod
    def of(cls, line: Rejection) -> "WrongCell":
        sheet, cell = line.cell or (None, None)
        return cls(
            sheet=sheet, cell=cell, field=line.field, message=line.reason, remedy=line.remedy
        )


@strawberry.type(description="What would be filed, and is worth a look before it is.")
class FilingWarning:
    """Shows a warning about a workbook's record."""

    code: str = strawberry.field(description="The finding's code, such as OVERDRAWN_LOT.")
    sheet: str | None = strawberry.field(description="The sheet of the cell it is about.")
    cell: str | None = strawberry.field(description="The cell it is about, where it is about one.")
    field: str = strawberry.field(description="The field of the record, where it is about one.")
    row: int = strawberry.field(description="The row in which the record begins.")
    message: str = strawberry.field(description="What would be found.")
    remedy: str = strawberry.field(
        description="What to do about it; empty where that is for an audit to say."
    )

    @classmethod
    def of(cls, warned: Warned) -> "FilingWarning":
        sheet, cell = warned.cell or (warned.file.rpartition("!")[2], None)
        return cls(
            code=warned.code,
            sheet=sheet,
            cell=cell,
            field=warned.field,
            row=warned.line,
            message=said(warned.message, Language.BOTH),
            remedy=said(warned.remedy, Language.BOTH),
        )


@strawberry.type(description="What filing a workbook would come to; nothing was stored.")
class MonthCheck:
    """What a check found in one workbook."""

    records: int = strawberry.field(description="Records that would be filed; 0 while it is wrong.")
    new: int | None = strawberry.field(
        description="Of those, how many the store does not have yet in this very version; null"
        " where there are too many to try it out."
    )
    replaced: int = strawberry.field(
        description="Records that would replace others of the same number and revision."
    )
    wrong: list[WrongCell] = strawberry.field(description="The cells that are wrong.")
    warnings: list[FilingWarning] = strawberry.field(
        description="Numbers to be doubted, records that would replace others, lots drawn beyond"
        " what they hold or by who does not hold them, quota exceeded: what can be told without an"
        " audit."
    )


@strawberry.type(description="Reading for whoever files a month.")
class FilingQuery:
    """What can be asked about filing."""

    @field(
        "A month's flow records as a workbook with Chinese headers, to be filled in and filed; what"
        " is on record of the month and the lots at hand are filled in."
    )
    async def month_template(
        self,
        info: Info,
        enterprise: Annotated[str, argument(description="Whose: a credit code, known or not.")],
        month: Annotated[str, argument(description="Such as 2026-10.")],
    ) -> MonthTemplate:
        enterprise, month = codes.ENTERPRISE.asked(enterprise), codes.MONTH.asked(month)
        workbook = await month_template(info.context.store, enterprise, month)
        text = base64.b64encode(workbook).decode()
        return MonthTemplate(file_name=f"{enterprise}-{month}.xlsx", workbook=text)

    @field(
        "What filing a workbook would answer, cell by cell, and what rules would find. Nothing is"
        " stored: loading is tried out and taken back, and other loads wait meanwhile."
    )
    async def check_month(
        self, info: Info, workbook: Workbook, file: FileName = "month.xlsx"
    ) -> MonthCheck:
        file = required_text("file", file)
        lines = await asyncio.to_thread(_lines, workbook, file)
        context = info.context
        records = [line.record for line in lines if isinstance(line, Parsed)]
        await refuse_filing(context.books, context.viewer, records)
        checked = await check(context.books, context.settings, lines)
        return MonthCheck(
            records=checked.records,
            new=checked.new,
            replaced=checked.replaced,
            wrong=[WrongCell.of(line) for line in checked.rejected],
            warnings=[FilingWarning.of(warned) for warned in checked.warnings],
        )


def _lines(workbook: str, file: str) -> list[Parsed | Rejection]:
    """What a workbook in base64 states, or what is wrong with it."""
    try:
        raw = base64.b64decode("".join(workbook.split()), validate=True)
    except (binascii.Error, ValueError):
        raise MisuseError("the workbook must be the bytes of an .xlsx file in base64") from None
    return list(xlsx.records(io.BytesIO(raw), Filing(file, datetime.now(SHANGHAI))))
