"""Files that are no workbooks, or none that may be opened."""

from provenance.records.formats.xlsx.mistakes import Mistake


class NoWorkbookError(ValueError):
    """A file that is no workbook, or none that may be opened, by the name of the mistake."""

    def __init__(self, name: str, /, **told: object) -> None:
        self.mistake = Mistake.of(name, **told)
        super().__init__(self.mistake.reason)
