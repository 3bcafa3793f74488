"""The findings: every rule is a pure function over a frozen case, listed here.

To add one: a function in the file of its family, a line in RULES, a test with a case that must
raise it and a near miss that must not.
"""

from collections.abc import Callable, Iterator

from provenance.rules.finding import Case, Finding
from provenance.rules.identifiers import bad_identifier
from provenance.rules.imports import import_exceeded, undeclared_import
from provenance.rules.licences import (
    export_without_licence,
    licence_exceeded,
    licence_not_valid,
)
from provenance.rules.mass import (
    impossible_sequence,
    lot_produced_twice,
    not_holder,
    overdrawn_lot,
    unexplained_mass,
)
from provenance.rules.origin import no_quota_origin, over_quota, undesignated_producer

Rule = Callable[[Case], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    no_quota_origin,
    over_quota,
    undesignated_producer,
    unexplained_mass,
    overdrawn_lot,
    lot_produced_twice,
    not_holder,
    impossible_sequence,
    undeclared_import,
    import_exceeded,
    export_without_licence,
    licence_not_valid,
    licence_exceeded,
    bad_identifier,
)


def judge(case: Case) -> list[Finding]:
    """Everything the rules have to say about a case, in the order they are listed."""
    return [finding for rule in RULES for finding in rule(case)]
