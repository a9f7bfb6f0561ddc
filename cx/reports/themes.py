"""Themes of what customers write: how many mention each, how those score, and what has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cx.domain.emerging import Candidate, emerging
from cx.domain.masking import masked
from cx.domain.periods import Window
from cx.domain.rates import ResponseRate, response_rate
from cx.domain.series import Shown
from cx.domain.tables import Cell, Table
from cx.domain.tally import EMPTY, Tally
from cx.domain.taxonomy import Theme, covers, folded
from cx.domain.taxonomy import words as words_of
from cx.domain.themes import (
    Effect,
    ScoreChange,
    Spoken,
    VolumeChange,
    effects,
    score_changes,
    volume_changes,
)
from cx.narrative import themes as narrative
from cx.narrative.badges import Badge
from cx.reports import captions
from cx.reports.headlines import Opened
from cx.reports.theme_hiding import Visible
from cx.store import comment_months, phrases, taxonomy, theme_tallies
from cx.store.comment_counts import EVERY, NONE
from cx.store.months import months_of
from cx.store.opening import Store

TREND_PERIODS = 8
MOST_EMERGING = 6


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """One theme of the page's group and period.

    shown: HIDDEN where its figures, or those of the others beside it, have too few answers; all the rest is then None.
    comments, share: how many mention it, of all comments. trend: its share in percent over the last periods, oldest
    first, None where hidden or empty.
    """

    theme_id: str
    name: str
    shown: Shown
    comments: int | None = None
    share: ResponseRate | None = None
    effect: Effect | None = None
    score_change: ScoreChange | None = None
    volume_change: VolumeChange | None = None
    badges: tuple[Badge, ...] = ()
    trend: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class NewPhrase:
    """A phrase that no theme covers and that more comments hold than before. comments: in words, in steps."""

    phrase: str
    comments: str


@dataclass(frozen=True, slots=True)
class ThemesPart:
    """lines: the most mentioned first, the hidden last. waiting: months whose comments are still to be counted; nothing
    else is shown then. finding: the title, where it is one. untagged: the share that mentions none, in words.
    reason: why there is nothing to draw.
    """

    title: str
    caption: str
    alt: str
    table: Table
    lines: tuple[ThemeLine, ...] = ()
    finding: str = ""
    untagged: str = ""
    new_phrases: tuple[NewPhrase, ...] = ()
    waiting: int = 0
    reason: str = ""

    @property
    def drawn(self) -> tuple[ThemeLine, ...]:
        """Themes of enough answers; those of few stand in the table, marked."""
        return tuple(line for line in self.lines if line.effect is not None and line.effect.relation is not None)


def themes_part(opened: Opened) -> ThemesPart:
    """Themes of the page's group and period, with what has changed against the previous period."""
    figures, now, then = opened.figures, opened.windows.now, opened.windows.previous
    connection, survey = figures.connection, figures.survey
    if months := comment_months.waiting(connection, survey.survey_id):
        title = "The comments are still being counted"
        return ThemesPart(title, "", title, Table(("Theme",), (), title), waiting=months)
    themes = taxonomy.load(connection)
    windows = (now, then, *figures.windows(now.period, TREND_PERIODS))
    found = theme_tallies.by_theme(
        connection, survey.survey_id, [window.span for window in windows], opened.scope, figures.company.own_brand
    )
    written = found.get((0, EVERY), EMPTY)
    if written.n < figures.company.hide_below:
        title = "Too few comments to show" if written.n else f"Nobody wrote a comment in {now.label}"
        return ThemesPart(title, captions.asked(survey), title, Table(("Theme",), (), title), reason=title)
    visible = Visible.of(figures)
    lines = tuple(_lines(opened, themes, windows, found, visible))
    caption = captions.caption(written.n, now.label, survey).replace("answers", "comments", 1)
    told = [(line.name, line.effect, line.volume_change) for line in lines if line.shown is Shown.FULL]
    finding = narrative.finding(told, then.label, explored=bool(opened.scope))
    title = finding or f"No theme stands out in what customers write in {now.label}"
    none = found.get((0, NONE), EMPTY)
    hidden = visible.is_hidden(opened.scope, NONE, now, Spoken(none, written - none))
    return ThemesPart(
        title=title,
        caption=caption,
        alt=_alt(lines),
        table=_table(lines, title, caption, then.label),
        lines=lines,
        finding=finding,
        untagged="" if hidden else narrative.untagged(response_rate(none.n, written.n)),
        new_phrases=() if opened.scope else _new_phrases(opened, themes),
    )


def _lines(
    opened: Opened,
    themes: Sequence[Theme],
    windows: Sequence[Window],
    found: Mapping[tuple[int, str], Tally],
    visible: Visible,
) -> list[ThemeLine]:
    figures, company = opened.figures, opened.figures.company
    spoken = {
        (i, theme.theme_id): Spoken(mention := found.get((i, theme.theme_id), EMPTY), found[i, EVERY] - mention)
        for theme in themes
        for i in range(len(windows))
        if (i, EVERY) in found
    }
    shown = {
        (i, theme): one
        for (i, theme), one in spoken.items()
        if not visible.is_hidden(opened.scope, theme, windows[i], one)
    }
    explored = bool(opened.scope)
    now = {theme: one for (i, theme), one in shown.items() if i == 0 and one.mention.n}
    then = {theme: one for (i, theme), one in shown.items() if i == 1}
    deff = figures.design_effect(windows[0].span)
    told = effects(now, design_effect=deff, margin=company.margin, thin_below=company.thin_below, explored=explored)
    scores = {
        theme: (
            figures.score(now[theme].mention, windows[0].span),
            figures.score(then[theme].mention, windows[1].span) if theme in then else None,
        )
        for theme in now
    }
    moved = score_changes(
        scores,
        margin=company.margin,
        thin_below=company.thin_below,
        explored=explored,
        not_compared=figures.not_compared(windows[0].span, windows[1].span),
    )
    volumes = volume_changes(now, then, design_effect=deff, thin_below=company.thin_below, explored=explored)
    when = opened.windows.previous.label
    lines = []
    for theme in themes:
        name = theme.theme_id
        if name not in now:
            mentioned = found.get((0, name), EMPTY).n
            lines.append(ThemeLine(name, theme.name, Shown.HIDDEN if mentioned else Shown.EMPTY))
            continue
        one = now[name]
        trend = (shown[i, name].share if (i, name) in shown else None for i in range(2, len(windows)))
        badges = [narrative.effect_badge(told[name])] if name in told else []
        lines.append(
            ThemeLine(
                theme_id=name,
                name=theme.name,
                shown=figures.shown(one.mention),
                comments=one.mention.n,
                share=one.share,
                effect=told.get(name),
                score_change=moved[name],
                volume_change=volumes[name],
                badges=(*badges, narrative.score_badge(moved[name], when)),
                trend=tuple(rate.rate if rate else None for rate in trend),
            )
        )
    return sorted(lines, key=lambda line: (-(line.comments or 0), line.name))


# New phrases --------------------------------------------------------------------------------------------------------


def _new_phrases(opened: Opened, themes: Sequence[Theme]) -> tuple[NewPhrase, ...]:
    """Whole months on both sides; a period to date is held against the whole of the one before."""
    figures, company = opened.figures, opened.figures.company
    calendar, period = figures.calendar, opened.windows.now.period
    before = calendar.previous(period)
    survey = figures.survey.survey_id
    now = phrases.counted(figures.connection, survey, months_of(period.span), company.own_brand)
    then = phrases.counted(figures.connection, survey, months_of(before.span), company.own_brand)
    candidates = [
        Candidate(
            one.phrase,
            one.untagged,
            then.phrases[one.phrase].untagged + then.phrases[one.phrase].missing
            if one.phrase in then.phrases
            else then.missing_at_most,
        )
        for one in now.phrases.values()
        if one.untagged >= company.hide_below
    ]
    found = emerging(candidates, now.written.comments, then.written.comments, at_least=company.hide_below)
    uncovered = [one for one in found if not covers(themes, one.phrase)]
    samples = {one.phrase: [sample for sample in now.phrases[one.phrase].samples if sample] for one in uncovered}
    texts = phrases.texts(
        figures.connection, survey, months_of(period.span), [one for several in samples.values() for one in several]
    )
    uncovered = [
        one
        for one in uncovered
        if any(_still_says(one.phrase, texts.get(sample, "")) for sample in samples[one.phrase])
    ]
    step = company.hide_below
    return tuple(NewPhrase(one.phrase, in_steps(one.now, step)) for one in uncovered[:MOST_EMERGING])


def _still_says(phrase: str, comment: str) -> bool:
    """Whether a comment holds the phrase when what tells a person is masked: a part of an address is no theme."""
    said = [folded(word) for word in words_of(masked(comment))]
    wanted = phrase.split()
    return any(said[at : at + len(wanted)] == wanted for at in range(len(said)))


def in_steps(comments: int, step: int) -> str:
    """A count in steps, so that small groups cannot be worked out from two of them.

    >>> in_steps(43, 5)
    '40+'
    """
    return f"{comments // step * step:,}+"


# Words --------------------------------------------------------------------------------------------------------------


def _alt(lines: Sequence[ThemeLine]) -> str:
    told = [f"{line.name}: {narrative.share(line.share)} of comments" for line in lines if line.share is not None]
    return "Themes by how those who mention them score against the others. " + "; ".join(told) + "."


COLUMNS = (
    "Theme",
    "Comments",
    "Share %",
    "NPS of those who mention it",
    "NPS of the others",
    "Difference",
    "Likely from",
    "Likely to",
    "NPS of all comments",
    "What this shows",
    "Score against before",
    "How often against before",
    "Note",
)


def _table(lines: Sequence[ThemeLine], title: str, caption: str, then: str) -> Table:
    notes = (
        caption,
        f"Of answers with a comment, against {then}. A comment may mention several themes. A theme goes with a score;"
        " it need not be its cause.",
    )
    return Table(COLUMNS, tuple(_row(line) for line in lines), title, notes)


def _row(line: ThemeLine) -> tuple[Cell, ...]:
    effect = line.effect
    if effect is None or line.share is None:
        note = "hidden: too few answers" if line.shown is Shown.HIDDEN else "no mentions"
        if line.share is not None:
            note = "mentioned by all"
        return (line.name, *[None] * (len(COLUMNS) - 2), note)
    badges = {badge.words for badge in line.badges}
    effect_words = narrative.effect_badge(effect).words
    score_words = next(iter(badges - {effect_words}), "")
    return (
        line.name,
        line.comments,
        line.share.rate,
        effect.mention.value,
        effect.others.value,
        effect.difference.value,
        effect.difference.low,
        effect.difference.high,
        effect.everybody.value,
        effect_words,
        score_words,
        narrative.volume_words(line.volume_change),
        "few answers" if line.shown is Shown.FEW else "",
    )


# The themes themselves ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Editing:
    """The themes as they stand, by name, and the states that one can go back to, the newest first."""

    themes: tuple[Theme, ...]
    versions: tuple[taxonomy.Version, ...]


def editing(store: Store) -> Editing:
    with store.reading() as connection:
        return Editing(taxonomy.load(connection), taxonomy.versions(connection))
