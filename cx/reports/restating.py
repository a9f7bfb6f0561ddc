"""A closed figure beside what today's answers say, so that neither the two nor their difference tell too much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from cx.domain.closing import NOTHING, Change, Closing, Frozen, changed_answers, is_same, standing
from cx.domain.periods import Grain, Window
from cx.domain.samples import hidden_parts
from cx.domain.series import Point, Restatement, Shown
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.tally import Tally, total
from cx.narrative import restating as words
from cx.settings import Company

if TYPE_CHECKING:
    from cx.reports.closed import Fields
    from cx.reports.figures import Figures

_POOL = "hidden groups together"
"""What the groups that were hidden when the period was closed count as."""

_ONLY_NAMES = frozenset({"company_name", "logo", "labels", "main_competitor", "primary_survey"})
"""Settings that neither make nor judge a figure: not recorded with a closing."""

_MAKES_FIGURES = ("own_brand", "repeat_answers")
"""Settings by which the answers of the same days give another figure."""


def closed_point(
    figures: Figures, frozen: Frozen, window: Window, tally: Tally, scope: Slice, *, hidden: bool
) -> Point:
    """The point as it was closed, with its restatement.

    What was hidden then stays hidden; what today's answers would give away if it were shown is hidden, too. What is
    frozen stays as it is in either case.
    """
    closing = figures.closed.closings[window.span]
    shown = closed_shown(figures, frozen, window, scope, hidden=hidden)
    then = frozen.tally or NOTHING
    restated = shown is not Shown.HIDDEN and not is_same(then, tally)
    return Point(
        label=window.label,
        first=window.span.first,
        last=window.span.last,
        score=None if shown is Shown.HIDDEN else frozen.score,
        shown=shown,
        target=frozen.target,
        method=figures.method_of(window.span),
        closed=closing.closed_at.date(),
        restated=_restated(figures, closing, then, window, tally, scope) if restated else None,
    )


def closed_shown(figures: Figures, frozen: Frozen, window: Window, scope: Slice, *, hidden: bool = False) -> Shown:
    """Whether what was closed may be told."""
    told = frozen.score is not None and not hidden and not figures.is_hidden(window.period, scope)
    return frozen.shown if told or frozen.shown is Shown.EMPTY else Shown.HIDDEN


def _restated(figures: Figures, closing: Closing, then: Tally, window: Window, now: Tally, scope: Slice) -> Restatement:
    today = figures.today_point(window, now, scope)
    changes = standing(figures.closed.changes(figures.survey.survey_id), closing.last_change, closing.period.span)
    tells_too_much = today.shown is Shown.HIDDEN or _gives_away(figures, closing, then, now, scope)
    return Restatement(
        score=None if tells_too_much else today.score,
        shown=Shown.HIDDEN if tells_too_much else today.shown,
        on=max((change.at.date() for change in changes), default=None),
        reason=why(changes, closing, figures.company, in_all=bool(scope)),
    )


def why(changes: tuple[Change, ...], closing: Closing, company: Company, *, in_all: bool) -> str:
    """What changed the answers of a closed period, in words. in_all: the figure is of a part, the counts of all."""
    titles = {name: field.title or name for name, field in Company.model_fields.items()}
    then, now = dict(closing.rule), rule(company)
    changed = [titles[name] for name in _MAKES_FIGURES if name in then and now[name] != then[name]]
    return words.reason(changes, changed, company.hide_below, in_all=in_all)


def rule(company: Company) -> dict[str, str]:
    """The settings that a figure is made and judged by, as text."""
    return {name: str(value) for name, value in company.model_dump(mode="json").items() if name not in _ONLY_NAMES}


# What a difference would give away ----------------------------------------------------------------------------------


def _gives_away(figures: Figures, closing: Closing, then: Tally, now: Tally, scope: Slice) -> bool:
    """Whether the figure then and the figure now, beside all others like them, tell of fewer answers than are shown."""
    fewest = figures.company.hide_below
    if 0 < changed_answers(then, now) < fewest:
        return True
    by = tuple(name for name, _ in scope)
    values = tuple(value for _, value in scope)
    if (values, closing.period.key) in _hidden_changes(figures, by):
        return True
    return any(0 < left < fewest for left in _left_of_wholes(figures, closing, then, now, scope))


def _left_of_wholes(figures: Figures, closing: Closing, then: Tally, now: Tally, scope: Slice) -> Iterator[int]:
    """How many answers of each group that holds this one changed outside of it."""
    span, survey_id = closing.period.span, figures.survey.survey_id
    for field, _ in scope:
        whole = scope.without(field)
        frozen = figures.closed.figure(survey_id, span, whole) if field != "brand" else None
        if frozen and frozen.tally:
            today = total(figures.tallies([span], where=whole).values())
            yield changed_answers(frozen.tally + now, today + then)


def _hidden_changes(figures: Figures, by: Fields) -> frozenset[tuple[Fields, str]]:
    """Groups and periods whose difference between then and now is hidden, by the rule for small groups.

    The changed answers are taken for a survey of their own: few of them are hidden, and so is whatever else would,
    beside a total or a longer period, tell how those few answered.
    """
    key = figures.survey.survey_id, by
    kept = figures.closed.hidden_changes
    if key not in kept:
        counts, longer = _changed(figures, by)
        fewest = figures.company.hide_below
        if any(0 < n < fewest for n in (*counts.values(), *longer.values())):
            totals = [_hidden_changes(figures, by[:place] + by[place + 1 :]) for place in range(len(by))]
            kept[key] = hidden_parts(counts, fewest, figures.wholes(), totals, longer=longer)
        else:
            kept[key] = frozenset()
    return kept[key]


_Counts = dict[tuple["Fields", str], int]


def _changed(figures: Figures, by: Fields) -> tuple[_Counts, _Counts]:
    """Answers that changed in each closed period since it was closed, by the values of these fields: months, longer."""
    frozen = figures.closed.figures(figures.survey.survey_id)
    months: _Counts = {}
    longer: _Counts = {}
    for closing in figures.closed.closings.values():
        if closing.closing_id in frozen:
            counts = months if closing.period.grain is Grain.MONTH else longer
            changed = _changed_in(figures, closing, frozen[closing.closing_id], by)
            counts |= {(group, closing.period.key): n for group, n in changed.items() if n}
    return months, longer


def _changed_in(
    figures: Figures, closing: Closing, frozen: Mapping[Slice, Frozen], by: Fields
) -> dict[tuple[str, ...], int]:
    """One closed period. Groups that were hidden then are told by nobody, but as a pool they can be worked out."""
    span = closing.period.span
    then = {
        tuple(value for _, value in scope): one
        for scope, one in frozen.items()
        if tuple(name for name, _ in scope) == by
    }
    now = {group: monthly.within(span) for group, monthly in figures.cube.parts(by).items()}
    told = [group for group in {*then, *now} if group not in then or then[group].shown is not Shown.HIDDEN]
    was = {group: (then[group].tally or NOTHING) if group in then else NOTHING for group in told}
    changed = {group: changed_answers(was[group], now.get(group, NOTHING)) for group in told}
    whole = frozen.get(EVERYBODY)
    if len(by) == 1 and whole and whole.tally and len(told) < len({*then, *now}):
        everybody = figures.cube.parts(()).get(())
        rest_then = total([whole.tally, *(now.get(group, NOTHING) for group in told)])
        rest_now = total([everybody.within(span) if everybody else NOTHING, *was.values()])
        changed[_POOL,] = changed_answers(rest_then, rest_now)
    return changed
