"""The words of a workbook: every one in Chinese and in English, and read in either."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from provenance.model.terms import (
    DECIDED,
    Activity,
    EventKind,
    Feed,
    Label,
    OreClass,
    Product,
    Waste,
)
from provenance.records.kinds.enums import Process, TransferReason, WasteStage
from provenance.words.table import word


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """What may stand in a column: each word of the records with its Chinese name."""

    chinese: Mapping[str, str]

    @classmethod
    def of(cls, kind: type[StrEnum]) -> "Words":
        """The words of an enum with their Chinese names, in its order."""
        return cls({value.value: word(value).zh for value in kind})

    def written(self, word: str) -> str:
        """A word as the template writes it and its drop-downs offer it: 氧化物 oxide."""
        return f"{self.chinese[word]} {word}"

    @property
    def all(self) -> list[str]:
        """All words as they are written."""
        return [self.written(word) for word in self.chinese]

    def meant(self, text: str) -> str | None:
        """The word that a text is, in Chinese, in English or in both; None where it is none."""
        return self._known().get(folded(text))

    def nearest(self, text: str) -> str | None:
        """The word as it is written that a text comes nearest to."""
        known = self._known()
        near = get_close_matches(folded(text), known, n=1, cutoff=0.55)
        return self.written(known[near[0]]) if near else None

    def _known(self) -> dict[str, str]:
        return {
            folded(name): word
            for word, chinese in self.chinese.items()
            for name in (self.written(word), chinese, word)
        }


def folded(text: str) -> str:
    """A name or a word as it is compared: without spaces and line breaks, in small letters."""
    return "".join(text.casefold().replace("（", "(").replace("）", ")").split())


PRODUCTS = Words.of(Product)
FEEDS = Words.of(Feed)
ORE_CLASSES = Words.of(OreClass)
ACTIVITIES = Words.of(Activity)
PROCESSES = Words.of(Process)
REASONS = Words.of(TransferReason)
WASTES = Words.of(Waste)
STAGES = Words.of(WasteStage)
YES_NO = Words({"true": "是", "false": "否"})
EVENTS = Words({kind.value: word(kind).zh for kind in EventKind if kind not in DECIDED})
REPORTS = Words(
    {
        "flow_report": word(Label.FLOW_REPORT).zh,
        "execution_report": word(Label.EXECUTION_REPORT).zh,
    }
)
FLOW = Words({**EVENTS.chinese, **REPORTS.chinese})
