"""Closed books: what was frozen, when, by which rule; what was reopened; what changed the answers after that.

Rows are only ever added. A closing counts while nobody has reopened it.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, DateTime, Float, Integer, Table

from cx.domain.series import Shown
from cx.store.schema.columns import key, metadata, number, text

closed_periods = Table(
    "closed_periods",
    metadata,
    key("closing_id", "counts from 1", Integer),
    text("period", "2026-07, 2026Q3 or 2026, by the fiscal year of that day"),
    text("grain", "month, quarter or year"),
    Column("first_day", Date, nullable=False, comment="its first day"),
    Column("last_day", Date, nullable=False, comment="its last day"),
    text("closed_with", "the period that somebody closed, where this one closed along with it; else the same"),
    Column("closed_at", DateTime, nullable=False, comment="UTC"),
    text("closed_by", "id of who closed it"),
    Column("last_change", Integer, nullable=False, comment="newest change_id of restatements that was known then"),
    text("rule", "JSON: the settings that the figures were made by"),
    Column("has_book", Boolean, nullable=False, comment="whether its verdicts are frozen, too"),
    text("digest", "SHA-256 of all that was frozen, following the digest of the closing before"),
)

closed_figures = Table(
    "closed_figures",
    metadata,
    Column("closing_id", Integer, nullable=False, comment="closing"),
    text("survey_id", "survey"),
    text("scope", "canonical slice; '*' is everybody"),
    text("shown", "full, few, hidden or empty", choices=tuple(Shown)),
    number("promoters", "answers of 9 or 10; this and the figures after it NULL where hidden or empty", BigInteger),
    number("passives", "answers of 7 or 8", BigInteger),
    number("detractors", "answers of 0 to 6", BigInteger),
    number("weighted_promoters", "sum of their weights"),
    number("weighted_passives", "sum of their weights"),
    number("weighted_detractors", "sum of their weights"),
    number("squared_weights", "sum of the squared weights"),
    number("value", "points, unrounded"),
    number("low", "points, lower end of the likely range"),
    number("high", "points, upper end of the likely range"),
    number("n", "answers", BigInteger),
    number("n_effective", "effective answers"),
    number("centre", "points, the adjusted score"),
    number("standard_error", "points, with the design effect"),
    number("unweighted", "points, without weights"),
    number("target", "points; NULL where there was none"),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("closing_id", Integer, nullable=False, comment="closing"),
    text("survey_id", "survey"),
    text("scope", "canonical slice; '*' is everybody"),
    text("against", "previous, year_ago, rest, target or competitor"),
    text("brand", "the competitor compared with; '' otherwise"),
    text("family", "a (headlines) or b (catalogue)"),
    text("relation", "rose, fell, steady …; '' where nothing could be said"),
    Column("adjusted_p", Float, nullable=True, comment="Benjamini-Hochberg's"),
    Column("looked_at", Integer, nullable=False, comment="comparisons tested in its family"),
    text("reason", "why nothing could be said"),
    text("current", "JSON: the score; '' where hidden"),
    text("reference", "JSON: the score or the target compared with; '' where there was none"),
    text("difference", "JSON: the difference with its intervals and p; '' where not tested"),
)

reopenings = Table(
    "reopenings",
    metadata,
    key("closing_id", "closing that no longer counts", Integer),
    text("reason", "why, in words"),
    text("reopened_by", "id of who reopened it"),
    Column("reopened_at", DateTime, nullable=False, comment="UTC"),
)

restatements = Table(
    "restatements",
    metadata,
    key("change_id", "of the event, counts from 1", Integer),
    key("survey_id", "survey"),
    key("month", "first day of the closed month", Date),
    text("kind", "import, undo or erase"),
    Column("import_id", Integer, nullable=False, comment="import that was loaded or taken back; 0 for none"),
    Column("happened_at", DateTime, nullable=False, comment="UTC"),
    text("done_by", "who"),
    Column("added", BigInteger, nullable=False, comment="answers that came into the month"),
    Column("changed", BigInteger, nullable=False, comment="answers of the month that were replaced"),
    Column("removed", BigInteger, nullable=False, comment="answers that left the month"),
    comment="What changed the answers of closed months; which figures differ is computed, never stored.",
)
