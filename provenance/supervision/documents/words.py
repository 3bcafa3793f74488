"""What things are called in documents: Chinese and English side by side."""

import csv
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from provenance.model.terms import Activity, FindingStatus, OreClass, Severity
from provenance.rules.reports import ReportStatus


class Words(NamedTuple):
    """The same said in Chinese and in English."""

    zh: str
    en: str


class Language(StrEnum):
    """What a document is written in; both stand beside one another unless one is asked for."""

    ZH = "zh"
    EN = "en"
    BOTH = "both"

    def of(self, words: Words, between: str = " ") -> str:
        """Words in this language; in both, Chinese first, once where they are the same."""
        if self is Language.BOTH and words.zh != words.en:
            return between.join(filter(None, words))
        return (words.en or words.zh) if self is Language.EN else (words.zh or words.en)


NAMES: Mapping[StrEnum, Words] = {
    ReportStatus.FILED: Words("已报送", "filed"),
    ReportStatus.LATE: Words("逾期报送", "late"),
    ReportStatus.MISSING: Words("未报送", "missing"),
    ReportStatus.NOT_DUE: Words("未到期", "not due"),
    ReportStatus.NOT_OBLIGED: Words("无需报送", "not obliged"),
    Severity.CRITICAL: Words("严重", "critical"),
    Severity.MAJOR: Words("重大", "major"),
    Severity.MINOR: Words("轻微", "minor"),
    Severity.INFO: Words("提示", "info"),
    FindingStatus.OPEN: Words("待核查", "open"),
    FindingStatus.CONFIRMED: Words("已确认", "confirmed"),
    FindingStatus.DISMISSED: Words("已排除", "dismissed"),
    Activity.MINING: Words("开采", "mining"),
    Activity.SEPARATION: Words("冶炼分离", "separation"),
    OreClass.ROCK: Words("岩矿型", "rock"),
    OreClass.IONIC: Words("离子型", "ionic"),
}
"""The words of the model as documents write them."""


def finding(code: str) -> Words:
    """What a finding of a code is about; the code itself where the table has none."""
    return _findings().get(code, Words(code, code))


@cache
def _findings() -> Mapping[str, Words]:
    text = (files(__package__) / "findings.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["code"]: Words(row["zh"], row["en"]) for row in rows}
