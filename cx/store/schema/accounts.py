"""The accounts that customers belong to: how much they pay, and when they next decide whether to stay."""

from __future__ import annotations

from sqlalchemy import Column, Date, Table

from cx.store.schema.columns import key, metadata, number, text

accounts = Table(
    "accounts",
    metadata,
    key("account_id", "id of the account, as answers give it"),
    text("name", "its name; shown to the CX leader and the analyst only"),
    text("segment", "segment, named as in answers"),
    number("revenue", "revenue of a year, at least 0, in the company's currency", low=0),
    Column("renewal_on", Date, nullable=True, comment="day on which its contract next ends or renews"),
)
