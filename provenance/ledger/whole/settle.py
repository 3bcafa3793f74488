"""Everything settled at once, event by event from the origins on.

What is handed on is what it was: most events need no more than that. Of the others a piece of
lineage of one event is made at a time, and of what goes round, with all behind it, one piece; the
rules are those of `ledger/nature`, `quota` and `composition/mixing`, called as for any lineage.
"""

from collections.abc import Iterable, Iterator, Mapping

from provenance.ledger.composition.mixing import Blend, Shares, blend_lots, settle_shares, solve
from provenance.ledger.entry import entries
from provenance.ledger.evidence import Evidence
from provenance.ledger.lineage import Lineage, Lot
from provenance.ledger.nature import Nature, Shown, nature_of, settle_nature, standing
from provenance.ledger.papers import Papers
from provenance.ledger.quota.demands import Demand, demands
from provenance.ledger.quota.drawdown import cover
from provenance.ledger.quota.register import Register
from provenance.ledger.whole.columns import KINDS, LOT, Columns
from provenance.ledger.whole.custody import settle_custody
from provenance.ledger.whole.state import UNTOLD, State
from provenance.model.status import Status
from provenance.model.terms import EventKind

_TRANSFER = KINDS[EventKind.TRANSFER]
_IMPORT = KINDS[EventKind.IMPORT]
_NO_RECORD: Shares = {Status.NO_RECORD: 1.0}
_UNEXPLAINED: Shares = {Status.UNEXPLAINED: 1.0}


def settle(all_: Columns, register: Register, papers: Papers) -> State:
    """What every lot is, what every event draws, how every lot divides."""
    state = State(all_, settle_custody(all_))
    _look_into(state, register, papers)
    order, stuck = all_.order()
    state.grants = cover(_followed(state, order, stuck), register, papers)
    _divide(state, order, stuck)
    return state


def lots_of(state: State) -> Iterator[tuple[int, Lot]]:
    """Every lot as settled, by number."""
    for node in range(state.all_.size):
        if state.all_.kind[node] == LOT:
            yield node, state.tested(node) if node in state.told else state.lot(node)


def _look_into(state: State, register: Register, papers: Papers) -> None:
    """Note what papers and tests show, and of which lots."""
    all_ = state.all_
    imports = [node for node, event in all_.events.items() if event.kind is EventKind.IMPORT]
    wanted = {test.lot for test in register.tests if test.lot is not None}
    lots = [n for n, key in enumerate(all_.keys) if key in wanted and all_.kind[n] == LOT]
    ways = {lot for start in lots for lot in state.way(start)}
    around = state.piece(state.makers(ways), ways)
    evidence = Evidence.of(register.tests, around)
    entered = entries(state.piece(imports), papers, evidence)
    state.shown = Shown(entered, evidence)
    state.amended = evidence.amended(around)
    nodes = {all_.keys[lot]: lot for lot in ways}
    state.looked_into = frozenset(lot for key, lot in nodes.items() if evidence.looked_into(key))
    by_import = {int(all_.head[flow]) for node in imports for flow in all_.out_of(node)}
    amended = {n for n, event in all_.events.items() if event.key in state.amended}
    state.told = frozenset(
        ways | by_import | {int(all_.head[flow]) for node in amended for flow in all_.out_of(node)}
    )


def _followed(state: State, order: Iterable[int], stuck: list[int]) -> Iterator[Demand]:
    """Find out what each lot is, and yield what the events ask for on the way."""
    all_, held, natures = state.all_, state.held, state.natures
    for node in order:
        kind = all_.kind[node]
        if kind == LOT:
            if held.claims[node] != 1:
                natures[node] = _of_several(state, node)
        elif kind == _TRANSFER:
            _hand_on(state, node)
        elif node in all_.events:
            piece = state.piece([node])
            event = piece.events[all_.keys[node]]
            _make(state, node, piece)
            yield from demands(event, piece, state.shown)
    if stuck:
        lots = [node for node in stuck if all_.kind[node] == LOT]
        events = [node for node in stuck if all_.kind[node] != LOT]
        piece = state.piece(dict.fromkeys([*events, *state.makers(lots)]), lots)
        piece = settle_nature(piece, [all_.keys[lot] for lot in lots], state.shown)
        for lot in lots:
            natures[lot] = standing(piece.lots[all_.keys[lot]])
        for event in (piece.events[all_.keys[node]] for node in events):
            yield from demands(event, piece, state.shown)


def _of_several(state: State, lot: int) -> Nature:
    """What a lot is that nobody made, or more than one: of the largest claim."""
    if not state.held.claims[lot]:
        return UNTOLD
    piece = state.piece(state.makers([lot]), [lot])
    return nature_of(
        piece.claims_on[state.all_.keys[lot]], _known(state, piece), piece, state.shown
    )


def _known(state: State, piece: Lineage) -> Mapping[str, Nature]:
    return {key: standing(lot) for key, lot in piece.lots.items()}


def _hand_on(state: State, event: int) -> None:
    """What is handed on is what it was; where it could not be, only what it is called stays."""
    natures = state.natures
    flow = state.all_.into[event]
    nature = natures[int(state.all_.tail[flow])]
    if not state.held.supported[flow]:
        nature = Nature(nature.product, UNTOLD.feed, None, class_unknown=True)
    for out in state.all_.out_of(event):
        lot = int(state.all_.head[out])
        if state.held.claims[lot] == 1:
            told = lot in state.looked_into
            natures[lot] = nature._replace(waste=None) if told else nature


def _make(state: State, event: int, piece: Lineage) -> None:
    """What an event made of what went in."""
    known = _known(state, piece)
    for flow in state.all_.out_of(event):
        lot = int(state.all_.head[flow])
        if state.held.claims[lot] == 1:
            claims = piece.claims_on[state.all_.keys[lot]]
            state.natures[lot] = nature_of(claims, known, piece, state.shown)


def _divide(state: State, order: Iterable[int], stuck: list[int]) -> None:
    """Work out the shares of every lot, each after all it was made of."""
    all_, held, shares = state.all_, state.held, state.shares
    for node in order:
        kind = all_.kind[node]
        if kind == LOT:
            if held.claims[node] != 1:
                shares[node] = _UNEXPLAINED if held.claims[node] else _NO_RECORD
            continue
        if kind == _TRANSFER and (whole := _handed_whole(state, node)) is not None:
            for out in all_.out_of(node):
                if held.claims[all_.head[out]] == 1:
                    shares[int(all_.head[out])] = shares[whole]
        elif len(all_.out_of(node)):
            _mix(state, node)
    if stuck:
        lots = [node for node in stuck if all_.kind[node] == LOT]
        piece = state.piece(state.makers(lots), lots)
        found = settle_shares(piece, [all_.keys[lot] for lot in lots])
        for lot in lots:
            shares[lot] = found[all_.keys[lot]]


def _handed_whole(state: State, transfer: int) -> int | None:
    """The lot that was handed on, where all that comes of it is of the same as it."""
    flow = state.all_.into[transfer]
    lot = int(state.all_.tail[flow])
    held = state.held
    return lot if held.supported[flow] and held.drawn[lot] <= held.mass[lot] else None


def _mix(state: State, event: int) -> None:
    """The shares of what an event made; of one stage all are alike."""
    piece = state.piece([event])
    made = [int(state.all_.head[flow]) for flow in state.all_.out_of(event)]
    nodes = {state.all_.keys[lot]: lot for lot in made if state.held.claims[lot] == 1}
    blends = blend_lots(piece, nodes)
    solved: dict[int, tuple[Blend, Shares]] = {}
    for key, lot in nodes.items():
        blend = blends[key]
        if id(blend) not in solved:
            found = solve([key], blends, lambda source: piece.lots[source].shares)
            solved[id(blend)] = blend, found[key]
        state.shares[lot] = solved[id(blend)][1]
