"""The words of a workbook: every one in Chinese and in English, and read in either."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from provenance.model.terms import Activity, EventKind, Feed, OreClass, Product
from provenance.records.kinds.enums import Process, TransferReason


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """What may stand in a column: each word of the records with its Chinese name."""

    chinese: Mapping[str, str]

    @classmethod
    def of(cls, words: type[StrEnum], *chinese: str) -> "Words":
        """The words of an enum with their Chinese names, in its order."""
        return cls({word.value: name for word, name in zip(words, chinese, strict=True)})

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


PRODUCTS = Words.of(
    Product,
    *("原矿", "精矿", "离子型精矿", "混合盐", "氧化物", "盐类", "金属", "合金", "磁材", "废料"),
)  # fmt: skip
FEEDS = Words.of(Feed, "国内开采", "伴生", "进口", "二次资源", "不明")
ORE_CLASSES = Words.of(OreClass, "岩矿型", "离子型")
ACTIVITIES = Words.of(Activity, "开采", "冶炼分离")
PROCESSES = Words.of(
    Process, "选矿", "冶炼分离", "金属冶炼", "合金熔炼", "磁材制造", "混合", "分装"
)  # fmt: skip
REASONS = Words.of(TransferReason, "销售", "委托加工", "代理", "分支机构调拨", "退货")
EVENTS = Words.of(
    EventKind, "开采", "进口", "废料收购", "期初库存", "加工", "转移", "出口", "处置"
)  # fmt: skip
REPORTS = Words({"flow_report": "流向月报", "execution_report": "指标执行报告"})
FLOW = Words({**EVENTS.chinese, **REPORTS.chinese})
