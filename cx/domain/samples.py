"""Which figures may be shown, so that no small group can be read, nor worked out from what stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cx.domain.margins import Margins
from cx.domain.series import Shown
from cx.domain.tally import Tally

K = TypeVar("K", bound=Hashable)
R = TypeVar("R", bound=Hashable)
C = TypeVar("C", bound=Hashable)

Group = tuple[str, ...]
"""Values of one or more fields."""


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


@dataclass(frozen=True, slots=True)
class Hidden(Generic[R, C]):
    """What a table of groups by periods hides.

    cells: (group, period) at every grain. totals: periods whose figure of all groups together is hidden too.
    """

    cells: frozenset[tuple[R, C]]
    totals: frozenset[C]


def hidden_table(
    counts: Mapping[tuple[R, C], int],
    hide_below: int,
    wholes: Mapping[C, C],
    longer: Mapping[tuple[R, C], int] | None = None,
    spared: Collection[C] = (),
) -> Hidden[R, C]:
    """What to hide where groups, their totals, and longer periods are all shown somewhere.

    counts: answers of each group in each of the shortest periods; a missing pair is empty, and empty counts as known.
    wholes: the longer period that holds a period: months to quarters, quarters to years; a period without one has no
    known total over time.
    longer: answers of a group in a longer period where they are fewer than those of its parts together, because who
    answered in several parts counts once; a missing one is that sum. Nobody is told by how many they differ: what
    would be safe if they did not is safe.
    spared: periods whose figures are hidden only where no others protect: those that everybody looks at.

    Holds for one reader who sees every page: no hidden figure, of whatever grain, is determined by all that are shown
    (see `margins`), and neither a total less what is shown, nor a sum of two hidden figures that can be worked out, is
    below `hide_below`.

    >>> months = {("a", "Jan"): 2, ("a", "Feb"): 9, ("b", "Jan"): 30, ("b", "Feb"): 31}
    >>> sorted(hidden_table(months, 5, {"Jan": "Q1", "Feb": "Q1"}).cells)
    [('a', 'Feb'), ('a', 'Jan'), ('b', 'Feb'), ('b', 'Jan')]
    """
    longer = {} if longer is None else longer
    if not any(0 < n < hide_below for n in (*counts.values(), *longer.values())):
        return Hidden(frozenset(), frozenset())
    hidden = Margins(counts, wholes, longer, spared).hidden(hide_below)
    groups = {group for group, _ in counts}
    periods = {period for _, period in counts} | set(wholes.values())
    return Hidden(
        cells=frozenset((group, period) for group in groups for period in periods if (group, period) in hidden),
        totals=frozenset(period for period in periods if (Margins.EVERYBODY, period) in hidden),
    )


def hidden_parts(
    counts: Mapping[tuple[Group, C], int],
    hide_below: int,
    wholes: Mapping[C, C],
    hidden_totals: Sequence[Collection[tuple[Group, C]]],
    hidden_before: Collection[tuple[Group, C]] = (),
    longer: Mapping[tuple[Group, C], int] | None = None,
    spared: Collection[C] = (),
) -> frozenset[tuple[Group, C]]:
    """What to hide of groups named by values of one or more fields, beside totals that are decided already.

    counts: answers by (values, shortest period). wholes: the longer period that holds a period.
    hidden_totals: for each field in turn, the hidden figures (values of the other fields, period) of the table that
    adds over it; its every other figure is shown. hidden_before: figures that are hidden whatever follows.
    longer, spared: as in `hidden_table`.

    Beside a shown total, and beside a group's shown longer period, the hidden figures are at least two and have
    together at least `hide_below` answers, and so many are left of the longer period without its shown parts; where
    there is no other to hide, the longer period is hidden. A hidden total, of whatever kind, has a hidden part. A
    figure that is all of a shown total counts as shown.

    >>> months = {(("a",), "Jan"): 3, (("b",), "Jan"): 30, (("c",), "Jan"): 40}
    >>> sorted(group for (group,), _ in hidden_parts(months, 5, {}, [()]))
    ['a', 'b']
    """
    known = _at_every_grain(counts, wholes) | dict(longer or {})
    known = {cell: n for cell, n in known.items() if n}
    hidden = {cell for cell, n in known.items() if n < hide_below or cell in hidden_before}
    sums, of_hidden = _sums(known, wholes, hidden_totals)
    told = {parts[0] for total, parts in sums if total is None and len(parts) == 1}
    found = (-1, -1)

    def loss(part: tuple[Group, C]) -> tuple[bool, int, str]:
        return part[1] in spared, known[part], repr(part)

    while (hidden or of_hidden) and (len(hidden), len(told)) != found:
        found = len(hidden), len(told)
        for total, parts in sums:
            unseen = hidden - told
            if unseen.isdisjoint(parts) and (total is None or total not in unseen):
                continue
            if total is None or (total in known and total not in unseen):
                more, enough = _partners(parts, unseen, told, known, hide_below, loss, known[total] if total else None)
                hidden |= more
                if total and not enough:
                    hidden.add(total)
            elif total in unseen and unseen.isdisjoint(parts):
                free = [part for part in parts if part not in told]
                hidden.add(min(free or parts, key=loss))
                told |= set() if free else {total}
        for parts in of_hidden:
            if hidden.isdisjoint(parts):
                hidden.add(min(parts, key=loss))
    return frozenset(hidden)


def _at_every_grain(counts: Mapping[tuple[Group, C], int], wholes: Mapping[C, C]) -> dict[tuple[Group, C], int]:
    known: dict[tuple[Group, C], int] = {}
    for (group, shortest), n in counts.items():
        period: C | None = shortest
        while n and period is not None:
            known[group, period] = known.get((group, period), 0) + n
            period = wholes.get(period)
    return known


def _sums(
    known: Mapping[tuple[Group, C], int],
    wholes: Mapping[C, C],
    hidden_totals: Sequence[Collection[tuple[Group, C]]],
) -> tuple[list[tuple[tuple[Group, C] | None, list[tuple[Group, C]]]], list[list[tuple[Group, C]]]]:
    """Totals that may be shown, with their parts: a group's longer period, or a total (None) over a field.

    And the parts of each hidden total over a field.
    """
    over_time: dict[tuple[Group, C], list[tuple[Group, C]]] = {}
    over_fields: dict[tuple[int, Group, C], list[tuple[Group, C]]] = {}
    of_hidden: dict[tuple[int, Group, C], list[tuple[Group, C]]] = {}
    for group, period in sorted(known, key=repr):
        if period in wholes:
            over_time.setdefault((group, wholes[period]), []).append((group, period))
        for place, hidden in enumerate(hidden_totals):
            others = group[:place] + group[place + 1 :]
            sums = of_hidden if (others, period) in hidden else over_fields
            sums.setdefault((place, others, period), []).append((group, period))
    shown = [*over_time.items(), *((None, parts) for parts in over_fields.values())]
    return shown, list(of_hidden.values())


def _partners(
    parts: list[tuple[Group, C]],
    unseen: set[tuple[Group, C]],
    told: set[tuple[Group, C]],
    known: Mapping[tuple[Group, C], int],
    hide_below: int,
    loss: Callable[[tuple[Group, C]], tuple[bool, int, str]],
    whole: int | None,
) -> tuple[set[tuple[Group, C]], bool]:
    """The shown parts of a sum that its hidden ones need beside its shown total, by least loss; if they are enough.

    told: parts that a total of their own gives away; hiding them helps only who does not see that total.
    whole: the total, where it may be less than the sum of its parts.
    """
    hidden = [part for part in parts if part in unseen]
    if not hidden:
        return set(), True
    free = [part for part in parts if part not in unseen and part not in told]
    in_them = sum(known[part] for part in hidden)
    left = sum(known[part] for part in parts) - in_them
    more: set[tuple[Group, C]] = set()

    def enough() -> bool:
        gives_away = whole is not None and 0 < whole - left < hide_below
        return len(hidden) + len(more) > 1 and in_them >= hide_below and not gives_away

    for part in sorted(free, key=loss):
        if enough():
            break
        more.add(part)
        in_them, left = in_them + known[part], left - known[part]
    helped = enough()
    return (more if helped else more | told.intersection(parts)), helped
