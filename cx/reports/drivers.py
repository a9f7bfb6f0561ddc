"""What goes with the score: drivers of the group and period, what changed, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cx.domain.book import Against, Key
from cx.domain.driver_changes import DriverChange, changes
from cx.domain.driver_questions import questions
from cx.domain.drivers import LEAST_EACH, Driver, Drivers, Weights, fit, weigh
from cx.domain.periods import Window
from cx.domain.series import Shown
from cx.domain.tables import Cell, Table
from cx.narrative import drivers as wording
from cx.reports import captions
from cx.reports.headlines import Opened
from cx.reports.parts import Link
from cx.store.rated_answers import has_ratings, rated_answers


@dataclass(frozen=True, slots=True)
class DriversPart:
    """Ratings beside the score, by how much of its differences goes with each and by how well each is rated.

    drivers: None where there is nothing to weigh; `reason` then says why, and `link` where to mend it.
    findings: sentences below the chart: what all explain, what is not shown, what changed. notes: what it rests on.
    """

    title: str
    caption: str
    alt: str
    drivers: Drivers | None
    findings: tuple[str, ...]
    notes: tuple[str, ...]
    reason: str
    table: Table
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class DriverFact:
    """A driver that is shown to go with the score, for sentences elsewhere; always an association.

    importance, low, high: share of the differences in the score that goes with it, 0 to 1, with its 95% interval.
    share: of what all ratings explain together, 0 to 1. rating: mean, on the scale from scale_low to scale_high.
    n: answers weighed. leads: whether no other is as weighty, by more than chance. changes: those shown to be changes,
    each with the label of the period it is against.
    """

    name: str
    importance: float
    low: float
    high: float
    share: float
    rating: float
    scale_low: float
    scale_high: float
    n: int
    explained: float
    survey: str
    period: str
    leads: bool
    changes: tuple[tuple[str, DriverChange], ...]


@dataclass(frozen=True, slots=True)
class _Reference:
    """An earlier period; found: None where it is not compared, for the reason given."""

    window: Window
    found: tuple[DriverChange, ...] | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Weighed:
    drivers: Drivers
    references: tuple[_Reference, ...]
    explored: bool


def drivers_part(opened: Opened) -> DriversPart:
    """The drivers of the view's group and period, with what changed since the period before and a year ago."""
    asked = captions.asked(opened.figures.survey)
    if not has_ratings(opened.figures.connection, opened.figures.survey.survey_id):
        return _without(wording.NO_RATINGS, asked, wording.HOW_TO_IMPORT, Link("imports"))
    weighed = _weighed(opened)
    if weighed is None:
        least = max(round(opened.programme.company.thin_below), LEAST_EACH)
        when = f"{opened.windows.now.label} · {asked}"
        return _without(wording.TOO_FEW, when, wording.WIDER.format(least=least), None)
    drivers = weighed.drivers
    title = wording.finding(drivers, explored=weighed.explored)
    caption = captions.caption(drivers.n, opened.windows.now.label, opened.figures.survey)
    notes = tuple(filter(None, _notes(weighed)))
    return DriversPart(
        title=title,
        caption=caption,
        alt=wording.alt(drivers),
        drivers=drivers,
        findings=tuple(filter(None, _findings(weighed))),
        notes=notes,
        reason="",
        table=_table(weighed, title, (caption, wording.ASSOCIATION, *notes)),
    )


def driver_facts(opened: Opened) -> tuple[DriverFact, ...]:
    """The drivers shown to go with the score, the weightiest first; none of a group that is only explored."""
    weighed = _weighed(opened)
    if weighed is None or weighed.explored:
        return ()
    drivers = weighed.drivers
    return tuple(
        DriverFact(
            name=wording.named(driver.names),
            importance=driver.importance.value,
            low=driver.importance.low,
            high=driver.importance.high,
            share=driver.share,
            rating=driver.rating.value,
            scale_low=driver.question.low,
            scale_high=driver.question.high,
            n=drivers.n,
            explained=drivers.explained.value,
            survey=opened.figures.survey.survey_id,
            period=opened.windows.now.period.key,
            leads=place == 0 and drivers.leading == 1,
            changes=tuple(
                (reference.window.label, change)
                for reference in weighed.references
                for change in reference.found or ()
                if change.changed and change.names == driver.names
            ),
        )
        for place, driver in enumerate(drivers.drivers)
        if driver.shown
    )


def _without(title: str, caption: str, reason: str, link: Link | None) -> DriversPart:
    return DriversPart(title, caption, reason, None, (), (), reason, Table((), (), title, (caption,)), link)


# Weighing -----------------------------------------------------------------------------------------------------------


def _weighed(opened: Opened) -> _Weighed | None:
    """The drivers and what changed; None where the group has too few answers with ratings in the period."""
    figures, windows = opened.figures, opened.windows
    earlier = list(dict.fromkeys((windows.previous, windows.year_ago)))
    spans = [window.span for window in (windows.now, *earlier)]
    company = figures.company
    found = rated_answers(
        figures.connection, figures.survey.survey_id, spans, where=opened.scope, own_brand=company.own_brand
    )
    if 0 not in found or not _may_be_told(opened, windows.now):
        return None
    asked = questions(found[0])
    now = fit(found[0], asked.used, asked.left_out, least=company.thin_below)
    if now is None:
        return None
    explored = opened.book.find(Key(figures.survey.survey_id, opened.scope, Against.PREVIOUS)) is None
    weighed: dict[int, Weights] = {}
    reasons: dict[int, str] = {}
    for place, window in enumerate(earlier, start=1):
        reason = figures.not_compared(windows.now.span, window.span)
        then = None
        if not reason and place in found and _may_be_told(opened, window):
            then = weigh(found[place], asked.used, least=company.thin_below)
        if then is not None:
            weighed[place] = then
        reasons[place] = reason or "too few of its answers have these ratings"
    compared = dict(zip(weighed, changes(now, list(weighed.values()), explored=explored), strict=True))
    references = tuple(
        _Reference(window, compared.get(place), reasons[place]) for place, window in enumerate(earlier, start=1)
    )
    return _Weighed(now.drivers, references, explored)


def _may_be_told(opened: Opened, window: Window) -> bool:
    """Whether sentences may be built on the group's answers of the window at all."""
    (point,) = opened.figures.series((window,), opened.scope, opened.name).points
    return point.shown is Shown.FULL


# In words -----------------------------------------------------------------------------------------------------------


def _findings(weighed: _Weighed) -> Iterator[str]:
    yield wording.together(weighed.drivers)
    yield wording.not_shown(weighed.drivers)
    yield wording.backwards(weighed.drivers)
    yield from wording.moved([(one.window.label, one.found) for one in weighed.references if one.found is not None])


def _notes(weighed: _Weighed) -> Iterator[str]:
    yield wording.resting_on(weighed.drivers)
    yield wording.joined(weighed.drivers)
    yield wording.left_out(weighed.drivers.left_out)
    for reference in weighed.references:
        if reference.found is None:
            yield wording.not_compared(reference.window.label, reference.reason)


def _table(weighed: _Weighed, title: str, notes: Sequence[str]) -> Table:
    columns = (
        *("Rating", "Shown to go with the score", "Weight", "Weight from", "Weight to", "Part of all weights"),
        *("Rated", "Rated from", "Rated to", "Scale", "Correlation", "Answers"),
        *(f"Against {reference.window.label}" for reference in weighed.references),
    )
    rows = tuple(_row(driver, weighed.references) for driver in weighed.drivers.drivers)
    weights = "Weights, in percent: the share of the differences in the score that goes with the rating."
    return Table(columns, rows, title, (weights, *notes), one_decimal=columns[2:9], two_decimals=("Correlation",))


def _row(driver: Driver, references: Sequence[_Reference]) -> tuple[Cell, ...]:
    weight, rated, question = driver.importance, driver.rating, driver.question
    return (
        wording.named(driver.names),
        "yes" if driver.shown else "no",
        *(100 * value for value in (weight.value, weight.low, weight.high, driver.share)),
        *(rated.value, rated.low, rated.high),
        f"{question.low:g} to {question.high:g}",
        driver.correlation,
        driver.rated,
        *(
            wording.against([one for one in reference.found if one.names == driver.names])
            if reference.found is not None
            else "not compared"
            for reference in references
        ),
    )
