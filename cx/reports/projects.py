"""Projects: the portfolio, red and amber first, what is the matter with it, and each project by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cx.domain.effect import Found, points_per_money
from cx.domain.project_status import (
    WORSE_FIRST,
    Rules,
    Standing,
    Weakness,
    carried,
    needs_decision,
    standing,
    warnings,
)
from cx.domain.project_status import Finding as Said
from cx.domain.projects import Project, Update
from cx.domain.tables import Table
from cx.narrative import money
from cx.narrative import projects as wording
from cx.narrative.badges import Badge, Tone
from cx.narrative.strategy import day, listed
from cx.reports.benchmark_parts import DotsPart
from cx.reports.parts import Headline, Link, Notice, State
from cx.reports.programme import Programme
from cx.reports.project_effects import Measured, measured
from cx.reports.project_parts import PlanPart, effect_part, effects_part, milestones_part, portfolio_part
from cx.settings import Company
from cx.store import projects as stored
from cx.store.once import once
from cx.store.opening import Connection, Store

MOST_NOTICES = 6
EACH = 1_000_000
"""Money for which a result is told."""
_SAYS = {Found.WORKED: Said.WORKED, Found.WORSENED: Said.WORSENED, Found.NOTHING: Said.NO_EFFECT}
NEXT_STEP = "Write down the first project below, or load a file of projects on the Imports page."


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """A project in the portfolio. why: what its status is derived from. said: why it was set by hand. matters: what is
    the matter with how it is set up. about: stage, owner, sponsor. effect: what it did to the score, in a sentence."""

    project_id: str
    name: str
    badges: tuple[Badge, ...]
    why: str
    said: str
    funds: str
    staff: str
    effect: str
    matters: str
    asks: str
    about: str


@dataclass(frozen=True, slots=True)
class Told:
    """One update. text: what happened; rest: what is next, what was asked, what was expected then."""

    key: tuple[str, str]
    when: str
    text: str
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OneProject:
    """A project by itself. facts: label and words. reasons: every aspect of its status, the worst first.

    result: what it gained for its money, '' where that cannot be told. milestones: ids and names, to be edited.
    """

    card: ProjectCard
    problem: str
    facts: tuple[tuple[str, str], ...]
    reasons: tuple[Badge, ...]
    plan: PlanPart | None
    effect: DotsPart | None
    result: str
    updates: tuple[Told, ...]
    milestones: tuple[tuple[str, str], ...]
    spend: Table


@dataclass(frozen=True, slots=True)
class Portfolio:
    """cards: red and amber first. over: closed and stopped ones, and those only proposed. plan, effects: None where
    there is nothing to draw. notes: what is the matter with the portfolio as a whole."""

    headline: Headline
    attention: tuple[Notice, ...] = ()
    notes: tuple[str, ...] = ()
    cards: tuple[ProjectCard, ...] = ()
    over: tuple[ProjectCard, ...] = ()
    plan: PlanPart | None = None
    effects: DotsPart | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What the store holds of projects, judged. projects: red and amber first, then by name."""

    company: Company = field(default_factory=Company)
    projects: tuple[Project, ...] = ()
    standings: Mapping[str, Standing] = field(default_factory=dict)
    effects: Mapping[str, Measured] = field(default_factory=dict)
    needs: Mapping[str, str] = field(default_factory=dict)

    @property
    def rules(self) -> Rules:
        return rules(self.company)

    @property
    def open(self) -> tuple[Project, ...]:
        return tuple(project for project in self.projects if project.open)

    @property
    def carried(self) -> int:
        return carried(self.projects)

    def waiting(self) -> tuple[Project, ...]:
        """Projects that need a decision, red first."""
        return tuple(one for one in self.projects if needs_decision(one, self.standings[one.project_id]))


def rules(company: Company) -> Rules:
    return Rules(
        company.projects_at_once,
        company.project_late_days,
        company.project_over_budget / 100,
        company.project_update_days,
    )


def held(connection: Connection, programme: Programme) -> Held:
    """Every project with its status and its effect, over an open connection."""
    return once(connection, (held, programme.today), lambda: _judged(connection, programme))


def _judged(connection: Connection, programme: Programme) -> Held:
    found, company, today = stored.projects(connection), programme.company, programme.today
    effects = measured(programme, found)
    standings = {
        one.project_id: standing(one, today, rules(company), _SAYS.get(effects[one.project_id].effect.found))
        for one in found
    }

    def order(one: Project) -> tuple[bool, int, bool, str]:
        shown = standings[one.project_id].shown
        return not one.open, WORSE_FIRST[shown] if shown else len(WORSE_FIRST), not one.asks, one.name

    return Held(company, tuple(sorted(found, key=order)), standings, effects, stored.needs(connection))


def read(store: Store, today: date) -> Held:
    if not store.exists():
        return Held()
    with store.reading() as connection:
        return held(connection, Programme.open(connection, today))


def report(store: Store, today: date) -> Portfolio:
    found = read(store, today)
    if not found.projects:
        return Portfolio(Headline(State.READY, wording.headline((), 0, 0), NEXT_STEP))
    judged = [(one, found.standings[one.project_id]) for one in found.projects]
    limit = found.company.projects_at_once
    cards = {one.project_id: card(found, one, today) for one in found.projects}
    return Portfolio(
        headline=Headline(State.READY, wording.headline(judged, found.carried, limit), as_of=_as_of(found)),
        attention=notices(found)[:MOST_NOTICES],
        notes=tuple(filter(None, (wording.too_many(found.carried, limit), *_weaknesses(found, today)))),
        cards=tuple(cards[one.project_id] for one in found.open),
        over=tuple(cards[one.project_id] for one in found.projects if not one.open),
        plan=portfolio_part(found.open, today, found.company.project_late_days),
        effects=effects_part(found.projects, found.effects),
    )


def notices(found: Held, page: str = "projects") -> tuple[Notice, ...]:
    """Projects that wait for a decision, each with the way to it."""
    currency = found.company.currency
    return tuple(
        Notice(
            Tone.WORSE,
            one.name,
            wording.attention(one, found.standings[one.project_id], currency),
            Link(page, (("project", one.project_id),)),
        )
        for one in found.waiting()
    )


def _as_of(found: Held) -> str:
    newest = max((one.updates[0].updated_on for one in found.open if one.updates), default=None)
    return f"Last update {day(newest)}" if newest else ""


def _weaknesses(found: Held, today: date) -> list[str]:
    """A line for each weakness with the projects that have it."""
    by_warning: dict[Weakness, list[str]] = {}
    for one in found.open:
        for warning in warnings(one, today, found.rules):
            by_warning.setdefault(warning, []).append(one.name)
    told = []
    for warning in Weakness:
        if names := by_warning.get(warning):
            words = wording.warning(warning)
            told.append(f"{words[:1].upper()}{words[1:]}: {listed(names)}.")
    return told


def card(found: Held, one: Project, today: date) -> ProjectCard:
    stands, currency = found.standings[one.project_id], found.company.currency
    matters = [wording.warning(warning) for warning in warnings(one, today, found.rules)]
    effect = found.effects[one.project_id].effect
    people = (f"owner {one.owner}" if one.owner else "no owner", f"sponsor {one.sponsor}" if one.sponsor else "")
    return ProjectCard(
        one.project_id,
        one.name,
        wording.status(stands),
        wording.why(stands, currency),
        stands.said_because,
        wording.funds(one, currency),
        wording.staff(one),
        wording.effect(effect, one.scope.text("everybody")) if one.went_live_on else "",
        f"Warnings: {', '.join(matters)}" if matters else "",
        one.asks,
        " · ".join(part for part in (wording.STAGES[one.stage].capitalize(), *people, listed(one.units)) if part),
    )


# One project --------------------------------------------------------------------------------------------------------


def one_project(store: Store, today: date, project_id: str) -> OneProject | None:
    """None where there is no such project."""
    found = read(store, today)
    one = next((project for project in found.projects if project.project_id == project_id), None)
    if one is None:
        return None
    currency, effect = found.company.currency, found.effects[project_id]
    gained = points_per_money(effect.effect, one.spent, EACH)
    return OneProject(
        card=card(found, one, today),
        problem=one.problem,
        facts=_facts(found, one),
        reasons=_reasons(found.standings[project_id], currency),
        plan=milestones_part(one, today, found.company.project_late_days),
        effect=effect_part(one, effect),
        result=wording.per_money(gained, money.short_money(EACH, currency)),
        updates=tuple(_told(one.project_id, update, currency) for update in one.updates),
        milestones=tuple((milestone.milestone_id, milestone.name) for milestone in one.milestones),
        spend=_spend(one, currency),
    )


def _reasons(found: Standing, currency: str) -> tuple[Badge, ...]:
    badges = []
    for reason in found.reasons:
        (badge,) = wording.status(Standing(reason.status))
        words = wording.reason(reason, currency)
        badges.append(Badge(badge.tone, f"{reason.aspect.capitalize()}: {words}"))
    return tuple(badges)


def _facts(found: Held, one: Project) -> tuple[tuple[str, str], ...]:
    told = (
        ("Need it serves", found.needs.get(one.need_id, one.need_id)),
        ("Dimension", one.dimension.label if one.dimension else ""),
        ("Group it is to move", one.scope.text()),
        ("Functions", listed(one.units)),
        ("Sponsor", one.sponsor),
        ("Owner", one.owner),
        ("Target", wording.target(one)),
        ("Money", wording.funds(one, found.company.currency)),
        ("People", wording.staff(one)),
        ("Chosen", day(one.chosen_on) if one.chosen_on else ""),
        ("Planned to go live", day(one.go_live_on) if one.go_live_on else ""),
        ("Went live", day(one.went_live_on) if one.went_live_on else ""),
        ("May be said", one.sensitivity.capitalize()),
    )
    return tuple((label, words) for label, words in told if words)


def _told(project_id: str, update: Update, currency: str) -> Told:
    rest = (
        f"Next: {update.next}" if update.next else "",
        f"Asks: {update.asks}" if update.asks else "",
        f"Expected live {day(update.go_live_on)}" if update.go_live_on else "",
        f"Expected cost {money.short_money(update.cost_expected, currency)}" if update.cost_expected else "",
        f"Measured {update.measured:g}" if update.measured is not None else "",
    )
    when = f"{day(update.updated_on)}{f', {update.by}' if update.by else ''}"
    return Told((project_id, update.updated_on.isoformat()), when, update.text, tuple(filter(None, rest)))


def _spend(one: Project, currency: str) -> Table:
    unit = f" ({currency})" if currency else ""
    rows = tuple(
        (
            f"{month.month:%b %Y}",
            f"{month.spent:,.0f}",
            "" if month.committed is None else f"{month.committed:,.0f}",
            month.note,
        )
        for month in reversed(one.spend)
    )
    return Table(("Month", f"Spent{unit}", f"Under contract{unit}", "What for"), rows, "Money by month")


def choices(store: Store, today: date) -> tuple[tuple[str, str], ...]:
    """Every project by id and name, red and amber first."""
    return tuple((one.project_id, one.name) for one in read(store, today).projects)
