"""Which figures may be shown, so that no small group can be read, nor worked out from what stands beside it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from cx.domain.margins import Margins
from cx.domain.series import Shown
from cx.domain.tally import Tally

K = TypeVar("K", bound=Hashable)
R = TypeVar("R", bound=Hashable)
C = TypeVar("C", bound=Hashable)


def shown(tally: Tally, hide_below: int, thin_below: float) -> Shown:
    """How much of a tally's figure may be shown, by itself; what stands beside it may hide more.

    hide_below: answers below which figure and counts are hidden. thin_below: effective answers below which it is
    marked "few answers". No answers, or none that weighs anything, is empty: nobody's answer is given away by it.
    """
    if 0 < tally.n < hide_below:
        return Shown.HIDDEN
    if tally.weight <= 0:
        return Shown.EMPTY
    return Shown.FEW if tally.n_effective < thin_below else Shown.FULL


def hidden_groups(counts: Mapping[K, int], hide_below: int, *, total_known: bool = True) -> frozenset[K]:
    """The groups of one table to hide: those below `hide_below`, and the smallest others that protect them.

    Beside a known total, the hidden groups are at least two and have together at least `hide_below` answers, so that
    the total less what is shown is no small group's figure. An empty group counts as known and protects nobody.
    The same counts hide the same groups in whatever order they come.

    >>> sorted(hidden_groups({"a": 3, "b": 40, "c": 25}, 5))
    ['a', 'c']
    """
    hidden = {group for group, n in counts.items() if 0 < n < hide_below}
    if not (hidden and total_known):
        return frozenset(hidden)
    partners = sorted((group for group, n in counts.items() if n >= hide_below), key=lambda k: (counts[k], repr(k)))
    for partner in partners:
        if len(hidden) > 1 and sum(counts[group] for group in hidden) >= hide_below:
            break
        hidden.add(partner)
    return frozenset(hidden)


@dataclass(frozen=True, slots=True)
class Hidden(Generic[R, C]):
    """What a table of groups by periods hides.

    cells: (group, period) at every grain. totals: periods whose figure of all groups together is hidden too.
    """

    cells: frozenset[tuple[R, C]]
    totals: frozenset[C]


def hidden_table(counts: Mapping[tuple[R, C], int], hide_below: int, wholes: Mapping[C, C]) -> Hidden[R, C]:
    """What to hide where groups, their totals, and longer periods are all shown somewhere.

    counts: answers of each group in each of the shortest periods; a missing pair is empty, and empty counts as known.
    wholes: the longer period that holds a period: months to quarters, quarters to years; a period without one has no
    known total over time.

    Holds for one reader who sees every page: no hidden figure, of whatever grain, is determined by all that are shown
    (see `margins`), and neither a total less what is shown, nor a sum of two hidden figures that can be worked out, is
    below `hide_below`.

    >>> months = {("a", "Jan"): 2, ("a", "Feb"): 9, ("b", "Jan"): 30, ("b", "Feb"): 31}
    >>> sorted(hidden_table(months, 5, {"Jan": "Q1", "Feb": "Q1"}).cells)
    [('a', 'Feb'), ('a', 'Jan'), ('b', 'Feb'), ('b', 'Jan')]
    """
    if not any(0 < n < hide_below for n in counts.values()):
        return Hidden(frozenset(), frozenset())
    hidden = Margins(counts, wholes).hidden(hide_below)
    groups = {group for group, _ in counts}
    periods = {period for _, period in counts} | set(wholes.values())
    return Hidden(
        cells=frozenset((group, period) for group in groups for period in periods if (group, period) in hidden),
        totals=frozenset(period for period in periods if (Margins.EVERYBODY, period) in hidden),
    )


def hidden_cells(counts: Mapping[tuple[R, C], int], hide_below: int) -> frozenset[tuple[R, C]]:
    """The cells to hide in one table whose row totals (a group over all periods) and column totals are known.

    Totals that are hidden themselves (below `hide_below`, or as a partner: see `hidden_table`) are taken as hidden.
    """
    if not any(0 < n < hide_below for n in counts.values()):
        return frozenset()
    hidden = Margins(counts, {period: _Whole.ALL_PERIODS for _, period in counts}).hidden(hide_below)
    return frozenset(cell for cell in counts if cell in hidden)


class _Whole(Enum):
    """All periods of a table together."""

    ALL_PERIODS = "all periods"
