"""What is drawn of projects: when what was planned and came, and what each did to the score of its group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cx.domain.dots import Dot
from cx.domain.effect import Pair
from cx.domain.periods import Span
from cx.domain.projects import Project
from cx.domain.score import Score
from cx.domain.series import Role
from cx.domain.tables import Table
from cx.narrative import numbers
from cx.narrative import projects as wording
from cx.narrative.strategy import day
from cx.reports.benchmark_parts import DotsPart
from cx.reports.project_effects import Measured


@dataclass(frozen=True, slots=True)
class Planned:
    """One row of a plan: see `cx.charts.plan.Step`."""

    name: str
    planned: date
    stands: date
    done: bool
    late: int
    bad: bool
    first: date | None = None


@dataclass(frozen=True, slots=True)
class PlanPart:
    """What was planned and what came of it."""

    title: str
    caption: str
    alt: str
    steps: tuple[Planned, ...]
    today: date
    table: Table


_COLUMNS = ("What", "Planned", "Stands", "Reached", "Days late")


def portfolio_part(projects: Sequence[Project], today: date, late_from: int) -> PlanPart | None:
    """When each open project goes live, as planned and as it stands; None where no day is planned."""
    steps = []
    for one in projects:
        stands = one.go_live(today)
        if stands is None or one.go_live_on is None:
            continue
        late = one.days_late(today)
        done = one.went_live_on is not None
        steps.append(
            Planned(one.name, one.go_live_on, stands, done, late, not done and late >= late_from, one.chosen_on)
        )
    if not steps:
        return None
    late_ones = [one for one in steps if one.bad]
    title = (
        f"{numbers.said(len(late_ones)).capitalize()} of {numbers.counted(len(steps), 'project')}"
        f" {'goes' if len(late_ones) == 1 else 'go'} live {late_from} days late or later"
        if late_ones
        else f"No project goes live {late_from} days late or later"
    )
    caption = "From the day chosen to going live; hollow as planned, filled as it stands, a diamond where only expected"
    return _part(title, caption, steps, today)


def milestones_part(project: Project, today: date, late_from: int) -> PlanPart | None:
    """A project's milestones; None where it has none."""
    if not project.milestones:
        return None
    steps = []
    for one in project.milestones:
        late = one.days_late(today)
        stands = one.done_on or max(one.expected_on or one.planned_on, today)
        done = one.done_on is not None
        steps.append(Planned(one.name, one.planned_on, stands, done, late, not done and late >= late_from))
    reached = sum(one.done for one in steps)
    title = f"{numbers.said(reached).capitalize()} of {numbers.counted(len(steps), 'milestone')} reached"
    return _part(title, "Hollow as planned, filled as it stands, a diamond where only expected", steps, today)


def _part(title: str, caption: str, steps: Sequence[Planned], today: date) -> PlanPart:
    rows = tuple((one.name, day(one.planned), day(one.stands), "yes" if one.done else "no", one.late) for one in steps)
    return PlanPart(title, caption, f"{title}.", tuple(steps), today, Table(_COLUMNS, rows, title))


# The effect ---------------------------------------------------------------------------------------------------------


def effects_part(projects: Sequence[Project], effects: Mapping[str, Measured]) -> DotsPart | None:
    """The effect of each project that went live; None where none did."""
    live = [one for one in projects if one.went_live_on]
    if not live:
        return None
    dots, rows = [], []
    for one in live:
        found = effects[one.project_id].effect
        gained = found.difference
        if gained is not None:
            dots.append(
                Dot(one.name, "effect", Role.US, gained.value, gained.low, gained.high, wording.effect_brief(found))
            )
        ends = (gained.value, gained.low, gained.high) if gained else (None, None, None)
        rows.append((one.name, one.scope.text("everybody"), *ends, wording.effect(found, one.scope.text("everybody"))))
    working = sum(effects[one.project_id].effect.found.value == "worked" for one in live)
    title = f"{numbers.said(working).capitalize()} of {numbers.counted(len(live), 'live project')} raised the score"
    rest = [f"{one.name}: {wording.effect_brief(effects[one.project_id].effect)}" for one in live
            if effects[one.project_id].effect.difference is None]  # fmt: skip
    surveys = sorted({effects[one.project_id].survey for one in live} - {""})
    caption = "; ".join((
        "Points of NPS gained, compared with elsewhere, from the year before the choice to after going live",
        *surveys, *rest,
    ))  # fmt: skip
    columns = ("Project", "Group", "Points gained", "Low", "High", "In words")
    table = Table(columns, tuple(rows), title, one_decimal=("Points gained", "Low", "High"))
    return DotsPart(title, caption, f"{title}.", tuple(dots), table, zero=True, reason=caption if not dots else "")


def effect_part(project: Project, found: Measured) -> DotsPart | None:
    """The scores of a project's group and of the rest by time; None where nothing is measured yet."""
    if found.times is None or found.evidence is None or found.effect.difference is None:
        return None
    group = project.scope.text()
    when: tuple[tuple[str, Span | None, Pair | None], ...] = (
        ("Year before", found.times.earlier, found.evidence.earlier),
        ("Before choice", found.times.before, found.evidence.before),
        ("Until live", found.times.between, found.evidence.between),
        ("After live", found.times.after, found.evidence.after),
    )
    dots = [dot for name, _, pair in when if pair for dot in _dots(name, group, pair)]
    rows = tuple(
        (name, _months(span), scored.value, scored.low, scored.high, scored.n, who)
        for name, span, pair in when
        if pair and span
        for who, scored in ((group, pair.group), ("Elsewhere", pair.rest))
    )
    title = wording.effect(found.effect, group).rstrip(".")
    caption = f"NPS with its likely range; {found.survey}; {_months(found.times.after)} against"
    caption += f" {_months(found.times.before)}; elsewhere: everybody outside the groups of all projects"
    columns = ("When", "Months", "NPS", "Low", "High", "Answers", "Who")
    return DotsPart(
        title, caption, f"{title}.", tuple(dots), Table(columns, rows, title, one_decimal=("NPS", "Low", "High"))
    )


def _dots(name: str, group: str, pair: Pair) -> Iterator[Dot]:
    for who, role, scored in ((group, Role.US, pair.group), ("elsewhere", Role.OTHER, pair.rest)):
        yield Dot(name, who, role, scored.value, scored.low, scored.high, _score(scored), f"{scored.n:,} answers")


def _score(scored: Score) -> str:
    return numbers.score(scored.value)


def _months(span: Span | None) -> str:
    return f"{span.first:%b %Y} to {span.last:%b %Y}" if span else ""
