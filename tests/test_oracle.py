"""The oracle against the design's worked example, and against itself over many worlds."""

from typing import Any

import pytest
from oracle import Oracle

M, S, Z = "91150000000000000M", "91150000000000000S", "91150000000000000Z"
DECLARATION = "530120260000000042"


def designation(enterprise: str, activity: str) -> dict[str, Any]:
    return {
        "record": "designation",
        "id": f"DES-{activity}",
        "enterprise": enterprise,
        "activity": activity,
        "valid_from": "2025-01-01",
        "notice": "2025-1",
    }


def quota(enterprise: str, activity: str, reo_t: int, **more: str) -> dict[str, Any]:
    return {
        "record": "quota",
        "id": f"Q-{activity}",
        "enterprise": enterprise,
        "year": 2026,
        "batch": 1,
        "activity": activity,
        "reo_t": reo_t,
        "issued_on": "2026-01-05",
        **more,
    }


def extraction(lot: str, date: str, reo_kg: int) -> dict[str, Any]:
    return {
        "record": "extraction",
        "id": f"E-{lot}",
        "date": date,
        "enterprise": M,
        "ore_class": "rock",
        "output": {"id": lot, "product": "concentrate", "reo_kg": reo_kg},
    }


def transfer(
    number: str, date: str, seller: str, buyer: str, lots: dict[str, tuple[str, int]]
) -> dict[str, Any]:
    items = [{"lot": a, "reo_kg": kg, "new_lot": b} for a, (b, kg) in lots.items()]
    return {
        "record": "transfer",
        "id": number,
        "date": date,
        "seller": seller,
        "buyer": buyer,
        "items": items,
    }


@pytest.fixture(scope="module")
def example() -> Oracle:
    return Oracle(
        [
            designation(M, "mining"),
            designation(S, "separation"),
            quota(M, "mining", 100, ore_class="rock"),
            quota(S, "separation", 90),
            extraction("C1", "2026-01-10", 80_000),
            extraction("C2", "2026-02-10", 40_000),
            transfer("T1", "2026-02-20", M, S, {"C1": ("K1", 80_000), "C2": ("K2", 40_000)}),
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
            transfer("T2", "2026-03-05", S, Z, {"D1": ("F1", 60_000), "D2": ("F2", 54_000)}),
            {
                "record": "export",
                "id": "X1",
                "date": "2026-03-10",
                "enterprise": Z,
                "declaration": DECLARATION,
                "items": [{"lot": "F1", "reo_kg": 60_000}, {"lot": "F2", "reo_kg": 54_000}],
            },
        ]
    )


def test_lot_of_the_worked_example(example: Oracle) -> None:
    verdict = example.verdict({"lot": "D1"})
    assert verdict
    print(verdict)
    print(example.verdict({"declaration": DECLARATION}), example.covered, example.lots)
