"""What a company may change."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, Table

from cx.store.schema.columns import key, metadata, text

settings = Table(
    "settings",
    metadata,
    key("name", "name of the setting"),
    text("value", "JSON"),
    Column("changed_at", DateTime, nullable=False, comment="UTC"),
    text("changed_by", "who"),
)
