"""Most points first; of equals, those of different parties take turns."""

from hypothesis import given
from hypothesis import strategies as st

from provenance.supervision.targets.considered import Considered
from provenance.supervision.targets.ranking import ranked
from tests.supervision.targets.build import SEPARATOR, TOYS, TRADER, considered, declared, known

PARTIES = (TRADER.code, SEPARATOR.code)


def some(n: int, party: str, *, iron: bool = True) -> Considered:
    """A declaration of a party known for long, worth a look or not."""
    said = {"party": party} | ({} if iron else {"goods": TOYS})
    return considered(declared(n=n, **said), *known(party=party))


def test_each_further_one_of_a_party_stands_lower() -> None:
    found = ranked([some(n, TRADER.code) for n in range(5)] + [some(9, SEPARATOR.code)])
    assert [(one.points, one.rank) for one in found] == [
        (20, 20), (20, 20), (20, 15), (20, 10), (20, 5), (20, 0),
    ]  # fmt: skip
    assert {one.declared.party for one in found[:2]} == set(PARTIES)
    iron, toys = some(1, TRADER.code), declared(n=2, party=TRADER.code, goods=TOYS, gross_g=1)
    other = considered(toys, *known(party=TRADER.code))
    assert [one.rank for one in ranked([iron, other])] == [20, 10]  # for another reason
    assert {one.rank for one in ranked([some(n, TRADER.code) for n in range(3)], 0)} == {20}


def test_one_with_fewer_reasons_than_a_higher_one_of_its_party_is_further() -> None:
    said = {"party": TRADER.code}
    heavy = considered(declared(n=1, gross_g=1, **said), *known(**said))
    found = ranked([heavy, some(2, TRADER.code), some(3, TRADER.code), some(4, SEPARATOR.code)])
    assert [(one.points, one.rank) for one in found] == [(30, 30), (20, 20), (20, 15), (20, 10)]
    assert found[1].declared.party == SEPARATOR.code


def test_what_there_is_no_reason_for_is_not_listed() -> None:
    assert ranked([some(1, TRADER.code, iron=False)]) == []
    assert ranked([]) == []


@given(st.lists(st.tuples(st.sampled_from(PARTIES), st.booleans()), max_size=8), st.randoms())
def test_the_order_in_which_they_are_read_does_not_matter(
    who: list[tuple[str, bool]], random: object
) -> None:
    everything = [some(n, party, iron=iron) for n, (party, iron) in enumerate(who)]
    before = ranked(everything)
    assert [one.place for one in before] == sorted(one.place for one in before)
    random.shuffle(everything)  # type: ignore[attr-defined]
    assert ranked(everything) == before
