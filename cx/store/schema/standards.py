"""The registry of metrics, version by version, and the glossary."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, Table

from cx.store.schema.columns import key, metadata, text

metrics = Table(
    "metrics",
    metadata,
    key("version", "counts from 1; another definition is another version", Integer, low=1, label="Version"),
    key("metric_id", "short id, the same for every version", label="Id"),
    text("name", "name on screen", required=True, label="Name"),
    text("definition", "what it means", required=True, label="Definition", long=True),
    text("formula", "how it is worked out", label="Formula", long=True),
    text("unit", "points, percent, days", label="Unit"),
    text("owner", "who answers for it", required=True, label="Owner"),
    Column("effective_on", Date, nullable=False, comment="day from which it holds", info={"label": "Holds from"}),
    text("department", "unit that uses it; blank is the company", refers="org_units", label="Department"),
    text("used_in", "where it is shown", several=True, label="Where it is used"),
    text("primary_metric", "yes for the one brand metric; blank is no", choices=("yes", "no"), label="Primary metric"),
    text("question", "the question as surveys must put it, with {us} where a name stands", label="Question", long=True),
)

terms = Table(
    "terms",
    metadata,
    key("term_id", "short id", label="Id"),
    text("name", "the word", required=True, label="Term"),
    text("meaning", "what it means here", required=True, label="Meaning", long=True),
    text("not_to_confuse", "what it is not", label="Not to confuse with", long=True),
)
