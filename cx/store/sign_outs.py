"""Until when a person's sessions are over: kept beside the audit log, so that a sign-out empties no cache."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import delete, insert, inspect, select

from cx.store.audit import reading_log, writing_log
from cx.store.opening import Store
from cx.store.schema.audit import sign_outs


def end_sessions(store: Store, person_id: str, at: datetime) -> None:
    """Every session of theirs that began until then is over, on every machine. at: UTC."""
    with writing_log(store) as connection:
        connection.execute(delete(sign_outs).where(sign_outs.c.person_id == person_id))
        connection.execute(insert(sign_outs).values(person_id=person_id, at=at.astimezone(UTC).isoformat()))


def ended(store: Store, person_id: str) -> datetime | None:
    """When they last signed out (UTC), None where they never did."""
    with reading_log(store) as connection:
        if connection is None or not inspect(connection).has_table(sign_outs.name):
            return None
        found = connection.execute(select(sign_outs.c.at).where(sign_outs.c.person_id == person_id)).scalar()
    return datetime.fromisoformat(found) if found else None
