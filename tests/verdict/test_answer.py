"""A verdict in sentences: in every case those of the design, word for word, and never too much."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.graph.port.kept import Decision
from provenance.model.terms import Clearance, ClearanceDecision, Conclusion, CustodyModel
from provenance.verdict.answer import ADVICE, decided, headline, sentence
from provenance.words.table import Language

KG = 1_000


@dataclass(frozen=True)
class Said:
    """The kilograms of a verdict."""

    lawful_g: int
    unlawful_g: int = 0
    unverified_g: int = 0
    lawful_min_g: int = 0
    lawful_max_g: int = 0
    conclusion: Conclusion = Conclusion.MIXED
    custody_model: CustodyModel = CustodyModel.MASS_BALANCE
    waiting: bool = False
    cut: bool = False

    @property
    def reo_g(self) -> int:
        return self.lawful_g + self.unlawful_g + self.unverified_g


def said(*kilograms: int, **more: object) -> tuple[str, str]:
    """Lawful, unlawful, unverified, at least, at most: in English and in Chinese."""
    answer = Said(*(KG * mass for mass in kilograms), **more)  # type: ignore[arg-type]
    return sentence(answer, Language.EN), sentence(answer, Language.ZH)


@pytest.mark.parametrize(
    ("kilograms", "english", "chinese"),
    [
        (
            (22_500, 7_500, 0, 20_000, 30_000),
            "Of 30,000 kg (rare-earth oxide), 22,500 kg have a lawful origin if material mixed"
            " evenly. However it is allocated, at least 20,000 kg are lawful and at most 30,000 kg"
            " can be.",
            "本批货物折合稀土氧化物（REO）30,000 千克。按均匀混合计算，来源合法 22,500 千克；"
            "无论如何分摊，来源合法的不少于 20,000 千克、不多于 30,000 千克。",
        ),
        (
            (40, 0, 0, 40, 40),
            "All 40 kg have a lawful origin, however it is allocated.",
            "全部 40 千克来源合法，无论如何分摊均成立。",
        ),
        (
            (0, 11_400, 0, 0, 0),
            "None of the 11,400 kg can be lawful, however it is allocated.",
            "无论如何分摊，11,400 千克均不可能来源合法。",
        ),
        (
            (50, 30, 20, 10, 70),
            "Of 100 kg (rare-earth oxide), 50 kg have a lawful origin if material mixed evenly."
            " However it is allocated, at least 10 kg are lawful and at most 70 kg can be."
            " At least 30 kg cannot be lawful."
            " For 20 kg the records do not show where they came from.",
            "本批货物折合稀土氧化物（REO）100 千克。按均匀混合计算，来源合法 50 千克；"
            "无论如何分摊，来源合法的不少于 10 千克、不多于 70 千克。"
            "至少 30 千克不可能来源合法。其中 20 千克缺少记录，来源无法核实。",
        ),
        (
            (0, 0, 0, 0, 0),
            "The records show no rare-earth oxide in it.",
            "记录中没有该货物的稀土氧化物数量。",
        ),
    ],
)
def test_each_case(kilograms: tuple[int, ...], english: str, chinese: str) -> None:
    assert said(*kilograms) == (english, chinese)


def test_how_far_it_is_to_be_trusted() -> None:
    custody = CustodyModel.SEGREGATED
    english, chinese = said(1, 0, 0, 1, 1, custody_model=custody, waiting=True, cut=True)
    assert english == (
        "All 1 kg have a lawful origin, however it is allocated."
        " Judged by the lower bound: material is kept apart (ISO 22095)."
        " The lineage is larger than one reading; bounds are wider than they need be."
        " New records are being worked in; figures may change."
    )
    assert chinese == (
        "全部 1 千克来源合法，无论如何分摊均成立。按隔离保管（ISO 22095），以下限判定。"
        "追溯范围过大，已截断；上下限比实际宽。有新记录正在入账，数字可能变化。"
    )
    assert sentence(Said(KG, 0, 0, KG, KG), Language.BOTH).count("\n") == 1


masses = st.integers(0, 10**15)


parts = st.integers(0, 4)


@given(masses, masses, masses, parts, parts, st.booleans(), st.booleans())
def test_no_sentence_says_more_than_the_bounds(
    lawful: int, unlawful: int, unverified: int, low: int, high: int, waiting: bool, cut: bool
) -> None:
    mass = lawful + unlawful + unverified
    least = lawful * low // 4
    most = lawful + (mass - lawful) * high // 4
    answer = Said(lawful, unlawful, unverified, least, most, waiting=waiting, cut=cut)
    english, chinese = (sentence(answer, language) for language in (Language.EN, Language.ZH))
    told = [1_000 * float(m.replace(",", "")) for m in re.findall(r"([\d,.]*\d) kg", english)]
    assert told == [
        1_000 * float(m.replace(",", "")) for m in re.findall(r"([\d,.]*\d) 千克", chinese)
    ]
    assert ("All" in english) == ("全部" in chinese) == (least == mass > 0)
    assert ("None" in english) == ("均不可能" in chinese) == (most == 0 < mass)
    assert ("cannot" in english) == (0 < most < mass)
    assert ("do not show" in english) == ("缺少记录" in chinese) == (unverified > 0)
    assert ("worked in" in english, "larger than" in english) == (waiting, cut)
    expected = [mass] if mass else []
    if mass and least != mass and most:
        expected += [lawful, least, most]
    expected += [mass - most] if 0 < most < mass else []
    expected += [unverified] if unverified else []
    assert told == pytest.approx(expected)


@pytest.mark.parametrize(
    ("conclusion", "unlawful", "english", "chinese"),
    [
        (Conclusion.LAWFUL, 0, "Origin lawful", "来源合法"),
        (Conclusion.MIXED, KG, "Part of unlawful origin", "部分来源涉嫌违法"),
        (Conclusion.MIXED, KG - 1, "Part not verified", "部分来源未核实"),
        (Conclusion.UNLAWFUL, KG, "Origin unlawful", "来源涉嫌违法"),
        (Conclusion.UNVERIFIED, 0, "Origin not verified", "来源未核实"),
    ],
)
def test_the_conclusion(conclusion: Conclusion, unlawful: int, english: str, chinese: str) -> None:
    found = headline(Said(KG, unlawful, conclusion=conclusion))
    assert (found.said(Language.EN), found.said(Language.ZH)) == (english, chinese)


def test_what_an_officer_decided() -> None:
    held = Decision(
        datetime(2026, 11, 13, tzinfo=UTC), "李", ClearanceDecision.HOLD, "待查。", Clearance.HOLD
    )
    told = decided(held, "2026-11-13 08:00")
    assert " ".join(map(str, told)) == (
        "Held by 李, 2026-11-13 08:00: 待查. Advised then: do not release yet."
    )
    assert "".join(one.said(Language.ZH) for one in told) == (
        "李 于 2026-11-13 08:00 决定暂不放行：待查。当时建议：暂不放行。"
    )
    assert ADVICE[Clearance.HOLD].said(Language.ZH) == "建议：暂不放行"
