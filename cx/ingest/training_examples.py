"""Two rows of each table of training, as its template shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

EXAMPLES: Mapping[str, Sequence[Mapping[str, str]]] = {
    "courses": (
        {
            "course_id": "cx-basics",
            "name": "CX basics",
            "about": "What customers need, and what each of us does about it",
            "due_by": "2026-09-30",
            "cost": "180000",
            "agreed": "Everybody, board included, within the year",
            "agreed_on": "2026-01-20",
            "owner": "Amara Diallo",
        },
        {
            "course_id": "cx-leading",
            "name": "Leading for customers",
            "levels": "board | executive | manager",
            "starts_on": "2026-04-01",
            "due_by": "2026-12-31",
        },
    ),
    "headcounts": (
        {"unit_id": "cloud", "level": "manager", "counted_on": "2026-06-30", "people": "24"},
        {"unit_id": "cloud", "level": "staff", "counted_on": "2026-06-30", "people": "310"},
    ),
    "training_exemptions": (
        {
            "exemption_id": "leave-2026",
            "unit_id": "cloud",
            "level": "staff",
            "people": "6",
            "reason": "On leave for more than half of the year",
            "decided_by": "Amara Diallo",
            "until": "2026-12-31",
        },
        {
            "exemption_id": "trainers",
            "course_id": "cx-basics",
            "unit_id": "cloud",
            "level": "manager",
            "people": "2",
            "reason": "They teach it",
        },
    ),
    "training_records": (
        {
            "employee": "e-20817",
            "unit": "cloud",
            "level": "staff",
            "course": "cx-basics",
            "assigned": "2026-04-01",
            "due": "2026-09-30",
            "completed": "2026-06-12",
        },
        {
            "employee": "kim@example.com",
            "unit": "Cloud",
            "level": "manager",
            "course": "cx-basics",
            "assigned": "2026-04-01",
            "name": "Kim Larsen",
        },
    ),
}
