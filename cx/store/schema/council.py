"""The council: members, meetings, the agenda, decisions, actions, and what is said to whom when."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, Table

from cx.domain.council import ActionStatus, MeetingStatus, Occasion, Outcome, Placement, Seat
from cx.domain.disclosure import Sensitivity
from cx.store.schema.columns import key, metadata, number, text

_SENSITIVITY = "public, internal or embargoed: public may be said outside; blank is internal"

accountable_leaders = Table(
    "accountable_leaders",
    metadata,
    key("area", "customer_experience: one person answers for it", choices=("customer_experience",), label="Area"),
    text("name", "full name of the one person who answers for it", required=True, label="Name"),
    text("title", "job title", label="Job title"),
    number("since", "first day on which they did", Date, label="Since"),
    text("confirmed_by", "who confirmed that it serves the strategy of the business", label="Alignment confirmed by"),
    number("confirmed_on", "day on which they did", Date, label="Confirmed on"),
    text("confirmed", "what was confirmed, in their words", label="What was confirmed", long=True),
    comment="One at a time; whoever answered before is kept in record_versions.",
)

council_members = Table(
    "council_members",
    metadata,
    key("member_id", "short id", label="Id"),
    text("name", "full name", required=True, label="Name"),
    text("title", "job title", label="Job title"),
    text("email", "work e-mail; only opens a letter in the reader's own program", label="E-mail"),
    text("unit_id", "business or function that they speak for", refers="org_units", label="Speaks for"),
    text("seat", "chair, member or guest; blank is member", choices=tuple(Seat), label="Seat"),
    number("since", "first day in the council", Date, label="Since"),
    number("until", "last day in the council; blank while they sit", Date, label="Until"),
)

meetings = Table(
    "meetings",
    metadata,
    key("meeting_id", "short id, such as 2026-12", label="Id"),
    text("title", "name of the meeting", required=True, label="Title"),
    Column("held_on", Date, nullable=False, comment="day on which it is planned, or was held", info={"label": "Day"}),
    text("place", "where it is held", label="Place"),
    text("status", "planned, held or cancelled; blank is planned", choices=tuple(MeetingStatus), label="Status"),
    text("attended", "who was there, by name", several=True, label="Who was there"),
    text("notes", "minutes beyond decisions and actions", label="Notes", long=True),
)

agenda_items = Table(
    "agenda_items",
    metadata,
    key("item_id", "short id", label="Id"),
    text("meeting_id", "meeting on whose agenda it is", required=True, refers="meetings", label="Meeting"),
    text("title", "the issue, in a few words", required=True, label="Issue"),
    text("about", "what makes it one: figures, money, days", label="Why it waits", long=True),
    text("options", "what could be done, such as 'A: fund it fully'", several=True, label="Options"),
    text("decision", "what is proposed", label="Proposed decision", long=True),
    text("owner", "who answers for it", label="Owner"),
    number("due_on", "day by which it is to be done", Date, label="Due"),
    text("placement", "agenda, annex or left_out; blank follows the rule", choices=tuple(Placement), label="Stands in"),
    number("position", "order among the decisions, from 1; blank follows the rule", Integer, low=1, label="Position"),
    text("source", "what it was built from, such as 'signals assistants'; blank where somebody wrote it",
         label="Built from"),
    text("sensitivity", _SENSITIVITY, choices=tuple(Sensitivity), label="May be said"),
)  # fmt: skip

decisions = Table(
    "decisions",
    metadata,
    key("decision_id", "short id", label="Id"),
    text("meeting_id", "meeting that took it", required=True, refers="meetings", label="Meeting"),
    text("title", "the issue, in a few words", required=True, label="Issue"),
    text("decision", "what was decided", required=True, label="Decision", long=True),
    text("outcome", "decided, deferred or declined; blank is decided", choices=tuple(Outcome), label="Outcome"),
    text("owner", "who answers for it", required=True, label="Owner"),
    number("due_on", "day by which it is to be done", Date, label="Due"),
    text("item_id", "item of the agenda that it settles", label="Item of the agenda"),
    text("project_id", "project that it is about", label="Project"),
    number("money", "money that it grants", low=0, label="Money granted"),
    number("people", "people (full time) that it grants", low=0, label="People granted"),
    text("sensitivity", _SENSITIVITY, choices=tuple(Sensitivity), label="May be said"),
)

actions = Table(
    "actions",
    metadata,
    key("action_id", "short id", label="Id"),
    text("meeting_id", "meeting that agreed it", required=True, refers="meetings", label="Meeting"),
    text("title", "what is to be done", required=True, label="Action"),
    text("owner", "who does it", required=True, label="Owner"),
    Column("due_on", Date, nullable=False, comment="day by which it is to be done", info={"label": "Due"}),
    text("status", "open, done or dropped; blank is open", choices=tuple(ActionStatus), label="Status"),
    number("closed_on", "day on which it was done or dropped", Date, label="Closed on"),
    text("result", "what came of it", label="Result", long=True),
    text("decision_id", "decision that it carries out", label="Decision"),
    text("project_id", "project that it belongs to", label="Project"),
    text("sensitivity", _SENSITIVITY, choices=tuple(Sensitivity), label="May be said"),
    comment="Carried forward from meeting to meeting until somebody closes it.",
)

communications = Table(
    "communications",
    metadata,
    key("communication_id", "short id", label="Id"),
    text("title", "what is said", required=True, label="What is said"),
    text("audience", "to whom, such as 'all employees'", required=True, label="To whom"),
    text("occasion", "town_hall, quarterly_report, council or other; blank is other", choices=tuple(Occasion),
         label="Occasion"),
    Column("due_on", Date, nullable=False, comment="day on which it is due", info={"label": "Due"}),
    text("owner", "who says it", label="Owner"),
    number("done_on", "day on which it was said; blank until then", Date, label="Said on"),
    text("sensitivity", _SENSITIVITY, choices=tuple(Sensitivity), label="May be said"),
)  # fmt: skip
