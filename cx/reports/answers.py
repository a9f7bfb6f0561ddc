"""Strategy answers: six questions, what we are trying to achieve, what serves the business, and money beside gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cx.domain.allocation import Allocation, Funding, fundings
from cx.domain.dimensions import Dimension
from cx.domain.evidence import Evidence
from cx.domain.strategy import (
    Alignment,
    Answer,
    Effort,
    Goal,
    Standing,
    Statement,
    StatementKind,
    align,
    days_overdue,
    gravest_first,
    standings,
)
from cx.domain.tables import Table
from cx.narrative import money, numbers, strategy
from cx.narrative.badges import Badge, Tone
from cx.reports.gaps import Gaps, gaps_of
from cx.reports.parts import Headline, State
from cx.reports.strategy_parts import FundingPart, MatrixPart, Word
from cx.settings import Company
from cx.store import company as companies
from cx.store import projects
from cx.store import strategy as stored
from cx.store.opening import Store

_TITLES = {StatementKind.INTERNAL: "What we tell ourselves", StatementKind.EXTERNAL: "What we tell customers"}
_TONES = {Standing.STANDS: Tone.STEADY, Standing.UNSUPPORTED: Tone.UNCLEAR}


@dataclass(frozen=True, slots=True)
class StatementCard:
    """What we are trying to achieve. text: '' where nobody has written it. badge: what is the matter with it."""

    kind: StatementKind
    title: str
    text: str
    caption: str
    badge: Badge | None


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """One question with its current answer. text: '' where there is none. evidence: what it rests on."""

    dimension: Dimension
    title: str
    question: str
    text: str
    caption: str
    badges: tuple[Badge, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Stopped:
    """What we stop, with what that pays for and frees; what is stopped for nothing else stands last."""

    stops: str
    pays_for: str


@dataclass(frozen=True, slots=True)
class StrategyAnswers:
    """answers: all six, what needs attention first. alignment, funding: None where nothing is written down."""

    headline: Headline
    statements: tuple[StatementCard, ...]
    answers: tuple[AnswerCard, ...]
    alignment: MatrixPart | None
    funding: FundingPart | None
    stopped: tuple[Stopped, ...]


@dataclass(frozen=True, slots=True)
class _Strategy:
    """What the store holds. projects: their names by id."""

    company: Company = field(default_factory=Company)
    answers: Mapping[Dimension, Answer] = field(default_factory=dict)
    statements: Mapping[StatementKind, Statement] = field(default_factory=dict)
    goals: tuple[Goal, ...] = ()
    allocations: tuple[Allocation, ...] = ()
    projects: Mapping[str, str] = field(default_factory=dict)
    gaps: Gaps = field(default_factory=Gaps)


def report(store: Store, today: date) -> StrategyAnswers:
    held = _read(store, today)
    return StrategyAnswers(
        headline=_headline(held, today),
        statements=tuple(_statement(kind, held.statements.get(kind), today) for kind in StatementKind),
        answers=tuple(_card(d, held.answers.get(d), today) for d in gravest_first(held.answers, today)),
        alignment=_alignment(held),
        funding=_funding(held),
        stopped=_stopped(held.allocations, held.company.currency),
    )


def _read(store: Store, today: date) -> _Strategy:
    if not store.exists():
        return _Strategy()
    with store.reading() as connection:
        company = companies.load(connection)
        return _Strategy(
            company,
            stored.answers(connection),
            stored.statements(connection),
            stored.goals(connection),
            stored.allocations(connection),
            projects.names(connection),
            gaps_of(store, connection, today),
        )


def _headline(held: _Strategy, today: date) -> Headline:
    newest = max((answer.decided_on for answer in held.answers.values()), default=None)
    return Headline(
        State.READY,
        strategy.headline(held.answers, today),
        "" if held.answers else "Write the first answer below, or load a file of answers on the Imports page.",
        as_of=f"Last decided {strategy.day(newest)}" if newest else "",
    )


def _statement(kind: StatementKind, found: Statement | None, today: date) -> StatementCard:
    if found is None:
        missing = Badge(Tone.WORSE, strategy.NOT_WRITTEN)
        return StatementCard(kind, _TITLES[kind], "", "", missing)
    late = days_overdue(found.review_by, today)
    badge = Badge(Tone.WORSE, strategy.overdue(late)) if late else None
    return StatementCard(
        kind, _TITLES[kind], found.text, _decided(found.owner, found.decided_on, found.review_by), badge
    )


def _card(dimension: Dimension, answer: Answer | None, today: date) -> AnswerCard:
    badges = tuple(_badge(found, answer, today) for found in standings(answer, today))
    caption = _decided(answer.owner, answer.decided_on, answer.review_by) if answer else ""
    return AnswerCard(
        dimension,
        dimension.label,
        dimension.question,
        answer.text if answer else "",
        caption,
        badges,
        answer.evidence if answer else (),
    )


def _badge(found: Standing, answer: Answer | None, today: date) -> Badge:
    return Badge(_TONES.get(found, Tone.WORSE), strategy.standing(found, answer, today))


def _decided(owner: str, decided: date, review: date) -> str:
    return f"{owner} · decided {strategy.day(decided)} · review by {strategy.day(review)}"


# Alignment ----------------------------------------------------------------------------------------------------------


def efforts(allocations: Sequence[Allocation]) -> tuple[Effort, ...]:
    """What is funded, as something that may serve a goal."""
    return tuple(Effort(one.name, one.dimension, one.project_id, one.committed) for one in allocations)


def _alignment(held: _Strategy) -> MatrixPart | None:
    if not held.goals and not held.allocations:
        return None
    found = align(held.goals, efforts(held.allocations))
    ordered = sorted(held.goals, key=lambda goal: goal.goal_id in found.served)
    columns = (*(dimension.label for dimension in Dimension), "Projects")
    funded = {one.dimension for one in held.allocations if one.committed}
    words = {
        (row, column): word
        for row, goal in enumerate(ordered)
        for column, word in _serving(goal, found, funded, held.projects)
    }
    rows = tuple(goal.name for goal in ordered)
    table = _goal_table(ordered, found, held.projects)
    title = strategy.alignment(held.goals, found.unserved, found.aimless)
    caption = f"{len(held.goals)} business goals by what serves them; funded: something is committed"
    return MatrixPart(title, caption, f"{title}.", rows, columns, words, table)


def _serving(goal: Goal, found: Alignment, funded: set[Dimension], names: Mapping[str, str]) -> list[tuple[int, Word]]:
    """The words of a goal's row, by column."""
    words = []
    for column, dimension in enumerate(Dimension):
        if dimension in goal.dimensions:
            is_funded = dimension in funded
            said = "serves it, and is funded" if is_funded else "named for it, but nothing is committed"
            tone = Tone.BETTER if is_funded else Tone.WORSE
            words.append((column, Word("● funded" if is_funded else "○ unfunded", tone, said)))
    if goal.projects:
        count = len(goal.projects)
        named = ", ".join(names.get(project, project) for project in goal.projects)
        words.append((len(Dimension), Word(f"● {numbers.counted(count, 'project')}", Tone.BETTER, named)))
    elif goal.goal_id not in found.served and not goal.dimensions:
        words.append((len(Dimension), Word("▼ nothing", Tone.WORSE, "nothing serves this goal")))
    return words


def _goal_table(goals: list[Goal], found: Alignment, names: Mapping[str, str]) -> Table:
    rows = tuple(
        (
            goal.name,
            goal.owner,
            goal.target,
            strategy.day(goal.due_on) if goal.due_on else "",
            ", ".join(dimension.label for dimension in goal.dimensions),
            ", ".join(names.get(project, project) for project in goal.projects),
            "" if goal.goal_id in found.served else strategy.unserved(goal, goal.goal_id in found.hollow),
        )
        for goal in goals
    )
    notes = (f"Serves no goal: {', '.join(found.aimless)}",) if found.aimless else ()
    columns = ("Goal", "Owner", "Target", "By", "Dimensions", "Projects", "What is missing")
    return Table(columns, rows, "What serves which business goal", notes)


# Money and people ---------------------------------------------------------------------------------------------------


def _funding(held: _Strategy) -> FundingPart | None:
    if not held.allocations:
        return None
    found = fundings(held.allocations, held.gaps.by_dimension)
    currency, competitor = held.company.currency, held.gaps.competitor or "the main competitor"
    title = strategy.funding(found, currency)
    told = tuple(_told(one, currency) for one in found)
    alt = "; ".join(
        f"{one.dimension.label}: {strategy.gap(one.gap, competitor)}, {strategy.lacks(one, currency)}" for one in found
    )
    caption = f"Most underfunded gap first; gaps against {competitor} on the scorecard's 0 to 100"
    return FundingPart(title, caption, f"{title}. {alt}.", found, told, _funding_table(found, competitor))


def _told(found: Funding, currency: str) -> tuple[str, str, str]:
    cash, people = found.money, found.people
    has, of = money.short_money(cash.committed, currency), money.short_money(cash.planned, currency)
    paid = f"{has} of {of}" if cash.planned else ""
    staffed = f"{people.committed:.3g} of {people.planned:.3g} people" if people.planned else ""
    return strategy.gap_brief(found.gap), paid or ("" if staffed else "nothing planned"), staffed


def _funding_table(found: tuple[Funding, ...], competitor: str) -> Table:
    rows = tuple(
        (
            one.dimension.label,
            strategy.gap(one.gap, competitor),
            one.gap.points if one.gap else None,
            one.money.planned or None,
            one.money.committed or None,
            one.people.planned or None,
            one.people.committed or None,
        )
        for one in found
    )
    columns = (
        "Dimension",
        "Gap",
        "Points behind",
        "Money planned",
        "Money committed",
        "People planned",
        "People committed",
    )
    return Table(
        columns,
        rows,
        "Money and people beside the gap of each dimension",
        one_decimal=("People planned", "People committed"),
    )


def _stopped(allocations: Sequence[Allocation], currency: str) -> tuple[Stopped, ...]:
    """What is stopped, the dearest first, then in one line what is funded without stopping anything."""
    stopping = sorted((one for one in allocations if one.stops), key=lambda one: -(one.money_freed or 0.0))
    rows = [Stopped(f"■ {one.stops}", strategy.pays_for(one, currency)) for one in stopping]
    rest = [one.name for one in allocations if not one.stops]
    if rest:
        rows.append(Stopped("▼ Nothing is stopped for the rest", strategy.listed(rest)))
    return tuple(rows)
