"""Counting comments: which themes they mention and which phrases they hold, a few months a transaction.

Whatever changes answers notes the months that it touched, in its own transaction and without reading a comment (see
`comment_months`); the counting follows (`settle`) in transactions of its own, so that a large import is not held up by
it, nobody waits long for the store, and whoever is stopped in between goes on where they were. Until a month is
counted, pages say so instead of showing what was true before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import Connection, Text, cast, delete, func, select, text

from cx.domain.periods import Span
from cx.domain.reading import (
    DETRACTOR,
    PASSIVE,
    PROMOTER,
    Counted,
    Marks,
    Numbers,
    PhraseCount,
    PhraseCounter,
    Read,
    Vocabulary,
)
from cx.domain.slices import FIELDS
from cx.domain.tally import PASSIVE_FROM, PROMOTER_FROM
from cx.domain.taxonomy import Theme
from cx.store import taxonomy
from cx.store.months import during, month_of, month_span
from cx.store.opening import Store
from cx.store.schema import comment_months, imports, phrase_summary, responses, theme_summary

Progress = Callable[[float, str], None]

EVERY, NONE = "*", ""
"""Stand for a theme: every comment, and those that mention none."""

COMMENTS_AT_ONCE = 60_000
"""Comments that are read together: some 200 MB while they are."""
PHRASES_A_MONTH = 5_000
"""Phrases that are kept of a month and brand; of a smaller month all are, of a larger one the most frequent."""
GOOD_LENGTH = 90
"""Letters of a comment that serves as a sample: long enough to say something, short enough to read."""


ATTEMPTS = 3
"""How often comments are read beside other writers; once more, and nobody else may write meanwhile."""


def settle(store: Store, progress: Progress | None = None) -> int:
    """Count every month that waits, a few a transaction; how many comments were read.

    Comments are read while others read and write, too: what takes seconds holds nobody up. The counts are then written
    in a transaction of a moment, unless the months or the themes changed meanwhile.
    progress: told a share done, 0 to 1.
    """
    with store.reading() as connection:
        batches = _batches(connection)
    todo = sum(size for _, _, size in batches) or 1
    done = 0
    for survey_id, months, size in batches:
        if progress:
            progress(done / todo, "Reading the comments")
        _settle(store, survey_id, months)
        done += size
    return done


def _settle(store: Store, survey_id: str, months: Sequence[date]) -> None:
    for _ in range(ATTEMPTS):
        with store.reading() as connection:
            found = _read(connection, survey_id, months)
        with store.writing() as connection:
            if _state(connection, survey_id, months) == found.state:
                _write(connection, survey_id, months, found)
                return
    with store.writing() as connection:
        count(connection, survey_id, months)


def count(connection: Connection, survey_id: str, months: Sequence[date]) -> None:
    """Count the comments of some months anew, in the caller's transaction. months: first days."""
    _write(connection, survey_id, months, _read(connection, survey_id, months))


@dataclass(frozen=True, slots=True)
class _Found:
    """What the comments of some months hold. state: of the store when they were read. tagged: ids of answers with the
    themes that each mentions. phrases: rows of the summary of phrases."""

    state: tuple[Any, ...]
    themes: Sequence[Theme]
    tagged: Sequence[tuple[list[str], Marks]]
    phrases: Sequence[tuple[Any, ...]]


def _state(connection: Connection, survey_id: str, months: Sequence[date]) -> tuple[Any, ...]:
    """Differs where what `_read` found no longer holds: every change of answers notes its months once more."""
    waits = comment_months.c
    noted = connection.execute(
        select(waits.month, waits.comments)
        .where(waits.survey_id == survey_id, waits.month.in_(months))
        .order_by(waits.month, waits.comments)
    )
    changes = connection.execute(select(func.max(imports.c.import_id), func.count(imports.c.undone_at))).one()
    return tuple(map(tuple, noted)), tuple(changes), tuple(taxonomy.load(connection))


def _read(connection: Connection, survey_id: str, months: Sequence[date]) -> _Found:
    """Comments of a good length are read first, so that they become the samples of what they hold."""
    state, themes = _state(connection, survey_id, months), taxonomy.load(connection)
    row = responses.c
    month = month_of(row.responded_at).label("month")
    wanted = (
        select(month, row.brand, row.response_id, row.score, row.comment)
        .where(row.survey_id == survey_id, during(row.responded_at, _from_to(months)), month.in_(months))
        .where(row.comment != "")
        .order_by(func.abs(func.length(row.comment) - GOOD_LENGTH), row.response_id)
    )
    vocabulary = Vocabulary()
    groups: dict[tuple[date, str], _Group] = {}
    all_tagged: list[tuple[list[str], Marks]] = []
    for part in connection.execute(wanted).partitions(COMMENTS_AT_ONCE):
        read = vocabulary.read([one.comment for one in part])
        tagged = read.tagged(themes)
        all_tagged.append(([one.response_id for one in part], tagged))
        classes, untagged = _classes(part), np.logical_not(tagged.any(axis=1))
        for key, places in _places(part).items():
            group = groups.setdefault(key, _Group(PhraseCounter(vocabulary)))
            chosen = np.zeros(len(part), np.bool_)
            chosen[places] = True
            group.add(read.of(chosen), classes[chosen], untagged[chosen], [part[i].response_id for i in places])
    return _Found(state, themes, all_tagged, _phrase_rows(groups))


def _write(connection: Connection, survey_id: str, months: Sequence[date], found: _Found) -> None:
    _forget(connection, survey_id, months)
    for ids, tagged in found.tagged:
        _add_themes(connection, survey_id, months, ids, tagged, found.themes)
    _add_phrases(connection, survey_id, found.phrases)


@dataclass(slots=True)
class _Group:
    """One month of one brand. totals: promoters, passives, detractors, untagged."""

    counter: PhraseCounter
    answers: list[str] = field(default_factory=list)
    totals: list[int] = field(default_factory=lambda: [0, 0, 0, 0])

    def add(self, read: Read, classes: Numbers, untagged: Marks, answers: list[str]) -> None:
        self.counter.add(read, classes, untagged)
        self.answers += answers
        of_class = [int((classes == kind).sum()) for kind in (PROMOTER, PASSIVE, DETRACTOR)]
        added = [*of_class, int(untagged.sum())]
        self.totals = [so_far + more for so_far, more in zip(self.totals, added, strict=True)]

    def counted(self) -> Counted:
        """Every comment together under a blank phrase, then the phrases that most of them hold."""
        found = self.counter.most(PHRASES_A_MONTH)
        promoters, passives, detractors, untagged = self.totals
        whole = PhraseCount("", promoters, passives, detractors, untagged, None, None)
        return Counted((whole, *found.phrases), found.kept_from)

    def answer(self, place: int | None) -> str:
        return "" if place is None else self.answers[place]


def _places(part: Sequence[Any]) -> dict[tuple[date, str], list[int]]:
    """The places of each month and brand among the comments."""
    found: dict[tuple[date, str], list[int]] = {}
    for place, one in enumerate(part):
        found.setdefault((one.month, one.brand), []).append(place)
    return found


def _from_to(months: Sequence[date]) -> Span:
    return Span(min(months), month_span(max(months)).last)


def problems(connection: Connection) -> list[str]:
    """Where the counts of comments do not agree with the answers; none in a sound store. Waiting months are none."""
    month = month_of(responses.c.responded_at)
    found = connection.execute(
        select(responses.c.survey_id + " " + cast(month, Text), func.count())
        .where(responses.c.comment != "")
        .group_by(responses.c.survey_id, month)
    )
    answered: dict[str, int] = {name: int(comments) for name, comments in found}
    row, first = theme_summary.c, month_of(theme_summary.c.day)
    counted = connection.execute(
        select(
            row.survey_id + " " + cast(first, Text),
            func.sum(row.promoters + row.passives + row.detractors),
        )
        .where(row.theme_id == EVERY)
        .group_by(row.survey_id, first)
    )
    kept = {name: int(comments) for name, comments in counted}
    waits = {
        f"{survey_id} {month}"
        for survey_id, month in connection.execute(
            select(comment_months.c.survey_id, comment_months.c.month).distinct()
        )
    }
    differing = sorted(name for name in {*answered, *kept} - waits if answered.get(name, 0) != kept.get(name, 0))
    if not differing:
        return []
    return [f"The counts of comments do not equal the comments in {len(differing):,} months, such as {differing[0]}."]


def _batches(connection: Connection) -> list[tuple[str, list[date], int]]:
    """Months that wait, in groups of one survey that are read together."""
    kept = comment_months.c
    found = connection.execute(
        select(kept.survey_id, kept.month, func.max(kept.comments))
        .group_by(kept.survey_id, kept.month)
        .order_by(kept.survey_id, kept.month)
    )
    batches: list[tuple[str, list[date], int]] = []
    for survey_id, month, comments in found:
        size = int(comments or 0)
        if batches and batches[-1][0] == survey_id and batches[-1][2] + size <= COMMENTS_AT_ONCE:
            batches[-1] = (survey_id, [*batches[-1][1], month], batches[-1][2] + size)
        else:
            batches.append((survey_id, [month], size))
    return batches


def _forget(connection: Connection, survey_id: str, months: Sequence[date]) -> None:
    theme, phrase, waits = theme_summary.c, phrase_summary.c, comment_months.c
    connection.execute(delete(theme_summary).where(theme.survey_id == survey_id, month_of(theme.day).in_(months)))
    connection.execute(delete(phrase_summary).where(phrase.survey_id == survey_id, phrase.month.in_(months)))
    connection.execute(delete(comment_months).where(waits.survey_id == survey_id, waits.month.in_(months)))


def _classes(part: Sequence[Any]) -> Numbers:
    scores = np.fromiter((one.score for one in part), np.int64, len(part))
    return np.where(scores >= PROMOTER_FROM, PROMOTER, np.where(scores >= PASSIVE_FROM, PASSIVE, DETRACTOR))


def _add_themes(
    connection: Connection,
    survey_id: str,
    months: Sequence[date],
    ids: list[str],
    tagged: Marks,
    themes: Sequence[Theme],
) -> None:
    """Add the answers up by day, every field and theme: the store has all but the themes already."""
    comments, columns = np.nonzero(tagged)
    mentioned = [(ids[i], themes[j].theme_id) for i, j in zip(comments.tolist(), columns.tolist(), strict=True)]
    none = [(ids[i], NONE) for i in np.flatnonzero(~tagged.any(axis=1)).tolist()]
    pairs = [*mentioned, *none, *((one, EVERY) for one in ids)]
    fields = ", ".join(f"r.{name}" for name in FIELDS)
    promoter, passive = f"r.score >= {PROMOTER_FROM}", f"r.score BETWEEN {PASSIVE_FROM} AND {PROMOTER_FROM - 1}"
    detractor = f"r.score < {PASSIVE_FROM}"
    weight = "CAST(coalesce(r.weight, 1.0) AS DOUBLE PRECISION)"
    classes = (promoter, passive, detractor)
    counts = ", ".join(f"count(*) FILTER (WHERE {one})" for one in classes)
    weights = ", ".join(f"coalesce(sum({weight}) FILTER (WHERE {one}), 0.0)" for one in classes)
    names = ", ".join(column.name for column in theme_summary.c)
    days = _from_to(months)
    connection.execute(
        text(
            f"INSERT INTO theme_summary ({names}) SELECT r.survey_id, CAST(r.responded_at AS DATE), {fields},"  # noqa: S608
            f" m.theme_id, {counts}, {weights}, sum({weight} * {weight})"
            " FROM responses AS r JOIN (SELECT unnest(CAST(:ids AS VARCHAR[])) AS response_id,"
            " unnest(CAST(:themes AS VARCHAR[])) AS theme_id) AS m ON m.response_id = r.response_id"
            " WHERE r.survey_id = :survey_id AND r.responded_at >= :first AND r.responded_at < :after"
            f" GROUP BY r.survey_id, CAST(r.responded_at AS DATE), {fields}, m.theme_id"
        ),
        {
            "ids": [one for one, _ in pairs],
            "themes": [theme for _, theme in pairs],
            "survey_id": survey_id,
            "first": days.first,
            "after": date.fromordinal(days.last.toordinal() + 1),
        },
    )


_PHRASE_COLUMNS = {
    "month": "DATE",
    "brand": "VARCHAR",
    "phrase": "VARCHAR",
    "promoters": "BIGINT",
    "passives": "BIGINT",
    "detractors": "BIGINT",
    "untagged": "BIGINT",
    "promoter_sample": "VARCHAR",
    "detractor_sample": "VARCHAR",
    "kept_from": "BIGINT",
}


def _phrase_rows(groups: Mapping[tuple[date, str], _Group]) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for (month, brand), group in groups.items():
        counted, day, answer = group.counted(), month.isoformat(), group.answer
        rows += [
            (
                *(day, brand, one.phrase, one.promoters, one.passives, one.detractors, one.untagged),
                *(answer(one.promoter_sample), answer(one.detractor_sample), counted.kept_from),
            )
            for one in counted.phrases
        ]
    return rows


def _add_phrases(connection: Connection, survey_id: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if not rows:
        return
    lists = dict(zip(_PHRASE_COLUMNS, map(list, zip(*rows, strict=True)), strict=True))
    columns = ", ".join(
        f"unnest(CAST(CAST(:{name} AS {'BIGINT' if kind == 'BIGINT' else 'VARCHAR'}[]) AS {kind}[]))"
        for name, kind in _PHRASE_COLUMNS.items()
    )
    connection.execute(
        text(f"INSERT INTO phrase_summary (survey_id, {', '.join(_PHRASE_COLUMNS)}) SELECT :survey_id, {columns}"),
        {"survey_id": survey_id, **lists},
    )
