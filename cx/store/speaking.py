"""Saved speaking points: the one place that decides which of them exist for whoever asks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from cx.domain.approval import Decision, Reach, SavedPoint, SavedSet, SetKey, Step
from cx.domain.evidence import BETWEEN, several
from cx.store.schema.speaking import approvals, drafts, points

_KEY = ("leader_id", "audience", "period", "version")


def sets(connection: Connection, reach: Reach, now: datetime, **of: str) -> tuple[SavedSet, ...]:
    """Every saved version that exists for this reader at this moment (UTC), the newest first.

    of: leader_id, audience or period, where only theirs are wanted.
    """
    said = _by_key(connection, points, "place", of)
    decided = _by_key(connection, approvals, "number", of)
    query = select(drafts).order_by(drafts.c.saved_at.desc(), drafts.c.version.desc())
    found = []
    for row in connection.execute(_only(query, drafts, of)).mappings():
        key = SetKey(*(row[name] for name in _KEY))
        kept = SavedSet(
            key=key,
            as_of=row["as_of"],
            saved_at=row["saved_at"].replace(tzinfo=UTC),
            saved_by=row["saved_by"],
            points=tuple(map(_point, said.get(key, ()))),
            facts=row["facts"],
            method_changes=row["method_changes"],
            decisions=tuple(map(_decision, decided.get(key, ()))),
        )
        if reach.sees(key.leader_id, key.audience, kept.status(now)):
            found.append(kept)
    return tuple(found)


def last_version(connection: Connection, leader_id: str, audience: str, period: str) -> int:
    """0 where none is saved."""
    row = drafts.c
    query = select(func.coalesce(func.max(row.version), 0)).where(
        row.leader_id == leader_id, row.audience == audience, row.period == period
    )
    return int(connection.execute(query).scalar_one())


def save(connection: Connection, made: SavedSet) -> None:
    """Add a version with its points; its steps come one by one."""
    key = _columns(made.key)
    connection.execute(
        insert(drafts).values(
            **key,
            as_of=made.as_of,
            saved_at=_utc(made.saved_at),
            saved_by=made.saved_by,
            facts=made.facts,
            method_changes=made.method_changes,
        )
    )
    rows = [
        {
            **key,
            "place": place,
            "fact_id": point.fact_id,
            "kind": point.kind,
            "survey_id": point.survey_id,
            "periods": BETWEEN.join(point.periods),
            "text": point.text,
            "caution": point.caution,
            "more": point.more,
        }
        for place, point in enumerate(made.points, 1)
    ]
    if rows:
        connection.execute(insert(points), rows)


def decide(connection: Connection, key: SetKey, decision: Decision) -> None:
    """Add a step to a version."""
    row = approvals.c
    mine = [row[name] == value for name, value in _columns(key).items()]
    last = connection.execute(select(func.coalesce(func.max(row.number), 0)).where(*mine)).scalar_one()
    connection.execute(
        insert(approvals).values(
            **_columns(key),
            number=last + 1,
            step=decision.step.value,
            decided_by=decision.by,
            role=decision.role,
            decided_at=_utc(decision.at),
            reason=decision.reason,
            release_at=decision.release_at and _utc(decision.release_at),
            expires_at=decision.expires_at and _utc(decision.expires_at),
        )
    )


def _by_key(connection: Connection, table: Any, order: str, of: dict[str, str]) -> dict[SetKey, list[Any]]:
    found: dict[SetKey, list[Any]] = {}
    query = select(table).order_by(*(table.c[name] for name in (*_KEY, order)))
    for row in connection.execute(_only(query, table, of)).mappings():
        found.setdefault(SetKey(*(row[name] for name in _KEY)), []).append(row)
    return found


def _only(query: Any, table: Any, of: dict[str, str]) -> Any:
    return query.where(*(table.c[name] == value for name, value in of.items()))


def _point(row: Any) -> SavedPoint:
    return SavedPoint(
        row["fact_id"],
        row["kind"],
        row["survey_id"],
        several(row["periods"]),
        row["text"],
        row["caution"],
        row["more"],
    )


def _decision(row: Any) -> Decision:
    return Decision(
        Step(row["step"]),
        row["decided_by"],
        row["role"],
        row["decided_at"].replace(tzinfo=UTC),
        row["reason"],
        row["release_at"] and row["release_at"].replace(tzinfo=UTC),
        row["expires_at"] and row["expires_at"].replace(tzinfo=UTC),
    )


def _columns(key: SetKey) -> dict[str, Any]:
    return {name: getattr(key, name) for name in _KEY}


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
