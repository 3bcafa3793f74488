"""The nation's balance: what went in of a year against what is accounted for, and the residual."""

from provenance.supervision.balance.account import Account
from provenance.supervision.balance.balance import TOTAL, Balance, Row
from provenance.supervision.balance.lines import SIDES, BalanceLine, BalanceSide
from provenance.supervision.balance.ranges import Range
from provenance.supervision.balance.reading import national_balance

__all__ = [
    "SIDES",
    "TOTAL",
    "Account",
    "Balance",
    "BalanceLine",
    "BalanceSide",
    "Range",
    "Row",
    "national_balance",
]
