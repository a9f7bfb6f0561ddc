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


def texts(plan: Plan) -> list[str]:
    """Each rating's cell. What is made of it stands a level above, or DuckDB would trim the cell at each mention."""
    return [
        f"{sql.text(f'c{rating.column}', spaced=plan.spaced)} AS rating_text_{number}"
        for number, rating in enumerate(plan.ratings)
    ]


def as_numbers(plan: Plan) -> str:
    """Each cell as a number, over `texts`; with a comma before each."""
    return "".join(f", {sql.rating(f'rating_text_{n}')} AS rating_number_{n}" for n in range(len(plan.ratings)))


def kept(plan: Plan) -> str:
    """The value where it is a number of the scale, and what else stands there and is not blank; over `as_numbers`."""
    return "".join(_kept(number, rating) for number, rating in enumerate(plan.ratings))


def _kept(number: int, rating: Rating) -> str:
    text, value = f"rating_text_{number}", f"rating_number_{number}"
    inside = f"coalesce({value} BETWEEN {rating.low} AND {rating.high}, false)"
    return (
        f", CASE WHEN {inside} THEN {value} END AS rating_{number}"
        f", CASE WHEN NOT {inside} AND NOT {sql.is_missing(text)} THEN left({text}, {LONGEST}) END AS odd_{number}"
    )


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
