"""What the strategy gives a leader to speak of: statements, answers, goals and signals, with who may be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cx.domain.disclosure import Sensitivity
from cx.domain.signals import Ranked, rank
from cx.domain.strategy import Answer, StatementKind, align, days_overdue
from cx.narrative import signals as signal_words
from cx.reports.answers import efforts
from cx.store import company as companies
from cx.store import strategy
from cx.store.opening import Connection


@dataclass(frozen=True, slots=True)
class StrategyFact:
    """One thing that may be spoken of. kind: statement, answer, goal or signal. record: its table and id.

    sensitivity: PUBLIC may be said outside, EMBARGOED in the council alone. stands: False where it is overdue for
    review, rests on no evidence or has no response: nobody should lean on it; wrong says which, in words. due: when it
    takes effect or is to be reached, None without.
    """

    kind: str
    record: str
    title: str
    text: str
    owner: str
    sensitivity: Sensitivity
    stands: bool
    due: date | None = None
    wrong: str = ""


def strategy_facts(connection: Connection, today: date) -> tuple[StrategyFact, ...]:
    """Every statement, current answer, goal and open signal that matters, signals by how much they do."""
    return (
        *_statements(connection, today),
        *_answers(connection, today),
        *_goals(connection),
        *_signals(connection, today),
    )


def _statements(connection: Connection, today: date) -> list[StrategyFact]:
    told = {StatementKind.EXTERNAL: Sensitivity.PUBLIC, StatementKind.INTERNAL: Sensitivity.INTERNAL}
    return [
        StrategyFact(
            "statement",
            f"statements {kind}",
            "What we are trying to achieve",
            found.text,
            found.owner,
            told[kind],
            not days_overdue(found.review_by, today),
        )
        for kind, found in strategy.statements(connection).items()
    ]


def _answers(connection: Connection, today: date) -> list[StrategyFact]:
    return [
        StrategyFact(
            "answer",
            f"answers {dimension}",
            dimension.label,
            answer.text,
            answer.owner,
            answer.sensitivity,
            bool(answer.evidence) and not days_overdue(answer.review_by, today),
            wrong=_wrong_answer(answer, today),
        )
        for dimension, answer in strategy.answers(connection).items()
    ]


def _goals(connection: Connection) -> list[StrategyFact]:
    goals = strategy.goals(connection)
    served = align(goals, efforts(strategy.allocations(connection))).served
    return [
        StrategyFact(
            "goal",
            f"business_goals {goal.goal_id}",
            goal.name,
            goal.target,
            goal.owner,
            goal.sensitivity,
            goal.goal_id in served,
            goal.due_on,
            "" if goal.goal_id in served else "nothing is committed to it",
        )
        for goal in goals
    ]


def _signals(connection: Connection, today: date) -> list[StrategyFact]:
    ranked = rank(strategy.signals(connection), today, companies.load(connection).material_from)
    return [
        StrategyFact(
            "signal",
            f"signals {one.signal.signal_id}",
            one.signal.title,
            signal_words.weight(one.signal),
            one.signal.owner,
            one.signal.sensitivity,
            not one.needs_attention,
            one.signal.effective_on,
            _wrong_signal(one),
        )
        for one in ranked
        if one.material
    ]


def _wrong_answer(answer: Answer, today: date) -> str:
    if days_overdue(answer.review_by, today):
        return f"it was to be looked at again by {answer.review_by.day} {answer.review_by:%B %Y}"
    return "" if answer.evidence else "it names no evidence"


def _wrong_signal(one: Ranked) -> str:
    if one.unanswered:
        return "nothing answers it yet"
    return "it was to be looked at again before now" if one.overdue else ""
