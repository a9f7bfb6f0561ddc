"""Comments that were pinned as quotes."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, Table

from cx.domain.quotes import Consent
from cx.store.schema.columns import key, metadata, text

quotes = Table(
    "quotes",
    metadata,
    key("survey_id", "survey"),
    key("response_id", "answer whose comment it is"),
    text("text", "as pinned: masked, perhaps shortened by an ellipsis"),
    text("scope", "canonical slice in which it was pinned; '*' is everybody"),
    text("period", "key of the period in which it was pinned"),
    text("pinned_by", "id of who pinned it"),
    Column("pinned_at", DateTime, nullable=False, comment="UTC"),
    text("consent", "unknown, asked, granted or refused", choices=tuple(Consent)),
    text("evidence", "what proves the consent"),
    text("note", "for whom it is kept, or why"),
)
