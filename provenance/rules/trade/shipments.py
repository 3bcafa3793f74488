"""Export declarations as rules screen them: what is alike of them is put to a rule once.

Of a declaration rules ask what is said of its goods, what its lots are, under which rows and
controls of the day. What they ask besides (tests, licences) is left to them.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING

from provenance.ledger.composition.holding import DUST
from provenance.ledger.lineage import Output
from provenance.model.reference.customs import known
from provenance.model.terms import EventKind, Product
from provenance.rules.screening import WIDER
from provenance.rules.slices.licensed import Licensed
from provenance.rules.slices.material import Consignment, Shipped
from provenance.rules.slices.whole import Whole
from provenance.rules.trade.controlled import Item, items
from provenance.rules.trade.customs_codes import declared_codes
from provenance.rules.trade.eras import Eras

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags, Floats, Ints

MOST_HANDED = 1_000
"""A lot that was handed on more often is taken for tested."""

GOODS = ("hs_code", "goods", "lines", "composition")
"""What declarations say of goods, in the order of the columns' text."""

_PRODUCTS = tuple(Product)

Alike = tuple[int, int, frozenset[tuple[int, int, int]]]
"""The era of a declaration, what is said of its goods, its lots: product, assay, customs code."""


@dataclass(frozen=True)
class Shipments:
    """All export declarations on record, and the draws of their parties under each."""

    whole: Whole

    @cached_property
    def exports(self) -> "Flags":
        """The declarations of goods that go out."""
        found = self.whole.columns.declarations
        return found.known & found.export

    @cached_property
    def licensed(self) -> "Flags":
        """Those under a licence."""
        found: Flags = self.exports & (self.whole.columns.declarations.licence >= 0)
        return found

    @cached_property
    def draws(self) -> tuple["Ints", "Ints"]:
        """Draws on lots, and the declaration each is under: its party's; anyone's while that is
        only referred to."""
        import numpy as np

        columns, declared = self.whole.columns, self.whole.columns.declared
        papers, under = columns.declarations, np.flatnonzero(declared >= 0)
        at = declared[under]
        own = self.exports[at] & (papers.party[at] == columns.events.who[under])
        own = (own | ~papers.known[at]) & columns.is_kind(EventKind.EXPORT)[under]
        ships = np.zeros(len(declared), np.bool_)
        ships[under[own]] = True
        draws = np.flatnonzero(ships[columns.draws.event])
        return draws, declared[columns.draws.event[draws]]

    @cached_property
    def tested(self) -> "Flags":
        """Those of which the goods, or a lot in them or one it was handed on from, were tested."""
        from provenance.ledger.columns.places import at_places, holds

        columns, (draws, of) = self.whole.columns, self.draws
        found = columns.declarations.tested.copy()
        lots = columns.draws.lot[draws]
        transfer = columns.is_kind(EventKind.TRANSFER)
        for _ in range(MOST_HANDED):
            made = at_places(columns.claims.event, columns.sole[lots])
            before = at_places(columns.draws.lot, at_places(columns.draw, made))
            handed = holds(transfer, made)
            # Where it is not plain what a lot was handed on from, that may be tested.
            unclear = (made < 0) | (handed & (before < 0))
            found[of[columns.lots.tests[lots] | unclear]] = True
            on = handed & (before >= 0)
            lots, of = before[on], of[on]
            if not lots.size:
                return found
        found[of] = True
        return found

    @cached_property
    def _alike(self) -> tuple[list[Consignment], "Ints"]:
        """A consignment for all that are alike, and which of them each export declaration is."""
        import numpy as np

        from provenance.ledger.columns.places import NONE, at_places

        columns, (draws, of) = self.whole.columns, self.draws
        papers, lots = columns.declarations, columns.draws.lot[draws]
        made = columns.made[lots]
        shown = (
            columns.lots.product[lots],
            np.where(made == NONE, NONE - 1, at_places(columns.claims.assay, made)),
            at_places(columns.claims.code, made),
        )
        shipped = defaultdict[int, set[tuple[int, int, int]]](set)
        for at, *lot in zip(of.tolist(), *(column.tolist() for column in shown), strict=True):
            shipped[at].add((lot[0], lot[1], lot[2]))
        eras, groups, days = Eras(self.whole.law), dict[Alike, int](), list[date]()
        which = np.full(len(papers.keys), NONE)
        for at in np.flatnonzero(self.exports).tolist():
            day = date.fromordinal(papers.day[at])
            alike = (eras.of(day), int(papers.said[at]), frozenset(shipped.get(at, ())))
            if alike not in groups:
                days.append(day)
            which[at] = groups.setdefault(alike, len(groups))
        each = zip(groups, days, strict=True)
        return [self._consignment(alike, day) for alike, day in each], which

    def _consignment(self, alike: Alike, day: date) -> Consignment:
        """One of those that are alike: of no licence and no stated mass, each lot of a gram."""
        columns, limits, (_, said, lots) = self.whole.columns, self.whole.limits, alike
        goods = zip(GOODS, json.loads(columns.words[said]), strict=True)
        draws = []
        for product, assay, code in sorted(lots):
            kind = _PRODUCTS[product] if product >= 0 else None
            shares = columns.assays[assay] if assay >= 0 else None
            hs_code = columns.words[code] if code >= 0 else None
            made = Output("", "", 0, 1, kind, None, shares, None, hs_code) if assay >= -1 else None
            draws.append(Shipped("", "", 1, kind, made))
        return Consignment(
            "",
            {"direction": "export", "date": day.isoformat(), "net_g": None, **dict(goods)},
            None,
            draws=draws,
            # A licence tells what is hidden, and by which of the two shares it is judged.
            limits=replace(
                limits, concealed_share=min(limits.concealed_share, limits.dominating_share)
            ),
            law=self.whole.law,
        )

    @cached_property
    def coded(self) -> "Flags":
        """Those with a code that rare earths may travel under."""
        codes = self.whole.law.codes

        def known_so(one: Consignment) -> Iterator[str]:
            declared = one.declared or {}
            day = date.fromisoformat(declared["date"])
            yield from (code for code in declared_codes(declared) if known(code, day, codes))

        return self.told(known_so)

    @cached_property
    def masses_apart(self) -> "Flags":
        """Those that may state another mass than their lots have, in REO or net."""
        import numpy as np

        from provenance.ledger.columns.places import NONE, at_places, flagged

        columns, limits, (draws, of) = self.whole.columns, self.whole.limits, self.draws
        papers, reo_g = columns.declarations, columns.draws.reo_g[draws]
        made = columns.made[columns.draws.lot[draws]]
        net_g = at_places(columns.claims.net_g, made)
        content = net_g / np.maximum(at_places(columns.claims.reo_g, made), 1)
        size = len(papers.keys)

        def apart(lots_g: "Ints | Floats", stated_g: "Ints") -> "Flags":
            difference = np.abs(lots_g - stated_g) + 1  # what is told is rounded to grams
            slack_g, share_g = limits.declared_slack_g, limits.declared_share * stated_g
            found: Flags = (difference > slack_g * WIDER) & (difference > share_g * WIDER)
            return found

        unknown = flagged(of[net_g <= 0], size)
        off = apart(np.bincount(of, reo_g * content, size), papers.net_g) & ~unknown
        off |= apart(np.bincount(of, reo_g, size), papers.reo_g) & (papers.reo_g != NONE)
        found: Flags = off & (np.bincount(of, minlength=size) > 0)
        return found

    @cached_property
    def not_all_lawful(self) -> "Flags":
        """Those with mass that may not be lawful: in a lot, drawn beyond one, or in none."""
        import numpy as np

        from provenance.ledger.columns.places import flagged

        columns, (draws, of) = self.whole.columns, self.draws
        papers, lots, size = columns.declarations, columns.lots, len(columns.declarations.keys)
        shares = columns.shares
        settled = np.bincount(shares.lot, shares.share, len(lots.keys)) >= 1 - DUST / 10
        sound = columns.lawful & settled & (lots.drawn_g <= lots.reo_g)
        held = sound[columns.draws.lot[draws]] & columns.draws.supported[draws]
        shipped_g = np.bincount(of, columns.draws.reo_g[draws], size)
        found: Flags = flagged(of[~held], size) | (self.exports & (papers.reo_g > shipped_g))
        return found

    @cached_property
    def under_licence(self) -> list[tuple[int, Consignment, tuple[Item, ...]]]:
        """Those under a licence by their places, with the items that they may be of: as they are,
        but for the masses of their lots and for tests."""
        import numpy as np

        columns, licences, (alike, which) = self.whole.columns, self.whole.licences, self._alike
        papers = columns.declarations
        places = np.flatnonzero(self.licensed).tolist()
        days = {at: date.fromordinal(papers.day[at]).isoformat() for at in places}
        uses = defaultdict[int, list[tuple[str, str, int]]](list)
        for at in places:
            uses[papers.licence[at]].append((days[at], papers.keys[at], int(papers.net_g[at])))
        licensed = {licence: Licensed(of_one) for licence, of_one in uses.items()}
        items_of = cache(lambda group: items(alike[group]))
        found = []
        for at in places:
            one, licence = alike[which[at]], columns.words[papers.licence[at]]
            declared = {
                **(one.declared or {}),
                **{"date": days[at], "licence": licence},
                "declarant": columns.parties[papers.declarant[at]],
                "party": columns.parties[papers.party[at]],
                "country": columns.words[papers.country[at]],
                "end_user": columns.words[papers.end_user[at]] if papers.end_user[at] >= 0 else "",
            }
            used = licensed[papers.licence[at]]
            own = replace(one, key=papers.keys[at], declared=declared, licensed=used)
            own = replace(own, licence=licences.get(licence))
            found.append((at, own, items_of(int(which[at]))))
        return found

    def licensed_so(self, says: Callable[[Consignment, Sequence[Item]], bool]) -> "Flags":
        """Those under a licence of which something is said."""
        found: Flags = self.exports & False
        found[[at for at, one, of in self.under_licence if says(one, of)]] = True
        return found

    def told(self, says: Callable[[Consignment], Iterable[object]]) -> "Flags":
        """The export declarations of which something is said, asked once for all that are alike."""
        import numpy as np

        consignments, which = self._alike
        said = [any(True for _ in says(one)) for one in consignments]
        return np.array([*said, False], np.bool_)[which]
