"""Made-up worlds of rare earths as large as wanted, with the truth about them.

A world is an industry that works lawfully, and scenes in which one thing is wrong, or all but. The
simulator keeps books of its own and knows nothing of how the product finds things out: it shares
neither arithmetic nor rules with it, so that one can be held against the other.
"""

from provenance.simulate.plan import Plan
from provenance.simulate.plants import CATALOGUE, PLANTS
from provenance.simulate.world import Batch, simulate

__all__ = ["CATALOGUE", "PLANTS", "Batch", "Plan", "simulate"]
