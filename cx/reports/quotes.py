"""Pinned quotes: which still stand, who agreed to what, and which of them may be heard where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cx.domain.errors import BadValue
from cx.domain.masking import masked
from cx.domain.quotes import Quote, Reach, Standing, is_excerpt
from cx.domain.slices import Slice
from cx.reports.opening import Store
from cx.reports.programme import Programme
from cx.reports.view import personal
from cx.store import quotes
from cx.store.comments import Written
from cx.store.opening import Connection


@dataclass(frozen=True, slots=True)
class Pinned:
    """A quote with its answer as it stands.

    text: '' unless the quote stands. score: of the answer; None unless it stands. survey: its name.
    group, period: where it was pinned, in words. reason: why it is not shown, '' where it is.
    """

    quote: Quote
    standing: Standing
    text: str
    score: int | None
    survey: str
    group: str
    period: str

    @property
    def reason(self) -> str:
        return self.standing.words


@personal
def report(store: Store, today: date) -> tuple[Pinned, ...]:
    """Every quote, the newest first; one that no longer stands says why and shows nothing."""
    if not store.exists():
        return ()
    with store.reading() as connection:
        return pinned(connection, today)


def pinned(connection: Connection, today: date) -> tuple[Pinned, ...]:
    kept = quotes.pinned(connection)
    if not kept:
        return ()
    programme = Programme.open(connection, today)
    return tuple(_pinned(programme, quote, answer) for quote, answer in kept)


def heard(connection: Connection, today: date, scope: Slice, reach: Reach) -> tuple[Pinned, ...]:
    """The quotes that a pack or a leader's points may use: of that group's own answers, standing, and with consent."""
    programme = Programme.open(connection, today)
    found = []
    for quote, answer in quotes.pinned(connection):
        one = _pinned(programme, quote, answer)
        of_group = answer is not None and all(answer.fields.get(name) == value for name, value in scope)
        if one.standing is Standing.STANDS and of_group and quote.may_be_heard(reach):
            found.append(one)
    return tuple(found)


def _pinned(programme: Programme, quote: Quote, answer: Written | None) -> Pinned:
    standing = _standing(programme, quote, answer)
    stands = standing is Standing.STANDS
    names = {survey.survey_id: survey.name for survey in programme.surveys}
    return Pinned(
        quote=quote,
        standing=standing,
        text=quote.text if stands else "",
        score=answer.score if answer and stands else None,
        survey=names.get(quote.survey_id, quote.survey_id),
        group=quote.scope.text(programme.company.company_name or "everybody"),
        period=quote.period,
    )


def _standing(programme: Programme, quote: Quote, answer: Written | None) -> Standing:
    survey = next((one for one in programme.surveys if one.survey_id == quote.survey_id), None)
    if answer is None or survey is None:
        return Standing.GONE
    if not is_excerpt(quote.text, masked(answer.text)):
        return Standing.CHANGED
    figures = programme.figures(survey)
    try:
        period = figures.calendar.parse(quote.period)
    except BadValue:
        return Standing.HIDDEN
    return Standing.HIDDEN if figures.is_hidden(period, quote.scope) else Standing.STANDS
