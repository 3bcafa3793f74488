"""Records of a small port: honest goods, rare earths under a false name, and what is around."""

from tests.loading import Record

SEPARATOR, TRADER = "91360728XXXX00102B", "91330782XXXX00103C"
SHELL, DEALER, MAKER = "91330782XXXX00101A", "91330782XXXX00104D", "91330782XXXX00105E"
FALSE, HONEST, SHIPPED, RENAMED, IMPORTED = (
    f"{office}20260990000{n:03d}"
    for office, n in (("5301", 1), ("5301", 2), ("2248", 3), ("5301", 4), ("8604", 5))
)
INVOICE, MOVED, UNMARKED = (f"2636000099900000{n:04d}" for n in (1, 2, 3))


def declaration(number: str, who: str, on: str, **more: object) -> Record:
    """Iron oxide to Korea, unless something else is said."""
    return {
        "record": "declaration",
        "id": number,
        "direction": "export",
        "date": on,
        "declarant": who,
        "hs_code": "2821100000",
        "goods": "氧化铁红（合成）",
        "net_kg": 20_000,
        "country": "KR",
        "value_cny": 180_000,
        **more,
    }


def records() -> list[Record]:
    """A shell that sells oxide as iron oxide, beside dealers who sell what they say."""
    return [
        *_firms(),
        *_material(),
        *(
            declaration(f"530120260980000{month:03d}", DEALER, f"2026-{month:02d}-03")
            for month in range(1, 6)
        ),
        declaration(HONEST, DEALER, "2026-06-10"),
        declaration(
            FALSE, SHELL, "2026-06-10", value_cny=1_800_000, producer="龙南分离（合成）",
            port="深圳蛇口",
        ),
        declaration(SHIPPED, TRADER, "2026-06-10", **_OXIDE),
        declaration(RENAMED, TRADER, "2026-06-10", net_kg=1_000, value_cny=9_000),
        declaration(
            IMPORTED, SHELL, "2026-06-10", direction="import", country="TH", origin_country="MM",
            hs_code="2507001000", goods="高岭土（合成）", value_cny=30_000,
        ),
    ]  # fmt: skip


_OXIDE: Record = {"hs_code": "2846901999", "goods": "镨钕氧化物（合成）", "net_kg": 1_000}


def _firms() -> list[Record]:
    firm = {"record": "enterprise", "region": "360728"}
    return [
        {**firm, "id": SEPARATOR, "name": "龙南分离（合成）", "roles": ["separation"]},
        {**firm, "id": TRADER, "name": "义乌贸易（合成）", "roles": ["trade"]},
    ]


def _material() -> list[Record]:
    """Oxide that a trader has: of three lots one is exported, one as iron oxide, one stays."""
    bought = [
        {
            "record": "opening_stock",
            "id": f"OPN-{n}",
            "date": "2026-01-05",
            "enterprise": TRADER,
            "output": {"id": f"L{n}", "product": "oxide", "reo_kg": 990, "net_kg": 1_000},
        }
        for n in (1, 2, 3)
    ]
    exports = [
        {
            "record": "export",
            "id": f"EXP-{n}",
            "date": "2026-06-10",
            "enterprise": TRADER,
            "declaration": number,
            "items": [{"lot": f"L{n}", "reo_kg": 990}],
        }
        for n, number in ((1, SHIPPED), (2, RENAMED))
    ]
    delivered = {
        "record": "scrap_intake", "id": "SCR-1", "date": "2026-05-20", "enterprise": SHELL,
        "source": SEPARATOR, "invoices": [MOVED],
        "output": {"id": "S1", "product": "scrap", "reo_kg": 100},
    }  # fmt: skip
    return [*bought, *exports, delivered, *map(_invoice, (INVOICE, MOVED, UNMARKED))]


def _invoice(number: str) -> Record:
    return {
        "record": "invoice",
        "id": number,
        "issued_on": "2026-05-20",
        "seller": SEPARATOR,
        "buyer": SHELL,
        "status": "valid",
        "rare_earth_mark": number != UNMARKED,
        "lines": [{"goods": "镨钕氧化物（合成）", "net_kg": 20_000, "amount_cny": 8_000_000}],
    }
