"""Every lot after all it came from, cycles in one piece."""

from hypothesis import given
from hypothesis import strategies as st

from provenance.ledger.components import components, pieces
from provenance.ledger.lineage import Lineage
from provenance.model.terms import Product
from tests.ledger.build import Step, extraction, filed, processing, steady, tangles, transfer

OXIDE = Product.OXIDE


def sorted_pieces(*steps: Step) -> list[list[str]]:
    lineage = filed(*steps)
    return [sorted(piece) for piece in pieces(lineage, sorted(lineage.lots))]


def test_a_chain_goes_downstream() -> None:
    steps = (transfer("B", 5, "A"), extraction("C", 5), transfer("C", 5, "B"))
    assert sorted_pieces(*steps) == [["C"], ["B"], ["A"]]


def test_a_cycle_stays_together_between_what_feeds_it_and_what_it_feeds() -> None:
    found = sorted_pieces(
        transfer("R2", 5, "A"),
        processing("P", {"Z": 5, "R2": 5}, {"R1": (OXIDE, 5)}),
        transfer("R1", 5, "R2"),
        extraction("Z", 5),
    )
    assert found == [["Z"], ["R1", "R2"], ["A"]]


def test_lots_left_out_connect_nothing() -> None:
    lineage = filed(extraction("C", 5), transfer("C", 5, "B"), transfer("B", 5, "A"))
    assert sorted(pieces(lineage, ["A", "C"])) == [["A"], ["C"]]


def test_outputs_of_one_event_are_pieces_of_their_own() -> None:
    found = sorted_pieces(processing("P", {"C": 5}, {"A": (OXIDE, 3), "B": (OXIDE, 2)}))
    assert found[0] == ["C"]
    assert sorted(found[1:]) == [["A"], ["B"]]


def ancestors(lineage: Lineage) -> dict[str, set[str]]:
    parents = {
        lot: {
            draw.lot
            for out in lineage.claims_on.get(lot, ())
            for draw in lineage.inputs_of.get(out.event, ())
        }
        for lot in lineage.lots
    }
    found = {lot: set(direct) for lot, direct in parents.items()}
    for _ in parents:
        for above in found.values():
            above |= {far for near in above for far in parents[near]}
    return found


@steady
@given(tangles())
def test_pieces_are_topological_and_cycles_together(steps: tuple[Step, ...]) -> None:
    lineage = filed(*steps)
    found = list(pieces(lineage, sorted(lineage.lots)))
    above = ancestors(lineage)
    assert sorted(lot for piece in found for lot in piece) == sorted(lineage.lots)
    before: set[str] = set()
    for piece in found:
        for lot in piece:
            # All that feed a lot came before it, except those it feeds in turn.
            assert above[lot] - before - set(piece) == set()
            assert {other for other in above[lot] if lot in above[other]} <= set(piece)
        if len(piece) > 1:
            assert all(set(piece) <= above[lot] for lot in piece)
        before |= set(piece)


@steady
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25))
def test_components_do_not_depend_on_the_order_of_edges(edges: list[tuple[int, int]]) -> None:
    found = components(10, edges)
    assert components(10, sorted(edges)) == components(10, sorted(edges, reverse=True))
    place = {node: n for n, piece in enumerate(found) for node in piece}
    assert sorted(place) == list(range(10))
    assert all(place[tail] <= place[head] for tail, head in edges)
