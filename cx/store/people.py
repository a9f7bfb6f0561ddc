"""Who has which role, by the e-mail address that the sign-in vouches for."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select

from cx.domain.roles import Actor, Role
from cx.domain.slices import Slice
from cx.store import company, schema
from cx.store.catalog import leader_scopes

_KEY = "person_key"
"""Kept among the settings: without it nobody finds the e-mail of an id in the audit log by trying addresses."""

_ID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Grant:
    """One role of one person. at: UTC, without a time zone. by: id of who granted it."""

    email: str
    role: Role
    person_id: str
    at: datetime
    by: str


def grants(connection: Connection) -> tuple[Grant, ...]:
    """Every role that somebody has, by e-mail and role."""
    row = schema.roles.c
    rows = connection.execute(select(schema.roles).order_by(row.email, row.role))
    return tuple(Grant(one.email, Role(one.role), one.person_id, one.granted_at, one.granted_by) for one in rows)


def actors(connection: Connection) -> dict[str, Actor]:
    """Everybody who has a role, by e-mail, with their area where the list of leaders has that e-mail."""
    row = schema.leaders.c
    leaders = {
        one.email: one.leader_id
        for one in connection.execute(select(func.lower(row.email).label("email"), row.leader_id).order_by(row.email))
    }
    scopes = leader_scopes(connection)
    found: dict[str, list[Grant]] = {}
    for grant in grants(connection):
        found.setdefault(grant.email, []).append(grant)
    return {email: _actor(held, leaders.get(email, ""), scopes) for email, held in found.items()}


def person_id(connection: Connection, email: str, by: str) -> str:
    """How the audit log names them: a hash with the store's own key, which is made at the first use."""
    key = company.get(connection, _KEY)
    if key is None:
        key = secrets.token_hex(32)
        company.put(connection, _KEY, key, by)
    digest = hmac.new(bytes.fromhex(key), email.encode(), "sha256").hexdigest()
    return f"p-{digest[:_ID_LENGTH]}"


def grant(connection: Connection, email: str, role: Role, by: str, at: datetime) -> None:
    """Give a role; one that they have already stays as it is."""
    row = schema.roles.c
    if connection.execute(select(row.email).where(row.email == email, row.role == role.value)).first():
        return
    connection.execute(
        insert(schema.roles).values(
            email=email,
            role=role.value,
            person_id=person_id(connection, email, by),
            granted_at=at.astimezone(UTC).replace(tzinfo=None),
            granted_by=by,
        )
    )


def revoke(connection: Connection, email: str, roles: Sequence[Role]) -> None:
    row = schema.roles.c
    connection.execute(delete(schema.roles).where(row.email == email, row.role.in_([role.value for role in roles])))


def _actor(held: Sequence[Grant], leader_id: str, scopes: Mapping[str, tuple[Slice, ...]]) -> Actor:
    roles = frozenset(grant.role for grant in held)
    return Actor(held[0].person_id, roles, leader_id, scopes.get(leader_id, ()) if leader_id else ())
