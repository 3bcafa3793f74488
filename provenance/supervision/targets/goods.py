"""Signs in the goods themselves: their name, their value, their packages, who makes them."""

from datetime import timedelta
from decimal import Decimal

from provenance.model.message import Fact, Message
from provenance.model.reference.customs import listed
from provenance.model.reference.neighbours import fetched_by
from provenance.supervision.targets.considered import Considered, Maker, between
from provenance.supervision.targets.noticed import Noticed

PRODUCERS = frozenset({"mining", "separation", "recycling", "metal", "magnet"})
"""Roles of those who make rare earths, or of them."""


def neighbour_goods(considered: Considered) -> Noticed | None:
    """Goods that rare earths have travelled as, by name or by code."""
    declared = considered.declared
    like = declared.neighbour
    if like is None:
        return None
    code, name = declared.goods[0]
    return Noticed(
        Message(
            "rare earths have travelled as {like:neighbour_goods} ({status:row_status}: {source});"
            " declared are {goods} under {code}"
            if like.source
            else "rare earths have travelled as {like:neighbour_goods} ({status:row_status});"
            " declared are {goods} under {code}",
            like=like.goods,
            status=like.status,
            source=like.source,
            goods=name,
            code=code,
        ),
        Message("a laboratory test of a sample: what it is, and its share of rare earths"),
    )


def value_per_kg(considered: Considered) -> Noticed | None:
    """A kilogram declared at more than such goods fetch, and than was usual for who declares it."""
    declared, limits = considered.declared, considered.limits
    value = declared.cny_per_kg
    if value is None or len(declared.goods) > 1 or not (fetch := _fetched(considered)):
        return None
    high_cny, such = fetch
    if value <= high_cny * Decimal(str(limits.value_factor)) or _usual(considered, value):
        return None
    fetching = tuple(
        Message(
            "{goods:rare_earth_goods} {low:,.10g} to {high:,.10g}",
            goods=row.goods,
            low=float(row.low_cny),
            high=float(row.high_cny),
        )
        for row in fetched_by(value)
    )
    return Noticed(
        Message(
            "CNY {value:,.2f} a kilogram; {such}. So much is fetched by: {fetching}",
            value=float(value),
            such=such,
            fetching=fetching or Message("no rare earth on the list"),
        ),
        Message("the contract and the payment for the goods; a test of a sample"),
    )


def _fetched(considered: Considered) -> tuple[Decimal, Message] | None:
    """The most that such goods fetch, by the table or else by others' declarations, in words."""
    declared, usual = considered.declared, considered.usual
    like = declared.neighbour
    if like is not None and like.high_cny is not None:
        return like.high_cny, Message(
            "{like:neighbour_goods} fetches {low:,.10g} to {high:,.10g} ({status:row_status})",
            like=like.goods,
            low=float(like.low_cny or 0),
            high=float(like.high_cny),
            status=like.value_status,
        )
    code = declared.goods[0][0]
    if usual is None or listed(code, declared.day, considered.codes):
        return None
    return usual.high_cny, Message(
        "{parties:,} others under {code} declare {median:,.2f} in the middle, and hardly any"
        " more than {high:,.2f}",
        parties=usual.parties,
        code=code,
        median=float(usual.median_cny),
        high=float(usual.high_cny),
    )


def _usual(considered: Considered, value: Decimal) -> bool:
    """Whether its party has long declared such goods at such a value: a dear grade."""
    declared, limits = considered.declared, considered.limits
    start = declared.day - timedelta(limits.look_back_days)
    before = between(considered.same, start, declared.day - timedelta(limits.new_days))
    values = (one.cny_per_kg for one in before)
    factor = Decimal(str(limits.value_factor))
    alike = [each for each in values if each is not None and each * factor >= value]
    return len(alike) >= limits.ways_known


def package_mass(considered: Considered) -> Noticed | None:
    """Packages that weigh what packages of such goods do not; or less than what is in them."""
    declared = considered.declared
    opened = Message("opening a package, and weighing it")
    if declared.gross_g is not None and declared.gross_g < declared.net_g:
        return Noticed(
            Message(
                "{net:kg} net, and {gross:kg} with its packages",
                net=declared.net_g,
                gross=declared.gross_g,
            ),
            opened,
        )
    like = declared.neighbour
    if like is None or not declared.packages or len(declared.goods) > 1:
        return None
    if like.package_low_kg is None or like.package_high_kg is None:
        return None
    each_kg = declared.net_g / declared.packages / 1000
    if float(like.package_low_kg) <= each_kg <= float(like.package_high_kg):
        return None
    return Noticed(
        Message(
            "{each:,.4g} kg net in each of {n:,} packages; one of {like:neighbour_goods} holds"
            " {low:,.10g} to {high:,.10g} kg ({status:row_status})",
            each=each_kg,
            n=declared.packages,
            like=like.goods,
            low=float(like.package_low_kg),
            high=float(like.package_high_kg),
            status=like.value_status,
        ),
        opened,
    )


def producer_unlike(considered: Considered) -> Noticed | None:
    """A producing unit on record, or an exporter who produces, that makes no such goods.

    Of an import, who makes rare earths and imports goods that it neither makes nor works up.
    """
    declared = considered.declared
    maker = None if declared.imports else considered.maker
    like = declared.neighbour
    dealer = considered.dealer
    who = maker or (dealer if dealer and dealer.roles & PRODUCERS else None)
    if who is None:
        return None
    producing = who.roles & PRODUCERS
    if like is not None and producing and not producing & set(like.made_by):
        return _unlike(considered, who)
    ours = listed(declared.goods[0][0], declared.day, considered.codes)
    if like is None and maker and not producing and ours:
        return _unlike(considered, maker)
    return None


def _unlike(considered: Considered, who: Maker) -> Noticed:
    declared = considered.declared
    facts: dict[str, Fact] = {
        "who": who.name or who.code,
        "roles": tuple(sorted(who.roles)) or Message("nothing"),
        "goods": declared.goods[0][1],
    }
    if declared.imports:
        return Noticed(
            Message("{who} is on record for {roles:role}, and imports {goods}", **facts),
            Message("the importer's word what it uses them for, and its stock of them"),
            (who.code,),
        )
    return Noticed(
        Message("{who} is on record for {roles:role}, and is said to have made {goods}", **facts),
        Message("the producing unit's own records of making and of selling these goods"),
        (who.code,),
    )
