"""The audit log, in a database of its own."""

from __future__ import annotations

from sqlalchemy import Integer, MetaData, Table

from cx.store.schema.columns import key, text

audit = MetaData()

audit_log = Table(
    "audit_log",
    audit,
    key("number", "counts from 1", Integer),
    text("at", "UTC, ISO 8601"),
    text("actor", "id of who acted"),
    text("roles", "their roles then"),
    text("action", "what they did"),
    text("object", "id of what it was done to"),
    text("result", "done, refused or failed"),
    text("hash", "SHA-256 of this entry and the hash before it"),
)

sign_outs = Table(
    "sign_outs",
    audit,
    key("person_id", "whose sessions ended"),
    text("at", "UTC, ISO 8601: sessions that began until then are over"),
)
