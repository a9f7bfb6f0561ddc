"""Improvement projects: what each is to achieve, who takes part, its milestones, what was told of it, its money."""

from __future__ import annotations

from sqlalchemy import Column, Date, Float, Table

from cx.domain.dimensions import Dimension
from cx.domain.disclosure import Sensitivity
from cx.domain.projects import Stage, Status
from cx.store.schema.columns import key, metadata, number, text

projects = Table(
    "projects",
    metadata,
    key("project_id", "short id", label="Id"),
    text("name", "name in a few words", required=True, label="Project"),
    text("stage", "proposed (a candidate), planned (decided, not begun), running, live (delivered to customers),"
         " closed or stopped", choices=tuple(Stage), required=True, label="Stage"),
    text("problem", "the problem that it solves, as a customer would say it", label="Problem it solves", long=True),
    text("need_id", "need that it serves", refers="needs", label="Need it serves"),
    text("dimension", "dimension of the strategy", choices=tuple(Dimension), label="Dimension"),
    text("sponsor", "who gives it money and cover", label="Sponsor"),
    text("owner", "who answers for it", label="Owner"),
    text("leader_id", "the owner among the leaders, where they are one", refers="leaders",
         label="Owner among the leaders"),
    text("survey_id", "survey that shows what it moves; blank is the primary one", refers="surveys",
         label="Survey that shows it"),
    text("scope", "group that it is to move, such as journey=Support; blank is none of its own",
         label="Group it is to move"),
    number("chosen_on", "day on which it was chosen: its effect is measured from the year before", Date,
           label="Chosen on"),
    number("go_live_on", "day on which customers were to notice it, as planned at the start", Date,
           label="Planned to go live on"),
    number("went_live_on", "day on which they did; blank while it has not gone live", Date, label="Went live on"),
    text("target", "what reaching its aim means, in words", label="Target in words", long=True),
    text("target_metric", "what the target is measured by, such as NPS of its group", label="Measured by"),
    number("target_from", "its value when the project was chosen", label="Value at the start"),
    number("target_value", "the value to reach", label="Value to reach"),
    number("target_on", "day by which to reach it", Date, label="To be reached by"),
    number("budget", "money that it takes, start to end", low=0, label="Budget"),
    number("granted", "money that was granted to it so far", low=0, label="Granted so far"),
    number("people_needed", "people (full time) whom it takes", low=0, label="People needed"),
    number("people_assigned", "people (full time) who are assigned to it", low=0, label="People assigned"),
    text("skills_missing", "skills that it needs and lacks", several=True, label="Skills it lacks"),
    text("sensitivity", "public, internal or embargoed: public may be said outside; blank is internal",
         choices=tuple(Sensitivity), label="May be said"),
    text("status_said", "status that somebody sets in place of the derived one; shown beside it, needs a reason",
         choices=tuple(Status), label="Status set by hand"),
    text("status_reason", "why the status is set by hand", label="Why it is set by hand", long=True),
)  # fmt: skip

project_units = Table(
    "project_units",
    metadata,
    key("project_id", "project"),
    key("unit_id", "business or function that takes part"),
)

milestones = Table(
    "milestones",
    metadata,
    key("project_id", "project", refers="projects", label="Project"),
    key("milestone_id", "short id within the project", label="Id"),
    text("name", "what is reached then, in a few words", required=True, label="Milestone"),
    Column("planned_on", Date, nullable=False, comment="day on which it was to be reached, as planned at the start",
           info={"label": "Planned for"}),
    number("expected_on", "day on which it is now expected; blank is as planned", Date, label="Now expected on"),
    number("done_on", "day on which it was reached; blank while it was not", Date, label="Reached on"),
    text("owner", "who answers for it", label="Owner"),
)  # fmt: skip

project_updates = Table(
    "project_updates",
    metadata,
    key("project_id", "project", refers="projects", label="Project"),
    key("updated_on", "day of the update; a project has one a day", Date, label="Day of the update"),
    text("text", "what happened since the last update", required=True, label="What happened", long=True),
    text("next", "what happens next, and by when", label="What happens next", long=True),
    text("asks", "what the council must decide; blank where nothing", label="What the council must decide", long=True),
    number("go_live_on", "day on which it is now expected to go live; blank is as planned", Date,
           label="Now expected to go live on"),
    number("cost_expected", "money that it will have cost at its end, as expected now", low=0,
           label="Expected cost, start to end"),
    number("measured", "what its target is measured by, as it stands now", label="Target's measure now"),
    text("by", "who wrote it", label="Written by"),
)  # fmt: skip

spend = Table(
    "spend",
    metadata,
    key("project_id", "project", refers="projects", label="Project"),
    key("month", "month of the books", Date, label="Month"),
    Column("spent", Float, nullable=False, comment="money spent in that month", info={"low": 0, "label": "Spent"}),
    number("committed", "money under contract at the end of the month and not yet spent", low=0,
           label="Under contract, not yet spent"),
    text("note", "what it was for", label="What for"),
)  # fmt: skip
