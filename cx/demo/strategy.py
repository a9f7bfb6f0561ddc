"""What Meridian's strategy says, and the stories planted in it: they are written down, not drawn by chance."""

from __future__ import annotations

from datetime import timedelta

from cx.demo import company
from cx.demo.maintained_table import MaintainedTable
from cx.demo.stories import Story

REGULATION_ON = company.LAST_DAY + timedelta(days=90)
"""The day on which the regulation takes effect."""

STORIES: tuple[Story, ...] = (
    Story(
        "stale_answer",
        "An answer that nobody looked at again",
        "The answer on industry dynamics was to be reviewed by 30 June 2026",
        "answers: industry",
        "92 days overdue on the demo's last day",
    ),
    Story(
        "unsupported_answer",
        "An answer that rests on nothing",
        "The answer on internal realities names no evidence",
        "answers: internal",
        "one of six",
    ),
    Story(
        "unfunded_gap",
        "A gap with no money behind it",
        "On external factors we judge ourselves well behind Northwind; making it easy to leave us, which a regulation"
        " asks for within 90 days, is planned and nothing is committed to it",
        "allocations: easy-exit",
        "$600 thousand and three people, none of them committed",
    ),
    Story(
        "goal_in_name_only",
        "A goal that counts on what nobody pays for",
        "40% of new sales are to come through partners, and nothing is committed to the desk for resellers",
        "business_goals: partner-revenue; allocations: partner-desk",
        "$1.8 million and nine people, none of them committed",
    ),
    Story(
        "goal_unserved",
        "A goal that nothing serves",
        "To double revenue in Asia Pacific is a goal, and no dimension and no project is named for it",
        "business_goals: asia",
        "one of five; another is named for partners, to whom nothing is committed",
    ),
    Story(
        "regulation_due",
        "A regulation that comes soon",
        "Switching suppliers becomes free in the European Union",
        "signals: free-switching",
        "90 days after the demo's last day; a project answers it",
    ),
    Story(
        "signal_unanswered",
        "A change of the industry without a response",
        "Assistants answer before people do; Brightloop is better placed, and we have decided nothing",
        "signals: assistants",
        "likely and major",
    ),
    Story(
        "entrant_watched",
        "An entrant that is taken seriously",
        "Brightloop is expected to sell to enterprises by March 2027; a decision answers it",
        "signals: brightloop-enterprise",
        "likely and critical",
    ),
)

STATEMENTS = MaintainedTable(
    "statements",
    ("kind", "text", "owner", "decided_on", "review_by"),
    (
        (
            "internal",
            "By the end of 2027 customers in their first 90 days recommend us more than they recommend Northwind. We"
            " pay for it by stopping what they do not notice.",
            "Martin Falk",
            "2026-01-20",
            "2027-01-31",
        ),
        (
            "external",
            "We want every new customer to be at work with us within a week, with a person to call by name.",
            "Helen Osei",
            "2026-02-10",
            "2027-01-31",
        ),
    ),
)

ANSWERS = MaintainedTable(
    "answers",
    ("dimension", "answer", "owner", "evidence", "decided_on", "review_by", "sensitivity"),
    (
        (
            "customers",
            "They want to be productive in days and to reach a person who knows them. In support we now give them that;"
            " in the first 90 days we do not, and Northwind serves both better than we do.",
            "Martin Falk",
            "Customer relationship survey, Q3 2026 | Market survey, Q3 2026 | Interviews with 40 new customers:"
            " https://intranet.meridian.example/first-90-days",
            "2026-07-07",
            "2026-12-31",
            "internal",
        ),
        (
            "partners",
            "Resellers want margin and leads, implementation partners want early access. We meet the second and lose"
            " the first to Alderbrook.",
            "Ingrid Solano",
            "Partner survey, Q2 2026",
            "2026-07-07",
            "2026-12-31",
            "internal",
        ),
        (
            "competitors",
            "Northwind stands still and is ahead. Brightloop is new, starts customers without people and climbs faster"
            " than anybody; it could take the low end of our market.",
            "Daniel Whitlock",
            "Market survey, Q3 2026 | Twelve lost deals reviewed in August 2026",
            "2026-08-18",
            "2027-02-28",
            "embargoed",
        ),
        (
            "industry",
            "Software is bought by the month and through marketplaces. What matters to us is who owns the first"
            " conversation with the customer.",
            "Priya Nair",
            "Analyst day, November 2025",
            "2025-12-16",
            "2026-06-30",
            "internal",
        ),
        (
            "external",
            "Rules in the European Union make leaving a supplier free. We want to be the supplier that people could"
            " leave and do not.",
            "Claire Dumont",
            "Legal opinion, May 2026",
            "2026-06-09",
            "2026-12-15",
            "public",
        ),
        (
            "internal",
            "We can carry three large projects at once. We are carrying five.",
            "Amara Diallo",
            "",
            "2026-05-12",
            "2026-11-30",
            "internal",
        ),
    ),
)

BUSINESS_GOALS = MaintainedTable(
    "business_goals",
    ("goal_id", "name", "owner", "target", "due_on", "source", "sensitivity", "dimensions", "projects"),
    (
        ("retention", "Keep 95% of recurring revenue", "Helen Osei", "net revenue retention of 95% in 2027",
         "2027-12-31", "Business plan 2027", "embargoed", "customers", "first-90-days"),
        ("partner-revenue", "40% of new sales through partners", "Ingrid Solano", "40% of new contracts in 2027",
         "2027-12-31", "Business plan 2027", "internal", "partners", ""),
        ("asia", "Double revenue in Asia Pacific", "Mei Tanaka", "twice the revenue of 2025", "2028-12-31",
         "Business plan 2027", "internal", "", ""),
        ("trust", "No finding in the audits of 2027", "Claire Dumont", "no finding of the highest class", "2027-06-30",
         "Risk register", "public", "external", "easy-exit"),
        ("cost", "Serve customers at 8% less cost", "Robert Lindqvist", "cost to serve 8% below 2026", "2027-12-31",
         "Business plan 2027", "internal", "industry | internal", ""),
    ),
)  # fmt: skip

ALLOCATIONS = MaintainedTable(
    "allocations",
    (
        *("allocation_id", "dimension", "name", "project_id", "money_planned", "money_committed"),
        *("people_planned", "people_committed", "stops", "money_freed", "people_freed", "owner"),
    ),
    (
        ("first-90-days", "customers", "People who start new customers", "first-90-days", 4_000_000, 1_500_000, 14, 6,
         "Portal Redesign, which showed no measured effect", 1_200_000, 5, "Ana Ruiz"),
        ("named-engineers", "customers", "A named engineer for each customer", "named-engineers", 2_400_000, 2_400_000,
         18, 18, "The night shift of the telephone desk", 900_000, 8, "Samuel Berg"),
        ("partner-desk", "partners", "A desk for resellers", "", 1_800_000, 0, 9, 0, "", "", "", "Ingrid Solano"),
        ("win-back", "competitors", "Win back customers from Northwind", "", 1_000_000, 800_000, 4, 3,
         "Two studies of prices a year", 150_000, "", "Daniel Whitlock"),
        ("assistant-pilot", "industry", "Pilot of an assistant", "", 900_000, 500_000, 5, 4, "", "", "", "Priya Nair"),
        ("easy-exit", "external", "Make leaving as easy as joining", "easy-exit", 600_000, 0, 3, 0, "", "", "",
         "Claire Dumont"),
        ("skills", "internal", "Managers trained to run one project well", "", 700_000, 500_000, 2, 2,
         "The yearly gathering of managers", 200_000, "", "Amara Diallo"),
    ),
)  # fmt: skip

_SIGNAL_COLUMNS = (
    *("signal_id", "kind", "title", "about", "likelihood", "impact", "effective_on", "jurisdiction", "journeys"),
    *("dimensions", "ahead_of", "level_with", "behind", "placed_because", "owner", "response_kind", "response"),
    *("response_link", "review_by", "status", "sensitivity"),
)

SIGNALS = MaintainedTable(
    "signals",
    _SIGNAL_COLUMNS,
    (
        ("free-switching", "regulation", "Free switching of suppliers",
         "Customers may take their data along at no charge, within two months.", 5, 4, REGULATION_ON.isoformat(),
         "European Union", "Renewal", "customers | external", "Castellan", "Alderbrook", "Northwind | Brightloop",
         "both let customers export by themselves today", "Claire Dumont", "project", "Make leaving as easy as joining",
         "easy-exit", "2026-12-01", "open", "public"),
        ("brightloop-enterprise", "entrant", "Brightloop among enterprises",
         "It sold to small businesses only; it is hiring account managers in three regions.", 4, 5, "2027-03-31", "",
         "Buying | First 90 days", "competitors | customers", "", "", "Brightloop", "they start a customer in a day",
         "Daniel Whitlock", "decision", "Match its start in Asia Pacific first", "council 2026-09", "2026-12-15",
         "open", "embargoed"),
        ("assistants", "industry", "Assistants that answer first",
         "Customers ask an assistant of their own before they ask a supplier.", 4, 4, "2027-06-30", "", "Support",
         "industry | customers", "Castellan", "Alderbrook | Northwind", "Brightloop",
         "its handbook is written for machines", "Priya Nair", "", "", "", "2026-12-31", "open", "internal"),
        ("marketplaces", "industry", "Marketplaces instead of resellers",
         "Orders under $50 thousand no longer pass through resellers.", 3, 4, "2027-01-31", "", "Buying",
         "partners | industry", "", "Northwind", "Alderbrook", "it lists on four marketplaces, we on one",
         "Ingrid Solano", "project", "A desk for resellers", "partner-desk", "2026-08-31", "open", "internal"),
        ("automated-decisions", "regulation", "Rules for automated decisions",
         "Whoever decides about customers by machine must explain it to them.", 5, 2, "2027-08-02", "European Union",
         "Support", "external", "Brightloop", "Northwind | Alderbrook | Castellan", "",
         "our decisions are logged already", "Claire Dumont", "decision", "Explain each decision in the log", "",
         "2027-03-31", "open", "public"),
        ("dollar", "external", "A stronger dollar", "We bill Latin America in dollars.", 3, 3, "", "",
         "Renewal", "external", "", "Northwind", "", "", "Rafael Couto", "decision", "Hold prices until June 2027", "",
         "2027-03-31", "open", "internal"),
        ("castellan-sale", "industry", "A new owner for Castellan",
         "Its customers are asked by everybody; its engineers, too.", 3, 2, "", "", "Buying", "competitors", "", "", "",
         "", "Grace Adeyemi", "", "", "", "2027-01-31", "open", "internal"),
        ("accessibility", "regulation", "Accessible pages for the public sector",
         "Public bodies may buy accessible software only.", 2, 3, "2027-04-26", "United States", "Buying", "external",
         "", "", "", "", "Lars Holm", "", "", "", "2027-02-28", "open", "internal"),
        ("telephone-surveys", "external", "Limits on surveys by telephone",
         "We ask by e-mail since July 2024.", 5, 2, "2025-01-01", "", "", "external", "", "", "", "", "Martin Falk",
         "decision", "Ask by e-mail", "", "", "closed", "internal"),
    ),
)  # fmt: skip

TABLES = (STATEMENTS, ANSWERS, BUSINESS_GOALS, ALLOCATIONS, SIGNALS)
