"""Phrases of comments over some months, as they were counted at import; and comments that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from cx.domain.distinctive import Uses
from cx.domain.slices import Slice
from cx.store import row_scope
from cx.store.asked import Asked
from cx.store.months import during, hull, month_span
from cx.store.schema import phrase_summary, responses


@dataclass(frozen=True, slots=True)
class Phrase:
    """uses: comments that hold it. untagged: those that mention no theme. missing: comments that may hold it, too, at
    most: in months where too few did for it to be kept. samples: answers of a promoter and of a detractor, or ''.
    """

    phrase: str
    uses: Uses
    untagged: int
    missing: int
    samples: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Phrases:
    """written: every comment. untagged: those that mention no theme."""

    written: Uses
    untagged: int
    phrases: dict[str, Phrase]
    missing_at_most: int


def counted(connection: Connection, survey_id: str, months: Sequence[date], own_brand: str | None) -> Phrases:
    """Every phrase that was kept of these months (first days)."""
    row = phrase_summary.c
    sums = [func.sum(row[name]) for name in ("promoters", "passives", "detractors", "untagged")]
    # A month of which fewer than `kept_from` are missing leaves out so many comments of a phrase at most.
    slack = func.sum(row.kept_from - 1)
    found = connection.execute(
        select(row.phrase, *sums, slack, func.max(row.promoter_sample), func.max(row.detractor_sample))
        .where(*Asked(survey_id, (), Slice(), own_brand).conditions(phrase_summary), row.month.in_(list(months)))
        .group_by(row.phrase)
    ).all()
    rows = {phrase: rest for phrase, *rest in found}
    whole = rows.pop("", [0, 0, 0, 0, 0, "", ""])
    phrases = {
        phrase: Phrase(
            phrase,
            Uses(int(rest[0]), int(rest[1]), int(rest[2])),
            int(rest[3]),
            int(whole[4]) - int(rest[4]),
            (rest[5], rest[6]),
        )
        for phrase, rest in rows.items()
    }
    return Phrases(Uses(int(whole[0]), int(whole[1]), int(whole[2])), int(whole[3]), phrases, int(whole[4]))


def texts(
    connection: Connection, survey_id: str, months: Sequence[date], response_ids: Iterable[str]
) -> dict[str, str]:
    """The comments of these answers, as far as the reader may see them."""
    wanted = [one for one in response_ids if one]
    if not wanted or not months:
        return {}
    span = hull([month_span(month) for month in months])
    found = connection.execute(
        select(responses.c.response_id, responses.c.comment).where(
            responses.c.survey_id == survey_id,
            during(responses.c.responded_at, span),
            responses.c.response_id.in_(wanted),
            row_scope.comments(connection),
        )
    )
    return {row.response_id: row.comment for row in found}


def group_comments(
    connection: Connection, asked: Asked, months: Sequence[date], most: int
) -> list[tuple[str, int, str]] | None:
    """Answer, score and comment of a group, to be counted on the spot; None where there are more than `most`."""
    row = responses.c
    span = hull([month_span(month) for month in months])
    wanted = (*asked.conditions(responses), during(row.responded_at, span), row.comment != "")
    if int(connection.execute(select(func.count()).where(*wanted)).scalar_one()) > most:
        return None
    order = (func.abs(func.length(row.comment) - 90), row.response_id)
    found = connection.execute(select(row.response_id, row.score, row.comment).where(*wanted).order_by(*order))
    return [(response_id, int(score), comment) for response_id, score, comment in found]
