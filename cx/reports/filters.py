"""What the shared filters offer in one survey."""

from __future__ import annotations

from datetime import date

from cx.domain.errors import BadValue, ChoiceNeeded, UnknownName
from cx.domain.periods import Period
from cx.domain.slices import EVERYBODY, GROUPING_FIELDS, Slice
from cx.reports.figures import Figures, choose_survey, open_figures
from cx.reports.parts import Choice, Filters
from cx.reports.view import View
from cx.store import catalog
from cx.store import company as companies
from cx.store.opening import Store

MOST_PERIODS = 60
NO_FILTERS = Filters((), "", (), "", (), EVERYBODY, demo=False, company_name="")


def report(store: Store, view: View, today: date) -> Filters:
    """The filters' choices; a value in the address that does not exist falls back to the default."""
    if not store.exists():
        return NO_FILTERS
    with store.reading() as connection:
        company = companies.load(connection)
        surveys = catalog.surveys(connection)
        offered = tuple(Choice(survey.survey_id, survey.name) for survey in surveys)
        demo = companies.is_demo(connection)
        try:
            survey = choose_survey(surveys, company, view.survey_id)
        except (UnknownName, ChoiceNeeded):
            survey = next(iter(surveys), None) if view.survey_id else None
        if survey is None:
            return Filters(offered, "", (), "", (), EVERYBODY, demo, company.company_name)
        figures = open_figures(connection, company, survey, today)
        known = catalog.field_values(connection, survey.survey_id)
        period = chosen_period(figures, view)
        return Filters(
            surveys=offered,
            chosen_survey=survey.survey_id,
            periods=_periods(figures, view),
            chosen_period=period.key if period else "",
            grouping=tuple(
                (field, company.label(field), known[field]) for field in GROUPING_FIELDS if known.get(field)
            ),
            scope=Slice(tuple(pair for pair in view.scope if pair[1] in known.get(pair[0], ()))),
            demo=demo,
            company_name=company.company_name,
        )


def chosen_period(figures: Figures, view: View) -> Period | None:
    """The period asked for, else the last one with answers; None where there are no answers."""
    latest = figures.latest(view.grain)
    if latest is None or figures.answered is None:
        return None
    try:
        period = figures.calendar.parse(view.period) if view.period else latest.period
    except BadValue:
        return latest.period
    within = period.grain is view.grain and figures.answered.first <= period.span.last <= latest.period.span.last
    return period if within else latest.period


def _periods(figures: Figures, view: View) -> tuple[Choice, ...]:
    """Periods of the grain with answers, newest first."""
    latest = figures.latest(view.grain)
    windows = figures.windows(latest.period, MOST_PERIODS) if latest else ()
    return tuple(Choice(window.period.key, window.label) for window in reversed(windows))
