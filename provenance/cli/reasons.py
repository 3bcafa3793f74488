"""What is said of a finding in a line: what is wrong, and by which law."""

from provenance.cli.output import seen
from provenance.model.finding import Finding
from provenance.model.message import Message


def why(finding: Finding) -> str:
    """What is wrong, and by which articles."""
    return f"{seen(finding.message)} {seen(basis(finding))}"


def basis(finding: Finding) -> Message:
    """By which articles something is wrong."""
    return Message("Basis: {basis}", basis=finding.basis)
