"""What people write about: the company's themes, and the additive counts that are made of comments."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, DateTime, Float, Integer, Table

from cx.store.schema.columns import fields, key, metadata, number, text
from cx.store.schema.feedback import WEIGHT_SUMS

themes = Table(
    "themes",
    metadata,
    key("theme_id", "short id: small letters, digits and dashes"),
    text("name", "name on screen", required=True),
    text(
        "phrases",
        "words and phrases of any language that give the theme away, with | between; a star stands for any ending",
        required=True,
    ),
    comment="No row and no version: the themes that a company starts with.",
)

theme_versions = Table(
    "theme_versions",
    metadata,
    key("version", "counts from 1", Integer),
    Column("changed_at", DateTime, nullable=False, comment="UTC"),
    text("changed_by", "who"),
    text("what", "what was changed, in words"),
    text("themes", "JSON: every theme as it was from then on"),
    comment="The way back: every state of the themes that there was.",
)

theme_summary = Table(
    "theme_summary",
    metadata,
    text("survey_id", "survey"),
    Column("day", Date, nullable=False, comment="day of the answers"),
    *fields(),
    text("theme_id", "theme that the comments mention; '*' every comment, '' those that mention none"),
    *(
        Column(name, BigInteger, nullable=False, comment=f"{name} who wrote such a comment")
        for name in ("promoters", "passives", "detractors")
    ),
    *(Column(name, Float, nullable=False, comment="sum over the answers, weight 1 where none") for name in WEIGHT_SUMS),
    comment="Additive counts of answers with a comment, by day, every field and theme; `cx check` proves them.",
)

phrase_summary = Table(
    "phrase_summary",
    metadata,
    text("survey_id", "survey"),
    Column("month", Date, nullable=False, comment="first day of the month"),
    text("brand", "brand of the answers; '' where not given"),
    text("phrase", "one to three words, small letters without accents; '' counts every comment"),
    *(
        Column(name, BigInteger, nullable=False, comment=f"{name} whose comment holds it")
        for name in ("promoters", "passives", "detractors")
    ),
    Column("untagged", BigInteger, nullable=False, comment="comments among them that mention no theme"),
    text("promoter_sample", "answer of a promoter whose comment holds it; '' where there is none"),
    text("detractor_sample", "answer of a detractor whose comment holds it; '' where there is none"),
    Column("kept_from", BigInteger, nullable=False, comment="phrases of fewer comments of this month were not kept"),
    comment="Additive counts of comments by phrase; of each month the most frequent phrases.",
)

comment_months = Table(
    "comment_months",
    metadata,
    text("survey_id", "survey"),
    Column("month", Date, nullable=False, comment="first day of the month"),
    number("comments", "comments in it when it was noted", BigInteger),
    comment="Months whose comments are still to be counted; empty where every count is up to date.",
)
