"""Going over everything, or over what may have changed, and keeping what is found.

An audit lays out slices, judges them by the rules, and keeps what they say under the scopes that
were judged: what is not found again under a scope is gone. Whether it goes over everything or only
over what a load can have changed, it judges by the same functions.
"""

from provenance.findings.audit.run import audit
from provenance.findings.audit.steps import Audited
from provenance.findings.audit.turns import audit_in_turn

__all__ = ["Audited", "audit", "audit_in_turn"]
