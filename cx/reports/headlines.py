"""The sentence at the top of a page, from the same verdicts as everything below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cx.domain.book import FEW_ANSWERS, Against, Book, Family
from cx.domain.errors import ChoiceNeeded, UnknownName
from cx.domain.periods import Window
from cx.domain.series import Shown
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.tally import EMPTY
from cx.narrative import answering as said
from cx.narrative import restating, wording
from cx.narrative.wording import Spoken
from cx.reports import captions
from cx.reports.answering import moved_by, rates_of, what_ifs
from cx.reports.book import Windows, change, period_book, windows_of
from cx.reports.figures import Figures
from cx.reports.filters import chosen_period
from cx.reports.parts import Headline, State
from cx.reports.programme import Programme
from cx.reports.view import View
from cx.store.opening import Connection, Store

STALE_AFTER_DAYS = 100
"""A quarter and a week: a survey without answers for longer says so."""


WIDEN = "Choose a longer period or a larger group."
FEW_NEXT_STEP = f"{WIDEN} Figures of few answers are for looking, not for quoting."

NO_STORE = Headline(
    State.NO_ANSWERS,
    "There is no data yet.",
    "Load the demo company, or drop a survey export on the Imports page.",
)
NO_ANSWERS = Headline(
    State.NO_ANSWERS,
    "There are no answers yet.",
    "Drop a survey export on the Imports page; it takes a minute.",
)
NO_SURVEY_CHOSEN = Headline(
    State.NO_SURVEY_CHOSEN,
    "There are several surveys, and none is the primary one.",
    "Choose a survey in the filters, or set the primary survey on the Settings page.",
)
NO_OWN_BRAND = Headline(
    State.NO_ANSWERS,
    "None of these answers is known to be about your own brand.",
    "Name your own brand on the Settings page, as the survey names it.",
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A view with its figures, windows and book, ready to be reported on."""

    programme: Programme
    figures: Figures
    windows: Windows
    book: Book
    scope: Slice
    name: str

    @property
    def label(self) -> str:
        """The name as a line or a title begins with it."""
        return self.name[:1].upper() + self.name[1:]


def open_view(store: Store, connection: Connection, view: View, today: date) -> Opened | Headline:
    """What the view asks for, or the sentence that says why there is nothing to show."""
    programme = Programme.open(connection, today)
    try:
        survey = programme.choose(view.survey_id)
    except (ChoiceNeeded, UnknownName):
        return NO_SURVEY_CHOSEN
    if survey is None:
        return NO_ANSWERS
    figures = programme.figures(survey)
    period = chosen_period(figures, view)
    windows = windows_of(figures, period) if period else None
    if period is None or windows is None:
        return NO_OWN_BRAND if figures.known.get("brand") and not programme.company.own_brand else NO_ANSWERS
    if problem := figures.missing(view.scope):
        return Headline(State.NOTHING_IN_SCOPE, problem, "Clear the filters to see everybody.")
    book = period_book(programme, store.state(connection), period)
    name = view.scope.text() or programme.company.company_name or "the company"
    return Opened(programme, figures, windows, book, view.scope, name)


def headline(opened: Opened) -> Headline:
    """The whole and the groups that moved with it; one group only where the view is narrowed."""
    figures, windows = opened.figures, opened.windows
    verdict = change(figures, opened.book, windows, opened.scope, Against.PREVIOUS)
    parts = () if opened.scope else _headline_parts(opened)
    point = figures.series((windows.now,), opened.scope, opened.name).points[0]
    if point.shown is Shown.EMPTY:
        return Headline(
            State.NOTHING_IN_SCOPE,
            f"{opened.name} has no answers in {windows.now.label}.",
            "Choose another period, or clear the filters.",
        )
    if point.shown is Shown.HIDDEN:
        return Headline(
            State.HIDDEN,
            f"{opened.label} has too few answers to show in {windows.now.label}.",
            WIDEN,
        )
    sentence = wording.headline(Spoken(opened.name, verdict), parts)
    return Headline(
        state=State.READY,
        sentence=sentence,
        next_step=FEW_NEXT_STEP if verdict.reason == FEW_ANSWERS else "",
        as_of=_as_of(figures, windows.now, point.closed),
        restated=restating.sentence(point),
        asked=captions.asked(figures.survey),
        response=_response(figures, windows.now, opened.scope),
        warnings=tuple(_warnings(figures, windows, opened.scope, sentence)),
    )


def _headline_parts(opened: Opened) -> tuple[Spoken, ...]:
    """Every group that somebody answers for."""
    return tuple(
        Spoken(key.scope.text(), verdict)
        for key, verdict in opened.book.verdicts.items()
        if verdict.family is Family.HEADLINES
        and key.survey_id == opened.figures.survey.survey_id
        and key.scope != EVERYBODY
    )


def _as_of(figures: Figures, window: Window, closed: date | None) -> str:
    if closed:
        return f"{window.label}, closed {captions.day(closed)}"
    last = figures.answered.last if figures.answered else window.span.last
    return f"{window.label}; answers up to {captions.day(last)}{captions.counted(figures.survey)}"


def _response(figures: Figures, window: Window, scope: Slice) -> str:
    (rate,) = rates_of(figures, (window,), scope)
    given = figures.answers_to_invitations((window.span,), where=scope).get((0, ()), 0)
    counted = figures.tallies((window.span,), where=scope).get((0, ()), EMPTY).n
    return said.response(rate, given - counted)


def _warnings(figures: Figures, windows: Windows, scope: Slice, sentence: str) -> Iterator[str]:
    """What to bear in mind and the sentence has not said."""
    if figures.answered and (figures.today - figures.answered.last).days > STALE_AFTER_DAYS:
        yield f"The last answer is of {captions.day(figures.answered.last)}: import newer ones before you quote this."
    why = figures.not_compared(windows.now.span, windows.previous.span)
    if why and why not in sentence:
        yield f"Not compared with {windows.previous.label}: {why}."
    judged = what_ifs(figures, windows.now, scope)
    if field := moved_by(judged):
        yield said.could_move(judged[field].what_if, figures.company.label(field))
