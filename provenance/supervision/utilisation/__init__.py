"""How far quota is used: allocated, adjusted, drawn, covered, over, remaining, rolled up.

By year, month, place, group, enterprise, activity and ore class (Order 71, Art. 7 to 9); a tonne is
counted once, and every level adds up to the gram.
"""

from provenance.supervision.utilisation.reading import utilisation
from provenance.supervision.utilisation.rollup import By, Rollup, Row
from provenance.supervision.utilisation.scope import Scope

__all__ = ["By", "Rollup", "Row", "Scope", "utilisation"]
