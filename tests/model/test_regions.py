"""Places by their GB/T 2260 code: county, city, province, nation."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import numdb

from provenance.model.reference import counties, region_changes
from provenance.model.reference.rows import RegionChange
from provenance.model.regions import (
    LEVELS,
    NATION,
    UNKNOWN,
    Place,
    beginnings,
    changed_from,
    changed_to,
    current,
    levels,
    region_chain,
)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("150206", ["白云鄂博矿区", "包头市", "内蒙古自治区", "中国"]),
        ("360730", ["宁都县", "赣州市", "江西省", "中国"]),
        ("310115", ["浦东新区", "市辖区", "上海市", "中国"]),
        ("150200", ["包头市", "内蒙古自治区", "中国"]),
        ("441900", ["东莞市", "广东省", "中国"]),  # a city without counties
        ("150000", ["内蒙古自治区", "中国"]),
        ("100000", ["中国"]),
    ],
)
def test_a_place_lies_in_all_above_it(code: str, names: list[str]) -> None:
    chain = region_chain(code)
    assert [place.name for place in chain] == names
    assert [place.level for place in chain] == list(LEVELS[4 - len(names) :])
    assert chain[0].code == code


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("469001", ["五指山市", "省直辖县级行政单位", "海南省", "中国"]),
        ("460001", ["五指山市", "海南省", "中国"]),  # right under its province
        ("110199", ["110199", "市辖区", "北京市", "中国"]),  # a county the table does not have
        ("139900", ["139900", "河北省", "中国"]),
    ],
)
def test_places_that_are_unlike_others(code: str, names: list[str]) -> None:
    chain = region_chain(code)
    assert len({place.code for place in chain}) == len(chain)
    assert [place.name for place in chain] == names


def test_codes_above_a_county() -> None:
    assert [place.code for place in region_chain("150206")] == [
        "150206",
        "150200",
        "150000",
        NATION,
    ]


@pytest.mark.parametrize(
    ("code", "starts"),
    [
        ("100000", ("",)),
        ("360000", ("36",)),
        ("360700", ("3607",)),
        ("360783", ("360783", "360727")),
        ("360727", ("360783", "360727")),
        ("350404", ("350404", "350402", "350403")),
        ("150206", ("150206",)),
        ("15", ("15",)),
        ("", ("",)),
    ],
)
def test_what_codes_within_a_place_begin_with(code: str, starts: tuple[str, ...]) -> None:
    assert beginnings(code) == starts


@pytest.mark.parametrize(
    "code", ["", "1502", "1502061", "15020X", "１５０２０６", "包头市", "150206 "]
)
def test_a_code_that_is_none_stands_alone(code: str) -> None:
    assert region_chain(code) == (Place(code, code, "unknown"),)


def test_a_code_of_a_province_that_is_not_in_the_table_bears_its_number() -> None:
    assert [place.name for place in region_chain("999999")] == [
        "999999",
        "999900",
        "990000",
        "中国",
    ]


@pytest.mark.parametrize("code", sorted(counties()))
def test_rare_earth_counties_are_in_the_table(code: str) -> None:
    chain = region_chain(code)
    assert chain[0].level == "county"
    assert all(place.name != place.code for place in chain)


PROVINCE = "(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])"
BELOW = "(0000|(0[1-9]|[1-9][0-9])[0-9]{2})"


@settings(derandomize=True, deadline=None, max_examples=40)
@given(st.from_regex(PROVINCE + BELOW, fullmatch=True))
def test_every_code_ends_in_the_nation_and_rises_by_levels(code: str) -> None:
    chain = region_chain(code)
    assert chain[0].code == code
    assert chain[-1] == Place(NATION, "中国", "nation")
    levels = [LEVELS.index(place.level) for place in chain]
    assert levels == list(range(levels[0], len(LEVELS)))
    # Whatever lies above a place is the same however one comes to it.
    assert len(chain) == 1 or chain[1:] == region_chain(chain[1].code)
    assert all(place.name for place in chain)


def test_a_county_is_what_it_became() -> None:
    assert current("360727") == "360783"
    assert levels("360727") == levels("360783")
    assert levels("360727").at("county") == Place("360783", "龙南市", "county")
    assert [change.former for change in changed_from("350404")] == ["350402", "350403"]
    assert changed_to("360783") is None
    assert changed_from("150206") == ()


@pytest.mark.parametrize("change", region_changes(), ids=lambda change: change.former)
def test_changes_are_those_of_the_table(change: RegionChange) -> None:
    """The library knows both names, and the year in which one ended and the other began."""

    def entry(code: str) -> str:
        return str(numdb.get("cn/loc").info(code)[-1][1]["county"])

    year = change.since[:4]
    assert f"-{year}]{change.former_name}" in entry(change.former)
    assert f"[{year}-" in entry(change.now)
    assert entry(change.now).endswith(change.now_name)
    assert changed_to(change.now) is None
    assert levels(change.now).county is not None


@pytest.mark.parametrize(
    ("code", "at"),
    [
        ("150206", ["150206", "150200", "150000", NATION]),
        ("460001", ["460001", "460001", "460000", NATION]),  # right under its province
        ("360700", ["360700", "360700", "360000", NATION]),  # of a city, no more is known
        ("360000", ["360000", "360000", "360000", NATION]),
        (NATION, ["", "", "", NATION]),
        ("somewhere", ["", "", "", NATION]),
        (None, ["", "", "", NATION]),
    ],
)
def test_where_sums_count_a_place(code: str | None, at: list[str]) -> None:
    assert [levels(code).at(level).code for level in LEVELS] == at
    assert levels(None).at("city") == UNKNOWN


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.from_regex(PROVINCE + BELOW, fullmatch=True))
def test_levels_nest(code: str) -> None:
    """Places of one county are of one city, those of one city of one province."""
    found = levels(code)
    for low, high in pairwise(LEVELS):
        below = found.at(low)
        assert levels(below.code or None).at(high) == found.at(high)
