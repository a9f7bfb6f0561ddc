"""Sentences about candidate projects. A theme, or a low rating, goes with a score; none says that it causes one."""

from __future__ import annotations

from cx.domain.candidates import LOW, Candidate, Problem
from cx.domain.rounding import whole
from cx.domain.themes import Effect
from cx.narrative import numbers
from cx.narrative.strategy import listed

RULE = (
    "A theme of comments, or a rating that goes with the score, counts where those who mention it, or rate it low,"
    " score below the others, by more than chance, in the company and in the areas of at least two leaders, and no"
    " project serves it. The first could move the score most: by the points that it would be higher without those"
    " answers, times a rating's part of what all ratings explain together. What goes with it need not be its cause."
)
NO_ANSWERS = "Nothing to find them in yet: load answers with comments or ratings on the Imports page."
COUNTING = "The comments are still being counted; come back in a minute."
NO_AREAS = "Nobody knows whose customers these are: load leaders and their areas on the Imports page."
NONE = "Nothing that customers write about or rate goes with lower scores in several areas without a project for it."


def title(count: int) -> str:
    if not count:
        return "No candidate for a project"
    counted = numbers.counted(count, "problem").capitalize()
    return f"{counted} that no single function can solve {'waits' if count == 1 else 'wait'} for a project"


def why(found: Candidate, asked: int) -> str:
    """How many have the problem, and how they score against the others, with the likely range."""
    effect = found.effect
    return (
        f"{_how_many(found, asked)}. Those who do scored {numbers.score(effect.mention.value)}, the others"
        f" {numbers.score(effect.others.value)}: {likely(effect)}."
    )


def _how_many(found: Candidate, asked: int) -> str:
    n = found.effect.mention.n
    share = numbers.percent(n / asked)
    if found.problem.theme:
        return f"{n:,} of {asked:,} comments ({share}) mention it"
    return f"{n:,} of {asked:,} answers ({share}) rate it in the lower six tenths of its scale"


def could_move(found: Candidate) -> str:
    """By which they are ranked, in whole points."""
    points = numbers.counted(whole(found.points), "point")
    if found.problem.theme:
        return f"Up to {points} of the NPS of those who comment."
    share = numbers.percent(found.problem.share)
    return f"Up to {points} of the NPS of those who rate it; its part of what all ratings explain together is {share}."


def known_from(problem: Problem) -> str:
    """Where each figure can be counted again."""
    if problem.theme:
        return f"table theme_summary, theme '{problem.theme.theme_id}'"
    named = " and ".join(f"'{name}'" for name in problem.names)
    return f"table response_ratings, rating {named} up to {LOW:g} of its scale"


def likely(effect: Effect) -> str:
    """How far below the others; the whole range is below them where a theme is a candidate."""
    return f"likely {numbers.score(-effect.difference.high)} to {numbers.score(-effect.difference.low)} lower"


def touches(found: Candidate) -> str:
    """The units, and how it is known that it touches them."""
    units = listed(list(dict.fromkeys(area.unit for area, _ in found.touched)))
    who = "those who mention it" if found.problem.theme else "those who rate it low"
    return f"Touches {units}: in the area of each, {who} scored lower, by more than chance."


def left(unit: str, project: str) -> str:
    return f"{unit}: left to “{project}”."


def problem(found: Candidate, asked: int, period: str) -> str:
    """What a new project's problem begins with, until somebody puts it in a customer's words."""
    return f"{found.problem.name}: {_how_many(found, asked)} in {period}."
