"""What a theme does: how many speak of it, how those score who do, and whether either has changed.

Everything is of answers WITH a comment: who wrote nothing did not say that a theme does not matter to them. Mentioning
goes with a score; it need not be its cause.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cx.domain.book import EXPLORED_LEVEL, FALSE_DISCOVERY_RATE, FEW_ANSWERS, NO_SCORE
from cx.domain.discoveries import adjusted
from cx.domain.rates import ResponseRate, response_rate
from cx.domain.score import Z90, Z95, Score, score
from cx.domain.tally import Tally
from cx.domain.verdict import Difference, Question, Relation, relation


@dataclass(frozen=True, slots=True)
class Spoken:
    """Comments that mention a theme, beside those of the same group and days that do not. Both are tallies of answers.

    mention, others: together every answer with a comment.
    """

    mention: Tally
    others: Tally

    @property
    def comments(self) -> int:
        return self.mention.n + self.others.n

    @property
    def share(self) -> ResponseRate | None:
        """Comments that mention it ÷ all comments, percent, with Wilson's 95% interval; None without comments."""
        return response_rate(self.mention.n, self.comments)


@dataclass(frozen=True, slots=True)
class Effect:
    """What goes with mentioning a theme.

    effect = NPS of those who mention it - NPS of those who do not: two groups of different people, compared as two
    scores are (adjusted Wald interval, design effect included).
    NPS with it is that of every answer with a comment; NPS without it leaves out those who mention it:
    pull = NPS with - NPS without = share·effect: the points that the score of comments owes to those answers.

    mention, others, everybody: the three scores. difference: the effect with its interval. pull: points.
    relation: AHEAD, BEHIND, LEVEL or UNCLEAR, of those who mention it against the others; None where nothing may be
    said, `reason` then says why. adjusted_p: over all themes tested together, or alone where explored.
    looked_at: how many themes were tested together.
    """

    mention: Score
    others: Score
    everybody: Score
    difference: Difference
    pull: float
    relation: Relation | None
    reason: str
    adjusted_p: float | None
    looked_at: int


class Volume(StrEnum):
    """What may be said of how often a theme is mentioned, against an earlier period."""

    MORE = "more"
    LESS = "less"
    STEADY = "steady"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class VolumeChange:
    """A share less what it was, in percentage points (Agresti and Caffo 2000, "Simple and Effective Intervals").

    p_i = (x_i + 1)/(n_i + 2); z = (p_1 - p_2)/√(p_1(1 - p_1)/(n_1 + 2) + p_2(1 - p_2)/(n_2 + 2)); the variance is
    multiplied by the design effect where answers come in accounts.

    value: the raw difference. low, high: 95% interval. volume: None where nothing may be said; `reason` says why.
    adjusted_p: over all themes tested together.
    """

    value: float
    low: float
    high: float
    low90: float
    high90: float
    p: float
    z: float
    volume: Volume | None = None
    reason: str = ""
    adjusted_p: float | None = None
    looked_at: int = 0


STEADY_WITHIN = 3.0
"""Percentage points: a share whose change surely lies within them is called steady."""


def effects(
    spoken: Mapping[str, Spoken], *, design_effect: float, margin: float, thin_below: float, explored: bool
) -> dict[str, Effect]:
    """The effect of each theme by its id, all tested together (Benjamini and Hochberg at 0.025), or each alone at 0.01
    where somebody filtered the group on the spot. A theme that everybody or nobody mentions has none.
    """
    found: dict[str, tuple[Score, Score, Score, Difference]] = {}
    for theme, one in spoken.items():
        scores = [score(tally, design_effect) for tally in (one.mention, one.others, one.mention + one.others)]
        mention, others, everybody = scores
        if mention and others and everybody:
            found[theme] = mention, others, everybody, Difference.between(mention, others)
    tested = [theme for theme, (one, other, _, _) in found.items() if _enough(one, other, thin_below)]
    p_values = _together([found[theme][3].p for theme in tested], explored=explored)
    adjusted_by = dict(zip(tested, p_values, strict=True))
    level = EXPLORED_LEVEL if explored else FALSE_DISCOVERY_RATE
    result = {}
    for theme, (mention, others, everybody, difference) in found.items():
        p = adjusted_by.get(theme)
        said = None
        if p is not None:
            said = relation(Question.GAP, difference, significant=p <= level, margin=margin)
        result[theme] = Effect(
            mention=mention,
            others=others,
            everybody=everybody,
            difference=difference,
            pull=everybody.value - others.value,
            relation=said,
            reason="" if p is not None else FEW_ANSWERS,
            adjusted_p=p,
            looked_at=1 if explored else len(tested),
        )
    return result


def volume_changes(
    now: Mapping[str, Spoken],
    then: Mapping[str, Spoken],
    *,
    design_effect: float,
    thin_below: float,
    explored: bool,
) -> dict[str, VolumeChange]:
    """How each theme's share of comments has changed, all tested together as `effects` are.

    Nothing is said where either period has few comments.
    """
    changes, tested = {}, []
    for theme in now:
        before = then.get(theme)
        if before is None or not before.comments or not now[theme].comments:
            changes[theme] = VolumeChange(0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, reason=NO_SCORE)
            continue
        changes[theme] = share_change(
            now[theme].mention.n, now[theme].comments, before.mention.n, before.comments, design_effect
        )
        if min(now[theme].comments, before.comments) >= thin_below:
            tested.append(theme)
    p_values = dict(zip(tested, _together([changes[theme].p for theme in tested], explored=explored), strict=True))
    level = EXPLORED_LEVEL if explored else FALSE_DISCOVERY_RATE
    looked_at = 1 if explored else len(tested)
    return {theme: _said(change, p_values.get(theme), level, looked_at) for theme, change in changes.items()}


def share_change(now: int, now_of: int, then: int, then_of: int, design_effect: float = 1.0) -> VolumeChange:
    """The change of a share and its interval, without a verdict. now of now_of, and then of then_of, at least 1 each.

    >>> change = share_change(56, 126, 34, 126)
    >>> round(change.value, 1), round(change.low, 1), round(change.high, 1)
    (17.5, 5.6, 28.8)
    """
    first, second = (now + 1) / (now_of + 2), (then + 1) / (then_of + 2)
    variance = first * (1 - first) / (now_of + 2) + second * (1 - second) / (then_of + 2)
    error = math.sqrt(max(design_effect, 1.0) * variance)
    centre, z = first - second, (first - second) / error
    return VolumeChange(
        value=100 * (now / now_of - then / then_of),
        low=100 * (centre - Z95 * error),
        high=100 * (centre + Z95 * error),
        low90=100 * (centre - Z90 * error),
        high90=100 * (centre + Z90 * error),
        p=math.erfc(abs(z) / math.sqrt(2)),
        z=z,
    )


def _said(change: VolumeChange, p: float | None, level: float, looked_at: int) -> VolumeChange:
    values = {name: getattr(change, name) for name in ("value", "low", "high", "low90", "high90", "p", "z")}
    if p is None:
        return VolumeChange(**values, reason=change.reason or FEW_ANSWERS)
    if change.low90 >= -STEADY_WITHIN and change.high90 <= STEADY_WITHIN:
        volume = Volume.STEADY
    elif p <= level:
        volume = Volume.MORE if change.z > 0 else Volume.LESS
    else:
        volume = Volume.UNCLEAR
    return VolumeChange(**values, volume=volume, adjusted_p=p, looked_at=looked_at)


def _together(p_values: Sequence[float], *, explored: bool) -> Sequence[float]:
    return p_values if explored else adjusted(p_values)


def _enough(one: Score, other: Score, thin_below: float) -> bool:
    return min(one.n_effective, other.n_effective) >= thin_below


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """How the score of those who mention a theme has changed. relation: ROSE, FELL, STEADY or UNCLEAR; None where
    nothing may be said, `reason` then says why. adjusted_p: over all themes tested together.
    """

    now: Score | None
    then: Score | None
    difference: Difference | None
    relation: Relation | None
    reason: str
    adjusted_p: float | None = None
    looked_at: int = 0


def score_changes(
    scores: Mapping[str, tuple[Score | None, Score | None]],
    *,
    margin: float,
    thin_below: float,
    explored: bool,
    not_compared: str = "",
) -> dict[str, ScoreChange]:
    """The change of each theme's score from then to now, all tested together as `effects` are.

    scores: now and then. not_compared: why like cannot be compared with like; '' where it can.
    """
    differences = {
        theme: Difference.between(now, then)
        for theme, (now, then) in scores.items()
        if now and then and not not_compared and _enough(now, then, thin_below)
    }
    p_values = _together([one.p for one in differences.values()], explored=explored)
    level = EXPLORED_LEVEL if explored else FALSE_DISCOVERY_RATE
    looked_at = 1 if explored else len(differences)
    found = {}
    for theme, (now, then) in scores.items():
        reason = NO_SCORE if not (now and then) else not_compared or FEW_ANSWERS
        found[theme] = ScoreChange(now, then, None, None, reason)
    for (theme, difference), p in zip(differences.items(), p_values, strict=True):
        said = relation(Question.CHANGE, difference, significant=p <= level, margin=margin)
        found[theme] = ScoreChange(*scores[theme], difference, said, "", p, looked_at)
    return found
