"""The chi-square distribution: how often counts lie as far from what was expected by chance alone."""

from __future__ import annotations

import math


def chance_of_more(statistic: float, degrees: int) -> float:
    """P(X >= statistic) for a chi-square variable of `degrees` degrees of freedom, at least 1; 0 to 1.

    The upper incomplete gamma function at half-integers has a finite sum (Abramowitz and Stegun 1964, 26.4.4 and
    26.4.5): e^(-h)·Σ hⁱ/i! for an even number of degrees, with h half the statistic; for an odd one erfc(√h) and
    e^(-h)·Σ h^(i-½)/Γ(i+½).

    >>> round(chance_of_more(3.841, 1), 3), round(chance_of_more(9.488, 4), 3)
    (0.05, 0.05)
    """
    half = statistic / 2
    if half <= 0:
        return 1.0
    if degrees % 2:
        start, terms = math.erfc(math.sqrt(half)), (i - 0.5 for i in range(1, (degrees - 1) // 2 + 1))
    else:
        start, terms = 0.0, (float(i) for i in range(degrees // 2))
    # The powers are taken as logarithms: those of a large statistic would overflow before e^(-h) makes them small.
    return min(1.0, start + math.fsum(math.exp(k * math.log(half) - half - math.lgamma(k + 1)) for k in terms))
