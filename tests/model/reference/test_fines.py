"""What the law threatens, by the article that was broken."""

import pytest

from provenance.model.reference import penalties
from provenance.model.reference.fines import SECOND, fine_range, fine_ranges
from provenance.words.table import Language, values_of


@pytest.mark.parametrize(
    ("article", "basis", "least", "most"),
    [
        ("R 21", "Order 785 Art. 21", 1_000_000, 5_000_000),
        ("Order 785 Art. 22(1)", "Order 785 Art. 22(1)", 2_000_000, 5_000_000),
        ("Order 785, Article 26", "Order 785 Art. 26", 20_000, 100_000),
        ("《稀土管理条例》第二十二条第一项", "Order 785 Art. 22(1)", 2_000_000, 5_000_000),
        ("条例第二十二条（二）", "Order 785 Art. 22(2)", 2_000_000, 5_000_000),
        ("稀土管理条例第21条", "Order 785 Art. 21", 1_000_000, 5_000_000),
        # What is broken is one article, what punishes it another.
        ("R 14", "Order 785 Art. 25", 50_000, 200_000),
        ("R 13", "Order 785 Art. 23", 500_000, 2_000_000),
        ("R 24", "Export Control Law Art. 34", 500_000, 5_000_000),
        ("R 20(1)", "Mineral Resources Law Art. 64", 100_000, 1_000_000),
        ("第二十条", None, 0, 0),  # of which law is not said
        ("《稀土管理条例》第二十条第（二）项", "Mineral Resources Law Art. 64", 100_000, 1_000_000),
        ("R 9", "Mineral Resources Law Art. 64", 100_000, 1_000_000),
        ("MRL 64", "Mineral Resources Law Art. 64", 100_000, 1_000_000),
        ("MRL64", "Mineral Resources Law Art. 64", 100_000, 1_000_000),
        ("《矿产资源法》第六十四条", "Mineral Resources Law Art. 64", 100_000, 1_000_000),
        ("ECL 12", "Export Control Law Art. 34", 500_000, 5_000_000),
        ("《出口管制法》第三十四条", "Export Control Law Art. 34", 500_000, 5_000_000),
        ("M 7", "Order 785 Art. 21", 1_000_000, 5_000_000),
        ("Order 71 Art. 10", "Order 785 Art. 25", 50_000, 200_000),
        (
            "《稀土开采和稀土冶炼分离总量调控管理暂行办法》第七条",
            "Order 785 Art. 21",
            1_000_000,
            5_000_000,
        ),
    ],
)
def test_articles_however_they_are_written(
    article: str, basis: str | None, least: int, most: int
) -> None:
    found = fine_range(article)
    if basis is None:
        assert found is None
        return
    assert found is not None
    assert (str(found.basis), found.fine_min_cny, found.fine_max_cny) == (basis, least, most)


def test_an_article_with_two_conducts_of_one_range_names_both() -> None:
    found = fine_range("R 22")
    assert found is not None
    assert "designated enterprise; or recycler" in found.conduct
    assert "从事冶炼分离；或者综合利用企业" in found.conduct_zh
    assert str(found.basis) == "Order 785 Art. 22"
    assert (found.fine_min_cny, found.times_illegal_gains) == (2_000_000, "5-10")


@pytest.mark.parametrize(
    "article",
    ["", "M 3", "Art. 26", "第二十条", "?", "《两用物项出口管制条例》第二十五条", "M 9", "R 27"],
)
def test_what_threatens_no_fine_we_know_of_says_so(article: str) -> None:
    assert fine_range(article) is None
    assert fine_ranges(article) == []


@pytest.mark.parametrize(
    "article",
    [
        "M 7 para 3",
        "M7-3",
        "Order 71 Art. 7, third paragraph",
        "《稀土开采和稀土冶炼分离总量调控管理暂行办法》第七条第三款",
        "R 8",
    ],
)
def test_who_may_not_at_all_is_punished_for_mining_or_for_separation(article: str) -> None:
    assert {str(row.basis) for row in fine_ranges(article)} == {
        "Mineral Resources Law Art. 64",
        "Order 785 Art. 22(1)",
    }
    assert fine_range(article) is None


def test_the_second_tier_and_who_is_in_charge() -> None:
    told = [(row.tier, row.whom, row.fine_min_cny, row.fine_max_cny) for row in fine_ranges("R 14")]
    assert told == [
        ("first", "enterprise", 50_000, 200_000),
        ("second", "enterprise", 200_000, 1_000_000),
        ("second", "person", 20_000, 50_000),
    ]
    assert [row.fine_max_cny for row in fine_ranges("R 26")] == [100_000, 500_000, 50_000]
    found = fine_range("R 25", SECOND)
    assert found is not None
    assert (found.fine_min_cny, "business_stopped" in found.leads_to) == (200_000, True)
    assert fine_range("R 21", SECOND) is None


def test_times_are_of_what_the_law_says() -> None:
    right, licence = fine_ranges("R 20(1)")
    assert (right.times, right.times_of, right.times_illegal_gains) == ("3-5", "value_taken", None)
    assert (licence.times, licence.tier, licence.fine_max_cny) == ("1-3", "second", None)
    (export,) = fine_ranges("R 24")
    assert (export.times, export.times_of) == ("5-10", "turnover")


def test_what_each_leads_to_has_its_words() -> None:
    for row in penalties():
        assert set(row.leads_to) <= values_of("consequence").keys()
        assert row.whom in values_of("punished")
        assert row.tier in values_of("fine_tier")
        assert row.times_of is None or row.times_of in values_of("times_of")
        assert "credit_record" in row.leads_to
    (untrue, *_) = fine_ranges("R 25")
    assert untrue.basis.said(Language.ZH) == "《稀土管理条例》第二十五条"
