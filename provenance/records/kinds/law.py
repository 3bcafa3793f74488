"""The law as authorities load it: articles that rules cite, beside those that are built in."""

from typing import Literal

from pydantic import Field

from provenance.model.codes import Day, RecordId
from provenance.records.kinds.base import Filed, example
from provenance.records.kinds.enums import Bound
from provenance.records.kinds.spans import OpenEnd
from provenance.records.kinds.texts import Name, Note


class Article(Filed):
    """An article of a law: what it says, whom it binds, and from when to when.

    One with the id of a built-in article stands before it, such as one that gives it an end.
    """

    model_config = example(
        record="article",
        id="R14-2027",
        authority="工业和信息化部（合成）",
        law="《稀土管理条例》修正案（合成）",
        article="14",
        valid_from="2027-01-01",
        binds=["mining", "separation", "recycling", "metal", "magnet", "export"],
        says_zh="磁材制造企业亦应当如实记录稀土产品流向（合成）",
        says_en="Magnet makers record flows as well (synthetic)",
        replaces="R14",
    )

    record: Literal["article"] = "article"
    authority: Name = Field(description="Who loads it.")
    law: Name = Field(description="The law, by its built-in key, such as R or M, or by its name.")
    article: Name | None = Field(
        default=None,
        description='Which article: "14", "22(2)", "7 para 3", "point 4"; all if not said.',
    )
    valid_from: Day = Field(description="First day it is in force.")
    valid_to: OpenEnd = Field(default=None, description="Last day, inclusive; open if not said.")
    binds: tuple[Bound, ...] = Field(
        default=(), description="The roles it binds, or authority; everyone if none is said."
    )
    says_zh: Note = Field(description="What it says, in a line of Chinese.")
    says_en: Note | None = Field(default=None, description="What it says, in a line of English.")
    published_in: Name | None = Field(default=None, description="Where its text was published.")
    status: Literal["published", "general", "press", "memory"] = Field(
        default="published",
        description="How firmly it is known; other than published is shown wherever it is cited.",
    )
    replaces: RecordId | None = Field(
        default=None, description="Article in whose place it is cited, which ends the day before."
    )
    findings: tuple[Name, ...] = Field(
        default=(), description="Codes of findings that are to rest on it besides."
    )
