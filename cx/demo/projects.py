"""Meridian's improvement projects, and the stories planted in them: what is known of each on the demo's last day."""

from __future__ import annotations

from cx.demo import company
from cx.demo.maintained_table import MaintainedTable
from cx.demo.stories import Story

STORIES: tuple[Story, ...] = (
    Story(
        "project_worked",
        "A project that worked",
        "A named engineer for each customer went live on 19 January 2026; the answers on support climb from then on,"
        " those on other journeys do not (see 'support_improves')",
        "projects: named-engineers; relationship: journey=Support",
        "about 12 points more than elsewhere, nothing before it went live",
    ),
    Story(
        "project_without_effect",
        "A project that did not",
        "The portal was redesigned for $1.2 million and went live in August 2025; no answer on billing was changed",
        "projects: portal-redesign; relationship: journey=Billing",
        "0; it is on time, within its money, and moves nothing that can be told from chance",
    ),
    Story(
        "project_too_early",
        "A project of which it is too early to speak",
        "A call before each renewal went live on 24 August 2026, five weeks before the last answer",
        "projects: renewal-calls; relationship: journey=Renewal",
        "one whole month of answers",
    ),
    Story(
        "project_over_budget",
        "A project that is red on money",
        "One record of each customer is to cost $4.5 million instead of $3.2 million, and its date slipped twice",
        "projects: one-record",
        "41% over its budget; three milestones late or expected late",
    ),
    Story(
        "project_of_one_function",
        "A project of a single function",
        "Leaving made as easy as joining is legal's alone, though it needs products and billing; nobody funds it",
        "projects: easy-exit",
        "one function, no money, no people, no target",
    ),
    Story(
        "too_many_projects",
        "More projects at once than the council can carry",
        "The answer on internal realities says three; five are planned or running",
        "projects: stage planned or running",
        "five of at most three",
    ),
)

AT_ONCE = 3
"""Projects that the council says it can carry at once."""

_COLUMNS = (
    *("project_id", "name", "stage", "problem", "need_id", "dimension", "sponsor", "owner", "leader_id", "survey_id"),
    *("scope", "chosen_on", "go_live_on", "went_live_on", "target", "target_metric", "target_from", "target_value"),
    *("target_on", "budget", "granted", "people_needed", "people_assigned", "skills_missing", "sensitivity", "units"),
)

PROJECTS = MaintainedTable(
    "projects",
    _COLUMNS,
    (
        ("first-90-days", "People who start new customers", "running",
         "The new portal leaves me alone in my first weeks; I want somebody who starts me up.", "start", "customers",
         "Martin Falk", "Ana Ruiz", "emea", "", f"region=EMEA; journey={company.FIRST_90_DAYS}", "2026-07-21",
         "2027-01-15", "", "New customers in EMEA recommend us as they did before the portal",
         "NPS of first 90 days in EMEA", 14, 42, "2027-12-31", 4_000_000, 1_500_000, 14, 6, "Product | Onboarding",
         "internal", "emea | customer | cloud"),
        ("named-engineers", "A named engineer for each customer", "live",
         "Each time I call support I explain everything anew.", "fix", "customers", "Martin Falk", "Samuel Berg",
         "support", "", f"journey={company.SUPPORT_JOURNEY}", "2025-10-06", "2026-01-12", "2026-01-19",
         "Customers recommend us after support as much as after anything else", "NPS of support", 18, 34, "2026-09-30",
         2_400_000, 2_400_000, 18, 18, "", "public", "support | services | people"),
        ("portal-redesign", "Portal Redesign", "live", "I cannot find my bills, nor whom to ask about them.", "price",
         "customers", "Robert Lindqvist", "Lars Holm", "workplace", "", "journey=Billing", "2025-02-10", "2025-08-01",
         "2025-08-18", "Customers recommend us after billing as much as after anything else", "NPS of billing", 35, 45,
         "2026-08-31", 1_300_000, 1_300_000, 5, 5, "", "internal", "workplace | finance"),
        ("renewal-calls", "A call before each renewal", "live", "I hear of my new price from the invoice.", "price",
         "customers", "Helen Osei", "Daniel Whitlock", "americas", "", "journey=Renewal", "2026-05-19", "2026-09-01",
         "2026-08-24", "Nobody learns of a price by the invoice", "share of renewals called before", 22, 90,
         "2026-12-31", 450_000, 450_000, 6, 6, "", "internal", "americas | emea | finance"),
        ("one-record", "One record of each customer", "running", "I told you last week, and nobody here knows it.",
         "connect", "internal", "Robert Lindqvist", "Tomasz Zielinski", "data", "", "", "2026-01-13", "2026-12-15", "",
         "Each of us sees what a customer told any of us", "share of contacts that find the record", 31, 95,
         "2027-03-31", 3_200_000, 3_200_000, 16, 15, "Data migration", "internal", "data | customer | product"),
        ("easy-exit", "Make leaving as easy as joining", "planned", "I cannot take my data along.", "", "external",
         "Helen Osei", "Claire Dumont", "services", "", "", "2026-06-09", "2026-12-22", "", "", "", "", "", "", 600_000,
         0, 3, 0, "", "internal", "legal"),
        ("partner-desk", "A desk for resellers", "planned", "Nobody answers a reseller within a day.", "answers",
         "partners", "Helen Osei", "Ingrid Solano", "partners", company.PARTNERS, "partner_type=Reseller", "2026-08-18",
         "2027-03-01", "", "Resellers have an answer within a day", "NPS of resellers", 28, 40, "2027-12-31", 1_800_000,
         0, 9, 0, "", "internal", "partners | finance"),
        ("assistant-pilot", "Pilot of an assistant", "running", "I want an answer at night, too.", "fix", "industry",
         "Priya Nair", "Priya Nair", "cloud", "", "", "2026-06-16", "2026-11-30", "",
         "One question in three is answered without waiting", "share of questions answered at once", 0, 33,
         "2027-03-31", 900_000, 500_000, 5, 4, "", "embargoed", "cloud | support"),
    ),
)  # fmt: skip

MILESTONES = MaintainedTable(
    "milestones",
    ("project_id", "milestone_id", "name", "planned_on", "expected_on", "done_on", "owner"),
    (
        ("first-90-days", "team", "Six people at work in EMEA", "2026-09-15", "", "2026-09-21", "Ana Ruiz"),
        ("first-90-days", "germany", "Every new customer in Germany is started by a person", "2026-11-01", "2026-11-16",
         "", "Ana Ruiz"),
        ("first-90-days", "all", "All of EMEA", "2027-01-15", "2027-02-08", "", "Ana Ruiz"),
        ("named-engineers", "chosen", "Eighteen engineers named", "2025-11-30", "", "2025-12-04", "Samuel Berg"),
        ("named-engineers", "live", "Every customer has one", "2026-01-12", "", "2026-01-19", "Samuel Berg"),
        ("portal-redesign", "bills", "Bills on the first page", "2025-05-30", "", "2025-06-12", "Lars Holm"),
        ("portal-redesign", "live", "New portal for everybody", "2025-08-01", "", "2025-08-18", "Lars Holm"),
        ("renewal-calls", "pilot", "Calls in the Americas", "2026-07-15", "", "2026-07-13", "Daniel Whitlock"),
        ("renewal-calls", "live", "Calls in every region", "2026-09-01", "", "2026-08-24", "Daniel Whitlock"),
        ("one-record", "model", "One model of a customer agreed", "2026-03-31", "", "2026-05-20", "Tomasz Zielinski"),
        ("one-record", "migration", "Support and billing moved", "2026-08-15", "2026-12-10", "", "Tomasz Zielinski"),
        ("one-record", "live", "Every contact sees it", "2026-12-15", "2027-04-30", "", "Tomasz Zielinski"),
        ("easy-exit", "rules", "Rules agreed with products", "2026-12-10", "", "", "Claire Dumont"),
        ("partner-desk", "people", "Nine people hired", "2027-01-31", "", "", "Ingrid Solano"),
        ("assistant-pilot", "inside", "Used by our own support", "2026-09-15", "", "2026-09-10", "Priya Nair"),
        ("assistant-pilot", "pilot", "Two hundred customers use it", "2026-12-01", "", "", "Priya Nair"),
    ),
)  # fmt: skip

UPDATES = MaintainedTable(
    "project_updates",
    ("project_id", "updated_on", "text", "next", "asks", "go_live_on", "cost_expected", "measured", "by"),
    (
        ("first-90-days", "2026-08-25", "Four of six people have begun.", "The other two by 21 September.", "", "",
         4_000_000, 14, "Ana Ruiz"),
        ("first-90-days", "2026-09-24", "Six people start customers in three countries.",
         "Germany from 16 November.",
         "Grant $2.5 million and eight people, three of them from Product, or settle for two countries.", "2027-02-08",
         4_000_000, 14, "Ana Ruiz"),
        ("named-engineers", "2026-07-07", "Nine customers in ten know their engineer's name.", "", "", "", 2_050_000,
         34, "Samuel Berg"),
        ("named-engineers", "2026-09-22", "Every new customer is given an engineer within a day.",
         "Hand over to the line by December.", "", "", 2_050_000, 36, "Samuel Berg"),
        ("portal-redesign", "2026-09-08", "Twice as many open their bills by themselves; the score did not follow.",
         "Propose to stop.", "Stop it, and give its five people to those who start new customers.", "", 1_260_000, 36,
         "Lars Holm"),
        ("renewal-calls", "2026-09-17", "61% of September's renewals were called before.", "90% in December.", "", "",
         440_000, 61, "Daniel Whitlock"),
        ("one-record", "2026-06-23", "The model took seven weeks longer.", "Move support by 15 October.", "",
         "2027-01-31", 3_600_000, 31, "Tomasz Zielinski"),
        ("one-record", "2026-09-16", "Billing's data is worse than we thought; two contractors were added.",
         "Move support and billing by 10 December.",
         "Grant $1.3 million more, move support alone, or stop.", "2027-04-30", 4_500_000, 38, "Tomasz Zielinski"),
        ("easy-exit", "2026-06-16", "Legal has written what the law asks for.", "Find who builds it.", "", "", "", "",
         "Claire Dumont"),
        ("partner-desk", "2026-09-10", "Two people are named; hiring waits for money.", "",
         "Fund the desk from January, or give up the target for resellers.", "", 1_800_000, 29, "Ingrid Solano"),
        ("assistant-pilot", "2026-09-21", "Our own support uses it; four answers in five were right.",
         "Two hundred customers by December.", "", "2026-12-01", 880_000, 0, "Priya Nair"),
    ),
)  # fmt: skip

_MONTHLY: tuple[tuple[str, str, tuple[int, ...], int], ...] = (
    ("first-90-days", "2026-08", (110_000, 190_000), 340_000),
    ("named-engineers", "2025-10", (90_000, 160_000, 210_000, 260_000, 190_000, 170_000, 160_000, 150_000, 150_000,
                                    140_000, 130_000, 120_000), 100_000),
    ("portal-redesign", "2025-02", (80_000, 150_000, 180_000, 220_000, 210_000, 160_000, 110_000, 60_000, 30_000,
                                    20_000, 15_000, 15_000), 0),
    ("renewal-calls", "2026-06", (60_000, 90_000, 100_000, 70_000), 60_000),
    ("one-record", "2026-01", (140_000, 230_000, 280_000, 310_000, 330_000, 350_000, 360_000, 370_000, 380_000),
     350_000),
    ("assistant-pilot", "2026-07", (70_000, 90_000, 110_000), 80_000),
)  # fmt: skip


def _spend() -> MaintainedTable:
    rows: list[tuple[object, ...]] = []
    for project_id, first, amounts, committed in _MONTHLY:
        year, month = map(int, first.split("-"))
        for place, amount in enumerate(amounts):
            later = month - 1 + place
            last = place == len(amounts) - 1
            day = f"{year + later // 12}-{later % 12 + 1:02d}"
            rows.append((project_id, day, amount, committed if last else "", ""))
    return MaintainedTable("spend", ("project_id", "month", "spent", "committed", "note"), tuple(rows))


TABLES = (PROJECTS, MILESTONES, UPDATES, _spend())
