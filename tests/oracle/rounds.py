"""What goes round, exactly."""

from fractions import Fraction


def solve(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """Gauss-Jordan on a square system with its right-hand sides; returns those solved.

    No row is exchanged: the diagonal outweighs the rest of its row, so pivots stay positive.
    """
    size = len(rows)
    for i in range(size):
        pivot = [value / rows[i][i] for value in rows[i]]
        for j, row in enumerate(rows):
            if j != i and row[i]:
                rows[j] = [a - row[i] * b for a, b in zip(row, pivot, strict=True)]
        rows[i] = pivot
    return [row[size:] for row in rows]
