"""What the shared filters offer in one survey."""

from __future__ import annotations

from datetime import date

from cx.domain.errors import BadValue, ChoiceNeeded
from cx.domain.periods import Period, Window
from cx.domain.slices import EVERYBODY, GROUPING_FIELDS, Slice
from cx.domain.surveys import Survey
from cx.reports.figures import Figures
from cx.reports.parts import Choice, Filters
from cx.reports.programme import Programme
from cx.reports.view import View
from cx.store import company as companies
from cx.store.opening import Store

MOST_PERIODS = 60
NO_FILTERS = Filters((), "", (), "", (), EVERYBODY, demo=False, company_name="")


def report(store: Store, view: View, today: date) -> Filters:
    """The filters' choices; a value in the address that does not exist falls back to the default."""
    if not store.exists():
        return NO_FILTERS
    with store.reading() as connection:
        programme = Programme.open(connection, today)
        demo = companies.is_demo(connection)
        offered = tuple(Choice(survey.survey_id, survey.name) for survey in programme.surveys)
        survey = _chosen_survey(programme, view)
        if survey is None:
            return Filters(offered, "", (), "", (), EVERYBODY, demo, programme.company.company_name)
        figures = programme.figures(survey)
        period = chosen_period(figures, view)
        known = figures.known
        return Filters(
            surveys=offered,
            chosen_survey=survey.survey_id,
            periods=_periods(figures, view),
            chosen_period=period.key if period else "",
            grouping=tuple(
                (field, programme.company.label(field), known[field]) for field in GROUPING_FIELDS if field in known
            ),
            scope=Slice(tuple(pair for pair in view.scope if pair[1] in known.get(pair[0], ()))),
            demo=demo,
            company_name=programme.company.company_name,
        )


def _chosen_survey(programme: Programme, view: View) -> Survey | None:
    """The survey asked for, or what stands in for one that does not exist."""
    known = {survey.survey_id for survey in programme.surveys}
    try:
        return programme.choose(view.survey_id if view.survey_id in known else "")
    except ChoiceNeeded:
        return None


def chosen_period(figures: Figures, view: View) -> Period | None:
    """The period asked for, else the last one that can be told of; None where there are no answers."""
    latest = figures.latest(view.grain)
    if latest is None or figures.answered is None:
        return None
    try:
        period = figures.calendar.parse(view.period) if view.period else None
    except BadValue:
        period = None
    if period and period.grain is view.grain and figures.answered.first <= period.span.last <= latest.period.span.last:
        return period
    return _last_told(figures, latest)


def _last_told(figures: Figures, latest: Window) -> Period:
    """The last period with answers, or the one before where the last has only begun and has too few to be shown."""
    if not latest.to_date:
        return latest.period
    windows = figures.windows(latest.period, 2)
    told = [point.score is not None for point in figures.series(windows, EVERYBODY, "").points]
    return windows[0].period if told == [True, False] else latest.period


def _periods(figures: Figures, view: View) -> tuple[Choice, ...]:
    """Periods of the grain with answers, newest first."""
    latest = figures.latest(view.grain)
    windows = figures.windows(latest.period, MOST_PERIODS) if latest else ()
    return tuple(Choice(window.period.key, window.label) for window in reversed(windows))
