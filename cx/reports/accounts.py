"""Accounts: one vote each beside every answer, how much of the revenue was heard, and what is up for renewal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cx.domain.accounts import RULE, Held, Standing, standing, votes
from cx.domain.periods import Grain, Span, Window
from cx.domain.samples import hidden_parts
from cx.domain.score import score
from cx.domain.series import Point, Role, Series, Shown
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.tables import Table
from cx.domain.tally import Tally
from cx.narrative import accounts as words
from cx.reports import captions
from cx.reports.figures import Figures
from cx.reports.headlines import Opened, open_view
from cx.reports.parts import Headline, RenewalsPart, RenewalsRow, TrendPart
from cx.reports.view import View, personal
from cx.store import accounts as store_accounts
from cx.store.accounts import Listed
from cx.store.opening import Store

QUARTERS_AHEAD = 2
"""How far ahead renewals are looked at: what the next two quarters' talks can still change."""

_NOW = "now"
_EVERY_SEGMENT = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of the listed accounts in a period: the facts about revenue, for pages and speaking points.

    when: the period's label. everything: all listed accounts (of the segment). heard: those with an answer; None
    where they, or those without, are too few to tell. renewals: the days looked ahead. renewing: what renews in them.
    by_standing: the same by what the accounts said; None where too few. without_revenue: of everything.
    """

    when: str
    currency: str
    everything: Held
    heard: Held | None
    renewals: Span
    renewing: Held
    by_standing: Mapping[Standing, Held | None]
    without_revenue: int

    @property
    def share_of_accounts(self) -> float | None:
        return self.heard.accounts / self.everything.accounts if self.heard else None

    @property
    def share_of_revenue(self) -> float | None:
        known = self.heard is not None and self.everything.revenue > 0
        return self.heard.revenue / self.everything.revenue if self.heard and known else None

    @property
    def quiet(self) -> Held | None:
        return self.by_standing.get(Standing.NOT_HEARD, Held())

    @property
    def quiet_share(self) -> float:
        """Of the revenue up for renewal, how much is with accounts not heard from, 0 to 1; 0 where it is hidden."""
        return self.quiet.revenue / self.renewing.revenue if self.quiet and self.renewing.revenue > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Quiet:
    """Accounts up for renewal that nobody heard from, by name: for those who may see customers, nobody else."""

    title: str
    table: Table


def facts(store: Store, view: View, today: date) -> Heard | None:
    """What is known of the listed accounts in the view's period; None where there is no list or it does not apply."""
    if not store.exists():
        return None
    with store.reading() as connection:
        opened = open_view(store, connection, view, today)
        return None if isinstance(opened, Headline) else heard(opened)


@personal
def quiet(store: Store, view: View, today: date) -> Quiet | None:
    """The accounts behind "not heard from", the largest first; only for somebody who may see customers by name."""
    if not store.exists():
        return None
    with store.reading() as connection:
        opened = open_view(store, connection, view, today)
        if isinstance(opened, Headline) or not _applies(opened.figures, opened.scope):
            return None
        figures, window = opened.figures, opened.windows.now
        days = _renewals(figures, window)
        rows = store_accounts.quiet(
            connection,
            figures.survey.survey_id,
            window.span,
            days,
            opened.scope.get("segment"),
            figures.company.own_brand,
        )
    title = f"Up for renewal from {captions.span(days)} and not heard from in {window.label}"
    columns = ("Account", "Name", figures.company.label("segment"), "Revenue", "Renews on")
    told = tuple((account, name, segment, revenue, captions.day(on)) for account, name, segment, revenue, on in rows)
    note = f"Revenue of a year{f' in {figures.company.currency}' if figures.company.currency else ''}."
    return Quiet(title, Table(columns, told, title, (note,)))


def heard(opened: Opened) -> Heard | None:
    """None where the survey's accounts are not listed, or the group is no segment: the list knows nothing else."""
    figures, window = opened.figures, opened.windows.now
    if not _applies(figures, opened.scope):
        return None
    days, segment = _renewals(figures, window), opened.scope.get("segment")
    rows = store_accounts.listed(
        figures.connection, figures.survey.survey_id, window.span, days, figures.company.own_brand
    )
    here = [row for row in rows if segment in (_EVERY_SEGMENT, row.segment)]
    everything = _together(here)
    fewest = figures.company.hide_below
    renewing = [row for row in here if row.renews]
    if not here or _hides(rows, segment, fewest, lambda row: ""):
        return None
    by_heard = _told(rows, segment, fewest, lambda row: str(row.said.people > 0))
    by_standing = _told([row for row in rows if row.renews], segment, fewest, lambda row: standing(row.said))
    if _hides([row for row in rows if row.renews], segment, fewest, lambda row: ""):
        renewing, by_standing = [], {}
    return Heard(
        when=window.label,
        currency=figures.company.currency,
        everything=everything,
        heard=by_heard.get("True", Held()) if None not in by_heard.values() else None,
        renewals=days,
        renewing=_together(renewing),
        by_standing={of: by_standing[of] for of in Standing if of in by_standing},
        without_revenue=sum(row.without_revenue for row in here),
    )


def renewals_part(opened: Opened, found: Heard | None) -> RenewalsPart | None:
    """Revenue up for renewal by what its accounts said; None where nothing is known or nothing renews."""
    if found is None or not found.renewing.accounts:
        return None
    title = words.renewals(found.quiet, found.renewing, found.renewals.last, found.when, found.currency)
    share = words.heard(found.share_of_accounts, found.share_of_revenue)
    caption = " · ".join(
        filter(None, (share[:1].upper() + share[1:], found.when, captions.asked(opened.figures.survey)))
    )
    said = tuple(found.by_standing.items())
    rows = tuple(RenewalsRow(of, words.standing(of), held, words.held(held, found.currency)) for of, held in said)
    notes = [
        f"Renewals from {captions.span(found.renewals)}. What accounts said is no forecast of what they will do.",
        *([f"{found.without_revenue:,} listed accounts have no revenue."] if found.without_revenue else []),
    ]
    table = Table(
        ("What its people said", "Accounts", "Revenue", "Note"),
        tuple((words.standing(of), *_cells(held)) for of, held in said),
        title,
        (caption, *notes),
    )
    alt = words.renewals_alt(said, found.currency)
    return RenewalsPart(title, caption, alt, rows, table, tuple(notes))


def votes_part(opened: Opened, windows: Sequence[Window]) -> TrendPart | None:
    """One vote an account beside every answer, over the same periods; None where no answer names an account."""
    figures, now = opened.figures, opened.windows.now
    if not windows:
        return None
    found = _votes(figures, windows, (), opened.scope)
    if not found:
        return None
    hidden = _too_few(figures, windows, tuple(name for name, _ in opened.scope), {})
    values = tuple(value for _, value in opened.scope)
    points = tuple(
        _point(
            figures,
            window,
            found.get((i, ()), Tally()),
            hidden=(values, window.period.key) in hidden or figures.is_hidden(window.period, opened.scope),
        )
        for i, window in enumerate(windows)
    )
    by_account = Series("By account", Role.US, points, "account")
    by_answer = figures.series(windows, opened.scope, "By answer", Role.OTHER)
    # The trend above marks what was restated; here the line is only there to look across.
    by_answer = replace(by_answer, points=tuple(replace(point, restated=None) for point in by_answer.points))
    latest, answer = points[-1].score, by_answer.points[-1].score
    title = words.votes(latest, answer, now.label)
    n = "Too few accounts to show" if latest is None else f"{latest.n:,} accounts"
    caption = f"{n} · {now.label} · {captions.asked(figures.survey)}"
    series = (by_account, by_answer)
    return TrendPart(
        title=title,
        caption=caption,
        alt=title,
        series=series,
        events=(),
        breaks=(),
        table=_votes_table(series, title, (caption, RULE)),
        notes=(RULE,),
    )


# One vote an account ------------------------------------------------------------------------------------------------


def _votes(
    figures: Figures, windows: Sequence[Window], by: tuple[str, ...], where: Slice = EVERYBODY
) -> dict[tuple[int, tuple[str, ...]], Tally]:
    spans = [window.span for window in windows]
    found = store_accounts.said(
        figures.connection, figures.survey.survey_id, spans, by=by, where=where, own_brand=figures.company.own_brand
    )
    return {key: votes(accounts) for key, accounts in found.items()}


def _point(figures: Figures, window: Window, tally: Tally, *, hidden: bool) -> Point:
    """Accounts are asked for themselves: no design effect."""
    visible = figures.shown(tally)
    if hidden and visible is not Shown.EMPTY:
        visible = Shown.HIDDEN
    return Point(
        label=window.label,
        first=window.span.first,
        last=window.span.last,
        score=score(tally) if visible in (Shown.FULL, Shown.FEW) else None,
        shown=visible,
        to_date=window.to_date,
        method=figures.method_of(window.span),
    )


Hidden = frozenset[tuple[tuple[str, ...], str]]


def _too_few(
    figures: Figures, windows: Sequence[Window], fields: tuple[str, ...], known: dict[tuple[str, ...], Hidden]
) -> Hidden:
    """Groups of these fields, by period, with too few accounts, or beside whose total they could be worked out."""
    if fields not in known:
        counts = {
            (group, windows[i].period.key): tally.n for (i, group), tally in _votes(figures, windows, fields).items()
        }
        totals = [
            _too_few(figures, windows, fields[:place] + fields[place + 1 :], known) for place in range(len(fields))
        ]
        known[fields] = hidden_parts(counts, figures.company.hide_below, {}, totals)
    return known[fields]


def _votes_table(series: tuple[Series, Series], title: str, notes: tuple[str, ...]) -> Table:
    columns = ("Period", "One vote an account", "Likely from", "Likely to", "Accounts", "Each answer", "Answers")
    rows = []
    for of_accounts, of_answers in zip(series[0].points, series[1].points, strict=True):
        voted, answered = of_accounts.score, of_answers.score
        figures = (voted.value, voted.low, voted.high, voted.n) if voted else (None,) * 4
        rows.append((of_accounts.label, *figures, *((answered.value, answered.n) if answered else (None, None))))
    return Table(columns, tuple(rows), title, notes)


# Revenue ------------------------------------------------------------------------------------------------------------


def _applies(figures: Figures, scope: Slice) -> bool:
    """Whether the list says which accounts belong to the group, and knows accounts that this survey asks."""
    if any(name != "segment" for name, _ in scope):
        return False
    return store_accounts.any_listed(figures.connection, figures.survey.survey_id)


def _renewals(figures: Figures, window: Window) -> Span:
    """From the day after the last day that counts to the end of the second quarter after the one that holds it."""
    calendar = figures.calendar
    quarter = calendar.period_of(window.span.last, Grain.QUARTER)
    return Span(window.span.last + timedelta(days=1), calendar.previous(quarter, -QUARTERS_AHEAD).span.last)


def _told(
    rows: Iterable[Listed], segment: str | None, fewest: int, kind: Callable[[Listed], str]
) -> dict[str, Held | None]:
    """Accounts of a segment (None: of all) by kind; None where they, or others that they would give away, are few.

    Totals of kinds and of segments decide first: somebody who looks at every segment can subtract none from them.
    """
    counts: dict[tuple[tuple[str, ...], str], int] = {}
    kinds: dict[tuple[tuple[str, ...], str], int] = {}
    parts: dict[tuple[tuple[str, ...], str], int] = {}
    held: dict[str, Held] = {}
    for row in rows:
        one, n = kind(row), row.held.accounts
        for table, group in ((counts, (row.segment, one)), (kinds, (one,)), (parts, (row.segment,))):
            table[group, _NOW] = table.get((group, _NOW), 0) + n
        if segment in (_EVERY_SEGMENT, row.segment):
            held[one] = held.get(one, Held()) + row.held
    of_kinds, of_segments = (hidden_parts(table, fewest, {}, [()]) for table in (kinds, parts))
    if segment is _EVERY_SEGMENT:
        return {one: None if ((one,), _NOW) in of_kinds else found for one, found in held.items()}
    hidden = hidden_parts(counts, fewest, {}, [of_kinds, of_segments])
    return {one: None if ((segment, one), _NOW) in hidden else found for one, found in held.items()}


def _hides(rows: Iterable[Listed], segment: str | None, fewest: int, kind: Callable[[Listed], str]) -> bool:
    """Whether the accounts of a segment (None: of all) are too few to show as a whole."""
    return any(found is None for found in _told(rows, segment, fewest, kind).values())


def _together(rows: Iterable[Listed]) -> Held:
    return sum((row.held for row in rows), Held())


def _cells(held: Held | None) -> tuple[int | None, float | None, str]:
    return (None, None, words.FEW) if held is None else (held.accounts, held.revenue, "")
