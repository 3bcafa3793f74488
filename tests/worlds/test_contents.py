"""What random worlds contain: each thing of the design often enough, and so that it counts.

A thing counts where the second implementation settles the world otherwise without it, or were it
another.
"""

from collections.abc import Callable, Iterable
from functools import cache
from itertools import islice

import pytest

from tests.oracle import LAWFUL, UNLAWFUL, UNVERIFIED, Oracle
from tests.worlds import world
from tests.worlds.kit import Record

SEEDS = range(300)
OFTEN = 10

Other = Callable[[list[Record]], list[Record]]


def _without(found: Callable[[Record, list[Record]], bool]) -> Other:
    """The world without some of its records."""
    return lambda records: [record for record in records if not found(record, records)]


def _with(kind: str, change: Callable[[Record], Record | None]) -> Other:
    """The world with some of its records changed; those that the change says nothing of stay."""

    def other(records: list[Record]) -> list[Record]:
        return [(change(r) if r["record"] == kind else None) or r for r in records]

    return other


def _of(kind: str) -> Other:
    return _without(lambda record, _: record["record"] == kind)


def _made_by_transfer(records: Iterable[Record]) -> set[str]:
    return {
        item.get("new_lot") or f"{item['lot']}/{record['id']}/{n}"
        for record in records
        if record["record"] == "transfer"
        for n, item in enumerate(record["items"], 1)
    }


def _tests_of(what: str) -> Other:
    def found(record: Record, records: list[Record]) -> bool:
        if record["record"] != "lab_test":
            return False
        ((kind, key),) = record["sample_of"].items()
        handed = kind == "lot" and key in _made_by_transfer(records)
        return what == ("handed on" if handed else kind)

    return _without(found)


def _unassayed(records: list[Record]) -> list[Record]:
    def bare(lot: Record) -> Record:
        return {name: value for name, value in lot.items() if name != "assay"}

    return [
        record
        | ({"output": bare(record["output"])} if "output" in record else {})
        | ({"outputs": [bare(lot) for lot in record["outputs"]]} if "outputs" in record else {})
        for record in records
    ]


def _alone(record: Record) -> Record | None:
    """A group's enterprise that belongs to none: here only a group of a group has one above."""
    return {**record, "parent": None} if record.get("parent") else None


def _in_group_of_group(records: list[Record]) -> list[Record]:
    parents = {r["id"]: r.get("parent") for r in records if r["record"] == "enterprise"}
    groups = set(parents.values())
    return [
        {**r, "parent": None} if r["record"] == "enterprise" and r["id"] in groups else r
        for r in records
    ]


def _withdrawal_withdrawn(record: Record, _: list[Record]) -> bool:
    return record["record"] == "withdrawal" and record["withdraws"]["record"] == "withdrawal"


def _as_disposal(record: Record) -> Record:
    kept = {name: value for name, value in record.items() if name not in ("authority", "decision")}
    return {**kept, "record": "disposal", "id": record["id"], "reason": "tailings"}


def _coded(fits: Callable[[str], bool], code: str) -> Callable[[Record], Record | None]:
    def change(record: Record) -> Record | None:
        if not fits(record["hs_code"]) or record["direction"] != "import":
            return None
        return {**record, "hs_code": code}

    return change


def _digits(code: str) -> str:
    return "".join(filter(str.isdigit, code))


def _intake_of(kind: str | None) -> Other:
    """Intakes of a kind of waste taken for another."""
    other = "catalyst" if kind in ("magnet", "phosphor", None, "other") else "magnet"
    return _with(
        "scrap_intake", lambda r: {**r, "waste": other} if r.get("waste") == kind else None
    )


def _of_its_increases(record: Record) -> Record | None:
    """A quota issued late that were worth what it was raised by."""
    late = record["issued_on"] > f"{record['year']}-12-31"
    return {**record, "issued_on": f"{record['year']}-01-01", "reo_t": 0.001} if late else None


def _goods(record: Record, product: str) -> Record:
    return {**record, "output": {**record["output"], "product": product}}


THINGS: dict[str, Other] = {
    "assays of scrap and imports": _unassayed,
    "tests of lots": _tests_of("lot"),
    "tests of lots handed on": _tests_of("handed on"),
    "tests of declarations": _tests_of("declaration"),
    **{
        f"waste: {kind}": _intake_of(kind)
        for kind in (None, "magnet", "phosphor", "polishing_powder", "catalyst", "battery", "other")
    },
    "ionic quotas": _without(lambda r, _: r["record"] == "quota" and r.get("ore_class") == "ionic"),
    "permits for a site": _with("permit", lambda r: {**r, "site": None} if r.get("site") else None),
    "groups": _with("enterprise", _alone),
    "groups of groups": _in_group_of_group,
    "withdrawals": _of("withdrawal"),
    "withdrawn withdrawals": _without(_withdrawal_withdrawn),
    "disposals": _of("disposal"),
    "seizures": _of("seizure"),
    "seizures from others, or of more than there is": _with("seizure", _as_disposal),
    "releases": _of("release"),
    "lines": _with("declaration", lambda r: {**r, "lines": None} if r.get("lines") else None),
    "short codes": _with(
        "declaration", _coded(lambda code: 4 < len(_digits(code)) < 8, "0101210010")
    ),
    "mixed codes": _with(
        "declaration",
        _coded(lambda c: _digits(c).startswith(("28469048", "28469028", "284690199")), "28469099"),
    ),
    "customs codes on record": _of("customs_code"),
    "sub-allocations": _with("quota", lambda r: {**r, "within": None} if r.get("within") else None),
    "adjustments": _of("quota_adjustment"),
    "late increases": _with(
        "quota_adjustment",
        lambda r: {**r, "decided_on": "2020-01-01"} if r["reo_t"] > 0 else None,
    ),
    "late quotas": _with("quota", lambda r: {**r, "issued_on": f"{r['year']}-01-01"}),
    "increases of late quotas": _with("quota", _of_its_increases),
    "by-product of ionic ore": _with(
        "extraction",
        lambda r: (
            {**r, "ore_class": "rock"}
            if r.get("byproduct_of") and r["ore_class"] == "ionic"
            else None
        ),
    ),
    "barred imports": _with(
        "import", lambda r: _goods(r, "salt") if r["output"]["product"] == "scrap" else None
    ),
}


@cache
def _world(seed: int) -> list[Record]:
    return world(seed, assays=seed % 2 == 1)


@cache
def _judged(seed: int) -> Oracle:
    return Oracle(_world(seed))


def _settles_otherwise(seed: int, other: Other) -> bool:
    changed = other(_world(seed))
    if changed == _world(seed):
        return False
    one, two = _judged(seed), Oracle(changed)
    return (one.lots, one.covered) != (two.lots, two.covered)


@pytest.mark.parametrize("thing", THINGS)
def test_things_settle_worlds_otherwise(thing: str) -> None:
    _assert_often(seed for seed in SEEDS if _settles_otherwise(seed, THINGS[thing]))


@pytest.mark.parametrize("status", sorted(LAWFUL | UNLAWFUL | UNVERIFIED))
def test_lots_are_of_every_status(status: str) -> None:
    _assert_often(
        s for s in SEEDS if any(status in x["statuses"] for x in _judged(s).lots.values())
    )


def test_lots_are_their_own_ancestors() -> None:
    _assert_often(seed for seed in SEEDS if _judged(seed).cyclic)


def test_imports_are_undetermined() -> None:
    _assert_often(s for s in SEEDS if any(gate == "undetermined" for _, gate in _judged(s).covered))


def test_exports_go_under_declarations_not_on_record() -> None:
    _assert_often(seed for seed in SEEDS if any(map(_judged(seed).verdict, _undeclared(seed))))


def _undeclared(seed: int) -> list[dict[str, str]]:
    declared = {r["id"] for r in _world(seed) if r["record"] == "declaration"}
    named = {r["declaration"] for r in _world(seed) if r["record"] == "export"}
    return [{"declaration": number} for number in sorted(named - declared)]


def test_assays_tell_otherwise_than_mass() -> None:
    _assert_often(seed for seed in SEEDS if seed % 2 and _by_oxide(seed))


def _by_oxide(seed: int) -> bool:
    lots = _judged(seed).lots
    verdicts = ((lot, _judged(seed).verdict({"lot": lot})) for lot in lots)
    return any(
        verdict
        and verdict["statuses"]
        != pytest.approx(
            {status: share * lots[lot]["reo_g"] for status, share in lots[lot]["statuses"].items()}
        )
        for lot, verdict in verdicts
        if lot not in _judged(seed).cyclic
    )


def _assert_often(seeds: Iterable[int]) -> None:
    assert len(list(islice(seeds, OFTEN))) == OFTEN
