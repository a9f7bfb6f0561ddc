"""What moved a score between two periods, by one field, with small groups pooled so that none is given away."""

from __future__ import annotations

from collections.abc import Mapping

from cx.domain.book import Verdict
from cx.domain.bridge import Bridge, bridge
from cx.domain.closing import is_same
from cx.domain.periods import Window
from cx.domain.slices import NOT_GIVEN, Slice
from cx.domain.tables import Table
from cx.domain.tally import EMPTY, Tally, total
from cx.domain.verdict import Relation
from cx.narrative import titles
from cx.reports import captions
from cx.reports.book import Windows
from cx.reports.figures import Figures
from cx.reports.parts import BridgePart

POOLED = "Small groups together"


def best_field(figures: Figures, scope: Slice) -> str:
    """The field to split by where nobody chose one: region, else the first that splits; '' where there is none."""
    splits = figures.splits(scope)
    return "region" if "region" in splits else next(iter(splits), "")


def bridge_part(figures: Figures, windows: Windows, field: str, scope: Slice, verdict: Verdict) -> BridgePart:
    """The bridge from the previous period to this one over the groups of a field."""
    label = figures.company.label(field)
    made, reason, n = _bridge(figures, windows, field, scope, verdict)
    when = f"{windows.previous.label} to {windows.now.label}"
    by_today = " · by today's answers" if _by_today(figures, windows, field, scope) else ""
    caption = captions.caption(n, when, figures.survey) + by_today
    title = titles.bridge(made, verdict, label, windows.now.label, windows.previous.label) if made else reason
    return BridgePart(
        title=title,
        caption=caption,
        alt=titles.bridge_alt(made, label) if made else reason,
        field_label=label,
        before_label=windows.previous.label,
        after_label=windows.now.label,
        bridge=made,
        moved=verdict.relation in (Relation.ROSE, Relation.FELL),
        reason=reason,
        table=_table(made, label, title, caption),
    )


def _bridge(
    figures: Figures, windows: Windows, field: str, scope: Slice, verdict: Verdict
) -> tuple[Bridge | None, str, int | None]:
    now, before = (_groups(figures, window, field, scope) for window in (windows.now, windows.previous))
    counted = total(now.values()).n, total(before.values()).n
    if not all(counted):
        missing = windows.now if not counted[0] else windows.previous
        return None, f"There are no answers in {missing.label} to compare with.", None
    if min(counted) < figures.company.hide_below:
        return None, "There are too few answers to say what moved the score.", None
    method = None
    if verdict.key.scope == scope and (why := figures.not_compared(windows.now.span, windows.previous.span)):
        method = _measured_method_change(figures, windows)
        if method is None:
            return None, f"What moved the score cannot be told: {why}.", None
    before, now = _pooled(before, now, figures.company.thin_below)
    return bridge(before, now, method_change=method), "", sum(counted)


def _measured_method_change(figures: Figures, windows: Windows) -> float | None:
    """Points that one change of method between the two periods added; None where nobody measured it."""
    if -1 in (figures.method_of(windows.now.span), figures.method_of(windows.previous.span)):
        return None
    between = [
        change
        for change in figures.method_changes()
        if windows.previous.span.first < change.starts_on <= windows.now.span.first
    ]
    effects = [change.effect for change in between if change.effect is not None]
    return sum(effects) if between and len(effects) == len(between) else None


def _groups(figures: Figures, window: Window, field: str, scope: Slice) -> dict[str, Tally]:
    """The tallies of a field's groups, as they were closed where they were; what was hidden then is one pool."""
    whole = figures.closed.figure(figures.survey.survey_id, window.span, scope)
    closed = figures.closed.groups(figures.survey.survey_id, window.span, field, scope)
    if whole and whole.tally and closed:
        told = {value or NOT_GIVEN: one.tally for value, one in closed.items() if one.tally}
        rest = whole.tally - total(told.values())
        return told | ({POOLED: rest} if rest.n else {})
    found = figures.few_tallies([window.span], (field,), scope)
    return {value or NOT_GIVEN: tally for (_, (value,)), tally in found.items()}


def _by_today(figures: Figures, windows: Windows, field: str, scope: Slice) -> bool:
    """Whether a closed figure is split by today's answers, which no longer give it: its parts were not frozen."""
    survey_id = figures.survey.survey_id
    for window in (windows.now, windows.previous):
        whole = figures.closed.figure(survey_id, window.span, scope)
        if whole and not figures.closed.groups(survey_id, window.span, field, scope):
            today = figures.tallies([window.span], where=scope).get((0, ()), EMPTY)
            if not is_same(whole.tally or EMPTY, today):
                return True
    return False


def _pooled(
    before: Mapping[str, Tally], now: Mapping[str, Tally], thin_below: int
) -> tuple[dict[str, Tally], dict[str, Tally]]:
    """Both periods with every group that has few answers in either pooled into one: no title names it.

    A pool that would itself be small takes in the smallest group that stands alone.
    """

    def size(group: str) -> tuple[int, str]:
        return before.get(group, EMPTY).n + now.get(group, EMPTY).n, group

    def small(group: str) -> bool:
        return any(0 < tallies.get(group, EMPTY).n < thin_below for tallies in (before, now))

    groups = sorted({*before, *now}, key=size)
    pool = {group for group in groups if small(group) or group == POOLED}
    alone = [group for group in groups if group not in pool]
    while pool and alone and _pool_is_small(pool, before, now, thin_below):
        pool.add(alone.pop(0))
    if not pool:
        return dict(before), dict(now)

    def with_pool(tallies: Mapping[str, Tally]) -> dict[str, Tally]:
        kept = {group: tallies[group] for group in alone if group in tallies}
        return kept | {POOLED: total(tallies.get(group, EMPTY) for group in pool)}

    return with_pool(before), with_pool(now)


def _pool_is_small(pool: set[str], before: Mapping[str, Tally], now: Mapping[str, Tally], thin_below: int) -> bool:
    counts = [total(tallies.get(group, EMPTY) for group in pool).n for tallies in (before, now)]
    return any(0 < n < thin_below for n in counts)


def _table(made: Bridge | None, label: str, title: str, caption: str) -> Table:
    rows = [(part.group, part.rate, part.mix, part.effect) for part in made.parts] if made else []
    return Table((label, "How they scored", "Who answered", "Together"), tuple(rows), title, (caption,))
