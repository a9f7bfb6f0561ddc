"""What a warehouse is asked, as SQLAlchemy Core: each engine's dialect writes it in its own words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnClause,
    ColumnElement,
    Date,
    DateTime,
    Select,
    String,
    Subquery,
    and_,
    case,
    column,
    false,
    func,
    literal,
    literal_column,
    not_,
    or_,
    quoted_name,
    select,
    table,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from cx.domain.periods import Span
from cx.domain.tally import PASSIVE_FROM, PROMOTER_FROM
from cx.store.schema import SCORE_COUNTS, WEIGHT_SUMS
from cx.store.staging import plan
from cx.store.synced import numbered
from cx.store.warehouse.mapped import Mapped

EARLIEST = date(2000, 1, 1)
_SPARSE = 60
"""Runs of days from which on one range asks for all that lie between them."""


class as_text(GenericFunction[str]):  # noqa: N801 - a function of SQL
    """A column as text, NULL where it is."""

    type = String()
    inherit_cache = True


class as_day(GenericFunction[date]):  # noqa: N801 - a function of SQL
    """The day of a moment, NULL where it is."""

    type = Date()
    inherit_cache = True


@compiles(as_text)
def _cast_to_text(element: Any, compiler: Any, **more: Any) -> str:
    type_ = compiler.dialect.type_compiler_instance.process(String())
    return f"CAST({compiler.process(element.clauses, **more)} AS {type_})"


@compiles(as_day)
def _cast_to_day(element: Any, compiler: Any, **more: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **more)} AS DATE)"


# ClickHouse casts NULL to no type that does not say that it may be; these functions keep it.
@compiles(as_text, "clickhouse")
@compiles(as_text, "clickhousedb")
def _clickhouse_text(element: Any, compiler: Any, **more: Any) -> str:
    return f"toString({compiler.process(element.clauses, **more)})"


@compiles(as_day, "clickhouse")
@compiles(as_day, "clickhousedb")
def _clickhouse_day(element: Any, compiler: Any, **more: Any) -> str:
    return f"toDate({compiler.process(element.clauses, **more)})"


class Questions:
    """What is asked of one table.

    tomorrow: answers from then on lie in the future. through: the newest change that belongs to this sync; None where
    the mapping has no watermark.
    """

    def __init__(self, mapped: Mapped, tomorrow: date, through: Any = None) -> None:
        self.mapped, self.tomorrow, self.through = mapped, tomorrow, through
        schema, _, name = mapped.table.rpartition(".")
        columns: list[ColumnClause[Any]] = [column(name) for name in mapped.needed]
        found = table(name, *columns, schema=quoted_name(schema, quote=False) if schema else None)
        self._table = found.alias("source")

    def columns(self) -> Select[Any]:
        """No row; the names of the columns."""
        return select(literal_column("*")).select_from(self._table).where(false())

    def newest(self) -> Select[Any, Any]:
        """The newest change, and how many rows do not say when they changed."""
        changed = self._watermark
        return select(func.max(changed).label("newest"), (func.count() - func.count(changed)).label("unsaid"))

    def totals(self) -> Select[Any]:
        """What each day of each survey comes to."""
        rows = self._linked()
        return select(
            rows.c.survey_id,
            rows.c.day,
            func.count().label("answers"),
            func.sum(rows.c.score).label("score_sum"),
            (func.sum(rows.c.weight) if self._weighted else func.count()).label("weight_sum"),
            (func.coalesce(func.sum(numbered(rows.c.again_day)), 0) if self._persons else literal(0)).label(
                "again_sum"
            ),
        ).group_by(rows.c.survey_id, rows.c.day)

    def changed_days(self, since: Any) -> Select[Any]:
        """Days with an answer that was added or changed from a moment on."""
        rows = self._answers(self._watermark >= _bound(since))
        return select(rows.c.survey_id, rows.c.day).distinct()

    def twice(self) -> Select[Any]:
        """One id that several rows have."""
        rows = self._answers()
        keys = rows.c.survey_id, rows.c.response_id
        return select(*keys, func.count().label("times")).group_by(*keys).having(func.count() > 1).limit(1)

    def refused(self, since: Any, most: int) -> Select[Any]:
        """Rows that are no answers, those changed after a moment; None asks for all."""
        reasons = [(condition, reason) for condition, reason, _ in self._faults]
        values = [(condition, value) for condition, _, value in self._faults]
        wanted = [not_(self._valid), *self._known, *([] if since is None else [self._watermark > _bound(since)])]
        return (
            select(
                self._survey.label("survey_id"),
                self._text("response_id").label("response_id"),
                case(*reasons, else_="").label("reason"),
                func.coalesce(case(*values, else_=""), "").label("value"),
            )
            .select_from(self._table)
            .where(*wanted)
            .limit(most)
        )

    def cells(self, days: Sequence[Span]) -> Select[Any]:
        """The one heavy question: answers of these days, counted by day, by when their people answered again, by field.

        days: runs of days, in order.
        """
        spans = days if len(days) <= _SPARSE else [Span(days[0].first, days[-1].last)]
        rows = self._linked(days[0].first)
        keys = [rows.c[name] for name in ("survey_id", "day", *(["again_day"] if self._persons else []), *self._fields)]
        counts = [
            func.sum(case((rows.c.score == score, 1), else_=0)).label(name) for score, name in enumerate(SCORE_COUNTS)
        ]
        within = or_(*(rows.c.day.between(span.first, span.last) for span in spans))
        return select(*keys, *counts, *self._weights(rows)).where(within).group_by(*keys)

    def _weights(self, rows: Subquery) -> list[ColumnElement[Any]]:
        if not self._weighted:
            return []
        promoter, detractor = rows.c.score >= PROMOTER_FROM, rows.c.score < PASSIVE_FROM
        classes = (promoter, and_(not_(promoter), not_(detractor)), detractor)
        weights = [*(case((of_class, rows.c.weight), else_=0) for of_class in classes), rows.c.weight * rows.c.weight]
        return [func.sum(weight).label(name) for weight, name in zip(weights, WEIGHT_SUMS, strict=True)]

    # The rows that are answers ----------------------------------------------------------------------------------------

    def _answers(self, *wanted: ColumnElement[bool]) -> Subquery:
        named = {name: self._text(name) for name in (*self._fields, "brand", "response_id")}
        return (
            select(
                self._survey.label("survey_id"),
                as_day(self._column("responded_at")).label("day"),
                self._column("responded_at").label("moment"),
                self._column("score").label("score"),
                *([self._column("weight").label("weight")] if self._weighted else []),
                *([func.lower(self._text("respondent")).label("person")] if self._persons else []),
                *(value.label(name) for name, value in named.items()),
            )
            .select_from(self._table)
            .where(self._valid, *self._known, *wanted)
            .subquery("answers")
        )

    def _linked(self, first: date | None = None) -> Subquery:
        """Answers with the day on which their person next answered; only later answers bear on that, so that none
        before the first day that is asked for is looked at."""
        wanted = [as_day(self._column("responded_at")) >= first] if first else []
        rows = self._answers(*wanted)
        if not self._persons:
            return rows
        # Who is not named is nobody's next: each such answer stands alone, else one machine would get all of them.
        alone = case((rows.c.person == "", rows.c.response_id), else_="")
        next_ = func.lead(rows.c.moment).over(
            partition_by=(rows.c.survey_id, rows.c.brand, rows.c.person, alone),
            order_by=(rows.c.moment, rows.c.response_id),
        )
        followed = select(rows, next_.label("next_moment")).subquery("followed")
        # ClickHouse says 1970 where others say NULL: whatever is not later is no next answer.
        again = case(
            (and_(followed.c.person != "", followed.c.next_moment >= followed.c.moment), as_day(followed.c.next_moment))
        )
        return select(followed, again.label("again_day")).subquery("linked")

    @property
    def _valid(self) -> ColumnElement[bool]:
        """Whether a row is an answer; never NULL, as each part asks first whether there is anything."""
        moment, score = self._column("responded_at"), self._column("score")
        day = as_day(moment)
        parts = [
            self._text("response_id") != "",
            moment.is_not(None),
            day >= EARLIEST,
            day < self.tomorrow,
            score.is_not(None),
            score >= 0,
            score <= 10,
            func.floor(score) == score,
        ]
        if "survey_id" in self.mapped.columns:
            parts.append(self._survey != "")
        if self._weighted:
            weight = self._column("weight")
            parts += [weight.is_not(None), weight > 0, weight < 1e300]
        return and_(*parts)

    @property
    def _faults(self) -> list[tuple[ColumnElement[bool], str, ColumnElement[str]]]:
        """What can be wrong with a row, in the order in which a file's rows are looked at, and what is then quoted."""
        moment, score, nothing = self._column("responded_at"), self._column("score"), literal("")
        day, said, when = as_day(moment), as_text(score), as_text(moment)
        faults = [
            (self._text("response_id") == "", plan.REASONS[plan.NO_ID], nothing),
            (moment.is_(None), plan.REASONS[plan.NO_DATE], nothing),
            (day < EARLIEST, plan.REASONS[plan.OLD_DATE], when),
            (day >= self.tomorrow, plan.REASONS[plan.FUTURE_DATE], when),
            (score.is_(None), plan.REASONS[plan.NO_SCORE], nothing),
            (or_(score < 0, score > 10), plan.REASONS[plan.FAR_SCORE], said),
            (func.floor(score) != score, plan.REASONS[plan.BAD_SCORE], said),
        ]
        if "survey_id" in self.mapped.columns:
            faults.append((self._survey == "", "survey missing", nothing))
        if self._weighted:
            faults.append((self._text("response_id") != "", plan.REASONS[plan.BAD_WEIGHT], self._text("weight")))
        return faults

    @property
    def _known(self) -> list[ColumnElement[bool]]:
        """What came after the newest change of this sync belongs to the next one."""
        return [] if self.through is None else [self._watermark <= _bound(self.through)]

    @property
    def _weighted(self) -> bool:
        return "weight" in self.mapped.columns

    @property
    def _persons(self) -> bool:
        return "respondent" in self.mapped.columns

    @property
    def _fields(self) -> tuple[str, ...]:
        return self.mapped.fields

    @property
    def _survey(self) -> ColumnElement[str]:
        if "survey_id" in self.mapped.columns:
            return self._text("survey_id")
        return literal(self.mapped.values["survey_id"])

    @property
    def _watermark(self) -> ColumnElement[Any]:
        return self._table.c[self.mapped.watermark]

    def _column(self, field: str) -> ColumnElement[Any]:
        return self._table.c[self.mapped.columns[field]]

    def _text(self, field: str) -> ColumnElement[str]:
        """A field as text without spaces around it, '' where it is blank or not mapped."""
        if field not in self.mapped.columns:
            return literal("")
        return func.trim(func.coalesce(as_text(self._column(field)), ""))


def _bound(value: Any) -> ColumnElement[Any]:
    """A watermark as it came, in a type that holds it."""
    if isinstance(value, int):
        return literal(value, BigInteger)
    if isinstance(value, datetime):
        return literal(value, DateTime(timezone=value.tzinfo is not None))
    return literal(value)
