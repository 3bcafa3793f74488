"""The numbers of articles in Chinese."""

import pytest

from provenance.model.message import Message
from provenance.model.numbered import article_number
from provenance.words.table import Language


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("7", "第七条"),
        ("10", "第十条"),
        ("14", "第十四条"),
        ("20(1)", "第二十条第（一）项"),
        ("22(2)", "第二十二条第（二）项"),
        ("7 para 3", "第七条第三款"),
        ("point 13", "第十三点"),
        ("clause 4.1", "第4.1条"),
        ("附件二", "附件二"),
    ],
)
def test_number(text: str, chinese: str) -> None:
    assert article_number(text) == chinese
    said = Message("{n:numbered}", n=text)
    assert (said.said(Language.ZH), said.said(Language.EN)) == (chinese, text)
