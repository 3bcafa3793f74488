"""What Order 785 threatens, by the article that was broken."""

import pytest

from provenance.model.reference.fines import fine_range


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
def test_articles_however_they_are_written(article: str, basis: str, least: int, most: int) -> None:
    found = fine_range(article)
    assert found is not None
    assert (found.basis, found.fine_min_cny, found.fine_max_cny) == (basis, least, most)


def test_an_article_with_two_conducts_of_one_range_names_both() -> None:
    found = fine_range("R 22")
    assert found is not None
    assert "designated enterprise; or recycler" in found.conduct
    assert (found.fine_min_cny, found.times_illegal_gains) == (2_000_000, "5-10")


@pytest.mark.parametrize("article", ["", "R 20(1)", "R 8", "M 3", "Art. 26", "第二十条", "?"])
def test_what_threatens_no_fine_we_know_of_says_so(article: str) -> None:
    assert fine_range(article) is None
