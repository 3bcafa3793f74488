"""What keeps one request from costing too much or saying too much: cost, guard, masked errors.

What may be asked belongs in `queries`.
"""
