"""How the records arrive: revised, withdrawn, sent again, in any order."""

from copy import deepcopy
from datetime import date, timedelta

from .kit import Kit, Record, grams, kg

LASTING = ("enterprise", "withdrawal")


def arrive(kit: Kit) -> list[Record]:
    """The records in the order of their arrival."""
    if kit.chance(0.6):
        _withdraw(kit)
    arrived = _shuffled(kit)
    for record in kit.rng.sample(arrived, min(len(arrived), kit.rng.randint(0, 4))):
        if record["record"] not in LASTING:
            _revise(kit, arrived, record)
    return arrived


def _shuffled(kit: Kit) -> list[Record]:
    arrived = list(kit.records)
    order = kit.pick(("as written", "newest first", "any"), 2, 1, 3)
    if order == "any":
        kit.rng.shuffle(arrived)
    return arrived[::-1] if order == "newest first" else arrived


def _revise(kit: Kit, arrived: list[Record], record: Record) -> None:
    """Sends the record again, or another version of it that counts or that does not."""
    at = arrived.index(record)
    other = _altered(kit, record)
    how = kit.pick(("again", "higher", "lower", "replaced"), 1, 2, 2, 1)
    if how == "again":
        arrived.insert(kit.rng.randint(0, len(arrived)), deepcopy(record))
    elif how == "higher":
        arrived.insert(kit.rng.randint(0, len(arrived)), {**other, "revision": 2})
    elif how == "lower":
        record["revision"] = 3
        arrived.insert(kit.rng.randint(0, len(arrived)), {**other, "revision": 1})
    else:  # at equal revision the last received counts
        arrived.insert(kit.rng.randint(0, at), other)


def _altered(kit: Kit, record: Record) -> Record:
    """The record with another day and other masses."""
    other = deepcopy(record)
    if "date" in other and kit.chance(0.5):
        moved = date.fromisoformat(other["date"]) + timedelta(kit.rng.choice((-9, 1, 40)))
        other["date"] = moved.isoformat()
    parts = [other, other.get("output"), *other.get("outputs", []), *other.get("items", [])]
    for part in parts:
        if part and "reo_kg" in part:
            part["reo_kg"] = kg(kit.part(grams(part["reo_kg"]), 0.4, 1.7))
    if other["record"] in ("quota", "designation") and kit.chance(0.5):
        other["activity"] = "separation" if other["activity"] == "mining" else "mining"
    return other


def _withdraw(kit: Kit) -> None:
    """Voids a few records, and then some of what voids them."""
    chosen = kit.rng.sample(kit.records, min(len(kit.records), kit.rng.randint(1, 4)))
    while chosen:
        record = chosen.pop()
        made = kit.add(
            "withdrawal",
            kit.number("W"),
            withdraws={"record": record["record"], "id": record["id"]},
            reason="filed in error",
        )
        if kit.chance(0.35):
            chosen.append(made)
