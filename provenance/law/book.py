"""The book of law that an audit or a verdict judges by: what is built in, and what is on record."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from provenance.law.articles import Article, built_in_articles
from provenance.law.controls import Control, built_in_controls, standing
from provenance.model.reference.customs import Codes, built_in_codes


@dataclass(frozen=True, slots=True, eq=False)
class LawBook:
    """All articles there are, by id, all controls, and the customs codes goods are known by.

    `controls.standing` says which controls count.
    """

    articles: Mapping[str, Article] = field(default_factory=built_in_articles, repr=False)
    controls: tuple[Control, ...] = field(default_factory=built_in_controls, repr=False)
    codes: Codes = field(default_factory=built_in_codes, repr=False)

    def with_articles(self, on_record: Iterable[Article]) -> "LawBook":
        """The book with what is on record: it stands before what has the same id.

        What one replaces is in force until the day before it.
        """
        found = {**self.articles, **{article.id: article for article in on_record}}
        for article in sorted(found.values(), key=lambda one: one.id):
            former = found.get(article.replaces or "")
            if former is not None and former.id != article.id:
                found[former.id] = _ended(former, article.valid_from)
        return replace(self, articles=found)

    def with_controls(self, on_record: Iterable[Control]) -> "LawBook":
        """The book with controls on record beside those built in."""
        return replace(self, controls=(*self.controls, *on_record))

    def in_force(self, ids: Sequence[str], code: str, day: date) -> list[Article]:
        """Of these articles, and what a finding of this code is to rest on besides, those in force.

        In the order of the ids; what replaced one of them stands in its place.
        """
        return [one for one in self.behind(ids, code) if one.in_force(day)]

    def behind(self, ids: Iterable[str], code: str) -> list[Article]:
        """The same of any day."""
        found = [one for id_ in ids for one in self._line(id_)]
        named = {one.id for one in found}
        more = (a for a in self.articles.values() if code in a.findings and a.id not in named)
        return [*found, *sorted(more, key=lambda one: one.id)]

    def asked(self, on: date | None, role: str | None) -> list[Article]:
        """The articles, in order of id: those in force on a day, and that bind a role, if said."""
        return [
            article
            for _, article in sorted(self.articles.items())
            if (on is None or article.in_force(on))
            and (role is None or article.binding(frozenset({role})))
        ]

    def controls_on(self, day: date) -> list[Control]:
        """The controls that count on a day, one an item, in order of code, the catalogue last."""
        return sorted(standing(self.controls, day), key=lambda one: one.control_code or "~")

    def _line(self, id_: str) -> list[Article]:
        """An article with what replaced it, and what replaced that."""
        ids = [id_]
        for known in ids:
            ids += _replacing(known, self.articles.values(), ids)
        return [self.articles[known] for known in ids if known in self.articles]


def _replacing(id_: str, articles: Iterable[Article], known: Collection[str]) -> list[str]:
    return sorted(a.id for a in articles if a.replaces == id_ and a.id not in known)


def _ended(former: Article, by: date) -> Article:
    last = by - timedelta(days=1)
    return replace(former, valid_to=min(last, former.valid_to or last))


BUILT_IN = LawBook()
"""The law as it is built in."""
