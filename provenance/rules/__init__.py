"""The findings: every rule is a pure function over one frozen slice, listed here.

To add one: a function in the file of its family, a line in RULES, a test with a case that must
raise it and a near miss that must not. What it judges is the type of its parameter (slices.py).
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, get_type_hints

from provenance.rules.circles import circular_flow, cycle_of_lots
from provenance.rules.finding import Finding
from provenance.rules.identifiers import bad_identifier
from provenance.rules.imports import import_exceeded, undeclared_import
from provenance.rules.licences import (
    export_without_licence,
    licence_exceeded,
    licence_mismatch,
    licence_not_valid,
    licence_reused,
)
from provenance.rules.mass import (
    impossible_sequence,
    lot_produced_twice,
    not_holder,
    overdrawn_lot,
    unexplained_mass,
)
from provenance.rules.origin import no_quota_origin, over_quota, undesignated_producer
from provenance.rules.slices import Slice


class Rule(NamedTuple):
    """A rule, and the kind of slice it judges."""

    judge: Callable[[Any], Iterator[Finding]]
    scope: type


def _rule(function: Callable[[Any], Iterator[Finding]]) -> Rule:
    scope, *_ = get_type_hints(function).values()
    return Rule(function, scope)


RULES: tuple[Rule, ...] = tuple(
    _rule(function)
    for function in (
        no_quota_origin,
        over_quota,
        undesignated_producer,
        unexplained_mass,
        overdrawn_lot,
        lot_produced_twice,
        not_holder,
        impossible_sequence,
        circular_flow,
        cycle_of_lots,
        undeclared_import,
        import_exceeded,
        export_without_licence,
        licence_not_valid,
        licence_exceeded,
        licence_reused,
        licence_mismatch,
        bad_identifier,
    )
)


def judge(*slices: Slice) -> list[Finding]:
    """Everything the rules have to say about some slices, in the order the rules are listed."""
    return [
        finding
        for rule in RULES
        for piece in slices
        if isinstance(piece, rule.scope)
        for finding in rule.judge(piece)
    ]
