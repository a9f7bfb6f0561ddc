"""Ratings beside the score, while a file is read: which values count, which are left out, and which scale they show."""

# ruff: noqa: S608 - statements are put together from names of our own; every value is bound, or quoted by `quoted`

from __future__ import annotations

from dataclasses import dataclass

from cx.store.staging import expressions as sql
from cx.store.staging.plan import Plan, Rating
from cx.store.staging.scratch import Scratch

LONGEST = 40
"""Characters of a value that are kept to name it."""
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class RatingRead:
    """What became of a rating's cells, in the rows that are answers.

    name, low, high: as planned. column: index. values: numbers within the scale. blank: empty cells.
    left_out: the commonest other values as they stand, each with how often; others: the rest of them.
    """

    name: str
    column: int
    low: float
    high: float
    values: int
    blank: int
    left_out: dict[str, int]
    others: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of a column: how many within 0 to 10, the highest of those (None without any), how many beyond 10."""

    within: int
    highest: float | None
    beyond: int


def parsed(number: int, rating: Rating, cell: str) -> list[str]:
    """The value where it is a number of the scale; what else stands there and is not blank."""
    text, value = f"rating_text_{number}", f"rating_number_{number}"
    return [
        f"{cell} AS {text}",
        f"{sql.rating(text)} AS {value}",
        f"CASE WHEN {value} BETWEEN {rating.low} AND {rating.high} THEN {value} END AS rating_{number}",
        f"CASE WHEN rating_{number} IS NULL AND NOT {sql.is_missing(text)} THEN left({text}, {LONGEST}) END"
        f" AS odd_{number}",
    ]


def numbers(scratch: Scratch, rating: Rating, *, staged_as: int | None = None, spaced: bool = False) -> Numbers:
    """The numbers of a rating's column, in rows that were kept as text or, with its place in the plan, are staged."""
    if staged_as is None:
        source, value = "rows_read", sql.rating(sql.text(f"c{rating.column}", spaced=spaced))
    else:
        source, value = "staged", f"coalesce(rating_{staged_as}, {sql.rating(f'odd_{staged_as}')})"
    within, highest, beyond = scratch.execute(
        "SELECT count(*) FILTER (value BETWEEN 0 AND 10), max(value) FILTER (value BETWEEN 0 AND 10),"
        f" count(*) FILTER (value > 10) FROM (SELECT {value} AS value FROM {source})"
    ).fetchone() or (0, None, 0)
    return Numbers(int(within), highest, int(beyond))


def keep(scratch: Scratch, plan: Plan) -> None:
    """`ratings` has a row for each rating of an answer, `rating_names` one for each rating that was looked for."""
    scratch.execute("CREATE TABLE ratings (response_id VARCHAR, rating VARCHAR, value DOUBLE, low DOUBLE, high DOUBLE)")
    scratch.execute("CREATE TABLE rating_names (rating VARCHAR)")
    for number, rating in enumerate(plan.ratings):
        scratch.execute("INSERT INTO rating_names VALUES (?)", [rating.name])
        scratch.execute(
            f"INSERT INTO ratings SELECT response_id, ?, rating_{number}, ?, ? FROM staged"
            f" WHERE reason = 0 AND rating_{number} IS NOT NULL",
            [rating.name, rating.low, rating.high],
        )


def read(scratch: Scratch, plan: Plan) -> list[RatingRead]:
    """What became of each rating, in the order of the plan."""
    return [_read(scratch, number, rating) for number, rating in enumerate(plan.ratings)]


def _read(scratch: Scratch, number: int, rating: Rating) -> RatingRead:
    row = scratch.execute(
        f"SELECT count(*), count(rating_{number}), count(odd_{number}) FROM staged WHERE reason = 0"
    ).fetchone() or (0, 0, 0)
    answers, values, odd = (int(counted) for counted in row)
    named = scratch.execute(
        f"SELECT odd_{number}, count(*) FROM staged WHERE reason = 0 AND odd_{number} IS NOT NULL"
        f" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST_NAMED}"
    ).fetchall()
    left_out = {str(value): int(times) for value, times in named}
    return RatingRead(
        name=rating.name,
        column=rating.column,
        low=rating.low,
        high=rating.high,
        values=values,
        blank=answers - values - odd,
        left_out=left_out,
        others=odd - sum(left_out.values()),
    )
