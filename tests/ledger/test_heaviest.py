"""The largest of many, found without weighing all."""

from hypothesis import given
from hypothesis import strategies as st

from provenance.ledger.heaviest import heaviest

MASSES = st.dictionaries(st.text(max_size=2), st.floats(0, 5), max_size=8)


@given(MASSES, st.integers(1, 9), st.floats(1, 2))
def test_the_first_are_those_of_the_whole_list(
    masses: dict[str, float], first: int, estimate: float
) -> None:
    most = {key: grams * estimate for key, grams in masses.items()}
    ranked = sorted(
        ((key, grams) for key, grams in masses.items() if round(grams)),
        key=lambda row: (-row[1], row[0]),
    )
    assert list(heaviest(most, masses.__getitem__, first).items()) == ranked[:first]


def test_what_cannot_be_listed_is_not_weighed() -> None:
    weighed = []

    def weigh(key: str) -> float:
        weighed.append(key)
        return 9.0 if key == "A" else 5.0

    assert heaviest({"A": 10, "B": 5, "C": 5, "D": 1}, weigh, 2) == {"A": 9.0, "B": 5.0}
    assert weighed == ["A", "B"]
