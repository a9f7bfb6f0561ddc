"""The tables of the store, column by column, one module an area."""

from __future__ import annotations

from cx.store.schema.accounts import accounts
from cx.store.schema.answers import (
    allocations,
    answers,
    business_goals,
    goal_links,
    questions,
    statements,
)
from cx.store.schema.benchmarks import (
    indicators,
    need_ratings,
    needs,
    readings,
)
from cx.store.schema.closing import (
    closed_figures,
    closed_periods,
    reopenings,
    restatements,
    verdicts,
)
from cx.store.schema.columns import metadata
from cx.store.schema.company import (
    settings,
)
from cx.store.schema.council import (
    accountable_leaders,
    actions,
    agenda_items,
    communications,
    council_members,
    decisions,
    meetings,
)
from cx.store.schema.feedback import (
    SCORE_COUNTS,
    WEIGHT_SUMS,
    column_maps,
    events,
    imports,
    invitations,
    rejected_rows,
    repeat_summary,
    response_ratings,
    response_summary,
    response_versions,
    responses,
    surveys,
    targets,
)
from cx.store.schema.invited import (
    invited_people,
    invited_summary,
)
from cx.store.schema.people import (
    brands,
    leader_scopes,
    leaders,
    org_units,
    roles,
)
from cx.store.schema.projects import (
    milestones,
    project_units,
    project_updates,
    projects,
    spend,
)
from cx.store.schema.quoted import (
    quotes,
)
from cx.store.schema.signals import (
    signals,
)
from cx.store.schema.speaking import (
    approvals,
    drafts,
    points,
)
from cx.store.schema.standards import (
    metric_values,
    metrics,
    terms,
)
from cx.store.schema.synced import (
    synced_answer_versions,
    synced_answers,
    synced_days,
    synced_surveys,
)
from cx.store.schema.training import (
    courses,
    headcounts,
    training_exemptions,
    training_records,
)
from cx.store.schema.versions import (
    record_versions,
)
from cx.store.schema.voice import (
    comment_months,
    phrase_summary,
    theme_summary,
    theme_versions,
    themes,
)

__all__ = [
    "SCORE_COUNTS",
    "WEIGHT_SUMS",
    "accountable_leaders",
    "accounts",
    "actions",
    "agenda_items",
    "allocations",
    "answers",
    "approvals",
    "brands",
    "business_goals",
    "closed_figures",
    "closed_periods",
    "column_maps",
    "comment_months",
    "communications",
    "council_members",
    "courses",
    "decisions",
    "drafts",
    "events",
    "goal_links",
    "headcounts",
    "imports",
    "indicators",
    "invitations",
    "invited_people",
    "invited_summary",
    "leader_scopes",
    "leaders",
    "meetings",
    "metadata",
    "metric_values",
    "metrics",
    "milestones",
    "need_ratings",
    "needs",
    "org_units",
    "phrase_summary",
    "points",
    "project_units",
    "project_updates",
    "projects",
    "questions",
    "quotes",
    "readings",
    "record_versions",
    "rejected_rows",
    "reopenings",
    "repeat_summary",
    "response_ratings",
    "response_summary",
    "response_versions",
    "responses",
    "restatements",
    "roles",
    "settings",
    "signals",
    "spend",
    "statements",
    "surveys",
    "synced_answer_versions",
    "synced_answers",
    "synced_days",
    "synced_surveys",
    "targets",
    "terms",
    "theme_summary",
    "theme_versions",
    "themes",
    "training_exemptions",
    "training_records",
    "verdicts",
]
