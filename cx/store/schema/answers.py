"""What the strategy answers: statements, one answer a question, business goals, and the money and people behind it."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, Table

from cx.domain.dimensions import Dimension
from cx.domain.disclosure import Sensitivity
from cx.domain.strategy import GoalTarget, StatementKind
from cx.store.schema.columns import key, metadata, number, text

_SENSITIVITY = "public, internal or embargoed: public may be said outside; blank is internal"

statements = Table(
    "statements",
    metadata,
    key("kind", "internal or external: for whom it is said", choices=tuple(StatementKind), label="Said"),
    text("text", "what we are trying to achieve, in one or two sentences", required=True, label="Statement", long=True),
    text("owner", "who answers for it", required=True, label="Owner"),
    Column("decided_on", Date, nullable=False, comment="day it was decided", info={"label": "Decided on"}),
    Column("review_by", Date, nullable=False, comment="day by which to look at it again", info={"label": "Review by"}),
    comment="One of each kind; a new one supersedes, and the earlier is kept in record_versions.",
)

questions = Table(
    "questions",
    metadata,
    key("dimension", "customers, partners, competitors, industry, external or internal"),
    text("question", "what the strategy must answer"),
    number("place", "order on the page, from 1", Integer),
    comment="The six questions, as design and code know them; made with the store.",
)

answers = Table(
    "answers",
    metadata,
    key("dimension", "the question's dimension", choices=tuple(Dimension), label="Dimension"),
    text("answer", "the answer, in two or three sentences", required=True, label="Answer", long=True),
    text("owner", "who answers for it", required=True, label="Owner"),
    text(
        "evidence",
        "what it rests on, each as words or as 'words: https://address'",
        label="Evidence",
        several=True,
    ),
    Column("decided_on", Date, nullable=False, comment="day it was decided", info={"label": "Decided on"}),
    Column("review_by", Date, nullable=False, comment="day by which to look at it again", info={"label": "Review by"}),
    text("sensitivity", _SENSITIVITY, choices=tuple(Sensitivity), label="May be said"),
    comment="The current answers: the key allows one a question. Superseded ones are kept in record_versions.",
)

business_goals = Table(
    "business_goals",
    metadata,
    key("goal_id", "short id", label="Id"),
    text("name", "the goal, in a few words", required=True, label="Goal"),
    text("owner", "who answers for it", label="Owner"),
    text("target", "what reaching it means, in words", label="Target", long=True),
    number("due_on", "day by which to reach it", Date, label="By"),
    text("source", "where the business has written it down", label="Written down in"),
    text("sensitivity", _SENSITIVITY, choices=tuple(Sensitivity), label="May be said"),
)

goal_links = Table(
    "goal_links",
    metadata,
    key("goal_id", "goal"),
    key("kind", "dimension or project", choices=tuple(GoalTarget)),
    key("serves", "the dimension or the project's id that serves the goal"),
)

allocations = Table(
    "allocations",
    metadata,
    key("allocation_id", "short id", label="Id"),
    text("dimension", "dimension whose gap it is meant to close", choices=tuple(Dimension), required=True,
         label="Dimension"),
    text("name", "what the money and the people do", required=True, label="What we fund"),
    text("project_id", "project that spends it; blank where none does", refers="projects", label="Project"),
    number("money_planned", "money that closing the gap takes", low=0, label="Money planned"),
    number("money_committed", "money that is committed", low=0, label="Money committed"),
    number("people_planned", "people (full time) that closing the gap takes", low=0, label="People planned"),
    number("people_committed", "people (full time) who are committed", low=0, label="People committed"),
    text("stops", "what we stop to pay for it", label="What we stop to pay for it", long=True),
    number("money_freed", "money that stopping frees", low=0, label="Money freed by stopping"),
    number("people_freed", "people whom stopping frees", low=0, label="People freed by stopping"),
    text("owner", "who answers for it", label="Owner"),
)  # fmt: skip
