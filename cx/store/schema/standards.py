"""The registry of metrics, version by version, what each came to by month, and the glossary."""

from __future__ import annotations

from sqlalchemy import Column, Date, Float, Integer, Table

from cx.domain.indicators import Direction
from cx.domain.standards import WorkedOut
from cx.store.schema.columns import key, metadata, number, text

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
    text(
        "better",
        "higher or lower; an operational metric needs it to be held against NPS and its target",
        choices=tuple(Direction),
        label="Better when",
    ),
    text("survey_id", "survey whose score or rating it is; blank is every survey", refers="surveys", label="Survey"),
    text("rating", "rating it is worked out from, by its name in that survey; blank is the score", label="Rating"),
    text(
        "worked_out",
        "of the rating: mean; or net, the share of its two highest steps less that of the steps below its middle",
        choices=tuple(WorkedOut),
        label="Worked out as",
    ),
    number("scale_low", "lower end of the scale on which surveys must ask it", label="Scale from"),
    number("scale_high", "upper end of that scale", label="Scale to"),
    Column("review_by", Date, nullable=True, comment="day by which it is renewed or kept", info={"label": "Review by"}),
)

metric_values = Table(
    "metric_values",
    metadata,
    key("metric_id", "metric, by its id", label="Metric"),
    key("scope", "group it was measured in, such as region=EMEA; blank is the whole company", required=False,
        label="Group"),
    key("month", "month, as 2026-07", Date, label="Month"),
    Column("value", Float, nullable=False, comment="in the metric's unit", info={"label": "Value"}),
    number("target", "what it was to be that month, in the metric's unit", label="Target"),
)  # fmt: skip

terms = Table(
    "terms",
    metadata,
    key("term_id", "short id", label="Id"),
    text("name", "the word", required=True, label="Term"),
    text("meaning", "what it means here", required=True, label="Meaning", long=True),
    text("not_to_confuse", "what it is not", label="Not to confuse with", long=True),
)
