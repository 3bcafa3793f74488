"""Judging what is handed out: quotas under an indicator, sub-allocations within a quota."""

from collections import defaultdict
from datetime import date

from provenance.findings.audit.judging.judged import Judged
from provenance.findings.audit.view import View
from provenance.graph.pages import all_of
from provenance.graph.rows.material import maybe
from provenance.ledger.quota.register import Quota
from provenance.model.terms import Activity, Label, OreClass, Ref
from provenance.rules import judge
from provenance.rules.slices.filings import Allotment, Allotted


async def judge_allotments(view: View) -> Judged:
    """Every indicator and every quota that others are taken from; there are never many."""
    judged = Judged()
    quotas = {quota.id: quota for quota in view.register.quotas}
    amounts = view.register.amounts
    things = await all_of(view.store.graph, Label.QUOTA)
    # One that came after the register was read waits for the next audit.
    stated = {t.ref.key: t.props for t in things if t.known and t.ref.key in quotas}
    under: defaultdict[str, list[Allotted]] = defaultdict(list)
    within: defaultdict[str, list[Allotted]] = defaultdict(list)
    for key, props in sorted(stated.items()):
        part = _allotted(quotas[key], amounts[key])
        if props.get("indicator") and not props.get("within"):
            under[props["indicator"]].append(part)
        if props.get("within"):
            within[props["within"]].append(part)
    for thing in await all_of(view.store.graph, Label.INDICATOR):
        judged.over("allotment", [thing.ref])
        if thing.known:
            props = thing.props
            whole = Allotment(
                thing.ref,
                props["reo_g"],
                Activity(props["activity"]),
                maybe(OreClass, props.get("ore_class")),
                date.fromisoformat(props["issued_on"]),
                under[thing.ref.key],
                view.law,
            )
            judged.under("allotment", thing.ref, judge(whole))
    # One that was withdrawn, and is only referred to, gives nothing that could be exceeded.
    judged.over("allotment", [thing.ref for thing in things])
    for key, quota in sorted(quotas.items()):
        ref = Ref(Label.QUOTA, key)
        if key in within:
            whole = Allotment(
                ref,
                amounts[key],
                quota.activity,
                quota.ore_class,
                quota.issued_on,
                within[key],
                view.law,
            )
            judged.under("allotment", ref, judge(whole))
    return judged


def _allotted(quota: Quota, reo_g: int) -> Allotted:
    return Allotted(
        quota.id, quota.enterprise, reo_g, quota.activity, quota.ore_class, quota.issued_on
    )
