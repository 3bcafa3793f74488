"""Which exports of a firm are looked at together: of rare earths, by their codes or their flows."""

from pathlib import Path

import pytest

from provenance.graph.sqlite.store import SqliteStore
from tests.findings.audit.kit import Record, open_findings, whole
from tests.loading import load_all

TRADER = "91440305XXXX99003C"
RARE_EARTHS, SOLDER = "2846901999", "3810100000"


def bursts(hs_code: str, *, flows: bool) -> list[Record]:
    """Five shipments of 500 kg in as many days, with the lots in them where there are flows."""
    records: list[Record] = [
        {
            "record": "opening_stock", "id": "STOCK", "date": "2026-03-01", "enterprise": TRADER,
            "output": {"id": "LOT", "product": "oxide", "reo_kg": 2500, "net_kg": 2500},
        }
    ]  # fmt: skip
    for n in range(5):
        number, on = f"53012026099000{n:04d}", f"2026-03-{10 + n}"
        records.append(
            {
                "record": "declaration", "id": number, "direction": "export", "date": on,
                "declarant": TRADER, "hs_code": hs_code, "goods": "样品（合成）",
                "net_kg": 500, "country": "JP", "end_user": f"Example {n} (synthetic)",
            }
        )  # fmt: skip
        if flows:
            items = [{"lot": "LOT", "reo_kg": 500}]
            records.append(
                {
                    "record": "export", "id": f"EXP-{n}", "date": on, "enterprise": TRADER,
                    "declaration": number, "items": items,
                }
            )  # fmt: skip
    return records


@pytest.mark.parametrize(
    ("hs_code", "flows", "split"),
    [(RARE_EARTHS, False, True), (SOLDER, True, True), (SOLDER, False, False)],
)
async def test_who_ships_other_goods_in_small_lots_splits_nothing(
    hs_code: str, flows: bool, split: bool, tmp_path: Path
) -> None:
    store = SqliteStore(tmp_path / "store.sqlite")
    await load_all(store, bursts(hs_code, flows=flows))
    await whole(store)
    raised = {code for code, *_ in (await open_findings(store)).values()}
    await store.close()
    assert ("SPLIT_SHIPMENTS" in raised) is split
