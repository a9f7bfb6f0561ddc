"""Whether a project moved the score of its group: its change beside the change elsewhere, by the same test throughout.

A group that was chosen because it scored worst improves by itself, so a bare before-and-after proves nothing. The
effect is a difference in differences: the group from the year before the project was chosen to after it went live, less
the rest of the company over the same months, with the groups of other projects left out of that rest. It is told only
where the same test, made before anything could have worked, finds nothing; and all projects are tested as one family.

The year before the choice is the one that a group may have been chosen by, so its bad luck is in it. An effect
therefore must also hold from a time that nobody chose by: the year before that one, else the months between the choice
and going live. Of 1,500 projects without effect on the worst of twelve groups, 0.6% were then called working, and 5.1%
without it; of real effects of 15 points, 70% were found, and 75% without it (150 answers a group and quarter).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cx.domain.discoveries import adjusted
from cx.domain.periods import Span
from cx.domain.score import Score
from cx.domain.verdict import Difference

FALSE_DISCOVERIES = 0.025
"""Expected share of effects that are none among those told, as in the book of verdicts."""
FINDS_SOMETHING = 0.05
"""p below which the same test finds something before the project could have worked; each such test by itself."""
MONTHS = 12
FEWEST_MONTHS_AFTER = 3
"""Whole months of answers after going live below which it is too early: people answer of what they went through."""


@dataclass(frozen=True, slots=True)
class Times:
    """The whole months that are compared; None where there are none.

    earlier: the year before `before`. before: the year up to the month in which the project was chosen. between: after
    that month, up to the month in which it went live. after: after that month, at most a year.
    """

    before: Span
    after: Span | None
    between: Span | None
    earlier: Span


def times(chosen_on: date, went_live_on: date, answered: Span) -> Times:
    """The months in which it was chosen and went live belong to neither side. answered: days with answers.

    >>> found = times(date(2025, 10, 6), date(2026, 1, 19), Span(date(2023, 1, 1), date(2026, 9, 30)))
    >>> print(found.before.first, found.between.first, found.after.first, found.after.last)
    2024-10-01 2025-11-01 2026-02-01 2026-09-30
    """
    chosen, live = _month(chosen_on), _month(went_live_on)
    ends = answered.last if _is_last_of_month(answered.last) else _shifted(_month(answered.last), 0, -1)
    after = Span(_shifted(live, 1), min(ends, _shifted(live, 1 + MONTHS, -1))) if _shifted(live, 1) <= ends else None
    waited = _shifted(chosen, 1)
    return Times(
        before=Span(_shifted(chosen, -MONTHS), _shifted(chosen, 0, -1)),
        after=after,
        between=Span(waited, _shifted(live, 0, -1)) if waited < live else None,
        earlier=Span(_shifted(chosen, -2 * MONTHS), _shifted(chosen, -MONTHS, -1)),
    )


def months_in(span: Span | None) -> int:
    """Whole months of a span, 0 where there is none."""
    if span is None:
        return 0
    return 12 * (span.last.year - span.first.year) + span.last.month - span.first.month + 1


def _month(day: date) -> date:
    return day.replace(day=1)


def _shifted(first: date, months: int, days: int = 0) -> date:
    place = first.year * 12 + first.month - 1 + months
    return date.fromordinal(date(place // 12, place % 12 + 1, 1).toordinal() + days)


def _is_last_of_month(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).day == 1


# The test -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pair:
    """The scores of the group and of the rest over the same months."""

    group: Score
    rest: Score


def compared(before: Pair, after: Pair) -> Difference:
    """(group after - group before) - (rest after - rest before), in points, with the errors of all four scores.

    The adjusted centres are compared, as everywhere (see `Difference`). Answers of one person on both sides of the
    change make it more precise than this says, never less.
    """
    scores = (after.group, before.group, after.rest, before.rest)
    signs = (1, -1, -1, 1)
    return Difference.around(
        sum(sign * one.value for sign, one in zip(signs, scores, strict=True)),
        sum(sign * one.centre for sign, one in zip(signs, scores, strict=True)),
        math.sqrt(sum(one.standard_error**2 for one in scores)),
    )


class Found(StrEnum):
    """What can be said of a project's effect."""

    WORKED = "worked"
    WORSENED = "worsened"
    NOTHING = "nothing"
    """Surely within the margin that matters."""
    UNCLEAR = "unclear"
    TOO_EARLY = "too_early"
    TOO_FEW = "too_few"
    MOVED_BEFORE = "moved_before"
    """The same test finds something before it could have worked: whatever moved the group may still do so."""
    UNCHECKED = "unchecked"
    """There are no answers from before, so the test cannot be tried there."""
    NOT_LIVE = "not_live"
    NO_GROUP = "no_group"
    NO_REST = "no_rest"

    @property
    def told(self) -> bool:
        """Whether a figure may be told with it."""
        return self in (Found.WORKED, Found.WORSENED, Found.NOTHING, Found.UNCLEAR)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Scores of a project's group and of the rest by time; None where too few answered."""

    before: Pair | None
    after: Pair | None
    between: Pair | None
    earlier: Pair | None

    @property
    def placebos(self) -> tuple[Difference, ...]:
        """The same test where nothing can have worked: from that year to going live, and from the year before it."""
        tried = ((self.before, self.between), (self.earlier, self.before))
        return tuple(compared(first, second) for first, second in tried if first and second)

    @property
    def unchosen(self) -> Pair | None:
        """The time before it worked that nobody can have chosen the group by."""
        return self.earlier or self.between


@dataclass(frozen=True, slots=True)
class Effect:
    """difference: points, None unless a figure may be told. p: over all projects together, 0 to 1.

    placebo: of the tests before it worked, the one that finds most.
    """

    found: Found
    difference: Difference | None = None
    p: float | None = None
    placebo: Difference | None = None


def effects(evidence: Mapping[str, Evidence | Found], margin: float) -> dict[str, Effect]:
    """The effect of each project, tested as one family. evidence: by project, or why there is none.

    margin: points, the change that matters to the company.
    """
    made: dict[str, Effect] = {}
    tested: list[tuple[str, Difference, float, Difference]] = []
    for project, held in evidence.items():
        if isinstance(held, Found):
            made[project] = Effect(held)
        elif held.before is None or held.after is None:
            made[project] = Effect(Found.TOO_FEW)
        elif held.unchosen is None:
            made[project] = Effect(Found.UNCHECKED)
        else:
            placebo = min(held.placebos, key=lambda one: one.p)
            if placebo.p < FINDS_SOMETHING:
                made[project] = Effect(Found.MOVED_BEFORE, placebo=placebo)
            else:
                difference = compared(held.before, held.after)
                p = _from_both(difference, compared(held.unchosen, held.after))
                tested.append((project, difference, p, placebo))
    p_values = adjusted([p for *_, p, _ in tested])
    for (project, difference, _, placebo), p in zip(tested, p_values, strict=True):
        made[project] = Effect(_verdict(difference, p, margin), difference, p, placebo)
    return {project: made[project] for project in evidence}


def _from_both(chosen: Difference, unchosen: Difference) -> float:
    """The larger p of the two, both of one direction: an effect that one of them does not show is none."""
    return max(chosen.p, unchosen.p) if chosen.z * unchosen.z > 0 else 1.0


def _verdict(difference: Difference, p: float, margin: float) -> Found:
    """In the book's order: within the margin first, then significant or not."""
    if -margin <= difference.low90 and difference.high90 <= margin:
        return Found.NOTHING
    if p > FALSE_DISCOVERIES:
        return Found.UNCLEAR
    return Found.WORKED if difference.z > 0 else Found.WORSENED


def points_per_money(effect: Effect, spent: float, each: float) -> tuple[float, float, float] | None:
    """Points gained for each so much money, with both ends of its interval; None unless it worked and cost something.

    It says what was paid, not what another project would gain: effects differ, and money is not all that it takes.
    """
    if effect.found is not Found.WORKED or effect.difference is None or spent <= 0:
        return None
    gained = effect.difference
    return gained.value * each / spent, gained.low * each / spent, gained.high * each / spent


def overlap(groups: Sequence[Mapping[str, str]], values: Mapping[str, str]) -> bool:
    """Whether answers with these values belong to any of the groups."""
    return any(all(values.get(field) == value for field, value in group.items()) for group in groups)
