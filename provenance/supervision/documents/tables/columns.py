"""Columns and names that tables have in common."""

from provenance.model.terms import Activity, OreClass
from provenance.supervision.documents.table import Column, Kind, Named
from provenance.supervision.reporting import Firm
from provenance.words.table import Words, word

TOTAL = Words("合计", "Total")
FIRM = Column(Words("企业", "Enterprise"), Kind.NAMED, 15)
PLACE = Column(Words("地区", "Place"), Kind.NAMED, 10)
ACTIVITY = Column(Words("环节", "Activity"), width=7)


def tonnes(zh: str, en: str) -> Column:
    return Column(Words(zh, en), Kind.TONNES)


def count(zh: str, en: str) -> Column:
    return Column(Words(zh, en), Kind.COUNT, 4)


def named(firm: Firm) -> Named:
    """An enterprise as tables name it."""
    return Named(firm.code, Words(firm.name or firm.code, firm.name_en))


def of_kind(activity: Activity, ore_class: OreClass | None) -> Words:
    """An activity with its class of ore, where it has one."""
    said = word(activity)
    if ore_class is None:
        return said
    kind = word(ore_class)
    return Words(f"{said.zh}（{kind.zh}）", f"{said.en}, {kind.en}")
