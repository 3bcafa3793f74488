"""The book of law: articles and export controls, built in and on record, as of any time."""

from datetime import date
from typing import Annotated

import strawberry
from strawberry import argument

from provenance.graph.law import law_on_record
from provenance.law.articles import Article
from provenance.law.book import BUILT_IN, LawBook
from provenance.law.controls import Control, form_in_words
from provenance.rules.law import articles_behind, cited
from provenance.schema.base.context import Info
from provenance.schema.base.enums import ControlState, Language, Role
from provenance.schema.base.fields import field
from provenance.schema.base.language import In
from provenance.schema.base.scalars import Day
from provenance.schema.queries.register import AsOf
from provenance.words.table import Words, values_of, word_of


@strawberry.type(
    description="An article as findings rest on it: built in, or as an authority loaded it."
)
class LawArticle:
    """Shows a provenance.law.articles.Article."""

    article: strawberry.Private[Article]

    @field("What rules and records name it by, such as R14 or M7-3.")
    def key(self) -> str:
        return self.article.id

    @field("As findings cite it, with its status where that is not published.")
    def citation(self, language: In = Language.EN) -> str:
        (message,) = cited([self.article])
        return message.said(language)

    @field("What it says, in a line.")
    def says(self, language: In = Language.EN) -> str:
        return language.of(Words(self.article.says_zh, self.article.says_en))

    @field("First day it is in force.")
    def valid_from(self) -> Day:
        return self.article.valid_from

    @field("Last day, inclusive; open if not said.")
    def valid_to(self) -> Day | None:
        return self.article.valid_to

    @field("The roles it binds, or authority; everyone if none is said.")
    def binds(self) -> list[str]:
        return sorted(self.article.binds)

    @field("Where it was read.")
    def read_in(self) -> str:
        return self.article.source

    @field("How firmly it is known: other than published is shown wherever it is cited.")
    def status(self, language: In = Language.EN) -> str:
        return language.of(word_of("law_status", self.article.status))

    @field("Whether it is as it was built in; not where a record stands before it, or ends it.")
    def built_in(self) -> bool:
        return BUILT_IN.articles.get(self.article.id) == self.article


@strawberry.type(
    description="An export control that counts on a day: built in, or as the ministry stated it."
)
class StandingControl:
    """Shows a provenance.law.controls.Control on a day."""

    control: strawberry.Private[Control]
    on: strawberry.Private[date]

    @field("Whether it binds on that day, as far as anyone has said; null once it has expired.")
    def state(self) -> ControlState | None:
        return self.control.state(self.on)

    @field("The announcement that states it.")
    def announcement(self, language: In = Language.EN) -> str:
        return language.of(word_of("announcement", self.control.announcement))

    @field("The element; * is any rare earth, of the export-licence catalogue.")
    def element(self) -> str:
        return self.control.element

    @field("Code of the item; null for a line of the catalogue.")
    def control_code(self) -> str | None:
        return self.control.control_code

    @field("Its forms, by their letters, with the goods they are.")
    def forms(self, language: In = Language.EN) -> list[str]:
        return [language.of(form_in_words(form)) for form in self.control.forms]

    @field("Customs tariff codes: for reference, or those of the catalogue.")
    def hs_codes(self) -> list[str]:
        return list(self.control.hs_codes)

    @field("Share of REO from above which a mixture is of the item; as is set, if not said.")
    def threshold(self) -> float | None:
        return self.control.threshold

    @field("Where it is stated; of what is undecided each reading, with who says so.")
    def sources(self, language: In = Language.EN) -> list[str]:
        return [language.of(word_of("control_source", one)) for one in self.control.sources]

    @field("How firmly it is known: other than published is shown wherever it is cited.")
    def status(self, language: In = Language.EN) -> str:
        return language.of(word_of("law_status", self.control.status))

    @field("The record that states it; null where it is built in.")
    def record(self) -> str | None:
        return self.control.record


@strawberry.type(description="What a finding can say, by its code, and what that rests on.")
class FindingCode:
    """A row of provenance.words/finding.csv, with those of CITED."""

    code: str = strawberry.field(description="Such as OVER_QUOTA_MINING.")
    book: strawberry.Private[LawBook]

    @field("What it is called.")
    def title(self, language: In = Language.EN) -> str:
        return language.of(word_of("finding", self.code))

    @field("The articles that it may rest on, whatever the day and whoever is judged.")
    def articles(self) -> list[LawArticle]:
        found = articles_behind(self.code, self.book)
        return [LawArticle(article=article) for article in found]


@strawberry.type
class LawQuery:
    """The part of the root that asks for the law."""

    @field("The articles that findings rest on, built in and on record, in order of key.")
    async def law(
        self,
        info: Info,
        on: Annotated[Day | None, argument(description="In force on this day.")] = None,
        role: Annotated[Role | None, argument(description="That bind who has this role.")] = None,
        as_of: AsOf = None,
    ) -> list[LawArticle]:
        book = await law_on_record((await info.context.as_of(as_of)).reader)
        found = book.asked(on, role and role.value)
        return [LawArticle(article=article) for article in found]

    @field("All that findings can say, by code, in order of the table of codes.")
    async def finding_codes(self, info: Info) -> list[FindingCode]:
        book = await law_on_record(info.context.reader)
        return [FindingCode(code=code, book=book) for code in values_of("finding")]

    @field("The export controls that count on a day, one an item, in order of code.")
    async def controls(
        self,
        info: Info,
        on: Annotated[Day, argument(description="On this day.")],
        as_of: AsOf = None,
    ) -> list[StandingControl]:
        book = await law_on_record((await info.context.as_of(as_of)).reader)
        return [StandingControl(control=one, on=on) for one in book.controls_on(on)]
