"""The rows of a file as a source of text columns `c0`, `c1` … for the checks, and what can be seen before them.

A source also has `broken` (0, or what is wrong with the record), and `line` where a row need not be one line.
"""

# ruff: noqa: S608 - statements are put together from names of our own; every value is bound, or quoted by `quoted`

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cx.store.staging import expressions as sql
from cx.store.staging.plan import Plan
from cx.store.staging.scratch import Scratch, count, quoted

LONGEST_LINE = 4_000_000
_SOME = 2
"""Dates of each kind from which on chance alone does not part them at the 12th."""
BUFFER = 32_000_000
"""Bytes read at once. DuckDB would take 32 lines of the longest, whose rows leave blocks that are written twice."""


def read_plainly(path: Path, *, width: int, delimiter: str, skip: int, plan: Plan) -> str:
    """SQL for the rows of a text of one line a record, straight from the file; errors surface when it runs."""
    columns = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(width))
    return (
        f"(SELECT {_names(plan.needed())} 0 AS broken FROM read_csv({quoted(str(path))}, columns = {{{columns}}},"
        f" auto_detect = false, header = false, skip = {skip}, delim = {quoted(delimiter)},"
        f" quote = '\"', escape = '\"', strict_mode = true, null_padding = false, nullstr = {quoted(chr(1))},"
        f" max_line_size = {LONGEST_LINE}, buffer_size = {BUFFER}))"
    )


def keep_rows(scratch: Scratch, source: str) -> int:
    """Keep a file's needed columns as text, so that they can be looked at more than once; returns their number."""
    scratch.execute("DROP TABLE IF EXISTS rows_read")
    scratch.execute(f"CREATE TABLE rows_read AS SELECT * FROM {source}")
    return count(scratch, "SELECT count(*) FROM rows_read")


def rows_from_text(path: Path, columns: Sequence[int]) -> str:
    """SQL for records that were written one a line: line, what is wrong with it, then the columns."""
    types = "'line': 'BIGINT', 'broken': 'UTINYINT'" + "".join(f", 'c{index}': 'VARCHAR'" for index in columns)
    return (
        f"read_csv({quoted(str(path))}, columns = {{{types}}}, auto_detect = false, header = false, delim = ',',"
        f" quote = '\"', escape = '\"', strict_mode = true, parallel = false, nullstr = {quoted(chr(1))},"
        f" new_line = '\\n', max_line_size = {2 * LONGEST_LINE})"
    )


def parquet_columns(scratch: Scratch, path: Path) -> list[str]:
    """The names as they stand in the file; DuckDB itself would tell 'score' and 'Score' apart by a number."""
    nodes = scratch.execute(
        f"SELECT name, coalesce(num_children, 0) FROM parquet_schema({quoted(str(path))})"
    ).fetchall()
    names: list[str] = []
    inside = 0
    for name, children in nodes[1:]:
        if inside == 0:
            names.append(str(name))
        inside = max(inside - 1, 0) + int(children)
    return names


def parquet_sample(scratch: Scratch, path: Path, rows: int) -> list[list[str]]:
    source = f"SELECT COLUMNS(*)::VARCHAR FROM read_parquet({quoted(str(path))}) LIMIT {int(rows)}"
    return [["" if cell is None else cell for cell in row] for row in scratch.execute(source).fetchall()]


def rows_from_parquet(path: Path, names: Sequence[str], plan: Plan) -> str:
    """SQL for the rows of a Parquet file as text; its first row counts as line 2, as under a header.

    Ids that somebody's tool kept as floating numbers are '100', as in the same export's CSV, not '100.0'.
    """
    number = "typeof(c{0}) IN ('DOUBLE', 'FLOAT') OR starts_with(typeof(c{0}), 'DECIMAL')"
    whole = "regexp_replace(c{0}::VARCHAR, '^(-?\\d{{1,16}})[.]0+$', '\\1')"
    cell = f"coalesce(CASE WHEN {number} THEN {whole} ELSE c{{0}}::VARCHAR END, '') AS c{{0}}, "
    cells = "".join(cell.format(index) for index in plan.needed())
    columns = ", ".join(f"c{index}" for index in range(len(names)))
    return (
        f"(SELECT row_number() OVER () + 1 AS line, {cells}0::UTINYINT AS broken"
        f" FROM read_parquet({quoted(str(path))}) AS read({columns}))"
    )


def date_orders(scratch: Scratch, column: int, today: date) -> tuple[int, int, int]:
    """Of the dates written as numbers with the year last or short: how many there are that the order of day and month
    changes, how many can only begin with the day, and how many can only begin with the month.

    '24-03-05' could begin with its year: it proves neither, until one of its kind cannot ('31.12.24'); nor does
    '31/02/2026', which is a day in no order.
    """
    cell = sql.text(f"c{column}")
    first = f"CAST(regexp_extract({cell}, '^(\\d{{1,2}})', 1) AS INTEGER)"
    second = f"CAST(regexp_extract({cell}, '^\\d{{1,2}}[-/.](\\d{{1,2}})', 1) AS INTEGER)"
    last = f"TRY_CAST(regexp_extract({cell}, {quoted(sql.SHORT_YEAR)}, 3) AS INTEGER)"
    row = scratch.execute(
        f"SELECT count(*) FILTER (first <> second OR (of_year AND first <> last)),"
        f" count(*) FILTER (first > 12 AND {_is_day('first', 'second')} AND NOT of_year),"
        f" count(*) FILTER (second > 12 AND {_is_day('second', 'first')}),"
        f" count(*) FILTER (first > 12 AND {_is_day('first', 'second')} AND of_year), count(*) FILTER (no_year)"
        f" FROM (SELECT *, coalesce(last BETWEEN 1 AND 31 AND second <= 12 AND first <= {today.year % 100}, false)"
        f" AS of_year, last IS NOT NULL AND NOT of_year AND first > 12 AND {_is_day('first', 'second')} AS no_year"
        f" FROM (SELECT {first} AS first, {second} AS second, {last} AS last"
        f" FROM rows_read WHERE regexp_matches({cell}, {quoted(sql.NUMERIC_DATE)})))"
    ).fetchone() or (0, 0, 0, 0, 0)
    differing, day_first, month_first, could_be_years, proved = (int(count) for count in row)
    return differing, day_first + (could_be_years if proved else 0), month_first


def look_exchanged(scratch: Scratch, column: int) -> bool:
    """Whether a spreadsheet seems to have read a workbook's dates in the wrong order: what has a day above 12 was left
    as text ('05/13/2026'), all that is a date has none."""
    cell = sql.text(f"c{column}")
    parts = f"regexp_extract({cell}, '^(\\d{{1,2}})[-/.](\\d{{1,2}})', ['first', 'second'])"
    row = scratch.execute(
        "SELECT count(*) FILTER (day IS NOT NULL), coalesce(max(day), 0), count(*) FILTER (written),"
        " count(*) FILTER (written AND greatest(first, second) > 12)"
        f" FROM (SELECT day(TRY_CAST({cell} AS TIMESTAMP)) AS day, regexp_matches({cell}, {quoted(sql.NUMERIC_DATE)})"
        f" AS written, TRY_CAST({parts}.first AS INTEGER) AS first, TRY_CAST({parts}.second AS INTEGER) AS second"
        " FROM rows_read)"
    ).fetchone() or (0, 0, 0, 0)
    dates, latest_day, texts, proved = (int(count) for count in row)
    return dates >= _SOME and texts >= _SOME and latest_day <= 12 and proved == texts


def _is_day(day: str, month: str) -> str:
    """Whether some year has that day."""
    longest = f"CASE WHEN {month} = 2 THEN 29 WHEN {month} IN (4, 6, 9, 11) THEN 30 ELSE 31 END"
    return f"({month} BETWEEN 1 AND 12 AND {day} BETWEEN 1 AND {longest})"


def score_values(scratch: Scratch, column: int) -> dict[int, int]:
    """How often each whole number 0 to 100 stands in a column of text that was kept."""
    cell = sql.text(f"c{column}")
    number = f"coalesce({_only_score(cell)}, TRY_CAST(regexp_extract({cell}, '^(\\d{{1,3}})$', 1) AS INTEGER))"
    found = scratch.execute(
        f"SELECT value, count(*) FROM (SELECT {number} AS value FROM rows_read)"
        " WHERE value BETWEEN 0 AND 100 GROUP BY 1"
    ).fetchall()
    return {int(value): int(count) for value, count in found}


def _only_score(cell: str) -> str:
    return f"(CASE WHEN {sql.score(cell)} BETWEEN 0 AND 10 THEN {sql.score(cell)} END)"


def _names(indexes: Sequence[int]) -> str:
    return "".join(f"c{index}, " for index in indexes)
