"""From what rows state to a record: whose it is, its global numbers, which revision it is."""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from provenance.model.source import Source
from provenance.records.canonical import record_of, revive
from provenance.records.explain import explained
from provenance.records.filing import Cell, Filing, Parsed
from provenance.records.formats.xlsx.grouping import Stated
from provenance.records.formats.xlsx.head import Before, Head, HeadError, OnRecord, mark_of
from provenance.records.formats.xlsx.layout import ON_RECORD, Sheet
from provenance.records.formats.xlsx.mistakes import Mistake
from provenance.records.formats.xlsx.tables import Wrong
from provenance.records.kinds.registry import RECORD_KINDS, AnyRecord, filed_by
from provenance.records.numbers import globalise
from provenance.records.otherwise import as_filed


@dataclass(frozen=True, slots=True)
class Making:
    """Makes the records of one sheet of a workbook."""

    sheet: Sheet
    page: str
    head: Head
    before: Before
    filing: Filing

    def make(self, stated: Stated) -> Parsed | list[Wrong]:
        """The record that some rows state, or what is wrong with it; nothing more than was said
        already where a cell of it is wrong."""
        if stated.wrong:
            return []
        try:
            fields = self._fields(stated)
            record = record_of(fields)
        except ValidationError as error:
            model = RECORD_KINDS[stated.kind]
            problems = [explained(one, model) for one in error.errors(include_url=False)]
            return [self._wrong(stated, *problem) for problem in problems]
        file = f"{self.filing.file}!{self.page}"
        system = self.filing.system or filed_by(record)
        source = Source(system, file, stated.row, self.filing.received_at)
        cells = {path: Cell(self.page, cell) for path, cell in stated.cells.items()}
        filed = as_filed(record, fields, fields)
        return Parsed(self._revised(record), source, cells, filed)

    def _fields(self, stated: Stated) -> dict[str, Any]:
        data = {**stated.data, "record": stated.kind}
        if self.sheet.actor:
            data[self.sheet.actor] = self.head.enterprise
        if stated.kind == "flow_report":
            data["month"] = data.pop("period")
        return globalise(data, self.head.enterprise, self.before.numbers)

    def _wrong(self, stated: Stated, field: str, reason: str) -> Wrong:
        """A problem with a record, at the cell of the field or of what holds it."""
        path = field
        while path and path not in stated.cells:
            path = path.rpartition(".")[0]
        cell = stated.cells.get(path or "id", f"A{stated.row}")
        return Wrong(cell, stated.row, field, Mistake.of("as_models_say", reason=reason))

    def _revised(self, record: AnyRecord) -> AnyRecord:
        """The record as the next revision of what is on record, if it says anything else."""
        known = self.before.records.get((record.record, record.id))
        if known is None:
            return record
        if mark_of(record) != known.mark:
            return record.model_copy(update={"revision": known.revision + 1})
        if known.body:
            return self._in_full(known, record)
        return record.model_copy(update={"revision": known.revision})

    def _in_full(self, known: OnRecord, shown: AnyRecord) -> AnyRecord:
        """A record that rows cannot show exactly, as it was on record."""
        try:
            record = revive(known.body)
        except ValueError:
            record = None
        actor = self.sheet.actor or "id"
        same = ("record", "id", actor)
        if record and all(getattr(record, name, None) == getattr(shown, name) for name in same):
            return record.model_copy(update={"revision": known.revision})
        raise HeadError(ON_RECORD, Wrong(f"D{known.row}", known.row, "", Mistake.of("changed")))
