"""Who works here, what they answer for, and which brands there are."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, Table

from cx.domain.roles import Role
from cx.domain.surveys import BrandKind
from cx.store.schema.columns import key, metadata, text

org_units = Table(
    "org_units",
    metadata,
    key("unit_id", "short id of the business or function"),
    text("name", "its name", required=True),
    text("kind", "business or function", choices=("business", "function")),
    text("parent_id", "unit above it; '' at the top"),
)

leaders = Table(
    "leaders",
    metadata,
    key("leader_id", "short id"),
    text("name", "full name; the id stands for it where blank"),
    text("title", "job title"),
    text("email", "work e-mail"),
    text("unit_id", "the unit they lead"),
    text("level", "board, executive, manager or staff"),
)

leader_scopes = Table(
    "leader_scopes",
    metadata,
    key("leader_id", "leader"),
    key("scope", "canonical slice they answer for, such as 'region=EMEA; product=Cloud'; '*' is the whole company"),
)

brands = Table(
    "brands",
    metadata,
    key("brand", "name as it stands in answers"),
    text("kind", "own, competitor or entrant", choices=tuple(BrandKind), required=True),
    text("note", "what to know of it"),
)

roles = Table(
    "roles",
    metadata,
    key("email", "e-mail that the sign-in vouches for, in lower case"),
    key("role", "what they are in the programme", choices=tuple(Role)),
    text("person_id", "how the audit log names them: 'p-' and a keyed hash of the e-mail"),
    Column("granted_at", DateTime, nullable=False, comment="UTC"),
    text("granted_by", "id of who granted it"),
)
