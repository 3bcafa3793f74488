"""Events with what went in and came out, from the rows that both stores give."""

import json
from collections.abc import Sequence
from typing import Any

from provenance.graph.port.flows import Happened, Made, Taken
from provenance.graph.rows.material import grants_from, maybe
from provenance.model.terms import EventKind, Product


def happened_from(row: Sequence[Any]) -> Happened:
    """An event from its key, kind, day, whether it is used up, draws, what it made and took.

    What was made is lot, grams, product, assay, deposit and test; what was taken lot, grams,
    whether supported.
    """
    key, kind, day, used_up, grants, made, taken = row
    return Happened(
        key,
        EventKind(kind),
        day,
        bool(used_up),
        grants_from(json.loads(grants)) if grants else (),
        [Made(lot, reo_g, maybe(Product, product), *said) for lot, reo_g, product, *said in made],
        [Taken(lot, reo_g, bool(supported)) for lot, reo_g, supported in taken],
    )
