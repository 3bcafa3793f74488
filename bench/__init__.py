"""How fast the product is, in ratios to floors that do the same work, measured in the same run.

`python -m bench --out bench.json` measures both stores; what is measured, with which goals, is
section "Speed" of the README. None of it is shipped.
"""
