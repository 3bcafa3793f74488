"""Articles of law that authorities loaded, beside those that are built in."""

from provenance.model.terms import Label
from provenance.schema.base.node import Node, filed, filed_list, noun
from provenance.schema.base.scalars import Day


@noun(Label.ARTICLE, "An article of law that findings rest on, as an authority loaded it.")
class Article(Node):
    """An article as filed."""

    authority: str | None = filed("Who loaded it.")
    law: str | None = filed("The law, by its built-in key, such as R or M, or by its name.")
    article: str | None = filed("Which article; null where it is the law as a whole.")
    valid_from: Day | None = filed("First day it is in force.")
    valid_to: Day | None = filed("Last day, inclusive; open if not said.")
    binds: list[str] = filed_list(
        "binds", "The roles it binds, or authority; everyone if none is said."
    )
    says_zh: str | None = filed("What it says, in a line of Chinese.")
    says_en: str | None = filed("What it says, in a line of English.")
    published_in: str | None = filed("Where its text was published.")
    status: str | None = filed("How firmly it is known; other than published is shown.")
    replaces: str | None = filed("The article in whose place it is cited.")
    findings: list[str] = filed_list("findings", "Codes of findings that rest on it besides.")
