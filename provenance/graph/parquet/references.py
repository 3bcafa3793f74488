"""Which columns name which things: the edges of the graph, as an export has them."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from provenance.model.terms import EdgeType, Label
from provenance.model.text import CREDIT_CODE
from provenance.records.mapping import PLACES


class Reference(NamedTuple):
    """That a column of one kind of thing names another kind; `of` is SQL for the keys in it."""

    tail: Label
    column: str
    head: Label
    of: str | None = None

    def keys(self, row: Mapping[str, Any]) -> Sequence[str]:
        """What a row names by it, each once."""
        found = row.get(self.column)
        if found is None:
            return ()
        if self == KNOWN_AS:
            return list(dict.fromkeys(one["number"] for one in json.loads(found)))
        if self == SUPPLIED_BY:  # a name is nobody's number
            return [found] if CREDIT_CODE.fullmatch(found) else ()
        return [found] if isinstance(found, str) else list(dict.fromkeys(found))


SUPPLIED_BY = Reference(Label.EVENT, "source", Label.ENTERPRISE)
KNOWN_AS = Reference(
    Label.ENTERPRISE, "identifiers", Label.IDENTIFIER, "from_json(identifiers, '[{\"number\":"
    "\"VARCHAR\"}]').list_transform(lambda one: one.number)",
)  # fmt: skip


def _references() -> Mapping[EdgeType, Sequence[Reference]]:
    found: defaultdict[EdgeType, list[Reference]] = defaultdict(list)
    for label, links in PLACES.values():
        for column, edge, head in links:
            found[edge].append(Reference(label, column, head))
    for column, edge, head in (
        ("enterprise", EdgeType.BY, Label.ENTERPRISE),
        ("buyer", EdgeType.TO, Label.ENTERPRISE),
        ("declaration", EdgeType.DECLARED_IN, Label.DECLARATION),
        ("inspection", EdgeType.INSPECTED_IN, Label.INSPECTION),
    ):
        found[edge].append(Reference(Label.EVENT, column, head))
    found[EdgeType.INVOICED_BY].append(
        Reference(Label.EVENT, "invoices", Label.INVOICE, of="invoices")
    )
    found[EdgeType.SUPPLIED_BY].append(SUPPLIED_BY)
    found[EdgeType.KNOWN_AS].append(KNOWN_AS)
    return found


REFERENCES = _references()
"""What names what, along each kind of edge but those of material."""
