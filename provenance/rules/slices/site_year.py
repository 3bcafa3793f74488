"""The slice of what a site took and gave in a year, by oxide."""

from collections.abc import Mapping
from dataclasses import dataclass

from provenance.law.book import BUILT_IN, LawBook
from provenance.model.thresholds import DEFAULTS, Thresholds


@dataclass(frozen=True, slots=True)
class SiteYear:
    """The processings of an enterprise of these `roles` by month ("2026-03"), as oxides in grams.

    `site` is named where all its processings name the same, else empty. `unassayed` are months in
    which some input that counts has no assay (`elements.BalanceSheet` says which do).
    """

    enterprise: str
    site: str
    into: Mapping[str, Mapping[str, float]]
    out_of: Mapping[str, Mapping[str, float]]
    unassayed: frozenset[str] = frozenset()
    limits: Thresholds = DEFAULTS
    roles: frozenset[str] = frozenset()
    law: LawBook = BUILT_IN
