"""The page for everyone: what people of an area need, what they say, what is being done about it, and what has been."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cx.domain.disclosure import Sensitivity
from cx.domain.needs import Need, Rating
from cx.domain.people import Leader
from cx.domain.periods import Grain, Period
from cx.domain.projects import Project, Stage
from cx.domain.series import Shown
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.tables import Table
from cx.narrative.approving import SHORTEST_NAME
from cx.narrative.facts import Audience, Kind
from cx.narrative.numbers import percent
from cx.narrative.speech import point, spoken_name
from cx.reports import drafts
from cx.reports.headlines import open_view
from cx.reports.parts import Choice, Headline
from cx.reports.programme import Programme
from cx.reports.themes import themes_part
from cx.reports.view import View
from cx.store import accounts, benchmarks, catalog, projects
from cx.store.opening import Store

MOST_NEEDS, MOST_THEMES = 4, 3
MOST_DONE = timedelta(days=365)
"""How long ago a thing may have been finished and still be told as done."""


@dataclass(frozen=True, slots=True)
class Doing:
    """Something that is being done, or was. who: its owner. when: in words. why: the problem that it solves."""

    name: str
    who: str
    when: str
    why: str = ""

    @property
    def line(self) -> str:
        why = (
            f" (\N{LEFT DOUBLE QUOTATION MARK}{self.why.rstrip('.')}\N{RIGHT DOUBLE QUOTATION MARK})"
            if self.why
            else ""
        )
        return f"{self.name}{why}: {', '.join(part for part in (self.who, self.when) if part)}."


@dataclass(frozen=True, slots=True)
class ForEveryone:
    """areas: what can be chosen. title: the area and the period. said: sentences about the score. themes: what comments
    speak of. needs: by audience, the most important first. doing, done: projects. note: what the page leaves out.
    missing: what to do where there is nothing to tell yet."""

    title: str
    areas: tuple[Choice, ...] = ()
    area: str = "*"
    said: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    needs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    doing: tuple[Doing, ...] = ()
    done: tuple[Doing, ...] = ()
    note: str = ""
    as_of: date = date.min
    missing: str = ""

    @property
    def sections(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The page from top to bottom: each heading with its lines; one that says nothing is told as such."""
        return (
            ("What they tell us", (*self.said, *self.themes)),
            *self.needs,
            ("What we are doing about it", tuple(one.line for one in self.doing) or (NOTHING_DOING,)),
            ("What has been done", tuple(one.line for one in self.done) or (NOTHING_DONE,)),
        )

    @property
    def table(self) -> Table:
        rows = tuple((heading, line) for heading, lines in self.sections for line in lines)
        return Table(("Section", "What it says"), rows, self.title, (self.note,))


NOTHING_DOING = "No project for this area is on record that everybody may read of."
NOTHING_DONE = "Nothing was finished in the last twelve months that is on record here."
NO_ANSWERS = "There are no answers yet, so there is nothing to tell. It fills itself with the first import."
NOTE = "No small groups, nothing under embargo and no customer's name stands here. Figures as of {day:%-d %B %Y}."


def report(store: Store, today: date, area: str = "") -> ForEveryone:
    """area: a canonical group that a leader answers for; anything else is the whole company."""
    if not store.exists():
        return ForEveryone("For everyone", missing=NO_ANSWERS)
    with store.reading() as connection:
        programme = Programme.open(connection, today)
        period = last_over(programme)
        if period is None:
            return ForEveryone("For everyone", missing=NO_ANSWERS)
        scopes = sorted({scope for one in catalog.leaders(connection) for scope in one.scopes} | {EVERYBODY},
                        key=lambda scope: (len(scope.values), scope.canonical()))  # fmt: skip
        chosen = next((scope for scope in scopes if scope.canonical() == area), EVERYBODY)
        name = spoken_name(chosen, programme.company.company_name)
        customers = {one for one in accounts.names(connection) if len(one) >= SHORTEST_NAME}
        told = [one for one in projects.projects(connection) if _told(one, chosen, customers)]
        return ForEveryone(
            title=f"{name[:1].upper()}{name[1:]}, {period.label}",
            areas=tuple(Choice(one.canonical(), _label(one, programme)) for one in scopes),
            area=chosen.canonical(),
            said=_said(programme, store.state(connection), chosen, name, period),
            themes=_themes(store, programme, chosen, period),
            needs=tuple(_needs(programme, chosen)),
            doing=tuple(_doing(one, today, customers) for one in told if one.open and one.stage is not Stage.LIVE),
            done=tuple(_done(told, today, customers)),
            note=NOTE.format(day=today),
            as_of=today,
        )


def last_over(programme: Programme) -> Period | None:
    """The last quarter with answers that is over: what is not over is under embargo; None where there is none."""
    survey = programme.headline
    figures = programme.figures(survey) if survey else None
    latest = figures.latest(Grain.QUARTER) if figures else None
    if figures is None or latest is None:
        return None
    over = [one.period for one in figures.windows(latest.period, 2) if one.period.span.last < programme.today]
    return over[-1] if over else None


def _label(scope: Slice, programme: Programme) -> str:
    name = spoken_name(scope, programme.company.company_name)
    return f"{name[:1].upper()}{name[1:]}" if scope else f"Everybody ({name})"


def _said(programme: Programme, state: str, scope: Slice, name: str, period: Period) -> tuple[str, ...]:
    """What any team may be told of the area's score, by the same verdicts as everywhere."""
    area = Leader("", name, "", "", (scope,))
    draft = drafts.of_leader(programme, state, area, Audience.TEAM, period.key)
    kinds = (Kind.CHANGE, Kind.CAUSE, Kind.YEAR, Kind.SILENCE, Kind.ASKED)
    told = (one.fact for one in draft.points if one.fact.own and one.fact.kind in kinds)
    return tuple(point(fact, Audience.TEAM) for fact in told)


def _themes(store: Store, programme: Programme, scope: Slice, period: Period) -> tuple[str, ...]:
    """What most comments speak of; nothing of themes that are hidden."""
    opened = open_view(store, programme.connection, View(scope=scope, period=period.key), programme.today)
    if isinstance(opened, Headline):
        return ()
    lines = [one for one in themes_part(opened).lines if one.shown is Shown.FULL and one.share is not None]
    named = ", ".join(f"{one.name} ({percent(one.share.rate / 100)})" for one in lines[:MOST_THEMES] if one.share)
    return (f"Most comments speak of: {named}.",) if named else ()


def _needs(programme: Programme, scope: Slice) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each audience's needs, the most important first, with how well they say that we meet them."""
    needs = benchmarks.needs(programme.connection)
    ratings = benchmarks.ratings(programme.connection)
    own, thin = programme.company.own_brand, programme.company.thin_below
    for audience in dict.fromkeys(need.audience for need in needs):
        if scope.get("audience") not in (None, audience):
            continue
        theirs = {one.need_id: one for one in needs if one.audience == audience}
        mine = [
            one for one in ratings if one.need_id in theirs and one.brand == own and (one.n is None or one.n >= thin)
        ]
        asked, lines = _rated(theirs, mine, scope)
        if lines:
            yield f"What {audience}s need ({asked})", lines


def _rated(needs: dict[str, Need], ratings: Sequence[Rating], scope: Slice) -> tuple[str, tuple[str, ...]]:
    """Who was asked when, and a line for each need: of the area itself where it was asked, else of everybody."""
    where = scope if any(one.scope == scope for one in ratings) else EVERYBODY
    there = [
        one for one in ratings if one.scope == where and one.importance is not None and one.performance is not None
    ]
    if not there:
        return "", ()
    latest = max(one.period for one in there)
    now = sorted((one for one in there if one.period == latest), key=lambda one: (-(one.importance or 0), one.need_id))
    lines = [f"{needs[one.need_id].name}: they rate us {one.performance:.1f} of 10" for one in now[:MOST_NEEDS]]
    year, _, quarter = latest.partition("Q")
    when = f"Q{quarter} {year}" if quarter else latest
    asked = f"asked {'in this area' if where else 'of everybody'}, {when}; the most important first"
    return asked, tuple(f"{line}." for line in lines)


def _told(one: Project, scope: Slice, customers: set[str]) -> bool:
    """Whether everybody may read of it here: no embargo, no customer in its name, and no other area's alone."""
    fits = all(scope.get(field) in (None, value) for field, value in one.scope)
    return one.sensitivity is not Sensitivity.EMBARGOED and fits and not _names(one.name, customers)


def _names(text: str, customers: set[str]) -> bool:
    return any(name in text for name in customers)


def _doing(one: Project, today: date, customers: set[str]) -> Doing:
    live = one.go_live(today)
    planned = "planned, " if one.stage is Stage.PLANNED else ""
    when = f"to go live by {live:%B %Y}" if live else "no day is set yet"
    return Doing(one.name, one.owner, f"{planned}{when}", _why(one, customers))


def _why(one: Project, customers: set[str]) -> str:
    return "" if _names(one.problem, customers) else one.problem


def _done(found: Sequence[Project], today: date, customers: set[str]) -> Iterator[Doing]:
    """What went live, and milestones that were reached, within a year, the latest first."""
    since = today - MOST_DONE
    told: list[tuple[date, Doing]] = []
    for one in found:
        if one.stage in (Stage.STOPPED, Stage.PROPOSED):
            continue
        if one.went_live_on and since <= one.went_live_on <= today:
            when = f"live since {one.went_live_on:%B %Y}"
            told.append((one.went_live_on, Doing(one.name, one.owner, when, _why(one, customers))))
        for step in one.milestones:
            if step.done_on and since <= step.done_on <= today and not _names(step.name, customers):
                when = f"done in {step.done_on:%B %Y}"
                told.append((step.done_on, Doing(f"{one.name}, step “{step.name}”", step.owner or one.owner, when)))
    yield from (one for _, one in sorted(told, key=lambda pair: pair[0], reverse=True)[:8])
