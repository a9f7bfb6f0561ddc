"""Metrics, what they came to, and terms, as the store holds them."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from cx.domain.evidence import several
from cx.domain.indicators import Direction
from cx.domain.shipped_standards import with_nps, with_terms
from cx.domain.slices import Slice
from cx.domain.standards import Metric, MetricValue, Term, WorkedOut
from cx.store.maintained import MAINTAINED, stored_rows
from cx.store.schema import response_summary
from cx.store.schema.feedback import SCORE_COUNTS


def metrics(connection: Connection) -> tuple[Metric, ...]:
    """Every version of every metric; the shipped NPS until there is a brand metric."""
    return with_nps(
        Metric(
            row["metric_id"],
            row["version"],
            row["name"],
            row["definition"],
            row["formula"],
            row["unit"],
            row["owner"],
            row["effective_on"],
            row["department"],
            several(row["used_in"]),
            row["primary_metric"] == "yes",
            row["question"],
            Direction(row["better"]) if row["better"] else None,
            row["survey_id"],
            row["rating"],
            WorkedOut(row["worked_out"]) if row["worked_out"] else None,
            None if None in (ends := (row["scale_low"], row["scale_high"])) else ends,
            row["review_by"],
        )
        for row in stored_rows(connection, MAINTAINED["metrics"]).values()
    )


def values(connection: Connection) -> tuple[MetricValue, ...]:
    """What every metric came to, by metric, group and month."""
    return tuple(
        MetricValue(row["metric_id"], Slice.parse(row["scope"]), row["month"], row["value"], row["target"])
        for row in stored_rows(connection, MAINTAINED["metric_values"]).values()
    )


def terms(connection: Connection) -> tuple[Term, ...]:
    """The glossary, by name; shipped words that nobody wrote anew are among them."""
    return with_terms(
        Term(row["name"], row["meaning"], row["not_to_confuse"], row["term_id"])
        for row in stored_rows(connection, MAINTAINED["terms"]).values()
    )


def score_counts(connection: Connection) -> dict[str, tuple[int, ...]]:
    """How many answers of each survey scored 0, 1, … 10, whoever's brand they are about."""
    row = response_summary.c
    sums = (func.sum(row[name]) for name in SCORE_COUNTS)
    found = connection.execute(select(row.survey_id, *sums).group_by(row.survey_id))
    return {survey: tuple(map(int, counts)) for survey, *counts in found}
