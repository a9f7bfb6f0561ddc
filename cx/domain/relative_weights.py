"""How much of the differences in an outcome goes with each of several predictors that resemble one another.

Johnson's relative weights: the predictors are replaced by the nearest predictors that do not resemble one another, the
outcome's variance is divided among those, and each part is handed back to the predictors that it is made of.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

LEAST_EIGENVALUE = 1e-9
"""Below it a direction of the predictors is taken for rounding: one of them is made of the others."""


def relative_weights(among: Numbers, with_outcome: Numbers) -> Numbers:
    """The raw relative weight of each predictor, 0 to 1; they sum to the share of variance that all explain together.

    among: correlations of the predictors, (…, p, p). with_outcome: their correlations with the outcome, (…, p).
    Leading dimensions are many problems at once, such as resamples.

    With R = QΛQ' and r the correlations with the outcome: ε_j = Σ_k (Λ½)²_jk β²_k, where Λ½ = QΛ^½Q' and β = Λ^-½ r
    (Johnson 2000, "A Heuristic Method for Estimating the Relative Weight of Predictor Variables in Multiple
    Regression"). A predictor that is made of the others leaves its share to them and to itself in equal right: the
    directions in which nothing varies are left out of Λ^-½, so that nothing is divided by rounding.

    >>> relative_weights(np.eye(2), np.array([0.6, 0.3])).round(2).tolist()
    [0.36, 0.09]
    """
    values, vectors = np.linalg.eigh(among)
    held = values > LEAST_EIGENVALUE
    root = np.sqrt(np.where(held, values, 0.0))
    inverse = np.where(held, 1.0 / np.where(held, root, 1.0), 0.0)
    transposed = np.swapaxes(vectors, -1, -2)
    halves = (vectors * root[..., None, :]) @ transposed
    beta = ((vectors * inverse[..., None, :]) @ transposed @ with_outcome[..., None])[..., 0]
    weights: Numbers = (halves**2 @ (beta**2)[..., None])[..., 0]
    return weights
