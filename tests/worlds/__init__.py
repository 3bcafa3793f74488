"""Seeded random small worlds of records, with everything in them that the arithmetic speaks of."""

from . import arrival, flows, loops, origins
from .kit import Kit, Record
from .rights import rights

__all__ = ["subjects", "world"]

LEAST, MOST_MOVEMENTS, MOST_LOTS = 20, 70, 46

STEPS = {
    origins.extraction: 7,
    origins.imported: 4,
    origins.scrap: 2,
    origins.opening: 2,
    origins.release: 1,
    flows.processing: 13,
    flows.recycling: 4,
    flows.refining: 2,
    flows.transfer: 6,
    flows.tolling: 1,
    flows.export: 6,
    flows.disposal: 1,
    flows.seizure: 1,
    loops.loop: 1,
}


def world(seed: int, *, assays: bool = False) -> list[Record]:
    """20 to 120 records in the order of their arrival; with `assays` these and tests of oxides."""
    kit = Kit(seed, assays=assays)
    # Each world has its own leaning, so that some are all mining and others all scrap.
    weights = [weight * kit.rng.uniform(0.2, 2.0) for weight in STEPS.values()]
    for _ in range(kit.rng.randint(8, 50)):
        step = kit.pick(list(STEPS), *weights)
        if sum(holding.left > 0 for holding in kit.stock) < 2:
            step = kit.pick((origins.extraction, origins.imported))
        step(kit)
        kit.advance()
        if len(kit.records) > MOST_MOVEMENTS or len(kit.lots) > MOST_LOTS:
            break
    rights(kit)
    while len(kit.records) < LEAST or kit.chance(0.3):
        _report(kit)
    return arrival.arrive(kit)


def _report(kit: Kit) -> None:
    """A record that moves no material and gives no right to any."""
    firm, number, today = kit.pick(kit.firms), kit.number("F"), kit.later(0)
    filed: Record = {"enterprise": firm, "filed_at": f"{today}T09:30:00+08:00"}
    found: Record = {"enterprise": firm, "date": today, "authority": "MIIT"}
    month = kit.later(-20)[:7]
    kinds: dict[str, Record] = {
        "flow_report": {**filed, "month": month},
        "execution_report": {**filed, "period": month, "activity": "mining", "reo_t": 12.5},
        "violation": found,
        "order": {**found, "demand": "补录", "deadline": today},
        "penalty": found,
    }
    kind = kit.pick(list(kinds))
    kit.add(kind, number, **kinds[kind])


def subjects(records: list[Record]) -> list[dict[str, str]]:
    """Every lot, shipment and licence the records speak of, even those that then do not count."""
    found: dict[tuple[str, str], None] = {}
    imports = {r["id"] for r in records if r.get("direction") == "import"}
    for record in records:
        found |= dict.fromkeys(("lot", lot) for lot in _lots(record))
        if record["record"] == "export_licence":
            found["licence", record["id"]] = None
        if record.get("licence"):
            found["licence", record["licence"]] = None
        shipment = record["id"] if record["record"] == "declaration" else record.get("declaration")
        if shipment and record["record"] != "import" and shipment not in imports:
            found["declaration", shipment] = None
    return [{kind: key} for kind, key in found]


def _lots(record: Record) -> list[str]:
    made = [record["output"]] if "output" in record else record.get("outputs", [])
    lots = [lot["id"] for lot in made]
    for n, item in enumerate([*record.get("inputs", []), *record.get("items", [])], 1):
        lots.append(item["lot"])
        if record["record"] == "transfer":
            lots.append(item.get("new_lot") or f"{item['lot']}/{record['id']}/{n}")
    return lots
