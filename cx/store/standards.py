"""Metrics, what they came to, and terms, as the store holds them."""

from __future__ import annotations

from sqlalchemy import Connection

from cx.domain.evidence import several
from cx.domain.indicators import Direction
from cx.domain.slices import Slice
from cx.domain.standards import Metric, MetricValue, Term
from cx.store.maintained import MAINTAINED, stored_rows


def metrics(connection: Connection) -> tuple[Metric, ...]:
    """Every version of every metric."""
    return tuple(
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
    found = (
        Term(row["name"], row["meaning"], row["not_to_confuse"])
        for row in stored_rows(connection, MAINTAINED["terms"]).values()
    )
    return tuple(sorted(found, key=lambda one: one.term.casefold()))
