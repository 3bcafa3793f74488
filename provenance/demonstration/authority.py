"""What authorities have on record before anything moves: enterprises, lists, permits, quotas.

National and group quotas are the published ones (`provenance.reference`), for the whole of which
the lawful firms of the demonstration work too little to reach. What goes to a single firm was
never published: those quotas are made up, and their notices say so.
"""

from collections.abc import Iterator

from provenance.demonstration.industry import FIRMS, GROUP_KEYS
from provenance.reference import ALL_BATCHES, group_quotas, national_quotas

Record = dict[str, object]

YEARS = (2023, 2024)
LIST_DAY = "2024-10-01"
"""When the Regulations came into force: from here on designation is by list."""

# When MIIT issued each batch; general knowledge of the field, not in the reference data.
_ISSUED = {
    (2023, "1"): "2023-03-24",
    (2023, "2"): "2023-09-25",
    (2023, "3"): "2023-12-15",
    (2024, "1"): "2024-02-06",
    (2024, "2"): "2024-08-20",
}

# What a firm has for itself: key, activity, ore class, tonnes, the group whose quota it is from.
# Without a group it is from the second batch of 2024, of which no break-down was published.
_OWN_QUOTAS = (
    ("WSM", "mining", "rock", 6_000, "CREG"),
    ("DCM", "mining", "rock", 5_000, "CREG"),
    ("LNM", "mining", "ionic", 3_000, "CREG"),
    ("WSS", "separation", None, 5_500, "CREG"),
    ("DC2", "mining", "rock", 60, None),
    ("DN2", "separation", None, 200, None),
)

MINERS = (
    "BYO", "MNM", "DCM", "WSM", "LNM", "DNM", "XWM", "XFM", "AYM", "JHM", "CTM", "PYM", "DC2",
)  # fmt: skip
SEPARATORS = (
    "KDS", "JYS", "MNS", "DCS", "WSS", "LNS", "DNS", "JHS", "QNS", "CTS", "PYS", "DN2",
)  # fmt: skip
AUTHORITY = "synthetic county authority（合成）"
BYPRODUCT_SITE = "Lianping tungsten pit (synthetic)"


def standing() -> Iterator[Record]:
    """Every record of an authority that stands for itself, whatever moves in the year."""
    yield from _enterprises()
    yield from _designations()
    yield from _permits()
    yield from _indicators()
    yield from _group_quotas()
    yield from _own_quotas()
    yield _adjustment()


def _enterprises() -> Iterator[Record]:
    for firm in FIRMS.values():
        record: Record = {
            "record": "enterprise",
            "id": firm.code,
            "name": firm.name,
            "name_en": firm.name_en,
            "region": firm.region,
            "roles": list(firm.roles),
        }
        if firm.aliases:
            record["aliases"] = list(firm.aliases)
        if firm.group:
            record["parent"] = FIRMS[firm.group].code
        yield record


def _designations() -> Iterator[Record]:
    for activity, keys in (("mining", MINERS), ("separation", SEPARATORS)):
        for key in keys:
            yield {
                "record": "designation",
                "id": f"DES-{activity}-{key}",
                "enterprise": FIRMS[key].code,
                "activity": activity,
                "valid_from": LIST_DAY,
                "notice": f"synthetic list of {activity} enterprises 2024（合成名单）",
            }


def _permits() -> Iterator[Record]:
    for key in MINERS:
        yield {
            "record": "permit",
            "id": f"PER-{key}",
            "enterprise": FIRMS[key].code,
            "kind": "mining",
            "valid_from": "2023-01-01",
        }
    yield {
        "record": "permit",
        "id": "PER-LPB",
        "enterprise": FIRMS["LPB"].code,
        "kind": "byproduct",
        "site": BYPRODUCT_SITE,
        "valid_from": "2023-01-01",
        "valid_to": "2028-12-31",
    }


def _indicators() -> Iterator[Record]:
    for row in national_quotas():
        # Totals of a year and their break-down by ore class are the same tonnes again.
        if row.year in YEARS and row.batch != ALL_BATCHES:
            yield {
                "record": "indicator",
                "id": f"IND-{row.year}-{row.batch}-{row.activity}",
                "year": row.year,
                "batch": int(row.batch),
                "activity": row.activity,
                "reo_t": row.reo_t,
                "notice": f"{row.source} ({row.status})",
                "issued_on": _ISSUED[row.year, row.batch],
            }


def _group_quotas() -> Iterator[Record]:
    for row in group_quotas():
        quota = _quota(GROUP_KEYS[row.group], (row.year, row.batch, row.activity, row.ore_class))
        yield quota | {
            "indicator": f"IND-{row.year}-{row.batch}-{row.activity}",
            "reo_t": row.reo_t,
            "notice": f"break-down to groups, {row.year} batch {row.batch} ({row.status})",
        }


def _own_quotas() -> Iterator[Record]:
    for key, activity, ore_class, reo_t, group in _OWN_QUOTAS:
        batch = "1" if group else "2"
        source: Record = {"indicator": f"IND-2024-{batch}-{activity}"}
        if group:
            source = {"within": _quota(group, (2024, batch, activity, ore_class))["id"]}
        yield (
            _quota(key, (2024, batch, activity, ore_class))
            | source
            | {
                "reo_t": reo_t,
                "notice": "synthetic allocation（合成指标）",
            }
        )


def _quota(key: str, what: tuple[int, str, str, str | None]) -> Record:
    year, batch, activity, ore_class = what
    quota: Record = {
        "record": "quota",
        "id": "-".join(("QUO", key, str(year), batch, activity, *filter(None, [ore_class]))),
        "enterprise": FIRMS[key].code,
        "year": year,
        "batch": int(batch),
        "activity": activity,
        "issued_on": _ISSUED[year, batch],
    }
    return quota | ({"ore_class": ore_class} if ore_class else {})


def _adjustment() -> Record:
    return {
        "record": "quota_adjustment",
        "id": "ADJ-WSM-2024",
        "quota": "QUO-WSM-2024-1-mining-rock",
        "reo_t": -200,
        "decided_on": "2024-09-02",
        "reason": "synthetic: production postponed（合成）",
    }
