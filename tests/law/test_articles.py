"""The articles built in: whom they bind, where they were read, how they are cited."""

from datetime import date

import pytest

from provenance.law.articles import AUTHORITY, Article, built_in_articles, built_in_laws
from provenance.records.kinds.enums import Bound, Role
from provenance.words.table import Words, values_of, word_of

ARTICLES = built_in_articles().values()


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_each_says_what_and_whom_and_where_it_was_read(article: Article) -> None:
    assert article.says_zh
    assert article.says_en
    assert article.binds <= {*Bound}
    assert article.valid_from <= (article.valid_to or date.max)
    assert article.status in values_of("law_status")
    law = built_in_laws()[article.law]
    assert law.valid_from <= article.valid_from
    assert (article.valid_to or date.max) <= (law.valid_to or date.max)
    # What rests on nothing read says so.
    assert article.source or article.status in {"general", "memory"}


def test_whom_an_article_can_bind() -> None:
    assert {*map(str, Bound)} == {*map(str, Role), AUTHORITY}


def test_each_law_has_its_name() -> None:
    assert values_of("law").keys() == built_in_laws().keys() == {a.law for a in ARTICLES}


def test_who_is_bound_to_record_flows() -> None:
    recording = {"mining", "separation", "recycling", "metal", "export"}
    assert built_in_articles()["R14"].binds == recording
    assert built_in_articles()["R25"].binds == recording


def test_a_law_that_was_repealed_ends_the_day_before_the_other_begins() -> None:
    articles = built_in_articles()
    assert not articles["MIIT2012-285"].in_force(date(2012, 6, 12))
    assert articles["MIIT2012-285"].in_force(date(2012, 6, 13))
    assert articles["MIIT2012-285"].in_force(date(2025, 7, 27))
    assert not articles["MIIT2012-285"].in_force(date(2025, 7, 28))
    assert articles["M17"].in_force(date(2025, 7, 28))
    assert not articles["MRL1986-3"].in_force(articles["MRL33"].valid_from)


def test_statuses_have_their_words() -> None:
    assert word_of("law_status", "press") == Words("见于报道", "press")
