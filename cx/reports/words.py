"""Words that promoters write more than detractors, and the other way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from cx.domain.distinctive import Distinctive, Uses, distinctive
from cx.domain.masking import masked
from cx.domain.reading import DETRACTOR, PASSIVE, PROMOTER, PhraseCounter, Vocabulary
from cx.domain.tables import Table
from cx.domain.tally import PASSIVE_FROM, PROMOTER_FROM
from cx.domain.taxonomy import folded, words
from cx.narrative import themes as narrative
from cx.reports import captions
from cx.reports.headlines import Opened
from cx.reports.themes import in_steps
from cx.store import comment_months, phrases
from cx.store.asked import Asked
from cx.store.months import months_of
from cx.store.phrases import Phrase, Phrases

MOST_EACH = 10
"""Phrases of each side."""
MOST_ON_THE_SPOT = 15_000
"""Comments of a group that are read when somebody asks for it; the whole survey's are counted at import."""
LONGEST_SAMPLE = 220
INEXACT = 0.05
"""Share of a phrase's comments that may be missing, in months where it was too rare to keep, for it to be shown."""


@dataclass(frozen=True, slots=True)
class WordLine:
    """phrase: as somebody wrote it. comments: in words, in steps. times: how many times as high the odds are that a
    comment of that side holds it, with its likely range. sample: a sentence that holds it, masked; '' where none may be
    shown.
    """

    phrase: str
    comments: str
    times: float
    low: float
    high: float
    sample: str


@dataclass(frozen=True, slots=True)
class WordsPart:
    """promoters, detractors: the surest first. reason: why there is nothing to draw."""

    title: str
    caption: str
    alt: str
    table: Table
    promoters: tuple[WordLine, ...] = ()
    detractors: tuple[WordLine, ...] = ()
    reason: str = ""


COLUMNS = ("Who writes it more", "Phrase", "Comments", "Times as likely", "Likely from", "Likely to", "A sample")


def words_part(opened: Opened) -> WordsPart | None:
    """The words of the page's group and period, whole months. None while comments are still being counted."""
    figures, window = opened.figures, opened.windows.now
    connection, survey = figures.connection, figures.survey
    if comment_months.waiting(connection, survey.survey_id):
        return None
    months = months_of(window.span)
    counted = _group(opened, months) if opened.scope else _whole(opened, months)
    if counted is None:
        return _nothing(
            f"This group wrote over {MOST_ON_THE_SPOT:,} comments: its words are shown for everybody, or for a"
            " shorter period."
        )
    fewest = figures.company.hide_below
    uses = {one.phrase: one.uses for one in counted.phrases.values() if one.missing <= INEXACT * one.uses.comments}
    found = distinctive(uses, counted.written, at_least=fewest)
    liked = [one for one in found if one.log_odds > 0][:MOST_EACH]
    disliked = [one for one in found if one.log_odds < 0][:MOST_EACH]
    samples = {**_samples(counted, liked, 0), **_samples(counted, disliked, 1)}
    texts = phrases.texts(connection, survey.survey_id, months, samples.values())
    lines = {one.phrase: _line(one, texts.get(samples[one.phrase], ""), fewest) for one in (*liked, *disliked)}
    promoters = tuple(lines[one.phrase] for one in liked if lines[one.phrase].sample)
    detractors = tuple(lines[one.phrase] for one in disliked if lines[one.phrase].sample)
    if not promoters and not detractors:
        few = min(counted.written.promoters, counted.written.detractors) < figures.company.thin_below
        return _nothing("Too few comments to tell words apart." if few else "No words tell promoters from detractors.")
    title = narrative.words_title([one.phrase for one in promoters], [one.phrase for one in detractors])
    caption = f"{_written(counted.written, fewest)} · {window.label} · {captions.asked(survey)} · surest first"
    return WordsPart(
        title=title,
        caption=caption,
        alt=f"{title}. {len(promoters)} phrases of promoters and {len(detractors)} of detractors.",
        table=_table(promoters, detractors, title, caption),
        promoters=promoters,
        detractors=detractors,
    )


def _nothing(reason: str) -> WordsPart:
    return WordsPart(reason, "", reason, Table(COLUMNS, (), reason), reason=reason)


def _written(written: Uses, fewest: int) -> str:
    if 0 < min(written.promoters, written.detractors) < fewest:
        return "Comments"
    return f"{captions.answers(written.comments).replace('answer', 'comment')}"


# Counting -----------------------------------------------------------------------------------------------------------


def _whole(opened: Opened, months: Sequence[date]) -> Phrases:
    figures = opened.figures
    return phrases.counted(figures.connection, figures.survey.survey_id, months, figures.company.own_brand)


def _group(opened: Opened, months: Sequence[date]) -> Phrases | None:
    """A group's comments, read on the spot where they are not too many."""
    figures = opened.figures
    asked = Asked(figures.survey.survey_id, (), opened.scope, figures.company.own_brand)
    rows = phrases.group_comments(figures.connection, asked, months, MOST_ON_THE_SPOT)
    if rows is None:
        return None
    vocabulary = Vocabulary()
    scores = np.array([score for _, score, _ in rows], np.int64)
    classes = np.where(scores >= PROMOTER_FROM, PROMOTER, np.where(scores >= PASSIVE_FROM, PASSIVE, DETRACTOR))
    counter = PhraseCounter(vocabulary)
    counter.add(vocabulary.read([comment for _, _, comment in rows]), classes, np.zeros(len(rows), np.bool_))
    written = Uses(*(int((classes == kind).sum()) for kind in (PROMOTER, PASSIVE, DETRACTOR)))

    def answer(place: int | None) -> str:
        return "" if place is None else rows[place][0]

    found = {
        one.phrase: Phrase(
            one.phrase,
            Uses(one.promoters, one.passives, one.detractors),
            0,
            0,
            (answer(one.promoter_sample), answer(one.detractor_sample)),
        )
        for one in counter.most(len(rows) * 60 + 1).phrases
    }
    return Phrases(written, 0, found, 0)


# Lines --------------------------------------------------------------------------------------------------------------


def _samples(counted: Phrases, found: Sequence[Distinctive], side: int) -> dict[str, str]:
    return {one.phrase: counted.phrases[one.phrase].samples[side] for one in found}


def _line(one: Distinctive, text: str, fewest: int) -> WordLine:
    edges = sorted(np.exp([abs(one.log_odds), abs(one.low), abs(one.high)]).tolist())
    sentence, written = _sentence(text, one.phrase)
    return WordLine(written, in_steps(one.uses.comments, fewest), edges[1], edges[0], edges[2], sentence)


def _sentence(text: str, phrase: str) -> tuple[str, str]:
    """The sentence that holds a phrase, masked and cut, and the phrase as it is written there."""
    hidden = masked(text)
    for sentence in re.split(r"(?<=[.!?…])\s+|\n+", hidden):
        said = words(sentence)
        plain = [folded(word) for word in said]
        wanted = phrase.split()
        for start in range(len(plain) - len(wanted) + 1):
            if plain[start : start + len(wanted)] == wanted:
                cut = sentence if len(sentence) <= LONGEST_SAMPLE else sentence[: LONGEST_SAMPLE - 1].rstrip() + "…"
                return cut.strip(), " ".join(said[start : start + len(wanted)])
    return "", phrase


def _table(promoters: Sequence[WordLine], detractors: Sequence[WordLine], title: str, caption: str) -> Table:
    rows = tuple(
        (who, one.phrase, one.comments, round(one.times, 1), round(one.low, 1), round(one.high, 1), one.sample)
        for who, lines in (("promoters", promoters), ("detractors", detractors))
        for one in lines
    )
    notes = (
        caption,
        "Comments are counted, not occurrences; passives count in what is usual. Counts are in steps, so that no small"
        " group can be worked out. All phrases are tested together; log-odds with an informative Dirichlet prior.",
    )
    return Table(COLUMNS, rows, title, notes, one_decimal=("Times as likely", "Likely from", "Likely to"))
