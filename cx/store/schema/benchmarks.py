"""Benchmarks: what brands are compared by, and how customers and partners rate what they need."""

from __future__ import annotations

from sqlalchemy import Column, Date, Float, Integer, Table

from cx.store.schema.columns import key, metadata, number, text

DIMENSIONS = ("customers", "partners", "competitors", "industry", "external", "internal")

indicators = Table(
    "indicators",
    metadata,
    key("indicator_id", "short id"),
    text(
        "dimension",
        "customers, partners, competitors, industry, external or internal",
        choices=DIMENSIONS,
        required=True,
    ),
    text("name", "name on screen", required=True),
    text("unit", "unit of its readings"),
    number("scale_low", "reading that is worth 0"),
    number("scale_high", "reading that is worth 100"),
    number("weight", "share in its dimension, above 0", low=0),
    number("shelf_life_months", "months until a reading fades", Integer, low=1, high=1200),
)

readings = Table(
    "readings",
    metadata,
    key("indicator_id", "indicator"),
    key("brand", "brand"),
    key("read_on", "day of the reading", Date),
    Column("value", Float, nullable=False, comment="in the indicator's unit"),
    text("grade", "A measured on a sample, B published, C expert judgement", choices=("A", "B", "C")),
    text("source", "where it comes from"),
)

needs = Table(
    "needs",
    metadata,
    key("need_id", "short id"),
    text("name", "what customers or partners need, in their words", required=True),
    text("audience", "customer or partner", choices=("customer", "partner")),
    text("stance", "win, match or concede", choices=("win", "match", "concede")),
)

need_ratings = Table(
    "need_ratings",
    metadata,
    key("need_id", "need"),
    key("brand", "brand"),
    key("period", "period key"),
    number("importance", "0 to 10", low=0, high=10),
    number("performance", "0 to 10", low=0, high=10),
    number("n", "answers behind it", Integer, low=0),
)
