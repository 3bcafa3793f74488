"""What an audit keeps of declarations: what they are listed by, and what they come to pro rata."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from provenance.findings.audit.judging.consignments import Concluded
from provenance.findings.audit.view import View
from provenance.findings.summaries import declared_below
from provenance.graph.port.declared import DeclarationFilter, Declared, Order, Summary
from provenance.graph.port.graph import Thing
from provenance.ledger.papers import party_of
from provenance.model.terms import Conclusion, EdgeType, Label, Ref

_PAGE = 10_000

_NOTHING = Concluded(Conclusion.UNVERIFIED, 0, 0, 0)
"""What an export comes to under which nothing left, and which states no mass."""


async def listed_by(
    view: View, refs: Sequence[Ref], found: Mapping[str, Concluded]
) -> tuple[list[Declared], list[str]]:
    """These declarations as they are listed, and the numbers of those that nothing names."""
    things = await view.things(refs)
    parties = {ref: party_of(thing.props) for ref, thing in things.items() if thing.known}
    firms = await view.things(Ref(Label.ENTERPRISE, firm) for firm in set(parties.values()))
    regions = {ref.key: thing.props.get("region") for ref, thing in firms.items()}
    listed = [
        _listed(thing, regions.get(parties.get(ref, "")), found.get(ref.key))
        for ref, thing in things.items()
    ]
    return listed, [ref.key for ref in refs if ref not in things]


def _listed(thing: Thing, region: str | None, found: Concluded | None) -> Declared:
    if not thing.known:  # only referred to: by whatever left under it
        return Declared(key=thing.ref.key, summary=_summary(found) if found else None)
    props = thing.props
    if found is None and props["direction"] == "export":
        found = _NOTHING
    return Declared(
        key=thing.ref.key,
        day=date.fromisoformat(props["date"]),
        direction=props["direction"],
        party=party_of(props),
        declarant=props["declarant"],
        region=region,
        summary=_summary(found) if found else None,
    )


def _summary(found: Concluded) -> Summary:
    parts = found.lawful_g, found.unlawful_g, found.unverified_g
    return Summary(
        conclusion=found.conclusion,
        reo_g=sum(parts),
        lawful_g=found.lawful_g,
        unlawful_g=found.unlawful_g,
        unverified_g=found.unverified_g,
    )


async def ask_below(view: View, material: Collection[Ref], invoices: Collection[Ref]) -> None:
    """Have bounds and advice of whatever came of this worked out again, or was told of by papers.

    A finding upstream, or a gate, bears on them where it changes no share.
    """
    named = await view.ends(invoices, EdgeType.INVOICED_BY, out=False)
    refs = {*material, *(thing.ref for things in named.values() for thing in things)}
    most = view.settings.lineage_nodes
    keys = await declared_below(view.store, refs, most)
    if keys is None or keys:
        await view.store.write(lambda writer: writer.declared.ask(keys))


async def no_longer(view: View, keys: Collection[str]) -> list[str]:
    """The declarations that are listed and are none of these, all that there are."""
    there, found = set(keys), list[str]()
    after, more = None, True
    while more:
        page = await view.store.declared.page(DeclarationFilter(), Order.KEY, after, _PAGE)
        found += [one.key for one in page.items if one.key not in there]
        after, more = (page.items[-1].place if page.items else None), page.more
    return found
