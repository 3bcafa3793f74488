"""The published quota notices of 2018 to 2024, as a list and as records of the product.

Totals of a year and their break-downs by ore class are the same tonnes: of those that say the same
only one becomes a record, so that each tonne is there once. The others are listed all the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.reference import ALL_BATCHES, group_quotas, groups, national_quotas, notices
from provenance.model.reference.rows import Group, GroupQuota, NationalQuota, Notice

SYNTHETIC_CODE = "合成代码 made-up credit code"
"""What a group is also called whose credit code is made up."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a notice: a national figure, or a group's share of it, in tonnes REO.

    `record` is the id of the record it becomes, None where its tonnes are in another line's.
    """

    year: int
    batch: str
    activity: str
    ore_class: str | None
    group: Group | None
    reo_t: int
    status: str
    source: str
    notice: Notice
    record: str | None

    @property
    def text(self) -> str:
        """The notice as a record cites it, with how firm its figure and its day are."""
        known = self.notice.status == "published"
        return f"{self.notice.notice} ({self.status}{'' if known else '; day of issue uncertain'})"


def lines(year: int | None = None) -> list[Line]:
    """Everything there is of a year, or of all, in the order of years and batches.

    Raises MisuseError for a year of which there is nothing.
    """
    found = [_national(row) for row in national_quotas()]
    found += [_of_group(row) for row in group_quotas()]
    years = {line.year for line in found}
    if year is not None and year not in years:
        raise MisuseError(
            Message(
                "there are no notices of {year}; there are of {first} to {last}",
                year=year,
                first=min(years),
                last=max(years),
            )
        )
    return sorted(
        (line for line in found if year in (None, line.year)),
        key=lambda line: (line.year, line.batch, line.activity, line.group is not None),
    )


def records(
    year: int | None = None, codes: Mapping[str, str] | None = None
) -> Iterator[tuple[str, dict[str, object]]]:
    """The notices as records, each with how firm it is: groups, indicators, their quotas.

    `codes` gives groups, by key, the credit codes they have in a book, instead of made-up ones.
    """
    codes = codes or {}
    stated = [line for line in lines(year) if line.record is not None]
    for group in {line.group.key: line.group for line in stated if line.group}.values():
        yield _status_of(group, codes), _enterprise(group, codes.get(group.key))
    for line in stated:
        yield line.status, _indicator(line) if line.group is None else _quota(line, codes)


def _national(row: NationalQuota) -> Line:
    whole = [
        other
        for other in national_quotas()
        if (other.year, other.activity) == (row.year, row.activity)
    ]
    by_batch = any(other.batch != ALL_BATCHES for other in whole)
    in_all = any(other.batch == ALL_BATCHES and not other.ore_class for other in whole)
    again = (row.batch == ALL_BATCHES and by_batch) or (bool(row.ore_class) and in_all)
    return Line(
        row.year, row.batch, row.activity, row.ore_class, None, row.reo_t, row.status, row.source,
        _notice(row.year, row.batch, row.activity), None if again else _indicator_id(row),
    )  # fmt: skip


def _of_group(row: GroupQuota) -> Line:
    group = groups()[row.group]
    parts = ("QUO", group.key, str(row.year), row.batch, row.activity, row.ore_class)
    return Line(
        row.year, row.batch, row.activity, row.ore_class, group, row.reo_t, row.status,
        "break-down to groups", _notice(row.year, row.batch, row.activity),
        "-".join(filter(None, parts)),
    )  # fmt: skip


def _indicator_id(row: NationalQuota) -> str:
    parts = ("IND", str(row.year), row.batch, row.activity, row.ore_class)
    return "-".join(filter(None, parts))


def _notice(year: int, batch: str, activity: str) -> Notice:
    """The notice of a batch; what is of the whole year is stated by its last one."""
    of_year = [n for n in notices() if n.year == year and n.activity in (None, activity)]
    return next((n for n in of_year if n.batch == batch), max(of_year, key=_issued))


def _issued(notice: Notice) -> date:
    return notice.issued_on


def _status_of(group: Group, codes: Mapping[str, str]) -> str:
    return "given" if group.key in codes else group.code_status


def _enterprise(group: Group, code: str | None) -> dict[str, object]:
    aliases = group.aliases if code is not None else (*group.aliases, SYNTHETIC_CODE)
    return {
        "record": "enterprise",
        "id": group.code if code is None else code,
        "name": group.name,
        "name_en": group.name_en,
        "aliases": list(aliases),
        "region": group.region,
        "roles": ["mining", "separation"],
    }


def _indicator(line: Line) -> dict[str, object]:
    return {"record": "indicator", "notice": line.text} | _figure(line)


def _quota(line: Line, codes: Mapping[str, str]) -> dict[str, object]:
    assert line.group is not None
    return {
        "record": "quota",
        "enterprise": codes.get(line.group.key, line.group.code),
        "indicator": f"IND-{line.year}-{line.batch}-{line.activity}",
        "notice": f"{line.text}, break-down to groups",
    } | _figure(line)


def _figure(line: Line) -> dict[str, object]:
    ore_class = {"ore_class": line.ore_class} if line.ore_class else {}
    return {
        "id": line.record,
        "year": line.year,
        "batch": line.batch,
        "activity": line.activity,
        **ore_class,
        "reo_t": line.reo_t,
        "issued_on": line.notice.issued_on.isoformat(),
    }
