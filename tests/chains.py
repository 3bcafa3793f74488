"""Plain chains from mine to port: many records, nothing wrong with them, quotas to spare."""

M, S, Z = "91150000701463622D", "91510000MA62TEST1R", "91310000MA1KTEST2M"


def chains(many: int, first: int = 0, quota_t: int = 1_000_000) -> list[dict[str, object]]:
    """So many chains of extraction, transfer, separation, transfer and export."""
    since = {"valid_from": "2025-01-01", "notice": "list"}
    quota = {"year": 2026, "batch": "1", "issued_on": "2026-01-05", "reo_t": quota_t}
    records: list[dict[str, object]] = [
        {"record": "designation", "id": "DM", "enterprise": M, "activity": "mining", **since},
        {"record": "designation", "id": "DS", "enterprise": S, "activity": "separation", **since},
        {"record": "quota", "id": "QM", "enterprise": M, "activity": "mining", **quota},
        {"record": "quota", "id": "QS", "enterprise": S, "activity": "separation", **quota},
    ]
    for n in range(first, first + many):
        records += _chain(n)
    return records


def _chain(n: int) -> list[dict[str, object]]:
    kg = 1_000 + n % 7
    return [
        {
            "record": "extraction",
            "id": f"E{n}",
            "date": "2026-01-10",
            "enterprise": M,
            "ore_class": "rock",
            "output": {"id": f"C{n}", "product": "concentrate", "reo_kg": kg},
        },
        {
            "record": "transfer",
            "id": f"T{n}",
            "date": "2026-02-20",
            "seller": M,
            "buyer": S,
            "items": [{"lot": f"C{n}", "reo_kg": kg, "new_lot": f"K{n}"}],
        },
        {
            "record": "processing",
            "id": f"P{n}",
            "date": "2026-03-01",
            "enterprise": S,
            "process": "separation",
            "inputs": [{"lot": f"K{n}", "reo_kg": kg}],
            "outputs": [{"id": f"D{n}", "product": "oxide", "reo_kg": kg - 50}],
        },
        {
            "record": "transfer",
            "id": f"U{n}",
            "date": "2026-03-05",
            "seller": S,
            "buyer": Z,
            "items": [{"lot": f"D{n}", "reo_kg": kg - 50, "new_lot": f"F{n}"}],
        },
        {
            "record": "export",
            "id": f"X{n}",
            "date": "2026-03-10",
            "enterprise": Z,
            "declaration": f"5301{n:014d}",
            "items": [{"lot": f"F{n}", "reo_kg": kg - 50}],
        },
    ]
