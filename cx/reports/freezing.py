"""What is frozen when a period closes: its figures in every survey, and its verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from cx.domain.book import Family, Verdict
from cx.domain.closing import Frozen, closes_with
from cx.domain.errors import BadValue
from cx.domain.periods import Period, Window
from cx.domain.slices import EVERYBODY, GROUPING_FIELDS, Slice
from cx.domain.surveys import Provenance
from cx.domain.tally import EMPTY, Tally
from cx.reports import captions
from cx.reports.book import compiled, windows_of
from cx.reports.figures import Figures
from cx.reports.programme import Programme
from cx.reports.restating import rule
from cx.store import catalog
from cx.store.closed_books import Freeze


def freezes(programme: Programme, period: Period) -> list[Freeze]:
    """What closing the period freezes: itself, the months and quarters in it, and a longer period that it completes.

    The period and what it completes keep their verdicts; the shorter ones, which nobody closed by name, their figures.
    Raises BadValue where it is not over, closed already, or has no answers.
    """
    figures = [programme.figures(survey) for survey in programme.surveys]
    _check(programme, figures, period)
    calendar = programme.calendar
    closing = closes_with(calendar, period, programme.closed.closings)
    for one in figures:
        one.prepare([span for part in closing if (windows := windows_of(one, part)) for span in windows.spans])
    return [
        Freeze(
            period=part,
            closed_with=period.key,
            rule=rule(programme.company),
            figures=[frozen for one in figures for frozen in _figures(one, one.window(part))],
            verdicts=_verdicts(programme, part) if part.span.days >= period.span.days else None,
        )
        for part in closing
    ]


def why_not(programme: Programme, period: Period) -> str:
    """Why a period cannot be closed, in words; '' where it can."""
    closing = programme.closed.closing(period.span)
    if closing is not None:
        on = captions.day(closing.closed_at.date())
        return f"{period.label} was closed already, on {on}. To close it anew, reopen it first, with the reason."
    if programme.today <= period.span.last:
        return f"{period.label} is not over. It can be closed once {captions.day(period.span.last)} has passed."
    if not any(_has_answers(programme.figures(survey), period) for survey in programme.surveys):
        return f"{period.label} has no answers in any survey, so there is nothing to close. Import them first."
    return ""


def _check(programme: Programme, figures: Sequence[Figures], period: Period) -> None:
    if why := why_not(programme, period):
        raise BadValue(why)


def _has_answers(figures: Figures, period: Period) -> bool:
    answered = figures.answered
    return answered is not None and answered.overlaps(period.span) and bool(_everybody(figures, period))


def _everybody(figures: Figures, period: Period) -> list[Tally]:
    by = ("brand",) if len(figures.known.get("brand", ())) > 1 else ()
    return list(figures.tallies([period.span], by).values())


def _verdicts(programme: Programme, period: Period) -> list[Verdict]:
    """The book of the period, of those surveys that had answers in it."""
    book = compiled(programme, period, programme.surveys)
    spoke = {
        survey.survey_id
        for survey in programme.surveys
        if (windows := windows_of(programme.figures(survey), period)) and windows.now.period == period
    }
    return [
        verdict
        for verdict in book.verdicts.values()
        if verdict.key.survey_id in spoke and verdict.family is not Family.EXPLORED
    ]


def _figures(figures: Figures, window: Window) -> Iterator[Frozen]:
    """Everybody, every value of every field, every leader's group; each brand in all these where there are several."""
    fields = [name for name in GROUPING_FIELDS if name in figures.known]
    tables: list[tuple[str, ...]] = [(), *((name,) for name in fields)]
    if len(figures.known.get("brand", ())) > 1:
        tables += [("brand",), *(("brand", name) for name in fields)]
    told = chain.from_iterable(_table(figures, window, by) for by in tables)
    kept = {frozen.scope: frozen for frozen in told}
    if not kept:
        return
    yield from kept.values()
    for scope in _led(figures):
        if scope not in kept:
            tally = figures.tallies([window.span], where=scope).get((0, ()), EMPTY)
            yield _frozen(figures, window, tally, scope)


def _table(figures: Figures, window: Window, by: tuple[str, ...]) -> Iterable[Frozen]:
    for (_, group), tally in figures.tallies([window.span], by).items():
        yield _frozen(figures, window, tally, Slice(tuple(zip(by, group, strict=True))))


def _led(figures: Figures) -> list[Slice]:
    """Groups that somebody answers for and that this survey knows."""
    if figures.survey.provenance is not Provenance.OWN:
        return []
    scopes = {scope for found in catalog.leader_scopes(figures.connection).values() for scope in found}
    known = (scope for scope in scopes if scope != EVERYBODY and not figures.missing(scope))
    return sorted(known, key=lambda scope: scope.canonical())


def _frozen(figures: Figures, window: Window, tally: Tally, scope: Slice) -> Frozen:
    point = figures.today_point(window, tally, scope)
    return Frozen(
        survey_id=figures.survey.survey_id,
        scope=scope,
        shown=point.shown,
        tally=tally if point.score else None,
        score=point.score,
        target=point.target,
    )
