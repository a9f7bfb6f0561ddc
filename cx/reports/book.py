"""The verdict book of a period: every comparison the company looks at, collected from the store and tested once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cx.domain.book import Against, Book, Comparison, Family, Key, Verdict, compile_book, explore
from cx.domain.periods import Period, Span, Window
from cx.domain.series import Point, Shown
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.surveys import Provenance, Survey, SurveyKind
from cx.domain.tally import EMPTY, total
from cx.domain.verdict import Question
from cx.reports.figures import Figures
from cx.reports.programme import Programme
from cx.store import catalog


@dataclass(frozen=True, slots=True)
class Windows:
    """A survey's period and the two it is compared with, over like numbers of days."""

    now: Window
    previous: Window
    year_ago: Window

    @property
    def all(self) -> tuple[Window, Window, Window]:
        return self.now, self.previous, self.year_ago

    @property
    def spans(self) -> tuple[Span, Span, Span]:
        return self.now.span, self.previous.span, self.year_ago.span

    def reference(self, against: Against) -> Window:
        return self.year_ago if against is Against.YEAR_AGO else self.previous


def windows_of(figures: Figures, period: Period) -> Windows | None:
    """The windows of the period, or of the last one with answers where the period has none yet."""
    latest = figures.latest(period.grain)
    if latest is None or figures.answered is None or period.span.last < figures.answered.first:
        return None
    now = figures.window(min(period, latest.period))
    calendar = figures.calendar
    return Windows(
        now,
        calendar.compared(now, calendar.previous(now.period)),
        calendar.compared(now, calendar.year_ago(now.period)),
    )


_MOST_KEPT = 64
_kept: dict[tuple[str, date, Period], Book] = {}


def period_book(programme: Programme, state: str, period: Period) -> Book:
    """The book of a period, kept for the next reader. state: names the store and its version."""
    key = state, programme.today, period
    if key not in _kept:
        book = _closed_book(programme, period) or compiled(programme, period, programme.surveys)
        while len(_kept) >= _MOST_KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = book
    return _kept[key]


def forget() -> None:
    """Compile every book anew."""
    _kept.clear()


def _closed_book(programme: Programme, period: Period) -> Book | None:
    """The book as it was closed; a survey that had no answers then is tested by itself beside it."""
    said = programme.closed.book(period.span)
    if said is None:
        return None
    spoke = {key.survey_id for key in said.verdicts}
    later = compiled(programme, period, [survey for survey in programme.surveys if survey.survey_id not in spoke])
    return Book({**said.verdicts, **later.verdicts})


def compiled(programme: Programme, period: Period, surveys: Sequence[Survey]) -> Book:
    """The book of a period over these surveys, by today's answers."""
    company = programme.company
    comparisons = _comparisons(programme, period, surveys)
    return compile_book(comparisons, margin=company.margin, thin_below=company.thin_below)


def change(figures: Figures, book: Book, windows: Windows, scope: Slice, against: Against) -> Verdict:
    """The book's verdict on a group's change; a group it does not hold is explored and labelled so."""
    found = book.find(Key(figures.survey.survey_id, scope, against))
    if found:
        return found
    now, then = figures.series((windows.now, windows.reference(against)), scope, "").points
    return _explored(figures, windows, scope, against, now, then)


def group_changes(figures: Figures, book: Book, windows: Windows, field: str, scope: Slice) -> dict[str, Verdict]:
    """Every group of a field against the previous period, from the book or explored."""
    grid = figures.grid((windows.now, windows.previous), field, scope)
    verdicts = {}
    for value, (now, then) in grid.items():
        group = scope.narrowed(field, value)
        found = book.find(Key(figures.survey.survey_id, group, Against.PREVIOUS))
        if value:
            verdicts[value] = found or _explored(figures, windows, group, Against.PREVIOUS, now, then)
    return verdicts


def _explored(figures: Figures, windows: Windows, scope: Slice, against: Against, now: Point, then: Point) -> Verdict:
    comparison = Comparison(
        Key(figures.survey.survey_id, scope, against),
        Family.EXPLORED,
        Question.CHANGE,
        now.score,
        then.score,
        figures.not_compared(windows.now.span, windows.reference(against).span),
    )
    return explore(comparison, margin=figures.company.margin, thin_below=figures.company.thin_below)


def against_target(figures: Figures, book: Book, windows: Windows, scope: Slice) -> Verdict | None:
    """The verdict on a group against its target; None where it has none."""
    return book.find(Key(figures.survey.survey_id, scope, Against.TARGET))


# Collecting ---------------------------------------------------------------------------------------------------------


def _comparisons(programme: Programme, period: Period, surveys: Sequence[Survey]) -> Iterator[Comparison]:
    scopes = {scope for found in catalog.leader_scopes(programme.connection).values() for scope in found}
    for survey in surveys:
        figures = programme.figures(survey)
        windows = windows_of(figures, period)
        if windows is None:
            continue
        if survey.provenance is Provenance.OWN:
            led = [scope for scope in scopes if programme.answering_for(scope) == survey]
            yield from _own(figures, windows, led, is_headline=survey == programme.headline)
        elif survey.kind is SurveyKind.COMPETITIVE:
            yield from _gaps(figures, windows)


def _own(figures: Figures, windows: Windows, led: Sequence[Slice], *, is_headline: bool) -> Iterator[Comparison]:
    """Changes of the whole, of leaders' scopes and of every value of every field; parts against the rest; targets."""
    fields = figures.splits(EVERYBODY)
    figures.ask([(), *((field,) for field in fields), *(tuple(field for field, _ in scope) for scope in led)])
    compared = {EVERYBODY: _points(figures, windows, EVERYBODY)}
    for field in fields:
        grid = figures.grid(windows.all, field, EVERYBODY)
        compared |= {Slice.of(**{field: value}): points for value, points in grid.items() if value}
        yield from _against_rest(figures, windows, field, grid)
    headlines = {EVERYBODY, *led} if is_headline else set(led)
    compared |= {scope: _points(figures, windows, scope) for scope in headlines - set(compared)}
    for scope, points in compared.items():
        yield from _changes(figures, windows, scope, points, is_headline=scope in headlines)
        if points[0].target is not None:
            key = Key(figures.survey.survey_id, scope, Against.TARGET)
            yield Comparison(key, Family.CATALOGUE, Question.TARGET, points[0].score, points[0].target)


def _points(figures: Figures, windows: Windows, scope: Slice) -> tuple[Point, ...]:
    return figures.series(windows.all, scope, "").points


def _changes(
    figures: Figures, windows: Windows, scope: Slice, points: Sequence[Point], *, is_headline: bool
) -> Iterator[Comparison]:
    now, previous, year_ago = points
    for against, reference in ((Against.PREVIOUS, previous), (Against.YEAR_AGO, year_ago)):
        yield Comparison(
            Key(figures.survey.survey_id, scope, against),
            Family.HEADLINES if is_headline and against is Against.PREVIOUS else Family.CATALOGUE,
            Question.CHANGE,
            now.score,
            reference.score,
            figures.not_compared(windows.now.span, windows.reference(against).span),
        )


def _against_rest(
    figures: Figures, windows: Windows, field: str, grid: Mapping[str, Sequence[Point]]
) -> Iterator[Comparison]:
    """A part against the rest, never against a whole that holds it."""
    found = figures.tallies([windows.now.span], (field,))
    everybody = total(found.values())
    for value, points in grid.items():
        rest = everybody - found.get((0, (value,)), EMPTY)
        if value and rest.n:
            key = Key(figures.survey.survey_id, Slice.of(**{field: value}), Against.REST)
            reference = figures.score(rest, windows.now.span) if figures.shown(rest) is not Shown.HIDDEN else None
            yield Comparison(key, Family.CATALOGUE, Question.GAP, points[0].score, reference)


def _gaps(figures: Figures, windows: Windows) -> Iterator[Comparison]:
    """Our brand against every other of the same survey, overall and in every value of every field."""
    own, fields = figures.company.own_brand, figures.splits(EVERYBODY)
    figures.ask([("brand",), *(("brand", field) for field in fields)])
    groups = (Slice.of(**{field: value}) for field in fields for value in figures.known[field])
    for scope in (EVERYBODY, *groups):
        brands = figures.grid([windows.now], "brand", scope)
        for brand, points in brands.items():
            if own in brands and brand != own:
                key = Key(figures.survey.survey_id, scope, Against.COMPETITOR, brand)
                yield Comparison(key, Family.CATALOGUE, Question.GAP, brands[own][0].score, points[0].score)
