"""The pack of a council meeting: the pages' own figures, one finding a slide, then the decisions and what is open.

Nothing is worked out here: every slide is a part of another page's report, so what those hide or restate is hidden and
restated here as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cx.domain.disclosure import Sensitivity
from cx.domain.errors import UnknownName
from cx.domain.quotes import Reach
from cx.domain.slices import EVERYBODY
from cx.domain.tables import Table
from cx.narrative import numbers
from cx.narrative.strategy import day
from cx.reports import answers, benchmarks, meetings, overview, projects, quotes, signals, training, voice
from cx.reports.meetings import Meetings
from cx.reports.pack_parts import Chart, Pack, Slide, cells, effects_chart, moved_chart, shares_chart, trend_chart
from cx.reports.programme import Programme
from cx.reports.view import View
from cx.store import company as companies
from cx.store import council, strategy
from cx.store import projects as stored
from cx.store.opening import Store

MOST_QUOTES = 2
SCORECARD_BRANDS = 5


@dataclass(frozen=True, slots=True)
class _Wanted:
    store: Store
    today: date
    embargoed: bool
    council: Meetings


def report(store: Store, meeting_id: str, today: date, *, embargoed: bool = True) -> Pack:
    """The pack of a meeting. embargoed: False leaves out what only the council may be told.

    Raises UnknownName, naming the meetings there are, where there is no such meeting.
    """
    if not store.exists():
        raise UnknownName(f"There is no meeting '{meeting_id}': there is no store yet.")
    with store.still() as picture:
        return _made(picture, meeting_id, today, embargoed=embargoed)


def _made(store: Store, meeting_id: str, today: date, *, embargoed: bool) -> Pack:
    with store.reading() as connection:
        known = council.meetings(connection)
        company = companies.load(connection)
    found = next((one for one in known if one.meeting_id == meeting_id), None)
    if found is None:
        there_are = ", ".join(one.meeting_id for one in known)
        step = f"The meetings are: {there_are}." if known else "No meeting is written down yet; plan one first."
        raise UnknownName(f"There is no meeting '{meeting_id}'. {step}")
    page = meetings.report(store, today, meeting=meeting_id, embargoed=embargoed)
    wanted = _Wanted(store, today, embargoed, page)
    slides = (
        *_performance(wanted),
        *_benchmarks(wanted),
        *_voice(wanted),
        *_resources(wanted),
        *_training(wanted),
        *_signals(wanted),
        *_meeting(page),
    )
    return Pack(
        company=company.company_name,
        logo=company.logo,
        title=found.title,
        told=f"{day(found.held_on)}{f' · {found.place}' if found.place else ''}",
        as_of=f"As of {day(today)}",
        finding=page.headline.sentence,
        confidential="For the council only: holds what is embargoed." if embargoed else "",
        slides=slides,
    )


def _performance(wanted: _Wanted) -> Iterator[Slide]:
    found = overview.report(wanted.store, View(), wanted.today)
    top = found.headline
    small = " · ".join(part.rstrip(".") for part in (top.asked, top.response, top.as_of) if part)
    scores = tuple(
        (
            *(tile.name, tile.value, tile.range, "; ".join(badge.words for badge in tile.badges), tile.caption),
            "; ".join(filter(None, (tile.asked, tile.metric))),
        )
        for tile in found.tiles
    )
    table = Table(
        ("Score", "Value", "Likely range", "Verdict", "Answers and period", "Who asked, and what it is"), scores
    )
    lines = (*filter(None, (top.restated, top.next_step)), *top.warnings)
    yield Slide(top.sentence, small, table=table if scores else None, lines=lines, notes=found.trend.alt if found.trend
                else top.sentence)  # fmt: skip
    if found.trend:
        part = found.trend
        notes = "\n".join(
            (
                part.alt,
                *part.notes,
                *(f"{one.label}: the way of asking changed." for one in part.breaks),
            )
        )
        yield Slide(part.title, _cited(wanted, part.caption), chart=trend_chart(part), lines=part.restated, notes=notes)
    if found.bridge and found.bridge.bridge:
        moved = found.bridge
        yield Slide(moved.title, _cited(wanted, moved.caption), chart=moved_chart(moved), notes=moved.alt)
    if found.attention:
        rows = tuple((f"{one.tone.shape} {one.name}", one.finding) for one in found.attention)
        yield Slide(
            "What needs attention", small, table=Table(("Where", "What"), rows), notes="Each from its own page."
        )


def _cited(wanted: _Wanted, caption: str) -> str:
    """The small print of a chart of the headline score, with the version of the metric that it shows."""
    with wanted.store.reading() as connection:
        programme = Programme.open(connection, wanted.today)
        figures = programme.figures(programme.headline) if programme.headline else None
    metric = figures.cited(figures.answered.last) if figures and figures.answered else ""
    return " · ".join(filter(None, (caption, metric)))


def _benchmarks(wanted: _Wanted) -> Iterator[Slide]:
    found = benchmarks.report(wanted.store, wanted.today)
    part = found.scorecard
    if part is None:
        return
    brands = part.brands[:SCORECARD_BRANDS]
    by_place = {(one.dimension, one.brand): one for one in part.cells}
    rows = tuple(
        (dimension, *("\n".join(filter(None, cells(by_place[dimension, brand]))) for brand in brands))
        for dimension in part.dimensions
    )
    table = Table(("Dimension", *brands), rows)
    yield Slide(found.headline.sentence, part.caption, table=table, lines=found.headline.warnings, notes=part.alt)


def _voice(wanted: _Wanted) -> Iterator[Slide]:
    found = voice.report(wanted.store, View(), wanted.today)
    lines = list(found.drivers.findings[:2]) if found.drivers and found.drivers.drivers else []
    if found.drivers and found.drivers.drivers:
        lines.insert(0, found.drivers.title)
    with wanted.store.reading() as connection:
        heard = quotes.heard(connection, wanted.today, EVERYBODY, Reach.OUTSIDE)
    lines += [f"“{one.text}” ({one.score} of 10, with consent)" for one in heard[:MOST_QUOTES]]
    if found.themes and found.themes.drawn:
        part = found.themes
        notes = "\n".join((part.alt, "A theme goes with a score; it need not be its cause."))
        yield Slide(
            part.title, _cited(wanted, part.caption), chart=effects_chart(part), lines=tuple(lines), notes=notes
        )
    elif lines and found.drivers:
        yield Slide(lines[0], found.drivers.caption, lines=tuple(lines[1:]), notes=found.drivers.alt)


def _resources(wanted: _Wanted) -> Iterator[Slide]:
    """Projects, then money and people beside gaps."""
    with wanted.store.reading() as connection:
        secret = {one.project_id for one in stored.projects(connection) if one.sensitivity is Sensitivity.EMBARGOED}
    portfolio = projects.report(wanted.store, wanted.today)
    cards = [one for one in portfolio.cards if wanted.embargoed or one.project_id not in secret]
    if cards:
        top = portfolio.headline
        rows = tuple(
            (one.name, "; ".join(f"{mark.tone.shape} {mark.words}" for mark in one.badges), one.why,
             "\n".join(filter(None, (one.funds, one.staff))), one.effect or "–")
            for one in cards
        )  # fmt: skip
        table = Table(("Project", "Status", "Why", "Money and people", "Effect on NPS"), rows)
        title = top.sentence if len(cards) == len(portfolio.cards) else "Projects, red first"
        yield Slide(title, f"Red and amber first · {top.as_of}".strip(" ·"), table=table, notes=title)
    part = wanted.council.money
    if part:
        yield Slide(part.title, part.caption, table=part.brief, notes=part.title)
    funding = answers.report(wanted.store, wanted.today).funding
    if funding:
        told = tuple((one.dimension.label, *said) for one, said in zip(funding.fundings, funding.told, strict=True))
        table = Table(("Dimension", "Gap", "Money committed", "People committed"), told)
        yield Slide(funding.title, funding.caption, table=table, notes=funding.alt)


def _training(wanted: _Wanted) -> Iterator[Slide]:
    found = training.report(wanted.store, wanted.today)
    if found.trend:
        lines = tuple(f"{one.tone.shape} {one.name} {one.finding}" for one in found.attention)
        chart = shares_chart(found.trend)
        yield Slide(found.headline.sentence, found.trend.caption, chart=chart, lines=lines, notes=found.trend.alt)


def _signals(wanted: _Wanted) -> Iterator[Slide]:
    found = signals.report(wanted.store, wanted.today)
    with wanted.store.reading() as connection:
        secret = {one.signal_id for one in strategy.signals(connection) if one.sensitivity is Sensitivity.EMBARGOED}
    shown = [one for one in found.cards if one.material and (wanted.embargoed or one.signal_id not in secret)]
    if not shown or found.map is None:
        return
    rows = tuple((one.title, one.why, one.response or "▼ no response", one.caption) for one in shown)
    left_out = any(one.signal_id in secret for one in found.cards) and not wanted.embargoed
    title = "Signals that matter" if left_out else found.headline.sentence
    caption = "Signals that may be told" if left_out else found.map.caption
    table = Table(("Signal", "Why it matters", "What we do", "Kind, owner, review"), rows)
    yield Slide(title, caption, table=table, notes="Judged by us in five steps: likelihood, impact, and time left.")


def _meeting(page: Meetings) -> Iterator[Slide]:
    part = page.agenda
    if page.changed:
        yield Slide(
            page.changed_title, "By the days that are written down", lines=page.changed, notes=page.changed_title
        )
    if part:
        rows = tuple((str(one.number), one.title, one.owner, one.due) for one in part.decisions)
        table = Table(("", "Issue", "Owner", "Due"), rows)
        count = f"{numbers.counted(len(rows), 'decision').capitalize()} to take"
        yield Slide(count if rows else "Nothing waits for a decision", part.told, table=table if rows else None,
                    notes=part.caption)  # fmt: skip
        for one in part.decisions:
            fields = [("Issue", one.about), ("Options", "\n".join(one.options)), ("Proposed", one.proposal)]
            fields += [("Owner and day", " · ".join(filter(None, (one.owner, one.due)))), ("Decided", one.decided)]
            told = tuple((name, text) for name, text in fields if text)
            yield Slide(f"{one.number}. {one.title}", "To decide", table=Table(("", ""), told), notes=one.about)
    if page.candidates and page.candidates.cards:
        found = page.candidates
        problems = tuple((one.name, one.why, "\n".join((one.touches, *one.left))) for one in found.cards)
        table = Table(("Problem", "How many, and how they score", "Whose it is"), problems)
        yield Slide(found.title, found.caption, table=table, notes=found.rule)
    if page.actions and page.actions.open:
        waiting = tuple((one.title, one.owner, f"{one.badge.tone.shape} {one.told}") for one in page.actions.open)
        yield Slide(page.actions.title, "Carried forward until somebody closes them",
                    table=Table(("Action", "Owner", "When"), waiting), notes=page.actions.title)  # fmt: skip
    if part and part.annex:
        rows = tuple((one.title, one.about, one.owner, one.due) for one in part.annex)
        table = Table(("Issue", "Why it waits", "Owner", "Due"), rows)
        yield Slide("Annex: what waits for another meeting", part.told, table=table, notes=part.caption)
    if page.seats and page.seats.table.rows:
        caption = f"{page.seats.accountable} {page.seats.confirmed}"
        yield Slide(page.seats.title, caption, table=page.seats.table, notes=caption)


__all__ = ["Chart", "Pack", "Slide", "report"]
