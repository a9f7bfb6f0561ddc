"""What records that people keep looked like before they were changed."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, Integer, Table

from cx.store.schema.columns import key, metadata, text

record_versions = Table(
    "record_versions",
    metadata,
    key("table_name", "table of the record"),
    key("record", "JSON: its key"),
    key("version", "counts the record's changes from 1", Integer),
    text("change", "what happened then: added, changed or removed"),
    text("earlier", "JSON: the record before, as texts of a file; '' where it was added"),
    Column("changed_at", DateTime, nullable=False, comment="UTC"),
    text("changed_by", "id of who changed it"),
    comment="Append-only: nothing that people decided is lost by deciding anew.",
)
