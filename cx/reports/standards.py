"""Standards: what each metric means and since when, which surveys ask something else, and the glossary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cx.domain.evidence import BETWEEN
from cx.domain.shipped_standards import with_nps, with_terms
from cx.domain.standards import Metric, Term, asks_the_same, in_force, of_score, scale_seen
from cx.domain.surveys import Survey
from cx.narrative import standards as words
from cx.narrative.strategy import day
from cx.reports import operational, rated
from cx.reports.operational import NOTHING, Operational
from cx.reports.parts import Headline, Notice, State, Tone
from cx.reports.programme import Programme
from cx.store import rated_answers, training
from cx.store import standards as stored
from cx.store.opening import Connection, Store


@dataclass(frozen=True, slots=True)
class MetricCard:
    """One metric as it holds today. figure, rests_on: what it came to, where it is worked out from a rating.
    about: department, unit, owner, version. review: when it is to be renewed. earlier: the versions before it.
    given: what a form begins with, by column, of one that is not stored yet.
    """

    key: tuple[str, ...]
    name: str
    primary: bool
    definition: str
    formula: str
    figure: str
    rests_on: str
    about: str
    review: str
    used_in: str
    earlier: tuple[str, ...]
    given: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Standards:
    """outside: surveys whose question or scale is not the registered one."""

    headline: Headline
    outside: tuple[Notice, ...] = ()
    metrics: tuple[MetricCard, ...] = ()
    terms: tuple[Term, ...] = ()
    operational: Operational = NOTHING


def report(store: Store, today: date) -> Standards:
    if not store.exists():
        return _told(with_nps(()), today, terms=with_terms(()))
    with store.reading() as connection:
        programme = Programme.open(connection, today)
        every = programme.metrics
        return _told(
            every,
            today,
            terms=stored.terms(connection),
            outside=tuple(_outside(connection, every, programme.surveys, today)),
            gated=operational.report(connection, today, every, stored.values(connection)),
            units=training.unit_names(connection),
            figures={one.metric_id: rated.told(programme, one) for one in in_force(every, today)},
        )


def _told(
    every: Sequence[Metric],
    today: date,
    *,
    terms: tuple[Term, ...],
    outside: tuple[Notice, ...] = (),
    gated: Operational = NOTHING,
    units: Mapping[str, str] | None = None,
    figures: Mapping[str, tuple[str, str]] | None = None,
) -> Standards:
    found = in_force(every, today)
    primary = next((one for one in found if one.primary), None)
    overdue = sum(one.overdue(today) for one in found)
    mine = any(not one.shipped for one in found)
    headline = Headline(
        State.READY,
        words.headline(found, primary, len({one.name for one in outside}), overdue),
        "" if mine else "Make it your own below: who answers for it, how surveys must ask, from which day it holds.",
    )
    known, told = units or {}, figures or {}
    cards = (
        _card(one, every, today, known.get(one.department, one.department), told.get(one.metric_id, ("", "")))
        for one in found
    )
    return Standards(headline, outside, tuple(cards), terms, gated)


def _outside(
    connection: Connection, every: Sequence[Metric], surveys: Sequence[Survey], today: date
) -> Iterator[Notice]:
    """Surveys that put another question than the metric of their score, or ask it or a rating on another scale."""
    counts = stored.score_counts(connection)
    for survey in surveys:
        metric = next(iter(in_force(of_score(every, survey.survey_id), today)), None)
        if metric and metric.question and not asks_the_same(survey.question, metric.question):
            yield Notice(Tone.WORSE, survey.name, words.other_question(survey.question))
        scores = counts.get(survey.survey_id, ())
        if scores and (seen := scale_seen(scores)):
            yield Notice(Tone.WORSE, survey.name, words.seen_scale(sum(scores), seen))
    wanted = {one.rating: one.scale for one in in_force(every, today) if one.rating and one.scale}
    names = {survey.survey_id: survey.name for survey in surveys}
    for survey_id, rating, low, high in rated_answers.scales(connection, wanted) if wanted else ():
        if (low, high) != wanted[rating] and survey_id in names:
            told = words.other_scale(f"“{rating}”", (low, high), wanted[rating])
            yield Notice(Tone.WORSE, names[survey_id], told)


def _card(metric: Metric, every: Sequence[Metric], today: date, department: str, figure: tuple[str, str]) -> MetricCard:
    since = words.since(metric, day(metric.effective_on))
    before = sorted(
        (one for one in every if one.metric_id == metric.metric_id and one.effective_on < metric.effective_on),
        key=lambda one: one.effective_on,
        reverse=True,
    )
    return MetricCard(
        key=(str(metric.version), metric.metric_id),
        name=metric.name,
        primary=metric.primary,
        definition=metric.definition,
        formula=metric.formula,
        figure=figure[0],
        rests_on=figure[1],
        about=" · ".join(filter(None, (department or "Whole company", metric.unit, metric.owner, since))),
        review=words.review(day(metric.review_by), overdue=metric.overdue(today)) if metric.review_by else "",
        used_in=f"Used in {', '.join(metric.used_in)}" if metric.used_in else "",
        earlier=tuple(f"Version {one.version} from {day(one.effective_on)}: {one.definition}" for one in before),
        given=_given(metric, today) if metric.shipped else (),
    )


def _given(metric: Metric, today: date) -> tuple[tuple[str, str], ...]:
    """A shipped definition as the company's own, from today on."""
    return (
        *(("name", metric.name), ("definition", metric.definition), ("formula", metric.formula)),
        *(("unit", metric.unit), ("effective_on", today.isoformat()), ("used_in", BETWEEN.join(metric.used_in))),
        *(("primary_metric", "yes"), ("better", str(metric.better)), ("scale_low", "0"), ("scale_high", "10")),
    )
