"""What the strategy says, as the store holds it now."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from cx.domain.allocation import Allocation
from cx.domain.dimensions import Dimension
from cx.domain.disclosure import Sensitivity
from cx.domain.evidence import Evidence, several
from cx.domain.signals import Placing, Response, Signal, SignalKind, SignalStatus
from cx.domain.strategy import Answer, Goal, Statement, StatementKind
from cx.store import schema
from cx.store.maintained import MAINTAINED, stored_rows
from cx.store.once import once


def answers(connection: Connection) -> dict[Dimension, Answer]:
    """The current answers; a question that nobody answered is absent."""
    return {
        Dimension(row["dimension"]): Answer(
            Dimension(row["dimension"]),
            row["answer"],
            row["owner"],
            tuple(map(Evidence.parse, several(row["evidence"]))),
            row["decided_on"],
            row["review_by"],
            _sensitivity(row),
        )
        for row in _rows(connection, "answers")
    }


def statements(connection: Connection) -> dict[StatementKind, Statement]:
    return {
        StatementKind(row["kind"]): Statement(
            StatementKind(row["kind"]), row["text"], row["owner"], row["decided_on"], row["review_by"]
        )
        for row in _rows(connection, "statements")
    }


def goals(connection: Connection) -> tuple[Goal, ...]:
    """Every goal with what is said to serve it, by id."""
    return tuple(
        Goal(
            row["goal_id"],
            row["name"],
            row["owner"],
            row["target"],
            row["due_on"],
            row["source"],
            _sensitivity(row),
            tuple(map(Dimension, several(row["dimensions"]))),
            several(row["projects"]),
        )
        for row in _rows(connection, "business_goals")
    )


def allocations(connection: Connection) -> tuple[Allocation, ...]:
    return once(connection, allocations, lambda: tuple(map(_allocation, _rows(connection, "allocations"))))


def _allocation(row: dict[str, Any]) -> Allocation:
    return Allocation(**{**row, "dimension": Dimension(row["dimension"])})


def signals(connection: Connection) -> tuple[Signal, ...]:
    """Every signal, closed ones too, by id."""
    return tuple(map(_signal, _rows(connection, "signals")))


def answered_journeys(connection: Connection) -> tuple[str, ...]:
    """The journeys that answers were given on."""
    kept = schema.response_summary.c
    found = connection.execute(select(kept.journey).where(kept.journey != "").distinct().order_by(kept.journey))
    return tuple(found.scalars())


def _rows(connection: Connection, table: str) -> list[dict[str, Any]]:
    return list(stored_rows(connection, MAINTAINED[table]).values())


def _sensitivity(row: dict[str, Any]) -> Sensitivity:
    return Sensitivity(row["sensitivity"] or Sensitivity.INTERNAL)


_PLACINGS = {"ahead_of": Placing.US, "level_with": Placing.LEVEL, "behind": Placing.THEM}
_AS_IT_STANDS = (
    "signal_id", "title", "about", "likelihood", "impact", "effective_on", "jurisdiction", "placed_because", "owner",
    "response", "response_link", "review_by",
)  # fmt: skip


def _signal(row: dict[str, Any]) -> Signal:
    return Signal(
        **{name: row[name] for name in _AS_IT_STANDS},
        kind=SignalKind(row["kind"]),
        journeys=several(row["journeys"]),
        dimensions=tuple(map(Dimension, several(row["dimensions"]))),
        placings=tuple((brand, placing) for column, placing in _PLACINGS.items() for brand in several(row[column])),
        response_kind=Response(row["response_kind"]) if row["response_kind"] else None,
        status=SignalStatus(row["status"] or SignalStatus.OPEN),
        sensitivity=_sensitivity(row),
    )
