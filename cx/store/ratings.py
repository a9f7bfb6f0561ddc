"""Ratings beside the score enter the store with their answer's import, and leave it with that import.

A rating belongs to one version of an answer: the one that the same import brought. A version that an undone import had
replaced comes back with its own ratings, because they never left.
"""

# ruff: noqa: S608 - statements are put together from names of our own; every value is bound

from __future__ import annotations

from sqlalchemy import Connection, delete, func, or_, select, text

from cx.store.schema import response_ratings, response_versions, responses

_CONTENT = {
    "duckdb": "bit_xor(hash(rating, value, low, high)) AS ratings",
    "postgresql": "bit_xor(hashtextextended(concat_ws(chr(31), rating, value, low, high), 0)) AS ratings",
}
"""All ratings of an answer as one number, whatever their order."""


def beside(connection: Connection) -> str:
    """Beside staged answers s and stored ones r: their ratings as one number each, of those that the file speaks of."""
    content = _CONTENT[connection.dialect.name]
    return (
        f" LEFT JOIN (SELECT response_id, {content} FROM scratch.ratings GROUP BY response_id) AS given"
        " ON given.response_id = s.response_id"
        f" LEFT JOIN (SELECT response_id, import_id, {content} FROM response_ratings WHERE survey_id = :survey_id"
        " AND rating IN (SELECT rating FROM scratch.rating_names) GROUP BY response_id, import_id) AS kept"
        " ON kept.response_id = r.response_id AND kept.import_id = r.import_id"
    )


SAME = "given.ratings IS NOT DISTINCT FROM kept.ratings"


def are_looked_for(connection: Connection) -> bool:
    """Whether the staged file speaks of ratings at all; one that does not says nothing against those stored."""
    return bool(connection.execute(text("SELECT count(*) FROM scratch.rating_names")).scalar_one())


def insert(connection: Connection, survey_id: str, import_id: int, *, only_new: bool) -> None:
    """Take over the staged ratings; of new and changed answers only, where some are stored already."""
    condition = " WHERE response_id NOT IN (SELECT response_id FROM matched WHERE same)" if only_new else ""
    connection.execute(
        text(
            "INSERT INTO response_ratings (survey_id, response_id, rating, value, low, high, import_id)"
            f" SELECT :survey_id, response_id, rating, value, low, high, :import_id FROM scratch.ratings{condition}"
        ),
        {"survey_id": survey_id, "import_id": import_id},
    )


def take_back(connection: Connection, import_id: int) -> None:
    connection.execute(delete(response_ratings).where(response_ratings.c.import_id == import_id))


def problems(connection: Connection) -> list[str]:
    """What `cx check` finds wrong with the ratings: without an answer, twice, outside their scale."""
    rating = response_ratings.c
    named = (rating.survey_id, rating.response_id, rating.import_id)
    orphans = (
        select(func.count())
        .select_from(response_ratings)
        .where(
            *(
                ~select(table.c.response_id)
                .where(
                    table.c.survey_id == rating.survey_id,
                    table.c.response_id == rating.response_id,
                    table.c.import_id == rating.import_id,
                )
                .exists()
                for table in (responses, response_versions)
            )
        )
    )
    twice = select(*named, rating.rating).group_by(*named, rating.rating).having(func.count() > 1).subquery()
    outside = select(func.count()).where(or_(rating.value < rating.low, rating.value > rating.high))
    found = (
        (orphans, "ratings belong to no answer"),
        (select(func.count()).select_from(twice), "ratings are stored twice"),
        (outside, "ratings lie outside their scale"),
    )
    counted = ((int(connection.execute(query).scalar_one()), words) for query, words in found)
    return [f"{count:,} {words}." for count, words in counted if count]
