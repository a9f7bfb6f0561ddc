"""Who was asked and who answered: rates, what became of them, and what the silent may do to the score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cx.domain.book import Against
from cx.domain.nonresponse import MOST_NOT_TOLD, Asked, Judged, judge, reweighted
from cx.domain.periods import Window
from cx.domain.rates import (
    RateComparison,
    RateVerdict,
    ResponseRate,
    compare_rates,
    explore_rate,
    response_rate,
)
from cx.domain.series import Shown
from cx.domain.slices import EVERYBODY, NOT_GIVEN, Slice
from cx.domain.tally import EMPTY
from cx.domain.verdict import Question
from cx.reports.book import Windows
from cx.reports.figures import Figures

Key = tuple[Slice, Against]
NOT_PLACED = "too many answers do not say which group they are of"


@dataclass(frozen=True, slots=True)
class Heard:
    """A group of a survey in a period: what is said when somebody asks how many were asked.

    survey, asked: its name, and the survey with who asked. period: its label. rate: None where it is not known or may
    not be shown. change: against the previous period. what_if: by field, whether who did not answer moves the score;
    fields of which it cannot be told are absent. moved_by: the field that moves it most, '' where none does.
    """

    survey: str
    asked: str
    period: str
    previous: str
    rate: ResponseRate | None
    change: RateVerdict
    what_if: Mapping[str, Judged]
    moved_by: str


@dataclass(frozen=True, slots=True)
class Group:
    """One group's invitations and answers in a period; everything is None where its answers are hidden.

    invited_share, answered_share: of all, 0 to 1.
    """

    name: str
    rate: ResponseRate | None
    invited_share: float | None
    answered_share: float | None


def rates_of(figures: Figures, windows: Sequence[Window], scope: Slice) -> tuple[ResponseRate | None, ...]:
    """Answered of invited in each window; None where nobody sent how many were asked, or where it may not be shown."""
    spans = [window.span for window in windows]
    asked = figures.invited(spans, where=scope)
    if all(count is None for count in asked.values()):
        return (None,) * len(windows)
    found = figures.answers_to_invitations(spans, where=scope)
    return tuple(
        _shown_rate(figures, window, scope, found.get((i, ()), 0), asked.get((i, ())))
        for i, window in enumerate(windows)
    )


def group_rates(figures: Figures, window: Window, field: str, scope: Slice) -> tuple[Group, ...]:
    """Every group of a field that was asked or answered, most asked first; none where it is not known."""
    asked = _by_group(figures.invited([window.span], (field,), scope))
    if not asked:
        return ()
    answered = _by_group(figures.answers_to_invitations([window.span], (field,), scope))
    everybody, all_answered = sum(asked.values()), sum(answered.values())
    groups = []
    for value in sorted({*asked, *answered}, key=lambda value: (-asked.get(value, 0), value)):
        group = scope.narrowed(field, value)
        invited, given = asked.get(value, 0), answered.get(value, 0)
        hidden = _hides(figures, window, group, invited)
        groups.append(
            Group(
                value or NOT_GIVEN,
                None if hidden else response_rate(given, invited),
                None if hidden else invited / everybody if everybody else None,
                None if hidden else given / all_answered if all_answered else None,
            )
        )
    return tuple(groups)


def fields_known(figures: Figures, window: Window, scope: Slice) -> tuple[str, ...]:
    """The fields by which it is known who was asked in the window, of those that split the group's answers."""
    known = figures.invitations.fields(window.span)
    spans = [window.span]
    return tuple(
        field
        for field in figures.splits(scope)
        if field in known
        and _fits(figures.invited(spans, (field,), scope), figures.answers_to_invitations(spans, (field,), scope), 0)
    )


def rate_book(figures: Figures, windows: Windows) -> Mapping[Key, RateVerdict]:
    """Every comparison of response rates that the survey's period holds, tested together, once.

    The whole and every value of every field against the previous period and a year ago, each value against the rest.
    """
    if windows not in figures.rate_books:
        company = figures.company
        figures.rate_books[windows] = compare_rates(
            dict(_comparisons(figures, windows)), margin=company.rate_margin, fewest=company.thin_below
        )
    return figures.rate_books[windows]


def rate_change(figures: Figures, windows: Windows, scope: Slice, against: Against) -> RateVerdict:
    """The book's verdict on the change of a group's rate; a group it does not hold is explored and labelled so."""
    found = rate_book(figures, windows).get((scope, against))
    if found:
        return found
    now, then = rates_of(figures, (windows.now, windows.reference(against)), scope)
    comparison = RateComparison(now, then, not_compared=_not_compared(figures, windows, against))
    return explore_rate(comparison, margin=figures.company.rate_margin, fewest=figures.company.thin_below)


def what_ifs(figures: Figures, window: Window, scope: Slice) -> Mapping[str, Judged]:
    """By field, what the score would be had every group answered as often as it was asked."""
    key = window, scope
    if key not in figures.what_ifs:
        figures.what_ifs[key] = _judged(figures, window, scope)
    return figures.what_ifs[key]


def _judged(figures: Figures, window: Window, scope: Slice) -> dict[str, Judged]:
    made = {}
    for field in fields_known(figures, window, scope):
        asked = _by_group(figures.invited([window.span], (field,), scope))
        answered = {value: tally for (_, (value,)), tally in figures.tallies([window.span], (field,), scope).items()}
        groups = {
            value or NOT_GIVEN: Asked(asked.get(value, 0), answered.get(value, EMPTY)) for value in {*asked, *answered}
        }
        effect = figures.design_effect(window.span)
        found = reweighted(groups, design_effect=effect, thin_below=figures.company.thin_below) if asked else None
        if found:
            made[field] = found
    return judge(made, least=figures.company.nonresponse_margin)


def moved_by(judged: Mapping[str, Judged]) -> str:
    """The field by which the silent move the score most; '' where they do not."""
    moving = [(abs(one.what_if.shift.value), field) for field, one in judged.items() if one.moves and one.what_if.shift]
    return max(moving)[1] if moving else ""


def heard(figures: Figures, windows: Windows, scope: Slice, asked: str) -> Heard:
    """What there is to say when somebody asks how many were asked. asked: the survey and who asked, in words."""
    judged = what_ifs(figures, windows.now, scope)
    (rate,) = rates_of(figures, [windows.now], scope)
    return Heard(
        survey=figures.survey.name,
        asked=asked,
        period=windows.now.label,
        previous=windows.previous.label,
        rate=rate,
        change=rate_change(figures, windows, scope, Against.PREVIOUS),
        what_if=judged,
        moved_by=moved_by(judged),
    )


def stopped(figures: Figures, windows: Windows) -> tuple[tuple[Slice, Against, RateVerdict], ...]:
    """Groups that stopped answering, against the previous period or a year ago, most people asked first."""
    found: dict[Slice, tuple[Slice, Against, RateVerdict]] = {}
    for (scope, against), verdict in rate_book(figures, windows).items():
        if verdict.stopped and scope != EVERYBODY and scope not in found:
            found[scope] = (scope, against, verdict)

    def invited(one: tuple[Slice, Against, RateVerdict]) -> tuple[int, str]:
        return -(one[2].current.invited if one[2].current else 0), one[0].canonical()

    return tuple(sorted(found.values(), key=invited))


# Collecting ---------------------------------------------------------------------------------------------------------


def _comparisons(figures: Figures, windows: Windows) -> Iterator[tuple[Key, RateComparison]]:
    references = (Against.PREVIOUS, Against.YEAR_AGO)
    why = {against: _not_compared(figures, windows, against) for against in references}
    now, previous, year_ago = rates_of(figures, windows.all, EVERYBODY)
    for against, then in zip(references, (previous, year_ago), strict=True):
        yield (EVERYBODY, against), RateComparison(now, then, not_compared=why[against])
    for field in fields_known(figures, windows.now, EVERYBODY):
        yield from _of_field(figures, windows, field, why)


def _of_field(
    figures: Figures, windows: Windows, field: str, why: Mapping[Against, str]
) -> Iterator[tuple[Key, RateComparison]]:
    asked = figures.invited(windows.spans, (field,))
    answered = figures.answers_to_invitations(windows.spans, (field,))
    everybody = [sum(n or 0 for (j, _), n in asked.items() if j == i) for i in range(len(windows.all))]
    fits = [_fits(asked, answered, i) for i in range(len(windows.all))]
    placed = sum(n for (j, group), n in answered.items() if j == 0 and asked.get((0, group)))
    for value in sorted({value for _, (value,) in asked if value}):
        scope = Slice.of(**{field: value})
        now, *then = (
            _shown_rate(figures, window, scope, answered.get((i, (value,)), 0), asked.get((i, (value,))))
            for i, window in enumerate(windows.all)
        )
        for (against, words), rate, fit in zip(why.items(), then, fits[1:], strict=True):
            yield (scope, against), RateComparison(now, rate, not_compared=words or ("" if fit else NOT_PLACED))
        if now:
            rest = response_rate(placed - now.answered, everybody[0] - now.invited)
            yield (scope, Against.REST), RateComparison(now, rest, Question.GAP)


def _fits(
    asked: Mapping[tuple[int, tuple[str, ...]], int | None], answered: Mapping[tuple[int, tuple[str, ...]], int], i: int
) -> bool:
    """Whether nearly all answers of a window are in groups that were invited."""
    given = sum(n for (j, _), n in answered.items() if j == i)
    placed = sum(n for (j, group), n in answered.items() if j == i and asked.get((i, group)))
    return given - placed <= MOST_NOT_TOLD * given


def _not_compared(figures: Figures, windows: Windows, against: Against) -> str:
    return figures.not_compared(windows.now.span, windows.reference(against).span)


def _by_group(found: Mapping[tuple[int, tuple[str, ...]], int | None]) -> dict[str, int]:
    return {group[0]: n for (_, group), n in found.items() if group and n}


def _shown_rate(
    figures: Figures, window: Window, scope: Slice, answered: int, invited: int | None
) -> ResponseRate | None:
    return None if _hides(figures, window, scope, invited or 0) else response_rate(answered, invited)


def _hides(figures: Figures, window: Window, scope: Slice, invited: int) -> bool:
    """Whether a group's rate would say something of a few people: of who answered, or of whom we asked."""
    (tally,) = (figures.tallies([window.span], where=scope).get((0, ()), EMPTY),)
    few = figures.shown(tally) is Shown.HIDDEN or 0 < invited < figures.company.hide_below
    return few or figures.is_hidden(window.period, scope)
