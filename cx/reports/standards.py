"""Standards: what each metric means and since when, which surveys ask something else, and the glossary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cx.domain.standards import Metric, Term, asks_the_same, in_force
from cx.narrative import standards as words
from cx.narrative.strategy import day
from cx.reports import operational
from cx.reports.operational import NOTHING, Operational
from cx.reports.parts import Headline, Notice, State, Tone
from cx.store import catalog, training
from cx.store import standards as stored
from cx.store.opening import Store


@dataclass(frozen=True, slots=True)
class MetricCard:
    """One metric as it holds today. about: department, unit, owner, version. earlier: the versions before it."""

    key: tuple[str, ...]
    name: str
    primary: bool
    definition: str
    formula: str
    about: str
    used_in: str
    earlier: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standards:
    """outside: surveys whose question is not the registered one."""

    headline: Headline
    outside: tuple[Notice, ...] = ()
    metrics: tuple[MetricCard, ...] = ()
    terms: tuple[Term, ...] = ()
    operational: Operational = NOTHING


def report(store: Store, today: date) -> Standards:
    if not store.exists():
        return Standards(_headline((), None, 0))
    with store.reading() as connection:
        every, terms = stored.metrics(connection), stored.terms(connection)
        surveys, units = catalog.surveys(connection), training.unit_names(connection)
        gated = operational.report(connection, today, every, stored.values(connection))
    found = in_force(every, today)
    primary = next((one for one in found if one.primary), None)
    outside = [
        Notice(Tone.WORSE, survey.name, words.outside(survey.question))
        for survey in surveys
        if primary and primary.question and not asks_the_same(survey.question, primary.question)
    ]
    return Standards(
        _headline(found, primary, len(outside)),
        tuple(outside),
        tuple(_card(one, every, units.get(one.department, one.department)) for one in found),
        terms,
        gated,
    )


def _headline(found: tuple[Metric, ...], primary: Metric | None, outside: int) -> Headline:
    next_step = "" if found else "Write down the first metric below, or load a file of metrics on the Imports page."
    return Headline(State.READY, words.headline(found, primary, outside), next_step)


def _card(metric: Metric, every: tuple[Metric, ...], department: str) -> MetricCard:
    about = (department or "Whole company", metric.unit, metric.owner, f"version {metric.version} since")
    before = sorted(
        (one for one in every if one.metric_id == metric.metric_id and one.effective_on < metric.effective_on),
        key=lambda one: one.effective_on,
        reverse=True,
    )
    return MetricCard(
        (str(metric.version), metric.metric_id),
        metric.name,
        metric.primary,
        metric.definition,
        metric.formula,
        f"{' · '.join(filter(None, about))} {day(metric.effective_on)}",
        f"Used in {', '.join(metric.used_in)}" if metric.used_in else "",
        tuple(f"Version {one.version} from {day(one.effective_on)}: {one.definition}" for one in before),
    )
