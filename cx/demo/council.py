"""Meridian's council, and the stories planted in it: they are written down, not drawn by chance."""

from __future__ import annotations

from datetime import date

from cx.demo.maintained_table import MaintainedTable
from cx.demo.stories import Story

LAST_MEETING, NEXT_MEETING = "2026-09", "2026-12"
LAST_MEETING_ON, NEXT_MEETING_ON = date(2026, 9, 8), date(2026, 12, 8)
UNSEATED = "Product"
OVERDUE = "name-product-people"

STORIES: tuple[Story, ...] = (
    Story(
        "function_without_a_seat",
        "A function without a seat",
        "Nobody speaks for Product, which owns the people whom the first 90 days lack",
        "council_members",
        "one of fifteen businesses and functions",
    ),
    Story(
        "action_overdue",
        "An action that nobody closed",
        "Three people from Product were to be named by 22 September 2026",
        f"actions: {OVERDUE}",
        "8 days overdue on the demo's last day",
    ),
    Story(
        "meeting_ahead",
        "A meeting whose agenda builds itself",
        "The council of the fourth quarter meets on 8 December 2026; one issue was written by hand, the others are what"
        " needs a decision",
        f"meetings: {NEXT_MEETING}",
        "six decisions, the rest in the annex",
    ),
    Story(
        "decision_put_off",
        "A decision that was put off",
        "The council of September waited with the desk for resellers until the partner survey of the third quarter",
        "decisions: partner-desk-waits",
        "one of four decisions",
    ),
)

_MAIL = "{}@meridian.example"


def _member(member_id: str, name: str, title: str, unit: str, seat: str = "member") -> tuple[object, ...]:
    mail = _MAIL.format(name.lower().replace(" ", "."))
    return member_id, name, title, mail, unit, seat, "2026-01-12", ""


ACCOUNTABLE = MaintainedTable(
    "accountable_leaders",
    ("area", "name", "title", "since", "confirmed_by", "confirmed_on", "confirmed"),
    (
        (
            *("customer_experience", "Martin Falk", "Chief Customer Officer", "2024-01-08", "Helen Osei", "2026-09-08"),
            "Customers in their first 90 days come before every other goal of the business plan for 2027.",
        ),
    ),
)

MEMBERS = MaintainedTable(
    "council_members",
    ("member_id", "name", "title", "email", "unit_id", "seat", "since", "until"),
    (
        _member("falk", "Martin Falk", "Chief Customer Officer", "customer", "chair"),
        _member("ruiz", "Ana Ruiz", "President, EMEA", "emea"),
        _member("whitlock", "Daniel Whitlock", "President, Americas", "americas"),
        _member("tanaka", "Mei Tanaka", "President, Asia Pacific", "apac"),
        _member("couto", "Rafael Couto", "President, Latin America", "latam"),
        _member("nair", "Priya Nair", "General Manager, Cloud Platform", "cloud"),
        _member("zielinski", "Tomasz Zielinski", "General Manager, Data", "data"),
        _member("adeyemi", "Grace Adeyemi", "General Manager, Security", "security"),
        _member("holm", "Lars Holm", "General Manager, Workplace", "workplace"),
        _member("dumont", "Claire Dumont", "General Manager, Services", "services"),
        _member("berg", "Samuel Berg", "Head of Support", "support"),
        _member("solano", "Ingrid Solano", "Head of Partners", "partners"),
        _member("lindqvist", "Robert Lindqvist", "Chief Financial Officer", "finance"),
        _member("diallo", "Amara Diallo", "Chief People Officer", "people"),
        _member("feld", "Naomi Feld", "General Counsel", "legal"),
    ),
)

_THERE = "Martin Falk | Ana Ruiz | Daniel Whitlock | Mei Tanaka | Priya Nair | Claire Dumont | Samuel Berg"

MEETINGS = MaintainedTable(
    "meetings",
    ("meeting_id", "title", "held_on", "place", "status", "attended", "notes"),
    (
        ("2026-06", "Council, second quarter", "2026-06-09", "By video", "held", _THERE, ""),
        (
            *(LAST_MEETING, "Council, third quarter", LAST_MEETING_ON.isoformat(), "Lisbon", "held"),
            f"{_THERE} | Robert Lindqvist | Amara Diallo",
            "Helen Osei confirmed that the first 90 days come first in the business plan.",
        ),
        (NEXT_MEETING, "Council, fourth quarter", NEXT_MEETING_ON.isoformat(), "Lisbon", "planned", "", ""),
    ),
)

AGENDA_ITEMS = MaintainedTable(
    "agenda_items",
    ("item_id", "meeting_id", "title", "about", "options", "decision", "owner", "due_on", "placement", "position"),
    (
        (
            *("portal-emea", NEXT_MEETING, "Keep the onboarding portal in EMEA?"),
            "Since July customers in their first 90 days start with a portal instead of a person.",
            "A: a person for every new customer again | B: a person for enterprises only | C: keep the portal",
            "A, until the portal is measured",
            *("Ana Ruiz", "2027-01-15", "agenda", "1"),
        ),
    ),
)

DECISIONS = MaintainedTable(
    "decisions",
    (
        *("decision_id", "meeting_id", "title", "decision", "outcome", "owner", "due_on", "project_id"),
        *("money", "people", "sensitivity"),
    ),
    (
        (
            *("named-engineers-go-on", "2026-06", "Named engineers", "Go on in every region.", "decided"),
            *("Samuel Berg", "2026-09-30", "named-engineers", "", "", "public"),
        ),
        (
            *("first-90-days-start", LAST_MEETING, "People for the first 90 days"),
            "Begin with six people and $1.5 million; come back in December with what they achieve.",
            *("decided", "Ana Ruiz", "2026-11-30", "first-90-days", 1_500_000, 6, "internal"),
        ),
        (
            *("match-brightloop", LAST_MEETING, "Brightloop among enterprises"),
            *("Match its start in Asia Pacific first.", "decided", "Daniel Whitlock", "2026-12-15", "", "", ""),
            "embargoed",
        ),
        (
            *("partner-desk-waits", LAST_MEETING, "A desk for resellers"),
            "Wait for the partner survey of the third quarter.",
            *("deferred", "Ingrid Solano", "2026-12-08", "", "", "", "internal"),
        ),
    ),
)

ACTIONS = MaintainedTable(
    "actions",
    (
        *("action_id", "meeting_id", "title", "owner", "due_on", "status", "closed_on", "result"),
        *("decision_id", "project_id", "sensitivity"),
    ),
    (
        (
            *("engineers-in-every-region", "2026-06", "Name an engineer for each customer in Latin America"),
            *("Samuel Berg", "2026-09-15", "done", "2026-09-14", "All 310 customers have one."),
            *("named-engineers-go-on", "named-engineers", "internal"),
        ),
        (
            *(OVERDUE, LAST_MEETING, "Name three people from Product for the first 90 days", "Ana Ruiz", "2026-09-22"),
            *("open", "", "", "first-90-days-start", "first-90-days", "internal"),
        ),
        (
            *("start-in-a-day", LAST_MEETING, "Show how a customer in Asia Pacific could start in a day"),
            *("Mei Tanaka", "2026-12-01", "open", "", "", "match-brightloop", "", "embargoed"),
        ),
        (
            *("portal-comparison", LAST_MEETING, "Compare customers who start with the portal and with a person"),
            *("Claire Dumont", "2026-12-04", "open", "", "", "first-90-days-start", "first-90-days", "internal"),
        ),
        (
            *("survey-of-partners", LAST_MEETING, "Bring the partner survey of the third quarter"),
            *("Ingrid Solano", "2026-12-08", "open", "", "", "partner-desk-waits", "", "internal"),
        ),
    ),
)

COMMUNICATIONS = MaintainedTable(
    "communications",
    ("communication_id", "title", "audience", "occasion", "due_on", "owner", "done_on", "sensitivity"),
    (
        ("town-hall-q3", "What customers told us in summer, and what we do", "All employees", "town_hall",
         "2026-09-15", "Helen Osei", "2026-09-15", "internal"),
        ("note-after-council", "What the council decided in September", "Managers", "other", "2026-09-25",
         "Martin Falk", "", "internal"),
        ("report-q3", "Our score and how we ask", "Investors", "quarterly_report", "2026-10-29", "Robert Lindqvist",
         "", "public"),
        ("council-q4", "The pack of the fourth quarter", "Council", "council", "2026-12-01", "Martin Falk", "",
         "internal"),
        ("town-hall-q4", "What we decided for the first 90 days", "All employees", "town_hall", "2026-12-16",
         "Ana Ruiz", "", "internal"),
    ),
)  # fmt: skip

TABLES = (ACCOUNTABLE, MEMBERS, MEETINGS, AGENDA_ITEMS, DECISIONS, ACTIONS, COMMUNICATIONS)
