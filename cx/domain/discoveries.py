"""How many tests were looked at together, and what that does to each p-value."""

from __future__ import annotations

from collections.abc import Sequence


def adjusted(p_values: Sequence[float]) -> tuple[float, ...]:
    """Benjamini and Hochberg's adjusted p-values, in the order given: the least p_j·m/j over ranks j from its own up.

    Rejecting those at or below q keeps the expected share of false discoveries among the discoveries at or below q
    (Benjamini and Hochberg 1995, "Controlling the False Discovery Rate").

    >>> adjusted([0.01, 0.5, 0.02])
    (0.03, 0.5, 0.03)
    """
    m = len(p_values)
    result = [1.0] * m
    least = 1.0
    ascending = sorted(range(m), key=p_values.__getitem__)
    for rank, index in zip(range(m, 0, -1), reversed(ascending), strict=True):
        least = min(least, p_values[index] * m / rank)
        result[index] = least
    return tuple(result)
