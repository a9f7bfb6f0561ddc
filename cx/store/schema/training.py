"""Training that the council agreed: the courses, how many people there are, who need not, and what each one did."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, Table

from cx.domain.training import OTHER_NAMES, CourseStatus, Level
from cx.store.schema.columns import key, metadata, number, text

courses = Table(
    "courses",
    metadata,
    key("course_id", "short id, as the learning system calls the course", label="Id"),
    text("name", "its name", required=True, label="Name"),
    text("about", "what it teaches", label="What it teaches", long=True),
    text("levels", "of whom it is required; blank is everybody", several=True, choices=tuple(Level),
         label="Required of"),
    number("starts_on", "day from which it is required; blank is from ever", Date, label="Required from"),
    number("due_by", "day by which everybody should be done; blank where each has a day of their own", Date,
           label="Everybody by"),
    number("cost", "what the whole course costs, in the company's currency", low=0, label="Cost"),
    text("agreed", "what was agreed, and by whom", label="What was agreed", long=True),
    number("agreed_on", "day on which it was", Date, label="Agreed on"),
    text("owner", "who answers for it", label="Owner"),
    text("status", "open or closed; blank is open, closed is no longer required", choices=tuple(CourseStatus),
         label="Status"),
)  # fmt: skip

headcounts = Table(
    "headcounts",
    metadata,
    key("unit_id", "unit of the organization; people of the units below it are counted there", refers="org_units",
        label="Unit"),
    key("level", "board, executive, manager or staff", choices=tuple(Level), also=OTHER_NAMES, label="Level"),
    key("counted_on", "day of the count; the latest one holds", Date, label="Counted on"),
    Column("people", Integer, nullable=False, comment="how many there are, at least 0",
           info={"low": 0, "label": "People"}),
)  # fmt: skip

training_exemptions = Table(
    "training_exemptions",
    metadata,
    key("exemption_id", "short id", label="Id"),
    text("course_id", "course that they need not take; blank is every course", refers="courses", label="Course"),
    text("unit_id", "their unit", required=True, refers="org_units", label="Unit"),
    text("level", "board, executive, manager or staff", choices=tuple(Level), also=OTHER_NAMES, required=True,
         label="Level"),
    Column("people", Integer, nullable=False, comment="how many; not those whom the learning system marks one by one",
           info={"low": 1, "label": "People"}),
    text("reason", "why", required=True, label="Reason", long=True),
    text("decided_by", "who decided it", label="Decided by"),
    number("until", "last day on which it holds; blank is for good", Date, label="Until"),
)  # fmt: skip

training_records = Table(
    "training_records",
    metadata,
    text("employee_key", "keyed hash of the person", in_files=False),
    text("name", "the person's name; kept only where the company's settings say so"),
    text("unit", "id or name of the person's unit", required=True),
    text("level", "board, executive, manager or staff", choices=tuple(Level), also=OTHER_NAMES, required=True),
    text("course", "id or name of the course", required=True),
    Column("assigned", Date, nullable=False, comment="day on which it was assigned", info={"required": True}),
    number("due", "day by which to complete it; blank is the course's own", Date),
    number("completed", "day on which it was completed; blank where it is not", Date),
    text("exempt", "why the person need not take it; blank where they must"),
    Column("import_id", Integer, nullable=False, comment="import that brought it", info={"in_files": False}),
    comment="Never changed: a later import adds a row, and of one person, course and day of assignment the row of the"
    " latest import counts.",
)
