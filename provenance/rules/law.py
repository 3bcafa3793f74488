"""What findings rest on: the articles in force on a day, and whether they bind who is judged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby

from provenance.law.articles import PUBLISHED, Article
from provenance.law.book import LawBook
from provenance.ledger.lineage import Event
from provenance.model.message import Message
from provenance.model.terms import Severity
from provenance.rules.slices.material import Material

Cites = tuple[str, ...]
"""Ids of articles, in the order they are cited in; none where what is found breaks no law."""

_FALSE_RECORDS: Cites = ("R14", "R25")
_BEYOND_QUOTA: Cites = ("QN2019", "QN2020-103-1", "QN2022", "QN2024-25", "MIIT2012-285")
_EXPORT: Cites = ("R15", "ECL12", "ECL34", "DU14", "DU39")

CITED: Mapping[str, Cites] = {
    "NO_QUOTA_ORIGIN/unlawful": ("R13", "R23", *_BEYOND_QUOTA),
    "NO_QUOTA_ORIGIN/exported": ("R13", "R24", *_BEYOND_QUOTA),
    "NO_QUOTA_ORIGIN/magnet": ("R13", "R23", "R30", *_BEYOND_QUOTA),
    "NO_QUOTA_ORIGIN/import": ("R15", "R24", "CL24", "CL82"),
    "NO_QUOTA_ORIGIN/barred": ("WASTE2020-53", "R15", "R24", "CL82"),
    "NO_QUOTA_ORIGIN/unverified": ("R14",),
    "OVER_QUOTA_MINING": ("M7", "R10", "R21", *_BEYOND_QUOTA),
    "OVER_QUOTA_SEPARATION": ("M7", "R10", "R21", *_BEYOND_QUOTA),
    "UNDESIGNATED_PRODUCER/mining": ("M7-3", "R8", "R20(2)", *_BEYOND_QUOTA),
    "UNDESIGNATED_PRODUCER/separation": ("M7-3", "R8", "R22(1)", *_BEYOND_QUOTA),
    "NO_MINING_PERMIT/mining": (
        "R9",
        "R20(1)",
        "MRL33",
        "MRL64",
        "MRL67",
        "MRL1986-3",
        "MRL1986-39",
    ),
    "NO_MINING_PERMIT/byproduct": ("MRL39",),
    "QUOTA_OVERALLOCATED": ("M6",),
    "UNEXPLAINED_MASS": _FALSE_RECORDS,
    "OVERDRAWN_LOT": _FALSE_RECORDS,
    "LOT_PRODUCED_TWICE": _FALSE_RECORDS,
    "NOT_HOLDER": _FALSE_RECORDS,
    "IMPOSSIBLE_SEQUENCE": _FALSE_RECORDS,
    "ELEMENT_IMBALANCE": ("R25",),
    "IMPLAUSIBLE_RECOVERY": ("R25",),
    "IMPLAUSIBLE_CONTENT": ("R25",),
    "CIRCULAR_FLOW": ("R25",),
    "UNDECLARED_IMPORT": ("R15", "R24", "CL24", "CL82", "CL86"),
    "IMPORT_EXCEEDED": ("R15", "R24", "CL24", "CL86"),
    "RECYCLER_ORE_INPUT": ("R11", "R22(2)", "QN2020-103-4", "QN2024-25"),
    "RECYCLED_COVER": ("R22(2)", "R25"),
    "PROCESS_MISDECLARED": ("R25",),
    "FEED_MISDECLARED": ("R25",),
    "TOLL_PROCESSING": ("MIIT2018-265", "QN2020-103-4", "QN2024-25"),
    "LATE_FLOW_REPORT": ("M10", "R14", "R25"),
    "MISSING_FLOW_REPORT/producer": ("M10", "R14", "R25"),
    "MISSING_FLOW_REPORT/other": _FALSE_RECORDS,
    "REPORT_MISMATCH": ("M9", "R25"),
    "INVOICE_WITHOUT_MOVEMENT": ("INV587",),
    "MOVEMENT_WITHOUT_INVOICE": ("INV587",),
    "INVOICE_MISMATCH": ("INV587",),
    "INVOICE_REUSED": ("INV587",),
    "INVOICE_CYCLE": ("INV587",),
    "GOODS_RENAMED": ("STA2012-17", "INV587"),
    "EXPORT_WITHOUT_LICENCE": _EXPORT,
    "EXPORT_WITHOUT_LICENCE/ordinary": ("R15",),
    "LICENCE_NOT_VALID": _EXPORT,
    "LICENCE_NOT_VALID/term": ("DU15",),
    "LICENCE_EXCEEDED": ("R15", "ECL34", "DU39"),
    "LICENCE_REUSED": ("R15", "DU15", "DU39"),
    "LICENCE_MISMATCH": ("R15", "DU18", "DU39"),
    "DECLARATION_MISMATCH": ("R15", "R24", "CL24", "CL86"),
    "MISDECLARED_SPECIES": ("R15", "R24", "CL24", "CL82", "CL86"),
    "SPLIT_SHIPMENTS": ("SC2011-12-13",),
    "BARRED_IMPORT": ("WASTE2020-53", "R15", "CL82"),
    "LABEL_CONTRADICTED": ("PACK-4.1", "R25"),
    "TEST_CONTRADICTED": ("R25", "DU22"),
    "TEST_CONTRADICTED/declared": ("R15", "R24", "CL24", "CL86", "DU22"),
    "SCRAP_SUPPLIER_IMPLAUSIBLE": ("R22(2)", "R25"),
    "ORDER_OVERDUE": ("R25",),
    "BAD_IDENTIFIER": (),
    "AMBIGUOUS_IDENTIFIER": (),
}
"""What findings rest on, by code, or code and variant where grounds differ."""

UNDATED = date(2024, 10, 1)
"""The day by which what has none is judged: the first of the Regulations."""

_FROM_GRAVEST = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a finding of a day rests on: articles that bind who is judged, and others in force.

    Of what breaks no law (`lawful`) there is neither.
    """

    day: date
    binding: tuple[Article, ...] = ()
    others: tuple[Article, ...] = ()
    lawful: bool = False

    @property
    def basis(self) -> Message:
        """The articles, each with its status where that is not `published`; what they are to who
        is judged."""
        if self.lawful:
            return Message("–")
        if self.binding:
            return Message("{articles}", articles=cited(self.binding))
        if self.others:
            return Message(
                "a sign, not a breach: not bound by {articles}", articles=cited(self.others)
            )
        return Message("no article on record for {day}", day=self.day)

    @property
    def addressed(self) -> "Ground":
        """The same of one whom an authority told to do something: that binds, whoever it is."""
        return replace(self, binding=(*self.binding, *self.others), others=())

    def severity(self, wanted: Severity) -> Severity:
        """How grave the breach is; what breaks no article on record that binds is minor at most."""
        return (
            wanted
            if self.binding or self.lawful
            else max(wanted, Severity.MINOR, key=_FROM_GRAVEST.index)
        )

    def __or__(self, other: "Ground") -> "Ground":
        """Both grounds, of a finding on several counts."""
        return Ground(
            max(self.day, other.day),
            tuple(dict.fromkeys((*self.binding, *other.binding))),
            tuple(dict.fromkeys((*self.others, *other.others))),
            self.lawful and other.lawful,
        )


def gravest(severities: Iterable[Severity]) -> Severity:
    """The gravest of some severities."""
    return min(severities, key=_FROM_GRAVEST.index)


@lru_cache(maxsize=4_096)  # findings by the thousand are of the same few months
def ground(row: str, day: date, law: LawBook, roles: frozenset[str]) -> Ground:
    """What a finding by a row of CITED rests on: of an event of a day, by who has these roles."""
    cites, code = CITED[row], row.partition("/")[0]
    there = law.in_force(cites, code, day)
    return Ground(
        day,
        tuple(article for article in there if article.binding(roles)),
        tuple(article for article in there if not article.binding(roles)),
        lawful=not cites and not there,
    )


def articles_behind(code: str, law: LawBook) -> list[Article]:
    """All articles that findings of a code may rest on, whatever the day and whoever is judged."""
    rows = (cites for row, cites in CITED.items() if row.partition("/")[0] == code)
    ids = dict.fromkeys(id_ for cites in rows for id_ in cites)
    return list(dict.fromkeys(law.behind(ids, code)))


def ground_of(row: str, event: Event, material: Material) -> Ground:
    """What a finding about an event to judge rests on, judged of who did it."""
    return ground(row, event.date, material.law, material.roles_of(event.enterprise, event))


def cited(articles: Iterable[Article]) -> tuple[Message, ...]:
    """Articles as people of either language cite them, those of one law and status together."""
    return tuple(
        _cited(law, kind, status, tuple(article.article for article in of_one))
        for (law, kind, status), of_one in groupby(articles, key=_together)
    )


def _together(article: Article) -> tuple[str, str, str]:
    kind = "article" if article.article[:1].isdigit() else "other" if article.article else "whole"
    return article.law, kind, article.status


def _cited(law: str, kind: str, status: str, articles: tuple[str, ...]) -> Message:
    if kind == "article":
        found = Message("{law:law} Art. {articles:numbered}", law=law, articles=articles)
    elif kind == "other":
        found = Message("{law:law}, {articles:numbered}", law=law, articles=articles)
    else:
        found = Message("{law:law}", law=law)
    if status == PUBLISHED:
        return found
    return Message("{article} ({status:law_status})", article=found, status=status)
