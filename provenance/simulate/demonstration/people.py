"""Five made-up people, one a role, by whose eyes the demonstration can be seen."""

from typing import NamedTuple

from provenance.simulate.book import Book
from provenance.simulate.demonstration import industry


class Person(NamedTuple):
    """Someone in a role, of a firm of the demonstration, a region or an authority."""

    name: str
    role: str
    enterprise: str | None = None
    region: str | None = None
    authority: str | None = None


def people(seed: int) -> tuple[Person, ...]:
    """A customs officer, an investigator, a regulator of Jiangxi, a separator, an exporter.

    The exporter ships, among others, two of the three examples.
    """
    firms = industry.cast(Book(seed))
    return (
        Person("demo-customs", "customs", authority="GAC"),
        Person("demo-investigator", "investigator", authority="MIIT"),
        Person("demo-regulator", "regulator", region="360000", authority="local"),
        Person("demo-enterprise", "enterprise", enterprise=firms["LNS"].code),
        Person("demo-importer", "importer", enterprise=firms["LNE"].code),
    )
