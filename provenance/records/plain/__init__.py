"""Lines of JSON written as records are kept: read at once, where reading field by field takes long.

A quick way, never the judge: whatever is not plainly so (a number with a zero too many, a code
written otherwise, a field that is null, a fault) is nothing here, and left to `canonical.parse`,
which also words what is wrong. What is read is read off the models themselves; a kind whose rules
are not all understood here always goes the other way.
"""

from provenance.records.plain.making import Plain, plain, understood

__all__ = ["Plain", "plain", "understood"]
