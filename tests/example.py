"""The worked example of the design, section 4, as records: known to the gram."""

M, S, Z = "91150000701463622D", "91510000MA62TEST1R", "91310000MA1KTEST2M"
DECLARATION = "530120260000000042"


def without_a_transfer() -> list[dict[str, object]]:
    """The same, but nothing says that M handed lot C2 to S, who processed it."""
    found = worked_example()
    for record in found:
        if record["id"] == "T1":
            record["items"] = [{"lot": "C1", "reo_kg": 80_000, "new_lot": "K1"}]
        if record["id"] == "P1":
            record["inputs"] = [{"lot": "K1", "reo_kg": 80_000}, {"lot": "C2", "reo_kg": 40_000}]
    return found


def worked_example() -> list[dict[str, object]]:
    """Mine M with 100 t, separator S with 90 t, trader Z who exports 114 t."""

    def concentrate(lot: str, kg: int) -> dict[str, object]:
        return {"id": lot, "product": "concentrate", "reo_kg": kg}

    since = {"valid_from": "2025-01-01", "notice": "list"}
    quota = {"year": 2026, "batch": "1", "issued_on": "2026-01-05"}
    mined = {"record": "extraction", "enterprise": M, "ore_class": "rock"}
    return [
        {"record": "enterprise", "id": M, "name": "矿", "region": "150206", "roles": ["mining"]},
        {
            "record": "enterprise",
            "id": S,
            "name": "分离",
            "region": "150203",
            "roles": ["separation"],
        },
        {"record": "enterprise", "id": Z, "name": "贸易", "region": "310115", "roles": ["trade"]},
        {"record": "designation", "id": "DM", "enterprise": M, "activity": "mining", **since},
        {"record": "designation", "id": "DS", "enterprise": S, "activity": "separation", **since},
        {
            "record": "quota",
            "id": "QM",
            "enterprise": M,
            "activity": "mining",
            "ore_class": "rock",
            "reo_t": 100,
            **quota,
        },
        {
            "record": "quota",
            "id": "QS",
            "enterprise": S,
            "activity": "separation",
            "reo_t": 90,
            **quota,
        },
        {"id": "E1", "date": "2026-01-10", "output": concentrate("C1", 80_000), **mined},
        {"id": "E2", "date": "2026-02-10", "output": concentrate("C2", 40_000), **mined},
        {
            "record": "transfer",
            "id": "T1",
            "date": "2026-02-20",
            "seller": M,
            "buyer": S,
            "items": [
                {"lot": "C1", "reo_kg": 80_000, "new_lot": "K1"},
                {"lot": "C2", "reo_kg": 40_000, "new_lot": "K2"},
            ],
        },
        {
            "record": "processing",
            "id": "P1",
            "date": "2026-03-01",
            "enterprise": S,
            "process": "separation",
            "inputs": [{"lot": "K1", "reo_kg": 80_000}, {"lot": "K2", "reo_kg": 40_000}],
            "outputs": [
                {"id": "D1", "product": "oxide", "reo_kg": 60_000},
                {"id": "D2", "product": "oxide", "reo_kg": 54_000},
            ],
        },
        {
            "record": "transfer",
            "id": "T2",
            "date": "2026-03-05",
            "seller": S,
            "buyer": Z,
            "items": [
                {"lot": "D1", "reo_kg": 60_000, "new_lot": "F1"},
                {"lot": "D2", "reo_kg": 54_000, "new_lot": "F2"},
            ],
        },
        {
            "record": "export",
            "id": "X1",
            "date": "2026-03-10",
            "enterprise": Z,
            "declaration": DECLARATION,
            "items": [{"lot": "F1", "reo_kg": 60_000}, {"lot": "F2", "reo_kg": 54_000}],
        },
        {
            "record": "declaration",
            "id": DECLARATION,
            "direction": "export",
            "date": "2026-03-10",
            "declarant": Z,
            "hs_code": "2846901999",
            "goods": "oxide",
            "net_kg": 114_000,
            "country": "DE",
        },
    ]
