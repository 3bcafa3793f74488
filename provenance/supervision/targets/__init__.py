"""Declarations to look at, ranked by reasons a person can check: advice, never a finding.

Most of what crosses a border never filed a flow record. Nothing here is kept, enters a verdict or
a clearance, or rests on findings or decisions.
"""

from provenance.supervision.targets.considered import Declared
from provenance.supervision.targets.ranking import Target, Targets, targets
from provenance.supervision.targets.reasons import Reason
from provenance.supervision.targets.scope import Scope

__all__ = ["Declared", "Reason", "Scope", "Target", "Targets", "targets"]
