"""The one group that carries most of a change, or that it is who answered; nothing where chance could have done it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cx.domain.book import Verdict
from cx.domain.bridge import Bridge
from cx.domain.carrying import LEVEL, apart, shift
from cx.domain.score import Score
from cx.domain.series import Shown
from cx.domain.slices import NOT_GIVEN, Slice
from cx.domain.tally import EMPTY, Tally, total
from cx.domain.verdict import Difference
from cx.reports.book import Windows
from cx.reports.bridges import POOLED, bridge_part
from cx.reports.figures import Figures

MOST_OF_IT = 0.5
"""Share of a change that one group carries before a sentence says so."""
NEARLY_ALL = 0.8
"""Share of the answers above which a group is nearly the whole, and naming it explains nothing."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What carries most of a change.

    group: by name, '' where it is who answered. effect: its points of the change. change: all of it, in points.
    p: of its being chance, over all that was looked at (Bonferroni).
    """

    group: str
    effect: float
    change: float
    p: float
    z: float

    @property
    def share(self) -> float:
        return self.effect / self.change


def cause(figures: Figures, windows: Windows, scope: Slice, verdict: Verdict) -> Cause | None:
    """The one with the largest share, over every field that splits the group."""
    fields = figures.splits(scope)
    looked_at = sum(len(figures.known[field]) for field in fields) + len(fields)
    figures.ask_few((windows.now.span, windows.previous.span), [(field,) for field in fields], scope)
    found = [one for field in fields for one in _of_field(figures, windows, field, scope, verdict, looked_at)]
    return max(found, key=lambda one: (one.share, one.group), default=None)


def _of_field(
    figures: Figures, windows: Windows, field: str, scope: Slice, verdict: Verdict, looked_at: int
) -> Iterator[Cause]:
    spans = [windows.now.span, windows.previous.span]
    found = figures.few_tallies(spans, (field,), scope)
    made = bridge_part(figures, windows, field, scope, verdict).bridge
    if made is None or not (change := made.after - made.before):
        return
    now, then = ({group: tally for (i, (group,)), tally in found.items() if i == place} for place in (0, 1))
    if made.mix / change > MOST_OF_IT:
        shifted = shift(then, now, figures.design_effect(windows.now.span))
        yield from _sure("", made.mix, change, shifted, looked_at)
    group = _largest(made)
    if group and group[1] / change > MOST_OF_IT:
        more = _apart(figures, windows, group[0], now, then)
        for cause in _sure(*group, change, more, looked_at):
            if _may_be_told(figures, windows, scope.narrowed(field, group[0])):
                yield cause


def _sure(group: str, effect: float, change: float, found: Difference | None, looked_at: int) -> Iterator[Cause]:
    """The cause, where it goes the way of the change by more than chance."""
    if found and found.z * change > 0 and (p := min(1.0, found.p * looked_at)) <= LEVEL:
        yield Cause(group, effect, change, p, found.z)


def _largest(made: Bridge) -> tuple[str, float] | None:
    """The group that carries most by how it scored, where it has a name of its own."""
    part = max(made.parts, key=lambda one: one.rate * (1 if made.after > made.before else -1), default=None)
    return None if part is None or part.group in (POOLED, NOT_GIVEN) else (part.group, part.rate)


def _apart(
    figures: Figures, windows: Windows, group: str, now: Mapping[str, Tally], then: Mapping[str, Tally]
) -> Difference | None:
    """How much more the group changed than the others of its field; None where it is nearly all of them."""
    if now.get(group, EMPTY).n >= NEARLY_ALL * total(now.values()).n:
        return None
    scores: list[Score | None] = []
    for tallies, span in ((now, windows.now.span), (then, windows.previous.span)):
        tally = tallies.get(group, EMPTY)
        scores += [figures.score(tally, span), figures.score(total(tallies.values()) - tally, span)]
    here, others, here_then, others_then = scores
    if here is None or others is None or here_then is None or others_then is None:
        return None
    return apart(here, here_then, others, others_then)


def _may_be_told(figures: Figures, windows: Windows, group: Slice) -> bool:
    points = figures.series((windows.now, windows.previous), group, "").points
    return all(point.shown is Shown.FULL for point in points)
