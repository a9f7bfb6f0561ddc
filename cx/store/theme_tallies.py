"""Tallies of answers with a comment, by the themes that they mention."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, Integer, func, literal, select, union_all

from cx.domain.periods import Span
from cx.domain.slices import Slice
from cx.domain.tally import Tally
from cx.store.asked import Asked, Group
from cx.store.months import month_of
from cx.store.schema import WEIGHT_SUMS, theme_summary

COUNTS = ("promoters", "passives", "detractors")


def by_theme(
    connection: Connection, survey_id: str, spans: Sequence[Span], where: Slice, own_brand: str | None
) -> dict[tuple[int, str], Tally]:
    """The tally of each span (by its index) and theme; `comment_counts.EVERY` and `NONE` stand for themes, too."""
    asked, row = Asked(survey_id, (), where, own_brand), theme_summary.c
    sums = [func.sum(row[name]) for name in (*COUNTS, *WEIGHT_SUMS)]
    parts = [
        select(literal(index, Integer).label("part"), row.theme_id, *sums)
        .where(*asked.conditions(theme_summary), row.day.between(span.first, span.last))
        .group_by(row.theme_id)
        for index, span in enumerate(spans)
    ]
    if not parts:
        return {}
    return {
        (index, theme): Tally(*(int(count) for count in counts[:3]), *map(float, counts[3:]))
        for index, theme, *counts in connection.execute(union_all(*parts))
    }


def monthly(
    connection: Connection, survey_id: str, by: Sequence[str], own_brand: str | None
) -> dict[str, dict[tuple[Group, date], int]]:
    """How many comments of each group and month mention each theme."""
    asked, row = Asked(survey_id, tuple(by), Slice(), own_brand), theme_summary.c
    month, groups = month_of(row.day), asked.groups(theme_summary)
    found = connection.execute(
        select(row.theme_id, month, func.sum(row.promoters + row.passives + row.detractors), *groups)
        .where(*asked.conditions(theme_summary))
        .group_by(row.theme_id, month, *groups)
    )
    counts: dict[str, dict[tuple[Group, date], int]] = {}
    for theme, first, comments, *group in found:
        counts.setdefault(theme, {})[tuple(group), first] = int(comments)
    return counts
