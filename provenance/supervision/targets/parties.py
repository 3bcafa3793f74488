"""Signs in what the exporter or importer has on record: rare earths it bought, or still has."""

from datetime import timedelta

from provenance.model.message import Message
from provenance.supervision.targets.considered import Considered
from provenance.supervision.targets.noticed import Noticed

MOST_NAMED = 5
"""So many numbers stand in a sentence at most; the evidence has all."""


def invoice_unmoved(considered: Considered) -> Noticed | None:
    """Special invoices to the exporter for rare earths that, by the records, never moved."""
    declared = considered.declared
    first = declared.day - timedelta(considered.limits.invoice_days)
    found = [one for one in considered.invoices if first <= one.day <= declared.day]
    invoiced_g = sum(one.net_g for one in found)
    if declared.imports or declared.net_g > invoiced_g * considered.limits.invoice_share:
        return None
    return Noticed(
        Message(
            "{who} was invoiced {mass:kg} of rare earths from {first} to {last}, and no movement"
            " names the invoices: {invoices}",
            who=declared.party,
            mass=invoiced_g,
            first=min(one.day for one in found),
            last=max(one.day for one in found),
            invoices=tuple(one.number for one in found[:MOST_NAMED]),
        ),
        Message("where the goods of these invoices are: their transfer, or the goods in store"),
        tuple(one.number for one in found),
    )


def stock_kept(considered: Considered) -> Noticed | None:
    """Rare earths that the exporter has had for long and never used or sold."""
    declared, limits = considered.declared, considered.limits
    last = declared.day - timedelta(limits.stock_days)
    found = [
        held
        for held in considered.stock
        if held.since <= last and held.left_g >= limits.stock_share * held.reo_g
    ]
    left_g = sum(held.left_g for held in found)
    if declared.imports or not found or left_g < limits.stock_g:
        return None
    return Noticed(
        Message(
            "{who} has had {mass:kg} REO on record since {since} or longer, and none of it has"
            " left: {lots}",
            who=declared.party,
            mass=left_g,
            since=max(held.since for held in found),
            lots=tuple(held.lot for held in found[:MOST_NAMED]),
        ),
        Message("an inspection of the stock: whether it is still there"),
        tuple(held.lot for held in found),
    )
