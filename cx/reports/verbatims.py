"""What customers say, comment by comment: found by words and scores, masked, and silent where a group is too small."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cx.domain.access import narrowed
from cx.domain.masking import masked
from cx.domain.periods import Grain
from cx.domain.searching import holds, terms
from cx.domain.slices import Slice
from cx.domain.tables import Table
from cx.domain.tally import EMPTY, PASSIVE_FROM, PROMOTER_FROM
from cx.domain.taxonomy import Theme, mentions
from cx.domain.themes import Spoken
from cx.narrative import hearing
from cx.reports import captions
from cx.reports.headlines import Opened, open_view
from cx.reports.parts import Choice, Headline
from cx.reports.theme_hiding import Visible
from cx.reports.view import View, personal
from cx.store import comments, quotes, row_scope, tallies, taxonomy, theme_tallies
from cx.store.comment_counts import EVERY
from cx.store.comments import Wanted, Written
from cx.store.opening import Store

PAGE = 6
"""Comments on one page: read at a glance."""

MOST_FOUND = 5_000
"""Comments that a search of words looks through again once they are masked; beyond, it says 'over 5,000'."""

MOST_TAKEN = 20_000
"""Comments in one download."""

LONGEST_SHOWN = 1_200
"""Letters of a comment that a page shows."""

_READ_AT_MOST = 20_000
"""Letters of a comment that are looked at; a comment is not a book."""

_SCORES: dict[str, tuple[int, ...]] = {
    "": tuple(range(11)),
    "detractors": tuple(range(PASSIVE_FROM)),
    "passives": tuple(range(PASSIVE_FROM, PROMOTER_FROM)),
    "promoters": tuple(range(PROMOTER_FROM, 11)),
    **{str(score): (score,) for score in range(10, -1, -1)},
}
SCORE_CHOICES: tuple[Choice, ...] = tuple(Choice(key, hearing.scores(key)) for key in _SCORES)

MOST_FIELDS = 2
"""Fields that the page's group and a comment's place name together."""

_TOLD_FIRST = ("journey", "region", "product", "partner_type", "segment", "business_unit", "channel", "audience")


@dataclass(frozen=True, slots=True)
class Search:
    """What a reader looks for in the comments of the page's group and period.

    text: words, all of which a comment has to hold; "in quotation marks" as a phrase. It may hold a name, so it goes
    into no address, no log and no cache that others share. scores: a key of SCORE_CHOICES. theme: id of a theme that a
    comment mentions. page: from 0.
    """

    text: str = ""
    scores: str = ""
    theme: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A comment as it may be read. said: masked, and shortened where it is very long. when, where: as far as such
    groups may be shown. masks: whether something in it is masked. pinned: whether it is kept as a quote."""

    response_id: str
    score: int
    said: str
    when: str
    where: str
    masks: bool
    pinned: bool


@dataclass(frozen=True, slots=True)
class VerbatimsPart:
    """One page of comments, newest first.

    title: how many there are, or why none is shown. caption: period, survey, who asked. found: how many; 0 where none
    is shown. pages: at least 1.
    """

    title: str
    caption: str
    found: int = 0
    verbatims: tuple[Verbatim, ...] = ()
    pages: int = 1


@personal
def report(store: Store, view: View, today: date, search: Search) -> VerbatimsPart | None:
    """The comments that a search finds; None where the page has no figures either."""
    with store.reading() as connection:
        opened = open_view(store, connection, view, today)
        return None if isinstance(opened, Headline) else verbatims_part(opened, search)


def table(store: Store, view: View, today: date, search: Search) -> Table:
    """Every comment that a search finds, masked, as it may leave the page."""
    with store.reading() as connection:
        opened = open_view(store, connection, view, today)
        if isinstance(opened, Headline):
            return Table(_COLUMNS, (), opened.sentence)
        if reason := not_shown(opened, search):
            return Table(_COLUMNS, (), reason)
        found = _found(opened, search, most=MOST_TAKEN, after=0)
        rows = tuple(_row(verbatim) for verbatim in _told(opened, found, frozenset()))
        cut = len(found) == MOST_TAKEN or comments.count(connection, _wanted(opened, search)) > MOST_TAKEN
        more = (f"The newest {MOST_TAKEN:,} only.",) if cut else ()
        title = hearing.found(
            len(found), opened.windows.now.label, searched=bool(search.text), scores=search.scores, at_least=cut
        )
        return Table(_COLUMNS, rows, title, (_caption(opened), *more))


@dataclass(frozen=True, slots=True)
class Readable:
    """A comment that a view may show, as it was written; period: its key."""

    survey_id: str
    period: str
    answer: Written


def readable(store: Store, view: View, today: date, response_id: str) -> Readable | None:
    """One comment with everything in it; None where the view may not show it."""
    with store.reading() as connection:
        opened = open_view(store, connection, view, today)
        if isinstance(opened, Headline) or not_shown(opened, Search()):
            return None
        found = comments.one(connection, _wanted(opened, Search()), response_id)
        return Readable(opened.figures.survey.survey_id, opened.windows.now.period.key, found) if found else None


def verbatims_part(opened: Opened, search: Search) -> VerbatimsPart:
    if reason := not_shown(opened, search):
        return VerbatimsPart(reason, _caption(opened))
    pinned = quotes.pinned_answers(opened.figures.connection, opened.figures.survey.survey_id)
    wanted, after = _wanted(opened, search), search.page * PAGE
    looked_through = bool(wanted.terms or wanted.phrases)
    if looked_through or search.theme:
        all_found = _found(opened, search, most=MOST_FOUND, after=0)
        found, how_many = all_found[after : after + PAGE], len(all_found)
    else:
        how_many = comments.count(opened.figures.connection, wanted)
        found = _found(opened, search, most=PAGE, after=after)
    return VerbatimsPart(
        title=hearing.found(
            how_many,
            opened.windows.now.label,
            searched=bool(wanted.terms),
            scores=search.scores,
            at_least=looked_through
            and (how_many >= MOST_FOUND or comments.count(opened.figures.connection, wanted) > MOST_FOUND),
        ),
        caption=_caption(opened),
        found=how_many,
        verbatims=tuple(_told(opened, found, pinned)),
        pages=max(1, -(-how_many // PAGE)),
    )


def not_shown(opened: Opened, search: Search) -> str:
    """Why no comment and no count may be shown, in words; '' where they may.

    The group and period themselves may have too few answers, or those of them with the scores that are searched for.
    """
    figures, now = opened.figures, opened.windows.now
    if figures.is_hidden(now.period, opened.scope):
        return hearing.hidden(now.label)
    given = tallies.distributions(
        figures.connection,
        figures.survey.survey_id,
        [now.span],
        where=opened.scope,
        own_brand=figures.company.own_brand,
    ).get((0, ()), (0,) * 11)
    answers = sum(given[score] for score in _SCORES.get(search.scores, _SCORES[""]))
    if 0 < answers < figures.company.hide_below:
        return hearing.hidden(now.label, search.scores)
    if search.theme and _theme_is_hidden(opened, search.theme):
        return hearing.hidden(now.label)
    return _outside(opened)


def _outside(opened: Opened) -> str:
    """Why a reader who sees one area only sees nothing here; '' where they do.

    Whoever reads only one area's comments knows where each is from: an area that is too small shows none.
    """
    groups = row_scope.of(opened.figures.connection).groups
    if groups is None:
        return ""
    mine = narrowed(groups, opened.scope)
    if not mine:
        return hearing.NOT_YOUR_AREA
    now = opened.windows.now
    return hearing.hidden(now.label) if all(opened.figures.is_hidden(now.period, one) for one in mine) else ""


def _theme_is_hidden(opened: Opened, theme_id: str) -> bool:
    """Whether the page hides the theme's own figures."""
    figures, now = opened.figures, opened.windows.now
    found = theme_tallies.by_theme(
        figures.connection, figures.survey.survey_id, [now.span], opened.scope, figures.company.own_brand
    )
    mention = found.get((0, theme_id), EMPTY)
    others = found.get((0, EVERY), EMPTY) - mention
    return Visible.of(figures).is_hidden(opened.scope, theme_id, now, Spoken(mention, others))


def _wanted(opened: Opened, search: Search) -> Wanted:
    return Wanted(
        opened.figures.survey.survey_id,
        opened.windows.now.span,
        opened.scope,
        opened.figures.company.own_brand,
        _SCORES.get(search.scores, _SCORES[""]),
        terms(search.text),
        _theme(opened, search).phrases if search.theme else (),
    )


def _theme(opened: Opened, search: Search) -> Theme:
    """The theme that is searched for; one that was removed meanwhile is mentioned by nobody."""
    known = {theme.theme_id: theme for theme in taxonomy.load(opened.figures.connection)}
    return known.get(search.theme, Theme("removed", "Removed", ()))


def _found(opened: Opened, search: Search, *, most: int, after: int) -> tuple[Written, ...]:
    """What was written and still holds the words once it is masked: nobody finds out a number by guessing at it."""
    wanted = _wanted(opened, search)
    if search.theme and not wanted.phrases:
        return ()
    written = comments.newest(opened.figures.connection, wanted, most=most, after=after)
    if wanted.terms:
        written = tuple(
            one for one in written if _readable(one.text) == one.text or holds(_readable(one.text), wanted.terms)
        )
    if wanted.phrases:
        theme = _theme(opened, search)
        written = tuple(one for one in written if mentions(theme, _readable(one.text)))
    return written


def _readable(text: str) -> str:
    return masked(text[:_READ_AT_MOST])


def _told(opened: Opened, found: Sequence[Written], pinned: frozenset[str]) -> Iterator[Verbatim]:
    for one in found:
        said = _readable(one.text)
        where = _where(opened, one)
        yield Verbatim(
            response_id=one.response_id,
            score=one.score,
            said=said if len(said) <= LONGEST_SHOWN else f"{said[:LONGEST_SHOWN].rstrip()} …",
            when=_when(opened, one, where),
            where=", ".join(value for _, value in where),
            masks=said != one.text[:_READ_AT_MOST],
            pinned=one.response_id in pinned,
        )


def _where(opened: Opened, one: Written) -> Slice:
    """Fields of the answer, where the group that they make with the page's own may be shown; fewer, or none, where not.

    With the page's own they are two at most: what is hidden of such groups is known from every other page.
    """
    splits = opened.figures.splits(opened.scope)
    most = max(0, MOST_FIELDS - len(opened.scope.values))
    named = [(name, one.fields[name]) for name in _TOLD_FIRST if name in splits and one.fields[name]][:most]
    for pairs in (named, named[:1], named[1:]):
        scope = Slice((*opened.scope, *pairs))
        if pairs and not opened.figures.is_hidden(opened.windows.now.period, scope):
            return Slice(tuple(pairs))
    return Slice()


def _when(opened: Opened, one: Written, where: Slice) -> str:
    """The day, where its month may be shown of the group that is named; else the period of the page."""
    month = opened.figures.calendar.period_of(one.at.date(), Grain.MONTH)
    hidden = opened.figures.is_hidden(month, Slice((*opened.scope, *where)))
    return opened.windows.now.label if hidden else captions.day(one.at.date())


def _caption(opened: Opened) -> str:
    return f"{opened.windows.now.label} · {captions.asked(opened.figures.survey)}"


_COLUMNS = ("Score", "Group", "When", "Where", "Comment")


def _row(verbatim: Verbatim) -> tuple[int, str, str, str, str]:
    return verbatim.score, hearing.kind(verbatim.score), verbatim.when, verbatim.where, verbatim.said
