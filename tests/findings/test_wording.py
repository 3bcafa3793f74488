"""A finding in JSON: what is said of it in the language asked, all else the same in every one."""

from dataclasses import replace

from provenance.findings.wording import kept_json
from provenance.law.book import BUILT_IN
from provenance.model.message import Message
from provenance.rules.law import cited
from provenance.words.table import Language
from tests.graph.rows.test_findings import READ

SAID = Message("Licence {number} is not on record.", number="L1")


def test_what_is_said_is_in_the_language_asked() -> None:
    kept = replace(
        READ, message=SAID, basis=Message("{articles}", articles=cited([BUILT_IN.articles["R25"]]))
    )
    english, chinese = kept_json(kept), kept_json(kept, Language.ZH)
    assert (english["message"], english["basis"]) == (
        "Licence L1 is not on record.",
        "Order 785 Art. 25",
    )
    assert (chinese["message"], chinese["basis"]) == (
        "出口许可证 L1 没有记录。",
        "《稀土管理条例》第二十五条",
    )
    assert list(english) == list(chinese)
    assert {name for name in english if english[name] != chinese[name]} == {"message", "basis"}
