"""A warehouse is asked what changed, and its counts are put into a scratch database, checked against its own totals."""

# ruff: noqa: S608 - statements are put together from names of our own

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from sqlalchemy import Connection, Select

from cx.domain.errors import BadValue, ChoiceNeeded
from cx.domain.periods import Span
from cx.domain.slices import FIELDS
from cx.store.schema import SCORE_COUNTS, WEIGHT_SUMS
from cx.store.staging.expressions import text
from cx.store.synced import SAME
from cx.store.warehouse import watermarks
from cx.store.warehouse.connecting import SourceUnavailable, asking, named
from cx.store.warehouse.mapped import Mapped
from cx.store.warehouse.statements import Questions

MOST_REFUSED = 10_000
"""Rows that are no answers and are listed one by one; more say that the mapping is wrong."""
AT_ONCE = 20_000
"""Rows that are taken over together."""
Day = tuple[str, date]
"""Survey and day."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What the source says of one day: answers, sums of scores and weights, and when their people answered again."""

    answers: int
    score_sum: int
    weight_sum: float
    again_sum: int

    def same(self, other: Totals) -> bool:
        counts = (self.answers, self.score_sum, self.again_sum) == (other.answers, other.score_sum, other.again_sum)
        return counts and abs(self.weight_sum - other.weight_sum) <= SAME * (1 + abs(self.weight_sum))


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of a source: each day's totals, and up to which change; '' where that is not known.

    replace: what the source says now holds, though it be less or older than what is known; all of it is brought anew.
    """

    days: Mapping[Day, Totals] = field(default_factory=dict)
    watermark: str = ""
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Brought:
    """What a sync found.

    surveys: those of the source; '' where a row that was refused names none. days: that were asked for. refused: rows,
    by survey.
    """

    surveys: tuple[str, ...]
    watermark: str
    days: int
    refused: Mapping[str, int]


def bring(url: str, mapped: Mapped, known: Known, scratch: Path, *, zone: str, today: date) -> Brought:
    """Ask the warehouse and fill the scratch file.

    Raises SourceUnavailable, BadValue and ChoiceNeeded in words; the scratch file is then of no use.
    """
    tomorrow = today + timedelta(days=1)
    with asking(url, zone) as source:
        _check_columns(source, mapped, url, Questions(mapped, tomorrow))
        newest = _newest(source, mapped, Questions(mapped, tomorrow)) if mapped.watermark else None
        since = None if known.replace else watermarks.read(known.watermark)
        _check_order(mapped, since, newest)
        asked = Questions(mapped, tomorrow, newest)
        _check_ids(source, mapped, asked)
        now = _totals(source, asked)
        if not known.replace:
            _check_totals(known.days, now)
        days = _days_to_ask(source, asked, known, now, since)
        refused = source.execute(asked.refused(since, MOST_REFUSED + 1)).all()
        _check_refused(mapped, refused, sum(totals.answers for totals in now.values()))
        with duckdb.connect(str(scratch)) as made:
            _keep_days(made, {day: now.get(day, Totals(0, 0, 0.0, 0)) for day in days})
            _keep_refused(made, refused)
            _keep_cells(made, source, mapped, asked.cells(_runs({day for _, day in days})) if days else None, zone)
            _check_whole(made, url)
    by_survey: dict[str, int] = {}
    for survey_id, *_ in refused:
        by_survey[survey_id] = by_survey.get(survey_id, 0) + 1
    surveys = {survey_id for survey_id, _ in (*now, *known.days)} | set(by_survey)
    return Brought(tuple(sorted(surveys)), watermarks.written(newest), len(days), by_survey)


# What must be so before anything is brought -------------------------------------------------------------------------


def _check_columns(source: Connection, mapped: Mapped, url: str, asked: Questions) -> None:
    found = list(source.execute(asked.columns()).keys())
    known = {name.rpartition(".")[2].casefold() for name in found}  # Hive names them with their table
    missing = [name for name in mapped.needed if name.casefold() not in known]
    if missing:
        raise BadValue(
            f"{mapped.table} in {named(url)} has no column '{missing[0]}'. Found: {', '.join(found[:30])}."
            " Correct the mapping file, or have the column put back; nothing was changed."
        )


def _newest(source: Connection, mapped: Mapped, asked: Questions) -> Any:
    newest, unsaid = source.execute(asked.newest()).one()
    if unsaid:
        raise BadValue(
            f"{int(unsaid):,} rows of {mapped.table} have nothing in '{mapped.watermark}', so that nobody would see"
            " them change. Fill it, or leave the watermark out of the mapping file; nothing was changed."
        )
    return newest


def _check_order(mapped: Mapped, since: Any, newest: Any) -> None:
    if since is not None and (newest is None or newest < since):
        raise ChoiceNeeded(
            f"{mapped.table} went back in time: its newest '{mapped.watermark}' is {newest or 'missing'}, the last sync"
            f" saw {since}. If an older copy was restored there on purpose, pass --replace; nothing was changed.",
            ("--replace",),
        )


def _check_ids(source: Connection, mapped: Mapped, asked: Questions) -> None:
    found = source.execute(asked.twice()).first()
    if found is not None:
        raise BadValue(
            f"{mapped.table} has the id '{found.response_id}' of survey '{found.survey_id}' {int(found.times)} times,"
            " so that answers would count twice. Name a view that keeps one row an answer; nothing was changed."
        )


def _check_totals(before: Mapping[Day, Totals], now: Mapping[Day, Totals]) -> None:
    for survey_id in sorted({survey_id for survey_id, _ in before}):
        was, is_ = (sum(one.answers for (name, _), one in days.items() if name == survey_id) for days in (before, now))
        if is_ < was:
            raise ChoiceNeeded(
                f"The source has fewer answers of survey '{survey_id}' than at the last sync: {is_:,} instead of"
                f" {was:,}. If they were deleted there on purpose, pass --replace; nothing was changed.",
                ("--replace",),
            )


def _check_refused(mapped: Mapped, refused: Sequence[Any], answers: int) -> None:
    if len(refused) <= MOST_REFUSED and len(refused) <= answers:
        return
    reasons: dict[str, int] = {}
    for row in refused:
        reasons[row.reason] = reasons.get(row.reason, 0) + 1
    told = "; ".join(f"{reason}: {count:,}" for reason, count in sorted(reasons.items(), key=lambda one: -one[1]))
    raise BadValue(
        f"Too many rows of {mapped.table} are no answers ({told}). Correct the mapping file, or name a view that leaves"
        " them out; nothing was changed."
    )


# What is asked -----------------------------------------------------------------------------------------------------


def _totals(source: Connection, asked: Questions) -> dict[Day, Totals]:
    return {
        (row.survey_id, _day(row.day)): Totals(
            int(row.answers), int(row.score_sum), float(row.weight_sum), int(row.again_sum)
        )
        for row in source.execute(asked.totals())
    }


def _days_to_ask(source: Connection, asked: Questions, known: Known, now: Mapping[Day, Totals], since: Any) -> set[Day]:
    """Days of which an answer changed, and days that come to something else than is known."""
    every = {*now, *known.days}
    if since is None:
        return every
    differing = {day for day in every if day not in now or day not in known.days or not now[day].same(known.days[day])}
    return differing | {(row.survey_id, _day(row.day)) for row in source.execute(asked.changed_days(since))}


def _runs(days: Iterable[date]) -> list[Span]:
    found: list[Span] = []
    for day in sorted(days):
        if found and found[-1].last + timedelta(days=1) == day:
            found[-1] = Span(found[-1].first, day)
        else:
            found.append(Span(day, day))
    return found


def _day(value: Any) -> date:
    """A day as a driver gives it."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


# What is kept in the scratch file ------------------------------------------------------------------------------------

_KEYS = ("survey_id", "responded_at", "known_again_at", *FIELDS, "account_id")
_COUNTED = (*SCORE_COUNTS, *WEIGHT_SUMS)


def _keep_days(made: duckdb.DuckDBPyConnection, days: Mapping[Day, Totals]) -> None:
    made.execute(
        "CREATE TABLE days (survey_id VARCHAR, day DATE, answers BIGINT, score_sum BIGINT, weight_sum DOUBLE,"
        " again_sum BIGINT)"
    )
    _append(
        made, "days", [(*day, one.answers, one.score_sum, one.weight_sum, one.again_sum) for day, one in days.items()]
    )


def _keep_refused(made: duckdb.DuckDBPyConnection, refused: Sequence[Any]) -> None:
    made.execute("CREATE TABLE refused (survey_id VARCHAR, reason VARCHAR, value VARCHAR)")
    _append(made, "refused", [(row.survey_id, row.reason, _quoted(row.response_id, row.value)) for row in refused])


def _quoted(response_id: str, value: str) -> str:
    """What stood there, with the id, as a warehouse's rows have no lines to find them by."""
    return (f"{response_id}: {value}" if response_id and value else response_id or value)[:200]


def _keep_cells(
    made: duckdb.DuckDBPyConnection, source: Connection, mapped: Mapped, asked: Select[Any] | None, zone: str
) -> None:
    """Fill `cells` as the store keeps them: every field there, blanks around texts gone, one row a group."""
    counts = ", ".join(f"{name} BIGINT" for name in SCORE_COUNTS)
    weights = ", ".join(f"{name} DOUBLE" for name in WEIGHT_SUMS)
    texts = ", ".join(f"{name} VARCHAR" for name in (*FIELDS, "account_id"))
    made.execute(f"CREATE TEMP TABLE came (survey_id VARCHAR, day DATE, again_day DATE, {texts}, {counts}, {weights})")
    if asked is not None:
        result = source.execution_options(stream_results=True).execute(asked)
        names = [name.rpartition(".")[2] for name in list(result.keys())]
        try:
            for rows in result.partitions(AT_ONCE):
                _append(made, "came", [_plain(row) for row in rows], names)
        finally:
            with suppress(Exception):  # of a connection that has broken nothing is left to close
                result.close()
    shown = [
        f"coalesce({text(name)}, '')" if name in mapped.columns else _literal(mapped.values.get(name, ""))
        for name in (*FIELDS, "account_id")
    ]
    sums = [f"sum({name})::BIGINT" for name in SCORE_COUNTS]
    if "weight" in mapped.columns:
        sums += [f"round(sum({name}), 9)" for name in WEIGHT_SUMS]
    else:
        parts = (SCORE_COUNTS[9:], SCORE_COUNTS[7:9], SCORE_COUNTS[:7], SCORE_COUNTS)
        sums += [f"sum({' + '.join(part)})::DOUBLE" for part in parts]
    keys = ["trim(survey_id)", "day::TIMESTAMP", "again_day::TIMESTAMP", *shown]
    selected = ", ".join(f"{value} AS {name}" for value, name in zip((*keys, *sums), (*_KEYS, *_COUNTED), strict=True))
    made.execute(
        f"CREATE TABLE cells AS SELECT {selected} FROM came GROUP BY {', '.join(map(str, range(1, len(keys) + 1)))}"
    )


def _plain(row: Sequence[Any]) -> tuple[Any, ...]:
    """Numbers of a driver's own kinds as ours."""
    return tuple(value if value is None or isinstance(value, str | date) else float(value) for value in row)


def _literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _append(
    made: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[Any]], names: Sequence[str] | None = None
) -> None:
    if not rows:
        return
    found = names or [str(column[0]) for column in made.execute(f"SELECT * FROM {table} LIMIT 0").description or []]
    columns = {name: list(column) for name, column in zip(found, zip(*rows, strict=True), strict=True)}
    made.register("appended", pa.table(columns))
    made.execute(f"INSERT INTO {table} BY NAME SELECT * FROM appended")
    made.unregister("appended")


def _check_whole(made: duckdb.DuckDBPyConnection, url: str) -> None:
    """What was counted must come to the source's own totals: else it was changed meanwhile, or did not tell all."""
    answers = " + ".join(SCORE_COUNTS)
    scores = " + ".join(f"{score} * {name}" for score, name in enumerate(SCORE_COUNTS))
    weights = " + ".join(WEIGHT_SUMS[:3])
    again = "year(known_again_at) * 372 + month(known_again_at) * 31 + day(known_again_at)"
    made.execute("DELETE FROM cells WHERE (survey_id, responded_at::DATE) NOT IN (SELECT (survey_id, day) FROM days)")
    differing = made.execute(
        "SELECT days.day, days.answers, coalesce(came.answers, 0) FROM days LEFT JOIN ("
        f" SELECT survey_id, responded_at::DATE AS day, sum({answers}) AS answers, sum({scores}) AS score_sum,"
        f" sum({weights}) AS weight_sum, coalesce(sum(({again}) * ({answers})), 0) AS again_sum FROM cells GROUP BY ALL"
        ") AS came USING (survey_id, day) WHERE days.answers <> coalesce(came.answers, 0)"
        " OR days.score_sum <> coalesce(came.score_sum, 0) OR days.again_sum <> coalesce(came.again_sum, 0)"
        f" OR abs(days.weight_sum - coalesce(came.weight_sum, 0)) > {SAME} * (1 + days.weight_sum) ORDER BY day LIMIT 1"
    ).fetchone()
    if differing:
        day, said, came = differing
        raise SourceUnavailable(
            f"The warehouse {named(url)} counted {said:,} answers on {day:%-d %B %Y} and then told {came:,}, or others:"
            " it was changed while it was asked, or did not tell all. Nothing was changed; try again."
        )
