"""What the metrics that are worked out from a rating came to, in the last quarter with answers."""

from __future__ import annotations

import numpy as np

from cx.domain import rated
from cx.domain.periods import Grain, Window
from cx.domain.standards import Metric, WorkedOut
from cx.narrative import standards as words
from cx.reports import captions
from cx.reports.figures import Figures
from cx.reports.programme import Programme
from cx.store.rated_answers import rated_answers

MOST_READ = 1_000_000
"""Answers of one quarter: a mean needs no resampling, so all are read that a screenful of memory holds."""


def told(programme: Programme, metric: Metric) -> tuple[str, str]:
    """The figure with its likely range, then what it rests on, or why there is none; both '' of any other metric."""
    if not metric.rating or metric.worked_out is None:
        return "", ""
    survey = next((one for one in programme.surveys if one.survey_id == metric.survey_id), None)
    figures = programme.figures(survey) if survey else None
    window = figures.latest(Grain.QUARTER) if figures else None
    if figures is None or window is None:
        return "", words.NO_RATED_SURVEY
    if metric.effective_on > window.span.first:
        return "", words.defined_later(window.label)
    given = _ratings(figures, window, metric)
    if given is None:
        return "", words.not_rated(metric.rating, window.label)
    small = f"{window.label} · {captions.asked(figures.survey)}"
    company = figures.company
    if len(given.values) < company.hide_below:
        return "", captions.heard(None, small)
    found = rated.mean(given) if metric.worked_out is WorkedOut.MEAN else rated.net(given)
    if found is None:
        return "", words.not_rated(metric.rating, window.label)
    few = found.effective < company.thin_below
    return words.rated_figure(found, metric.worked_out, given.high, few=few), captions.heard(found.n, small)


def _ratings(figures: Figures, window: Window, metric: Metric) -> rated.Ratings | None:
    """The ratings of one whole quarter on the registered scale; None where there are none."""
    answers = rated_answers(
        figures.connection,
        figures.survey.survey_id,
        [window.span],
        own_brand=figures.company.own_brand,
        most=MOST_READ,
    ).get(0)
    if answers is None or metric.rating not in answers.names:
        return None
    place = answers.names.index(metric.rating)
    scale = answers.lows[place], answers.highs[place]
    if metric.scale not in (None, scale):
        return None
    values = answers.ratings[:, place]
    has = ~np.isnan(values)
    return rated.Ratings(values[has], answers.weights[has], answers.clusters[has], *scale) if has.any() else None
