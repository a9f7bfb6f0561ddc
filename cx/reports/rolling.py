"""Rolling windows: pooled answers of several months, never a mean of scores."""

from __future__ import annotations

from dataclasses import replace

from cx.domain.book import Against, Comparison, Family, Key, explore
from cx.domain.periods import Grain, Period, Rolling, Window
from cx.domain.series import Point, Role, Series
from cx.domain.tally import EMPTY
from cx.domain.verdict import Question
from cx.narrative import titles
from cx.reports import captions, tables
from cx.reports.figures import Figures
from cx.reports.headlines import Opened
from cx.reports.parts import TrendPart

MONTHS = (3, 12)
"""Months that a window may pool, as the page offers them."""
MOST_WINDOWS = 36


def rolling_part(opened: Opened, months: int) -> TrendPart:
    """A group's trend in rolling windows that end with each month.

    The newest is tested against the last window that shares no day with it, by itself and labelled as explored.
    """
    figures = opened.figures
    windows = _windows(opened, months)
    series = Series(opened.label, Role.US, tuple(_points(opened, windows)))
    newest = windows[-1]
    before = figures.calendar.before(newest)
    now, then = _points(opened, [newest, before])
    comparison = Comparison(
        Key(figures.survey.survey_id, opened.scope, Against.PREVIOUS),
        Family.EXPLORED,
        Question.CHANGE,
        now.score,
        then.score,
        figures.not_compared(newest.span, before.span),
    )
    verdict = explore(comparison, margin=figures.company.margin, thin_below=figures.company.thin_below)
    title = titles.trend(opened.label, verdict, newest.label, before.label)
    caption = captions.caption(now.score.n if now.score else None, newest.days_counted, figures.survey)
    events = figures.events_in(series.points[0].first, series.points[-1].last, opened.scope)
    return TrendPart(
        title=title,
        caption=caption,
        alt=titles.trend_alt([series]),
        series=(series,),
        events=tuple(event for event in events if event not in figures.method_changes()),
        breaks=tuple(event for event in events if event in figures.method_changes()),
        table=tables.of_series([series], title, caption),
    )


def _windows(opened: Opened, months: int) -> list[Rolling]:
    """Windows that lie wholly within the days with answers, oldest first; the newest always."""
    figures = opened.figures
    calendar = figures.calendar
    last = calendar.period_of(opened.windows.now.span.last, Grain.MONTH)
    ends = figures.windows(last, MOST_WINDOWS)
    rolled = [calendar.rolling(end, months) for end in ends]
    whole = [one for one in rolled[:-1] if figures.answered and one.span.first >= figures.answered.first.replace(day=1)]
    return [*whole, rolled[-1]]


def _points(opened: Opened, windows: list[Rolling]) -> list[Point]:
    """Pooled figures; a window with a hidden month is hidden, because its neighbours would give the month away."""
    figures = opened.figures
    found = figures.tallies([window.span for window in windows], where=opened.scope)
    return [
        replace(
            figures.point(
                Window(Period(window.span, Grain.MONTH, window.label), window.span, window.to_date),
                found.get((i, ()), EMPTY),
                opened.scope,
                hidden=any(figures.is_hidden(month, opened.scope) for month in _months(figures, window)),
            ),
            label=window.label,
            target=None,
        )
        for i, window in enumerate(windows)
    ]


def _months(figures: Figures, window: Rolling) -> tuple[Period, ...]:
    calendar = figures.calendar
    return calendar.sequence(calendar.period_of(window.span.first, Grain.MONTH), window.last)
