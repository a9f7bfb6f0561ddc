"""Two rows of each table of the council, as its template shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

EXAMPLES: Mapping[str, Sequence[Mapping[str, str]]] = {
    "accountable_leaders": (
        {
            "area": "customer_experience",
            "name": "Ana Ruiz",
            "title": "Chief Customer Officer",
            "since": "2026-01-01",
            "confirmed_by": "Ben Okafor",
            "confirmed_on": "2026-09-08",
            "confirmed": "What customers need in their first 90 days is the first goal of the plan for 2027.",
        },
    ),
    "council_members": (
        {"member_id": "ruiz", "name": "Ana Ruiz", "email": "ana.ruiz@example.com", "seat": "chair"},
        {"member_id": "okafor", "name": "Ben Okafor", "title": "Chief Financial Officer", "since": "2026-01-01"},
    ),
    "meetings": (
        {"meeting_id": "2026-12", "title": "Council, fourth quarter", "held_on": "2026-12-08", "place": "Geneva"},
        {"meeting_id": "2027-03", "title": "Council, first quarter", "held_on": "2027-03-09"},
    ),
    "agenda_items": (
        {
            "item_id": "first-90-days",
            "meeting_id": "2026-12",
            "title": "The first 90 days lack people",
            "about": "EMEA's first 90 days scored 14, from 42; the project lacks eight people.",
            "options": "A: fund it fully | B: two countries only | C: wait",
            "decision": "A",
            "owner": "Ana Ruiz",
            "due_on": "2027-01-31",
            "placement": "agenda",
            "position": "1",
        },
        {"item_id": "prices", "meeting_id": "2026-12", "title": "Prices in Latin America", "placement": "annex"},
    ),
    "decisions": (
        {
            "decision_id": "2026-12-people",
            "meeting_id": "2026-12",
            "title": "The first 90 days lack people",
            "decision": "Fund it fully, from the redesign of the portal.",
            "owner": "Ana Ruiz",
            "due_on": "2027-01-31",
            "money": "2500000",
            "people": "8",
        },
        {
            "decision_id": "2026-12-prices",
            "meeting_id": "2026-12",
            "title": "Prices in Latin America",
            "decision": "Wait for the first quarter.",
            "outcome": "deferred",
            "owner": "Ben Okafor",
        },
    ),
    "actions": (
        {
            "action_id": "2026-12-names",
            "meeting_id": "2026-12",
            "title": "Name eight people",
            "owner": "Ana Ruiz",
            "due_on": "2026-12-22",
        },
        {
            "action_id": "2026-12-letter",
            "meeting_id": "2026-12",
            "title": "Write to the customers of the portal",
            "owner": "Ben Okafor",
            "due_on": "2026-12-15",
            "status": "done",
            "closed_on": "2026-12-14",
            "result": "Sent to 340 customers.",
        },
    ),
    "communications": (
        {
            "communication_id": "town-hall-january",
            "title": "What customers told us, and what we do",
            "audience": "all employees",
            "occasion": "town_hall",
            "due_on": "2027-01-19",
            "owner": "Ana Ruiz",
        },
        {
            "communication_id": "report-q4",
            "title": "Score of the fourth quarter",
            "audience": "investors",
            "occasion": "quarterly_report",
            "due_on": "2027-02-04",
        },
    ),
}
