"""Rare earths under a false name are planted among honest trade in the same goods."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

from stdnum.cn import uscc

from provenance.simulate import CATALOGUE, PLANTS
from tests.simulate.worlds import World, world

FALSE = "FALSE_DECLARATION"


@cache
def planted(seed: int = 1) -> World:
    return world(seed, lots=3_000, codes=(FALSE,))


def declared(found: World, truth: str = "") -> list[Mapping[str, Any]]:
    """The declarations that a truth tells of; without one all in which nothing is wrong."""
    told = {
        row["subject"]["key"]: row["truth"]
        for kind in ("false_declaration", "honest_declaration")
        for row in found.told(kind)
    }
    return [one for one in found.of_kind("declaration") if told.get(one["id"], "") == truth]


def test_it_is_no_finding() -> None:
    assert FALSE not in PLANTS
    assert FALSE in CATALOGUE
    assert PLANTS.keys() < CATALOGUE.keys()


def test_false_ones_and_such_as_only_look_so_stand_among_many() -> None:
    for seed in (1, 2):
        found = planted(seed)
        false, honest = (declared(found, f"{kind}_declaration") for kind in ("false", "honest"))
        assert 3 <= len(false) <= 12
        assert len(honest) >= 3
        assert len(declared(found)) > 5 * len(false)


def test_without_it_there_is_no_such_trade() -> None:
    codes = {one["hs_code"][:4] for one in world(codes=("OVERDRAWN_LOT",)).of_kind("declaration")}
    assert not codes & {"2821", "2507", "3214", "6907"}


def test_no_field_gives_a_false_one_away() -> None:
    """What false declarations state, and how often, honest ones state as well."""
    false: list[Mapping[str, Any]] = []
    honest: list[Mapping[str, Any]] = []
    for seed in range(1, 9):
        false += declared(planted(seed), "false_declaration")
        honest += [one for one in declared(planted(seed)) if "consignee_abroad" in one]
    stated = Counter(name for one in honest for name in one)
    assert {name for one in false for name in one} <= stated.keys()
    for name in ("hs_code", "goods", "trade_mode"):
        assert {one.get(name) for one in false} <= {one.get(name) for one in honest}
    assert {one["id"][:4] for one in false} <= {one["id"][:4] for one in honest}


def test_who_trades_is_made_up() -> None:
    firms = {one["declarant"] for one in planted().of_kind("declaration")}
    assert all("XXXX" in code and uscc.is_valid(code) for code in firms)


def test_false_declarations_have_no_flows() -> None:
    for seed in (1, 2, 3):
        found = planted(seed)
        named = {one.get("declaration") for one in found.records if one["record"] != "declaration"}
        assert not named & {one["id"] for one in declared(found, "false_declaration")}
