"""Two rows of each table of projects, as its template shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

EXAMPLES: Mapping[str, Sequence[Mapping[str, str]]] = {
    "projects": (
        {
            "project_id": "easy-start",
            "name": "Start in a week",
            "stage": "running",
            "problem": "I wait two weeks until somebody sets me up.",
            "need_id": "fast-start",
            "dimension": "customers",
            "sponsor": "Ben Okafor",
            "owner": "Ana Ruiz",
            "leader_id": "ruiz",
            "scope": "journey=First 90 days",
            "chosen_on": "2026-03-10",
            "go_live_on": "2026-11-01",
            "target": "New customers recommend us as others do",
            "target_metric": "NPS of new customers",
            "target_from": "14",
            "target_value": "40",
            "target_on": "2027-09-30",
            "budget": "400000",
            "granted": "250000",
            "people_needed": "6",
            "people_assigned": "4",
            "units": "cloud | finance",
        },
        {"project_id": "easy-exit", "name": "Leave as easily as you joined", "stage": "planned", "owner": "Ben Okafor"},
    ),
    "milestones": (
        {
            "project_id": "easy-start",
            "milestone_id": "pilot",
            "name": "Pilot with 20 customers",
            "planned_on": "2026-06-30",
            "done_on": "2026-07-10",
            "owner": "Ana Ruiz",
        },
        {
            "project_id": "easy-start",
            "milestone_id": "all",
            "name": "All new customers",
            "planned_on": "2026-11-01",
            "expected_on": "2026-11-20",
        },
    ),
    "project_updates": (
        {
            "project_id": "easy-start",
            "updated_on": "2026-09-15",
            "text": "18 of 20 pilot customers were at work within a week.",
            "next": "Hire two more people by October.",
            "asks": "Grant the remaining 150,000.",
            "go_live_on": "2026-11-20",
            "cost_expected": "420000",
            "measured": "22",
            "by": "Ana Ruiz",
        },
        {"project_id": "easy-exit", "updated_on": "2026-09-15", "text": "Not begun.", "by": "Ben Okafor"},
    ),
    "spend": (
        {"project_id": "easy-start", "month": "2026-07", "spent": "38000", "committed": "60000", "note": "Pilot"},
        {"project_id": "easy-start", "month": "2026-08", "spent": "41500", "committed": "40000"},
    ),
}
