"""Which things a rule need look at at all: a necessary condition over columns beside each rule.

`screened` stands above a rule and names what picks its candidates among lots, events, invoices,
declarations or parties: functions of the whole graph that give a flag for each of these. Whatever a
rule would say something of has to be among them; what else is costs time, never a finding. So
thresholds are only widened, and a rule without a screen looks at everything.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from provenance.model.finding import Finding
from provenance.model.terms import Label
from provenance.rules.slices.whole import Whole

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags

Judge = Callable[[Any], Iterator[Finding]]
Screen = Callable[[Whole], "Flags"]

WIDER = 1 - 1e-9
"""What a threshold is taken times: sums in arrays may be off in the last digits."""

_SCREENS: dict[Judge, Mapping[Label, Screen]] = {}


def screened(
    *,
    lots: Screen | None = None,
    events: Screen | None = None,
    invoices: Screen | None = None,
    declarations: Screen | None = None,
    parties: Screen | None = None,
) -> Callable[[Judge], Judge]:
    """Let a rule look only at what these pick; of the kinds not named it judges nothing."""
    named = {
        Label.LOT: lots,
        Label.EVENT: events,
        Label.INVOICE: invoices,
        Label.DECLARATION: declarations,
        Label.ENTERPRISE: parties,
    }

    def beside(rule: Judge) -> Judge:
        _SCREENS[rule] = {label: screen for label, screen in named.items() if screen is not None}
        return rule

    return beside


def screens_of(rule: Judge) -> Mapping[Label, Screen] | None:
    """The screens beside a rule; None where it looks at everything."""
    return _SCREENS.get(rule)
