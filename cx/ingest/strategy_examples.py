"""Two rows of each table of the strategy, as its template shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

EXAMPLES: Mapping[str, Sequence[Mapping[str, str]]] = {
    "statements": (
        {
            "kind": "internal",
            "text": "Be the supplier that customers in their first 90 days recommend, before 2028.",
            "owner": "Ana Ruiz",
            "decided_on": "2026-01-20",
            "review_by": "2027-01-31",
        },
        {
            "kind": "external",
            "text": "We help every new customer to be productive in a week.",
            "owner": "Ana Ruiz",
            "decided_on": "2026-01-20",
            "review_by": "2027-01-31",
        },
    ),
    "answers": (
        {
            "dimension": "customers",
            "answer": "Customers want to start without help; we serve that less well than Northwind does.",
            "owner": "Ana Ruiz",
            "evidence": "Market survey Q2 2026 | Interviews with 40 new customers: https://intranet.example/interviews",
            "decided_on": "2026-06-30",
            "review_by": "2026-12-31",
            "sensitivity": "internal",
        },
        {
            "dimension": "internal",
            "answer": "We can execute three of our five projects with the people whom we have.",
            "owner": "Ben Okafor",
            "decided_on": "2026-06-30",
            "review_by": "2026-12-31",
        },
    ),
    "signals": (
        {
            "signal_id": "data-act",
            "kind": "regulation",
            "title": "Switching suppliers becomes free",
            "about": "Customers may take their data along at no charge.",
            "likelihood": "5",
            "impact": "4",
            "effective_on": "2027-01-12",
            "jurisdiction": "European Union",
            "journeys": "Renewal",
            "dimensions": "customers | external",
            "behind": "Northwind",
            "placed_because": "they export by a button, as their handbook says",
            "owner": "Ben Okafor",
            "response_kind": "project",
            "response": "Make leaving as easy as joining",
            "response_link": "easy-exit",
            "review_by": "2026-12-01",
        },
        {
            "signal_id": "assistants",
            "kind": "industry",
            "title": "Assistants answer before people do",
            "likelihood": "4",
            "impact": "3",
            "owner": "Ana Ruiz",
            "review_by": "2027-03-31",
        },
    ),
    "business_goals": (
        {
            "goal_id": "retention",
            "name": "Keep 95% of revenue",
            "owner": "Ben Okafor",
            "target": "net revenue retention of 95% in 2027",
            "due_on": "2027-12-31",
            "source": "Business plan 2027",
            "dimensions": "customers | partners",
            "projects": "easy-exit",
        },
        {"goal_id": "margin", "name": "Earn two points more margin", "dimensions": "internal"},
    ),
    "allocations": (
        {
            "allocation_id": "first-90-days",
            "dimension": "customers",
            "name": "People who start new customers",
            "project_id": "easy-start",
            "money_planned": "4000000",
            "money_committed": "1500000",
            "people_planned": "14",
            "people_committed": "6",
            "stops": "The redesign of the portal",
            "money_freed": "1200000",
            "people_freed": "4",
            "owner": "Ana Ruiz",
        },
        {"allocation_id": "partner-desk", "dimension": "partners", "name": "A desk for resellers"},
    ),
}
