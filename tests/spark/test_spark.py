"""A sync from Apache Spark, run by `make test-spark`: the same figures, and the counting done by its executors."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy import NullPool, create_engine, text

from cx.domain.errors import CxError
from cx.domain.periods import Span
from cx.ingest.syncing import sync
from cx.reports import integrity
from cx.store.opening import Store
from cx.store.warehouse.statements import Questions
from tests.spark.conftest import Spark
from tests.syncing import FIGURES, MAPPED, TODAY, drawn_answers, imported, said
from tests.test_house import brought_by, pins

pytestmark = pytest.mark.usefixtures("read_here")


def add(spark: Spark, answers: pd.DataFrame, changed: str) -> None:
    """Put answers into the table's folder, in four files so that both workers have something to read."""
    folder = spark.folder / "answers"
    folder.mkdir(exist_ok=True)
    rows = answers.assign(updated_at=pd.Timestamp(changed))
    for part in range(4):
        if len(rows.iloc[part::4]):
            table = pa.Table.from_pandas(rows.iloc[part::4], preserve_index=False)
            pq.write_table(table, folder / f"{changed}-{part}.parquet", coerce_timestamps="us")
    told = create_engine(spark.url, poolclass=NullPool)
    with told.connect() as connection:
        connection.execute(text("CREATE DATABASE IF NOT EXISTS feedback"))
        connection.execute(text(f"CREATE TABLE IF NOT EXISTS feedback.answers USING parquet LOCATION '{folder}'"))
        connection.execute(text("REFRESH TABLE feedback.answers"))


def test_everything_that_spark_brings_is_pinned() -> None:
    pinned = pins("tests/spark/requirements.txt")
    assert brought_by(set(pinned)) <= {*pinned, *pins("requirements.txt"), *pins("requirements-dev.txt")}


def test_the_plan_sums_up_on_the_executors_before_anything_travels(spark: Spark) -> None:
    add(spark, drawn_answers().head(4), "2025-01-01")
    engine = create_engine(spark.url, poolclass=NullPool)
    asked = Questions(MAPPED, TODAY).cells([Span(date(2025, 1, 1), TODAY)])
    statement = asked.compile(dialect=engine.dialect, compile_kwargs={"literal_binds": True})
    with engine.connect() as connection:
        (plan,) = connection.exec_driver_sql(f"EXPLAIN {statement}".replace("%", "%%")).scalars()
    total, exchange, partial = (
        plan.index(step) for step in ("functions=[sum(", "Exchange hash", "functions=[partial_sum(")
    )
    assert total < exchange < partial  # the plan is written from its end to its beginning
    assert "PushedFilters: [IsNotNull(answered_at), GreaterThanOrEqual(answered_at" in plan


def test_a_sync_from_spark_says_what_an_import_says_and_then_only_what_changed(spark: Spark, tmp_path: Path) -> None:
    answers = drawn_answers()
    add(spark, answers.iloc[4:-40], "2025-12-17")
    store = Store(str(tmp_path / "synced.duckdb"))
    first = sync(store, spark.url, MAPPED, today=TODAY)
    add(spark, answers.iloc[-40:], "2025-12-18")
    second = sync(store, spark.url, today=TODAY)
    assert (first.surveys[0].accepted, second.surveys[0].accepted) == (len(answers) - 40, 40)
    assert integrity.report(store).problems == ()
    assert min(spark.tasks_of_each_executor()) > 0
    assert len(spark.tasks_of_each_executor()) == 2
    a = imported(tmp_path, answers)
    for name, figures in FIGURES.items():
        assert said(figures(store)) == said(figures(a)), name
    spark.stop("server")
    before = store.version()
    with pytest.raises(CxError, match="does not answer, or stopped half way"):
        sync(store, spark.url, today=TODAY)
    assert store.version() == before
