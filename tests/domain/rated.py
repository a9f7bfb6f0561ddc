"""Rated answers made for tests."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cx.domain.driver_questions import RatedAnswers


def rated(
    ratings: np.ndarray,
    scores: np.ndarray,
    *,
    names: Sequence[str] = (),
    scale: tuple[float, float] = (0.0, 10.0),
    clusters: np.ndarray | None = None,
    weights: np.ndarray | None = None,
) -> RatedAnswers:
    """Answers as a store would give them; each stands for itself unless clusters says otherwise."""
    n, p = ratings.shape
    return RatedAnswers(
        names=tuple(names) or tuple(f"q{place}" for place in range(p)),
        lows=(scale[0],) * p,
        highs=(scale[1],) * p,
        ratings=np.asarray(ratings, dtype=float),
        scores=np.asarray(scores, dtype=float),
        weights=np.ones(n) if weights is None else weights,
        clusters=np.arange(n) * 7919 if clusters is None else clusters,
        known=n,
    )


def drawn(
    seed: int, n: int, effects: Sequence[float], *, alike: float = 0.4, level: float = 7.0
) -> tuple[np.ndarray, np.ndarray]:
    """Ratings that resemble each other by `alike`, and scores that follow them by `effects`; all on 0 to 10."""
    rng = np.random.default_rng(seed)
    shared = rng.standard_normal((n, 1))
    felt = np.sqrt(alike) * shared + np.sqrt(1 - alike) * rng.standard_normal((n, len(effects)))
    outcome = felt @ np.asarray(effects) + rng.standard_normal(n)
    ratings = np.clip(np.rint(level + 1.8 * felt), 0, 10)
    return ratings, np.clip(np.rint(7.5 + 1.6 * outcome), 0, 10)
