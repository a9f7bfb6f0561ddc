"""The demo's maintained tables: brands, surveys, units, leaders, targets, events, and who was invited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cx.demo import company, customers, stories
from cx.demo.answers import Answers
from cx.demo.invitations import invitations
from cx.demo.maintained_table import MaintainedTable


def everything(seed: int, surveys: Sequence[Answers]) -> tuple[MaintainedTable, ...]:
    """Every maintained table, in an order in which each finds what it refers to."""
    return (BRANDS, SURVEYS, ORG_UNITS, LEADERS, invitations(seed, surveys), accounts(seed, surveys), TARGETS, EVENTS)


def accounts(seed: int, surveys: Sequence[Answers]) -> MaintainedTable:
    """The customers' accounts: what they pay and when they renew."""
    columns = ("account_id", "name", "segment", "revenue", "renewal_on")
    return MaintainedTable("accounts", columns, customers.accounts(seed, surveys))


BRANDS = MaintainedTable(
    "brands",
    ("brand", "kind", "note"),
    (
        (company.NAME, "own", "us"),
        (company.MAIN_COMPETITOR, "competitor", "the largest supplier in three of our four regions"),
        ("Alderbrook", "competitor", "strong in workplace software, sold mostly through distributors"),
        ("Castellan", "competitor", "security; losing customers since it was bought"),
        (company.ENTRANT, "entrant", "sells online only, by the month; known in our markets since early 2024"),
    ),
)

_QUESTION = "How likely are you to recommend {} to a colleague or friend? (0 to 10)"

SURVEYS = MaintainedTable(
    "surveys",
    ("survey_id", "name", "kind", "audience", "journey", "provenance", "asked_by", "question", "method"),
    (
        (
            company.RELATIONSHIP,
            "Customer relationship survey",
            "relationship",
            "customer",
            "",
            "own",
            "we asked our customers",
            _QUESTION.format("Meridian"),
            "by e-mail, twice a year to each contact; by telephone until June 2024",
        ),
        (
            company.PARTNERS,
            "Partner survey",
            "relationship",
            "partner",
            "",
            "own",
            "we asked our partners",
            _QUESTION.format("working with Meridian"),
            "by e-mail, twice a year to each contact",
        ),
        (
            company.SUPPORT,
            "After a support case",
            "transactional",
            "customer",
            company.SUPPORT_JOURNEY,
            "own",
            "we asked customers whose case was closed",
            _QUESTION.format("Meridian, after this case,"),
            "by e-mail, a day after the case is closed",
        ),
        (
            company.MARKET,
            "Market survey",
            "competitive",
            "customer",
            "",
            "double_blind",
            "Harrow Research asked the market; neither side knew for whom",
            _QUESTION.format("[the supplier]"),
            "online panel of buyers, in the second month of each quarter",
        ),
        (
            company.PARTNER_MARKET,
            "Partner market survey",
            "competitive",
            "partner",
            "",
            "double_blind",
            "Harrow Research asked partners; neither side knew for whom",
            _QUESTION.format("working with [the supplier]"),
            "online panel of partners, in the second month of each quarter since April 2025",
        ),
    ),
)

_REGION_UNITS: Mapping[str, str] = {
    "EMEA": "emea",
    "Americas": "americas",
    "Asia Pacific": "apac",
    "Latin America": "latam",
}

ORG_UNITS = MaintainedTable(
    "org_units",
    ("unit_id", "name", "kind", "parent_id"),
    (
        ("meridian", company.NAME, "business", ""),
        *((unit, region, "business", "meridian") for region, unit in _REGION_UNITS.items()),
        ("cloud", company.CLOUD_PLATFORM, "business", "meridian"),
        ("data", "Data and Analytics", "business", "meridian"),
        ("security", "Security", "business", "meridian"),
        ("workplace", "Workplace", "business", "meridian"),
        ("services", "Services", "business", "meridian"),
        ("customer", "Customer Office", "function", "meridian"),
        ("support", "Support", "function", "customer"),
        ("partners", "Partners", "function", "meridian"),
        ("product", "Product", "function", "meridian"),
        ("finance", "Finance", "function", "meridian"),
        ("people", "People", "function", "meridian"),
        ("legal", "Legal", "function", "meridian"),
    ),
)

_LEADERS: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("ceo", "Helen Osei", "Chief Executive Officer", "meridian", "board", "*"),
    ("cco", "Martin Falk", "Chief Customer Officer", "customer", "executive", "*"),
    ("emea", "Ana Ruiz", "President, EMEA", "emea", "executive", "region=EMEA"),
    ("americas", "Daniel Whitlock", "President, Americas", "americas", "executive", "region=Americas"),
    ("apac", "Mei Tanaka", "President, Asia Pacific", "apac", "executive", "region=Asia Pacific"),
    ("latam", "Rafael Couto", "President, Latin America", "latam", "executive", "region=Latin America"),
    ("cloud", "Priya Nair", "General Manager, Cloud Platform", "cloud", "executive", "business_unit=Cloud Platform"),
    ("data", "Tomasz Zielinski", "General Manager, Data", "data", "executive", "business_unit=Data and Analytics"),
    ("security", "Grace Adeyemi", "General Manager, Security", "security", "executive", "business_unit=Security"),
    ("workplace", "Lars Holm", "General Manager, Workplace", "workplace", "executive", "business_unit=Workplace"),
    ("services", "Claire Dumont", "General Manager, Services", "services", "executive", "business_unit=Services"),
    ("support", "Samuel Berg", "Head of Support", "support", "manager", "journey=Support"),
    ("partners", "Ingrid Solano", "Head of Partners", "partners", "executive", "audience=partner"),
    ("cfo", "Robert Lindqvist", "Chief Financial Officer", "finance", "board", ""),
    ("chro", "Amara Diallo", "Chief People Officer", "people", "executive", ""),
)

LEADERS = MaintainedTable(
    "leaders",
    ("leader_id", "name", "title", "email", "unit_id", "level", "scope"),
    tuple(
        (leader_id, name, title, f"{name.lower().replace(' ', '.')}@meridian.example", unit, level, scope)
        for leader_id, name, title, unit, level, scope in _LEADERS
    ),
)

TARGETS = MaintainedTable(
    "targets",
    ("survey_id", "scope", "period", "target", "owner"),
    (
        (company.RELATIONSHIP, "*", "2023", 50, "Martin Falk"),
        (company.RELATIONSHIP, "*", "2024", 51, "Martin Falk"),
        (company.RELATIONSHIP, "*", "2024Q3", 43, "Martin Falk"),
        (company.RELATIONSHIP, "*", "2024Q4", 43, "Martin Falk"),
        (company.RELATIONSHIP, "*", "2025", 42, "Martin Falk"),
        (company.RELATIONSHIP, "*", "2026", 42, "Martin Falk"),
        (company.RELATIONSHIP, "region=EMEA", "2026", 40, "Ana Ruiz"),
        (company.RELATIONSHIP, "region=Americas", "2026", 44, "Daniel Whitlock"),
        (company.RELATIONSHIP, "region=Asia Pacific", "2026", 43, "Mei Tanaka"),
        (company.RELATIONSHIP, "business_unit=Cloud Platform", "2026", 32, "Priya Nair"),
        (company.RELATIONSHIP, "journey=Support", "2026", 30, "Samuel Berg"),
        (company.PARTNERS, "*", "2025", 32, "Ingrid Solano"),
        (company.PARTNERS, "*", "2026", 35, "Ingrid Solano"),
        (company.SUPPORT, "*", "2026", 35, "Samuel Berg"),
    ),
)

_PARALLEL_RUN = "parallel run in June 2024: 3,200 customers asked by telephone or by e-mail, at random"

EVENTS = MaintainedTable(
    "events",
    ("event_id", "starts_on", "ends_on", "kind", "label", "survey_id", "scope", "effect", "effect_source"),
    (
        ("insight-4", "2023-05-16", "", "launch", "Insight 4 launched", "", "product=Insight", "", ""),
        ("brightloop-enters", "2024-01-08", "", "other", "Brightloop enters", company.MARKET, "*", "", ""),
        (
            *("telephone-to-email", "2024-07-01", "", "method_change", "From telephone to e-mail"),
            *(company.RELATIONSHIP, "*", stories.METHOD_CHANGE[-1], _PARALLEL_RUN),
        ),
        (
            *("cloud-start-self-service", "2025-04-01", "", "launch", "Cloud Start opens for self-service"),
            *("", "business_unit=Cloud Platform", "", ""),
        ),
        ("sign-in-outage", "2025-11-12", "2025-11-13", "outage", "Sign-in outage", "", "product=Identity", "", ""),
        (
            *("named-engineers", "2026-01-19", "", "launch", "A named engineer for each customer"),
            *("", "journey=Support", "", ""),
        ),
        (
            *("onboarding-portal", "2026-07-01", "", "launch", "Onboarding portal in EMEA"),
            *("", "region=EMEA; journey=First 90 days", "", ""),
        ),
    ),
)
