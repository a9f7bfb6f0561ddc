"""The small print under every figure: how many answers, when, which survey, who asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cx.domain.periods import Span
from cx.domain.series import Point, Shown
from cx.domain.surveys import Provenance, Survey


def asked(survey: Survey) -> str:
    """The survey and who asked."""
    return f"{survey.name}; {survey.asked_by or _who(survey)}"


def counted(survey: Survey) -> str:
    """Where answers that are not here were counted, and when."""
    if survey.counted_at is None:
        return ""
    return f", as the warehouse counted them on {day(survey.counted_at.date())}, {survey.counted_at:%H:%M} UTC"


def _who(survey: Survey) -> str:
    if survey.provenance is Provenance.OWN and survey.audience == "partner":
        return "we asked our partners"
    return survey.provenance.words


def answers(n: int) -> str:
    return "1 answer" if n == 1 else f"{n:,} answers"


def day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def span(span: Span) -> str:
    return f"{day(span.first)} to {day(span.last)}"


def caption(n: int | None, when: str, survey: Survey) -> str:
    return f"{heard(n, when)} · {asked(survey)}"


def heard(n: int | None, when: str, *, closed: bool = False) -> str:
    """n: None where it may not be shown. closed: the figure is frozen."""
    counted = "Too few answers to show" if n is None else answers(n).capitalize()
    return f"{counted} · {when}{', closed' if closed else ''}"


def of_points(points: Iterable[Point], survey: Survey) -> str:
    """The caption of a trend: the answers of its shown points, from the first to the last period."""
    told = [point for point in points if point.shown is not Shown.EMPTY]
    if not told:
        return f"No answers · {asked(survey)}"
    first, last = told[0].label, told[-1].label
    when = first if first == last else f"{first} to {last}"
    counted = sum(point.score.n for point in told if point.score)
    return f"{answers(counted).capitalize()} · {when} · {asked(survey)}"
