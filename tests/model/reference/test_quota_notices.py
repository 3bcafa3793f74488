"""The published notices as records: each tonne once, each line with how firm it is."""

from collections import defaultdict
from datetime import UTC, datetime

import pytest

from provenance.model.errors import MisuseError
from provenance.model.reference import group_quotas, national_quotas, national_total_t
from provenance.model.reference.quota_notices import SYNTHETIC_CODE, lines, records
from provenance.records.filing import Filing, Parsed
from provenance.simulate.demonstration import records as demonstration

YEARS = range(2018, 2025)


def _of(kind: str, year: int | None = None, **codes: str) -> list[dict[str, object]]:
    return [record for _, record in records(year, codes) if record["record"] == kind]


def test_every_published_line_is_listed() -> None:
    assert len(lines()) == len(national_quotas()) + len(group_quotas())
    assert {line.year for line in lines()} == set(YEARS)
    assert {line.status for line in lines()} == {"published", "rounded", "derived"}
    with pytest.raises(MisuseError, match="no notices of 2017; there are of 2018 to 2024"):
        lines(2017)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("activity", ["mining", "separation"])
def test_each_tonne_is_a_record_once(year: int, activity: str) -> None:
    found = [r["reo_t"] for r in _of("indicator", year) if r["activity"] == activity]
    assert sum(map(int, map(str, found))) == national_total_t(year, activity)


def test_groups_have_what_the_indicator_has_where_all_of_it_was_broken_down() -> None:
    parts: defaultdict[object, int] = defaultdict(int)
    for quota in _of("quota"):
        parts[quota["indicator"]] += int(str(quota["reo_t"]))
    wholes = {r["id"]: int(str(r["reo_t"])) for r in _of("indicator")}
    assert all(parts[id_] <= wholes[id_] for id_ in parts)
    assert {id_ for id_ in parts if parts[id_] == wholes[id_]} == {
        "IND-2023-1-mining",
        "IND-2023-1-separation",
        "IND-2023-3-mining",
        "IND-2023-3-separation",
        "IND-2024-1-mining",
        "IND-2024-1-separation",
    }


def test_all_are_good_records_and_say_how_firm_they_are() -> None:
    filing = Filing("notices", datetime(2026, 1, 1, tzinfo=UTC))
    for status, record in records():
        assert isinstance(filing.judge(dict(record), 1, ""), Parsed), record
        if record["record"] != "enterprise":
            assert f"({status}" in str(record["notice"])
            assert str(record["issued_on"])[:4] == str(record["year"])
    (mining,) = (r for r in _of("indicator", 2024) if r["id"] == "IND-2024-1-mining")
    assert mining["notice"] == "工信部联原〔2024〕25号 (published)"
    derived = [r for status, r in records(2023) if status == "derived"]
    assert {r["enterprise"] for r in derived} == {"91150200XXXX00027L"}


def test_the_codes_of_groups_are_made_up_and_say_so_unless_given() -> None:
    for group in _of("enterprise"):
        assert "XXXX" in str(group["id"])
        assert SYNTHETIC_CODE in str(group["aliases"])
    given = _of("enterprise", 2024, NREG="91150000701463622D")
    (northern,) = (g for g in given if g["name_en"] == "China Northern Rare Earth Group")
    assert northern["id"] == "91150000701463622D"
    assert SYNTHETIC_CODE not in str(northern["aliases"])
    quotas = _of("quota", 2024, NREG="91150000701463622D")
    assert {q["enterprise"] for q in quotas} == {"91150000701463622D", "91360700XXXX000195"}


def test_the_demonstration_counts_no_tonne_of_them_twice() -> None:
    """Its own indicators and quotas of groups bear the same numbers, and its groups the codes."""
    loaded = {(r["record"], r["id"]): r for r in demonstration()}
    for _, record in records(2024):
        same = loaded[record["record"], record["id"]]
        assert same.get("reo_t") == record.get("reo_t")
        assert same.get("enterprise") == record.get("enterprise")
