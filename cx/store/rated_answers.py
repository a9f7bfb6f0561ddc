"""Answers of some periods with their ratings side by side, as the weighing of drivers takes them."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Float, Integer, and_, case, cast, func, or_, select

from cx.domain.driver_questions import RatedAnswers
from cx.domain.periods import Span
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.tally import EMPTY, Tally
from cx.store.asked import Asked, still_counts
from cx.store.months import during, moments
from cx.store.schema import response_ratings, responses
from cx.store.tallies import class_sums, tally_of

MOST_ANSWERS = 20_000
"""Answers of one period that are read; of more, those that a lot draws. Of 84,000 answers with eight ratings that takes
a second off the two, and widens a weight's interval by half a percent of the differences in the score."""
_ROUNDING = 1e-9
"""Three fifths of a scale are 0.6, however they come about."""
_LOTS = 4096
"""What three hexadecimal digits can draw."""

_ANSWER, _RATING = responses.c, response_ratings.c
_JOINED = responses.join(
    response_ratings,
    and_(
        _RATING.survey_id == _ANSWER.survey_id,
        _RATING.response_id == _ANSWER.response_id,
        _RATING.import_id == _ANSWER.import_id,
    ),
)


@dataclass(frozen=True, slots=True)
class _Rating:
    name: str
    low: float
    high: float


def has_ratings(connection: Connection, survey_id: str) -> bool:
    """Whether any answer of the survey has a rating."""
    found = select(_RATING.rating).where(_RATING.survey_id == survey_id).limit(1)
    return connection.execute(found).first() is not None


def scales(connection: Connection, ratings: Iterable[str]) -> list[tuple[str, str, float, float]]:
    """Survey, rating and ends of the scale on which each of these ratings was asked; several where it changed."""
    keys = _ANSWER.survey_id, _RATING.rating, _RATING.low, _RATING.high
    wanted = select(*keys).select_from(_JOINED).where(_RATING.rating.in_(sorted(ratings)))
    return [
        (survey, rating, low, high)
        for survey, rating, low, high in connection.execute(wanted.distinct().order_by(*keys))
    ]


def rated_answers(
    connection: Connection,
    survey_id: str,
    spans: Sequence[Span],
    *,
    where: Slice = EVERYBODY,
    own_brand: str | None = "",
    most: int = MOST_ANSWERS,
) -> dict[int, RatedAnswers]:
    """Each span's answers (by its index) with at least one rating; no entry where there are none.

    Who answered again within a span counts once, with the latest answer; that and own_brand are as in `tallies`.
    spans: none may overlap. most: the most answers of a span that are read, about; more are thinned by a lot that hangs
    on each answer's id alone, so that the same answers are drawn every time. A rating whose scale changed is put on the
    scale that most of its values have.
    """
    asked = Asked(survey_id, (), where, own_brand).conditions(responses)
    known, ratings = _known(connection, asked, spans)
    if not known:
        return {}
    lot = func.substr(func.md5(_ANSWER.response_id), 1, 3)
    drawn = [
        and_(_counts(spans[index]), lot < f"{_LOTS * most // n:03x}") if n > most else _counts(spans[index])
        for index, n in known.items()
    ]
    place = (_RATING.value - _RATING.low) / (_RATING.high - _RATING.low)
    rows = connection.execute(
        select(
            func.min(_span_of(spans)),
            _ANSWER.response_id,
            func.min(_ANSWER.account_id),
            cast(func.min(_ANSWER.score), Integer),
            cast(func.coalesce(func.min(_ANSWER.weight), 1.0), Float),
            *(cast(func.max(case((_RATING.rating == one.name, place))), Float) for one in ratings),
        )
        .select_from(_JOINED)
        .where(*asked, or_(*drawn))
        .group_by(_ANSWER.response_id)
        .order_by(_ANSWER.response_id)
    )
    return _by_span(rows.all(), ratings, known)


def low_and_others(
    connection: Connection,
    survey_id: str,
    span: Span,
    questions: Sequence[Sequence[str]],
    low: float,
    *,
    by: Sequence[str] = (),
    own_brand: str | None = "",
) -> dict[tuple[int, tuple[str, ...]], tuple[Tally, Tally]]:
    """Of each question (its ratings) and group the answers that rated it low, and those that rated it higher.

    low: place on the scale, 0 to 1, up to which a rating is low; of several ratings their mean. Who counts is as in
    `tallies`.
    """
    if not questions:
        return {}
    question = case(*((_RATING.rating.in_(names), place) for place, names in enumerate(questions)))
    keys = question.label("question"), _RATING.response_id, _RATING.import_id
    place = func.avg((_RATING.value - _RATING.low) / (_RATING.high - _RATING.low)).label("place")
    rated = (
        select(*keys, place)
        .where(_RATING.survey_id == survey_id, _RATING.rating.in_([name for names in questions for name in names]))
        .group_by(*keys)
        .subquery()
    )
    asked = Asked(survey_id, tuple(by), EVERYBODY, own_brand)
    is_low, groups = (rated.c.place <= low + _ROUNDING).label("is_low"), asked.groups(responses)
    joined = and_(rated.c.response_id == _ANSWER.response_id, rated.c.import_id == _ANSWER.import_id)
    rows = connection.execute(
        select(rated.c.question, is_low, *groups, *class_sums(responses))
        .select_from(responses.join(rated, joined))
        .where(*asked.conditions(responses), _counts(span))
        .group_by(rated.c.question, is_low, *groups)
    )
    found: dict[tuple[int, tuple[str, ...]], dict[bool, Tally]] = {}
    for number, rated_low, *rest in rows.all():
        group = tuple(rest[: len(groups)])
        found.setdefault((number, group), {})[rated_low] = tally_of(rest[len(groups) :])
    return {key: (tallies.get(True, EMPTY), tallies.get(False, EMPTY)) for key, tallies in found.items()}


def _counts(span: Span) -> ColumnElement[bool]:
    return and_(during(_ANSWER.responded_at, span), still_counts(moments(span)[1]))


def _span_of(spans: Sequence[Span]) -> ColumnElement[Any]:
    return case(*((during(_ANSWER.responded_at, span), index) for index, span in enumerate(spans)))


def _known(
    connection: Connection, asked: Sequence[ColumnElement[bool]], spans: Sequence[Span]
) -> tuple[dict[int, int], tuple[_Rating, ...]]:
    """Answers of each span that have its commonest rating, and every rating with its commonest scale, by name.

    One question for both: counting answers with any rating would cost as much again.
    """
    within = or_(*(_counts(span) for span in spans))
    keys = _span_of(spans).label("span"), _RATING.rating, _RATING.low, _RATING.high
    rows = connection.execute(
        select(*keys, func.count()).select_from(_JOINED).where(*asked, within).group_by(*keys).order_by(*keys)
    ).all()
    of_rating: dict[tuple[int, str], int] = {}
    of_scale: dict[_Rating, int] = {}
    for index, name, low, high, n in rows:
        of_rating[index, name] = of_rating.get((index, name), 0) + n
        of_scale[_Rating(name, low, high)] = of_scale.get(_Rating(name, low, high), 0) + n
    known: dict[int, int] = {}
    for (index, _), n in of_rating.items():
        known[index] = max(n, known.get(index, 0))
    commonest = {one.name: one for one in sorted(of_scale, key=lambda one: of_scale[one])}
    return known, tuple(commonest[name] for name in sorted(commonest))


def _by_span(rows: Iterable[Any], ratings: Sequence[_Rating], known: dict[int, int]) -> dict[int, RatedAnswers]:
    of_span: dict[int, list[Any]] = {index: [] for index in known}
    for row in rows:
        of_span[row[0]].append(row)
    return {index: _table(of_span[index], ratings, n) for index, n in known.items() if of_span[index]}


def _table(rows: Sequence[Any], ratings: Sequence[_Rating], known: int) -> RatedAnswers:
    lows = np.array([rating.low for rating in ratings])
    lengths = np.array([rating.high - rating.low for rating in ratings])
    _, answers, accounts, scores, weights, *rated = zip(*rows, strict=True)
    places = np.array(rated, dtype=float).T  # what is missing becomes NaN
    return RatedAnswers(
        names=tuple(rating.name for rating in ratings),
        lows=tuple(rating.low for rating in ratings),
        highs=tuple(rating.high for rating in ratings),
        ratings=lows + lengths * places,
        scores=np.array(scores, dtype=float),
        weights=np.array(weights, dtype=float),
        clusters=np.array(list(map(_cluster, answers, accounts)), dtype=np.int64),
        known=known,
    )


def _cluster(response_id: str, account_id: str) -> int:
    """A number for the account, for the answer itself where it has none; other names hardly ever share one."""
    return zlib.crc32((f"account {account_id}" if account_id else f"answer {response_id}").encode())
