"""Layers of lots, each made of three of the layer before: few lots, and 3^24 paths."""

import random

LAST = "L24/0"


def diamonds(layers: int = 25, width: int = 100, parents: int = 3) -> list[dict[str, object]]:
    """Records of one blender whose lots descend from one another in diamonds upon diamonds."""
    rng = random.Random(7)
    who = "91150000701463622D"
    quota = {"record": "quota", "enterprise": who, "year": 2026, "batch": "1"}
    given = {"activity": "mining", "reo_t": 100, "issued_on": "2026-01-01"}
    records: list[dict[str, object]] = [
        {
            "record": "designation",
            "id": "DM",
            "enterprise": who,
            "activity": "mining",
            "valid_from": "2025-01-01",
            "notice": "list",
        },
        {**quota, "id": "QM", **given},
    ]
    for at in range(width):
        output = {"id": f"L0/{at}", "product": "concentrate", "reo_kg": 1_800}
        records.append(
            {
                "record": "extraction",
                "id": f"E{at}",
                "date": "2026-03-01",
                "enterprise": who,
                "ore_class": "rock",
                "output": output,
            }
        )
    for layer in range(1, layers):
        offsets = rng.sample(range(width), parents)
        for at in range(width):
            chosen = [(at + offset) % width for offset in offsets]
            inputs = [{"lot": f"L{layer - 1}/{other}", "reo_kg": 600} for other in chosen]
            output = {"id": f"L{layer}/{at}", "product": "concentrate", "reo_kg": 1_800}
            records.append(
                {
                    "record": "processing",
                    "id": f"P{layer}/{at}",
                    "date": "2026-03-02",
                    "enterprise": who,
                    "process": "blending",
                    "inputs": inputs,
                    "outputs": [output],
                }
            )
    return records
