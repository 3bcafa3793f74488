"""Which facts are asked for: of a year or a month, an activity, a place, a group."""

from dataclasses import dataclass

from provenance.ledger.quota.register import Register
from provenance.model.codes import MONTH
from provenance.model.dates import check_year
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.regions import LEVELS, current, levels, region_chain
from provenance.model.terms import Activity, OreClass
from provenance.supervision.utilisation.facts import Fact


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked for; all of it where nothing is said. `month` is "2026-03" and says the year.

    `region` is a GB/T 2260 code of any level, `group` an enterprise with all below it: which are
    meant, `utilisation` finds out. Raises MisuseError for a year or month that there is not, and
    for a month of another year.
    """

    year: int | None = None
    month: str | None = None
    activity: Activity | None = None
    ore_class: OreClass | None = None
    region: str | None = None
    group: str | None = None
    enterprise: str | None = None

    def __post_init__(self) -> None:
        check_year(self.year)
        if self.month is not None:
            object.__setattr__(self, "month", MONTH.asked(self.month))
        if self.month and self.year is not None and int(self.month[:4]) != self.year:
            raise MisuseError(
                Message("{month} is no month of {year}", month=self.month, year=self.year)
            )

    @property
    def _nation(self) -> bool:
        return region_chain(self.region or "")[0].level == "nation"

    @property
    def only_year(self) -> int | None:
        """The one year that is asked for, if it is one."""
        return int(self.month[:4]) if self.month else self.year

    @property
    def months(self) -> tuple[str, str]:
        """The first and the last month whose draws bear on the answer."""
        year = self.only_year
        if year is None:
            return "0001-01", "9999-12"
        return f"{year:04}-01", self.month or f"{year:04}-12"

    def holds(self, fact: Fact, register: Register) -> bool:
        """Whether a fact is asked for."""
        return (
            self.only_year in (None, fact.year)
            and self.activity in (None, fact.activity)
            and self.ore_class in (None, fact.ore_class)
            and self.enterprise in (None, fact.enterprise)
            and (self.group is None or self.group in register.groups(fact.enterprise))
            and (self.region is None or self._lies_in(register.regions.get(fact.enterprise)))
        )

    def _lies_in(self, seat: str | None) -> bool:
        if self._nation:
            return True
        found = levels(seat)
        return current(self.region or "") in {found.at(level).code for level in LEVELS}
