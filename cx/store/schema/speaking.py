"""Speaking points that were saved: each version of a set whole, with the facts as they were, and what was decided.

Rows are only ever added: a change is a new version, and what a set is now follows from its steps and the clock.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, DateTime, Integer, Table

from cx.domain.approval import Step
from cx.store.schema.columns import key, metadata, text

drafts = Table(
    "drafts",
    metadata,
    key("leader_id", "whose points they are"),
    key("audience", "team, council or external", choices=("team", "council", "external")),
    key("period", "period that they speak of, such as 2026Q3"),
    key("version", "counts from 1 within leader, audience and period", Integer),
    Column("as_of", Date, nullable=False, comment="day on which the facts were true"),
    Column("saved_at", DateTime, nullable=False, comment="UTC"),
    text("saved_by", "id of who saved it"),
    text("facts", "JSON: every fact that was looked at, as it was"),
    text("method_changes", "JSON: the changes of method that were known then"),
)

points = Table(
    "points",
    metadata,
    key("leader_id", "of the draft"),
    key("audience", "of the draft"),
    key("period", "of the draft"),
    key("version", "of the draft", Integer),
    key("place", "order of speech, from 1", Integer),
    text("fact_id", "the fact that it tells, by its id among the draft's facts"),
    text("kind", "what that fact is about"),
    text("survey_id", "the survey that it stands on; '' where none"),
    text("periods", "the periods that it stands on, '|' between"),
    text("text", "the sentence as it is said"),
    text("caution", "what to bear in mind when saying it"),
    text("more", "what stands behind it"),
)

approvals = Table(
    "approvals",
    metadata,
    key("leader_id", "of the draft"),
    key("audience", "of the draft"),
    key("period", "of the draft"),
    key("version", "of the draft", Integer),
    key("number", "counts from 1 within a version", Integer),
    text("step", "review, agree, approve, release, withdraw or expire", choices=tuple(Step)),
    text("decided_by", "id of who took the step"),
    text("role", "as what they took it"),
    Column("decided_at", DateTime, nullable=False, comment="UTC"),
    text("reason", "in words; may be blank"),
    Column("release_at", DateTime, nullable=True, comment="UTC; of a release: nobody else sees it before"),
    Column("expires_at", DateTime, nullable=True, comment="UTC; of an approval: it does not hold from then on"),
)
