"""Sentences about the strategy: which answers stand, what serves a goal, and which gap lacks money or people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from cx.domain.allocation import Allocation, Funding, Gap
from cx.domain.dimensions import Dimension
from cx.domain.rounding import whole
from cx.domain.strategy import Answer, Goal, Standing, days_overdue, standings
from cx.narrative import money, numbers

NOTHING_DECIDED = "No answer yet"
NOT_WRITTEN = "Not written yet"


def day(when: date) -> str:
    return f"{when.day} {when:%b %Y}"


def listed(names: Sequence[str]) -> str:
    """'Customers, Partners and Competitors'."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def quoted(name: str) -> str:
    return f"“{name}”"


def headline(answers: Mapping[Dimension, Answer], today: date) -> str:
    """How many of the six questions have an answer that stands, and which have not."""
    if not answers:
        return "None of the six questions has an answer yet."
    told = {dimension: standings(answers.get(dimension), today) for dimension in Dimension}
    stand = [dimension for dimension, found in told.items() if Standing.STANDS in found]
    clauses = [_how_many(len(stand))]
    for standing, words in (
        (Standing.MISSING, ("has no answer", "have no answer")),
        (Standing.OVERDUE, ("is overdue for review", "are overdue for review")),
        (Standing.UNSUPPORTED, ("rests on no evidence", "rest on no evidence")),
    ):
        named = [dimension.label for dimension, found in told.items() if standing in found]
        if named:
            clauses.append(f"{listed(named)} {words[len(named) > 1]}")
    return f"{'; '.join(clauses)}."


def _how_many(count: int) -> str:
    if count == len(Dimension):
        return "All six questions have an answer that stands"
    return f"{numbers.said(count).capitalize()} of six answers {'stands' if count == 1 else 'stand'}"


def standing(found: Standing, answer: Answer | None, today: date) -> str:
    """A few words for a badge."""
    if found is Standing.OVERDUE and answer:
        return overdue(days_overdue(answer.review_by, today))
    return {
        Standing.MISSING: NOTHING_DECIDED,
        Standing.OVERDUE: "Review overdue",
        Standing.UNSUPPORTED: "No evidence named",
        Standing.STANDS: "Stands",
    }[found]


def overdue(days: int) -> str:
    return f"Review overdue by {numbers.counted(days, 'day')}"


# Alignment ----------------------------------------------------------------------------------------------------------


def alignment(goals: Sequence[Goal], unserved: Sequence[Goal], aimless: Sequence[str]) -> str:
    if not goals:
        return "No business goal is written down, so nothing can be seen to serve one"
    clauses = []
    if unserved:
        verb = "is" if len(unserved) == 1 else "are"
        clauses.append(f"{listed([quoted(goal.name) for goal in unserved])} {verb} served by nothing")
    else:
        clauses.append("Something serves every business goal")
    if aimless:
        clauses.append(
            f"{listed([quoted(name) for name in aimless])} {'serves' if len(aimless) == 1 else 'serve'} no goal"
        )
    return "; ".join(clauses)


def unserved(goal: Goal, hollow: bool) -> str:
    """Why nothing serves a goal."""
    if not hollow:
        return "no dimension and no project is named for it"
    return f"named for it, but nothing is committed: {listed([dimension.label for dimension in goal.dimensions])}"


# Money and people ---------------------------------------------------------------------------------------------------


def funding(found: Sequence[Funding], currency: str) -> str:
    """The most underfunded gap, as a finding."""
    if not any(one.planned for one in found):
        return "No money and no people are planned for any dimension yet"
    first = found[0]
    behind = first.gap is not None and first.gap.behind
    if not first.uncovered or not (behind or first.planned):
        return "Everything that was planned is committed"
    if behind:
        return f"The most underfunded gap is {first.dimension.label}: {lacks(first, currency)}"
    return f"Not everything that was planned is committed; first {first.dimension.label}: {lacks(first, currency)}"


def lacks(found: Funding, currency: str) -> str:
    """'$1.5 million of $4 million and six of 14 people are committed'."""
    if not found.planned:
        return "nothing is planned for it"
    parts = []
    if found.money.planned:
        has, needs = numbers.money(found.money.committed, currency), numbers.money(found.money.planned, currency)
        parts.append(f"{has} of {needs}" if found.money.committed else f"none of {needs}")
    if found.people.planned:
        has = f"{found.people.committed:.3g}" if found.people.committed else "none"
        parts.append(f"{has} of {money.people(found.people.planned)}")
    return f"{' and '.join(parts)} committed"


def pays_for(one: Allocation, currency: str) -> str:
    """'pays for a desk for resellers (Partners); frees $1.2 million and 5 people'."""
    freed = [numbers.money(one.money_freed, currency)] if one.money_freed else []
    freed += [money.people(one.people_freed)] if one.people_freed else []
    return f"pays for {quoted(one.name)} ({one.dimension.label})" + (f"; frees {listed(freed)}" if freed else "")


def gap(found: Gap | None, competitor: str) -> str:
    """The size of a gap in a few words."""
    if found is None:
        return "gap not measured"
    if found.points is None:
        return f"{found.word}{', by judgement' * found.judged}" if found.word else "gap not measured"
    points = whole(abs(found.points))
    if points == 0:
        return f"level with {competitor}"
    return f"{numbers.counted(points, 'point')} {'behind' if found.points > 0 else 'ahead of'} {competitor}"


def gap_brief(found: Gap | None) -> str:
    """The same where the competitor stands beside it: '9 behind'."""
    if found is None or (found.points is None and not found.word):
        return "gap not measured"
    if found.points is None:
        return f"{found.word}{' (judged)' * found.judged}"
    points = whole(abs(found.points))
    return "level" if points == 0 else f"{points} {'behind' if found.points > 0 else 'ahead'}"
