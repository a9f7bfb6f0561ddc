"""Sentences about candidate projects. Mentioning a theme goes with a score; none says that it causes one."""

from __future__ import annotations

from cx.domain.candidates import Candidate
from cx.domain.themes import Effect
from cx.narrative import numbers
from cx.narrative.strategy import listed

RULE = (
    "A theme of comments counts where those who mention it score below the others, by more than chance, in the company"
    " and in the areas of at least two leaders, and no project serves it. The first pulls the score down most."
    " A theme goes with a score; it need not be its cause."
)
NO_ANSWERS = "Nothing to find them in yet: load answers with comments on the Imports page."
COUNTING = "The comments are still being counted; come back in a minute."
NO_AREAS = "Nobody knows whose customers these are: load leaders and their areas on the Imports page."
NONE = "Nothing that customers write about goes with lower scores in several areas, without a project that serves it."


def title(count: int) -> str:
    if not count:
        return "No candidate for a project"
    counted = numbers.counted(count, "problem").capitalize()
    return f"{counted} that no single function can solve {'waits' if count == 1 else 'wait'} for a project"


def why(found: Candidate, comments: int) -> str:
    """How many mention it, and how they score against the others, with the likely range."""
    effect = found.effect
    share = numbers.percent(effect.mention.n / comments)
    return (
        f"{effect.mention.n:,} of {comments:,} comments ({share}) mention it. Those who do scored"
        f" {numbers.score(effect.mention.value)}, the others {numbers.score(effect.others.value)}: {likely(effect)}."
    )


def likely(effect: Effect) -> str:
    """How far below the others; the whole range is below them where a theme is a candidate."""
    return f"likely {numbers.score(-effect.difference.high)} to {numbers.score(-effect.difference.low)} lower"


def touches(found: Candidate) -> str:
    """The units, and how it is known that it touches them."""
    units = listed(list(dict.fromkeys(area.unit for area, _ in found.touched)))
    return f"Touches {units}: in the area of each, those who mention it scored lower, by more than chance."


def left(unit: str, project: str) -> str:
    return f"{unit}: left to “{project}”."


def problem(found: Candidate, comments: int, period: str) -> str:
    """What a new project's problem begins with, until somebody puts it in a customer's words."""
    return f"{found.theme.name}: {found.effect.mention.n:,} of {comments:,} comments in {period} mention it."
