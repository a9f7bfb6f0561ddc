"""Complementary hiding in a table of groups by periods with all its totals.

Every figure (a group, or everybody, in a period of any grain) is an edge between two lines that hold it: a month
stands in the sum over groups that makes the month's total and in the sum over months that makes its quarter; a quarter
in the sum that it is and in the sum that makes its year; and so on up to the longest period, whose groups make its
total. What all shown figures leave open are changes of hidden ones along closed loops of hidden edges, so a hidden
figure is protected if and only if it lies on one (Gusfield 1988, "A Graph Theoretic Approach to Statistical Data
Security").
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping
from enum import Enum
from typing import ClassVar, TypeVar

R = TypeVar("R", bound=Hashable)
C = TypeVar("C", bound=Hashable)
W = TypeVar("W", bound=Hashable)

Figure = tuple[Hashable, Hashable]
Line = tuple[Hashable, ...]


class _Everybody(Enum):
    EVERYBODY = "everybody"


class Margins:
    """The non-empty figures of a table with their counts, and the lines that tie them together.

    counts: answers by (group, shortest period). wholes: the longer period that holds a period.
    longer: answers in a longer period where they are not the sum of its parts'. The lines stay as if they were: what
    is safe from somebody who could add the parts is safe from somebody who cannot.
    spared: periods whose figures are hidden only where no others protect.
    """

    EVERYBODY: ClassVar[Hashable] = _Everybody.EVERYBODY

    def __init__(
        self,
        counts: Mapping[tuple[R, C], int],
        wholes: Mapping[C, W],
        longer: Mapping[tuple[R, C], int] | None = None,
        spared: Collection[Hashable] = (),
    ) -> None:
        self._wholes: dict[Hashable, Hashable] = dict(wholes.items())
        self._counts: dict[Figure, int] = defaultdict(int)
        for (group, shortest), n in counts.items():
            period: Hashable | None = shortest
            while n and period is not None:
                self._counts[group, period] += n
                self._counts[self.EVERYBODY, period] += n
                period = self._wholes.get(period)
        for (group, whole), n in (longer or {}).items():
            if n:  # an empty one stays as large as its parts: its line must not break off
                self._counts[self.EVERYBODY, whole] += n - self._counts[group, whole]
                self._counts[group, whole] = n
        self._longer = set(self._wholes.values())
        dear = 1 + sum(self._counts.values())
        self._price = {figure: n + dear * (figure[1] in spared) for figure, n in self._counts.items()}
        self._edges = {figure: self._lines_of(figure) for figure in self._counts}
        self._held: dict[Line, list[tuple[Figure, Line, int]]] = defaultdict(list)
        for figure in sorted(self._edges, key=self._size):
            below, above = self._edges[figure]
            self._held[below].append((figure, above, self._price[figure]))
            self._held[above].append((figure, below, self._price[figure]))

    def hidden(self, hide_below: int) -> frozenset[Figure]:
        """Every figure below `hide_below`, and the cheapest others that keep all of them from being worked out."""
        hidden = {figure for figure, n in self._counts.items() if n < hide_below}
        fixed = [figure for figure, loops in self._changes(hidden).items() if not loops]
        for figure in sorted(fixed, key=self._size):
            hidden |= self._loop(figure, hidden)
        while more := self._sum_breaker(hidden, hide_below) or self._pair_breaker(hidden, hide_below):
            hidden |= more
        return frozenset(hidden)

    def _size(self, figure: Figure) -> tuple[int, str]:
        return self._counts[figure], repr(figure)

    def _loss(self, figure: Figure) -> tuple[int, str]:
        return self._price[figure], repr(figure)

    def _lines_of(self, figure: Figure) -> tuple[Line, Line]:
        group, period = figure
        whole = self._wholes.get(period)
        below = ("group", group, period) if period in self._longer else ("period", period)
        above = ("longest", period) if whole is None else ("group", group, whole)
        return below, above

    def _loop(self, figure: Figure, hidden: set[Figure], apart_from: Figure | None = None) -> set[Figure]:
        """The figures to hide so that this one lies on a loop: the path around it that costs least to hide.

        There always is one: through the group's longer periods, up to everybody's, and down everybody's to the start.
        apart_from: a figure that the loop leaves out.
        """
        start, end = self._edges[figure]
        cheapest: dict[Line, int] = {start: 0}
        came_by: dict[Line, Figure] = {}
        queue: list[tuple[int, int, Line]] = [(0, 0, start)]
        pushed = 0
        while queue:
            cost, _, line = heapq.heappop(queue)
            if line == end:
                break
            if cost > cheapest[line]:
                continue
            for step, there, price in self._held[line]:
                known = cheapest.get(there)
                if known is not None and known <= cost:
                    continue
                so_far = cost if step in hidden else cost + price
                if (known is None or so_far < known) and step not in (figure, apart_from):
                    pushed += 1
                    cheapest[there], came_by[there] = so_far, step
                    heapq.heappush(queue, (so_far, pushed, there))
        return set(self._path(came_by, start, end))

    def _path(self, came_by: Mapping[Line, Figure], start: Line, end: Line) -> Iterator[Figure]:
        line = end
        while line != start:
            step = came_by[line]
            yield step
            line = self._other_end(step, line)

    def _other_end(self, figure: Figure, line: Line) -> Line:
        one, other = self._edges[figure]
        return other if line == one else one

    def _sum_breaker(self, hidden: set[Figure], hide_below: int) -> set[Figure]:
        """What to hide where a shown total less its shown parts has too few answers: the part that is missed least."""
        for total, parts in self._sums():
            unseen = sum(self._counts[part] for part in parts if part in hidden)
            if total not in hidden and 0 < unseen < hide_below:
                partner = min((part for part in parts if part not in hidden), key=self._loss)
                return {partner} | self._loop(partner, hidden | {partner})
        return set()

    def _pair_breaker(self, hidden: set[Figure], hide_below: int) -> set[Figure]:
        """What to hide where two hidden figures can only change against each other and have too few answers together.

        Their sum could be worked out, though neither of them and no total stands beside it.
        """
        smallest: dict[frozenset[tuple[Figure, int]], Figure] = {}
        small = sorted((figure for figure in hidden if self._counts[figure] < hide_below), key=self._size)
        changes = self._changes(hidden) if small else {}
        for figure in small:
            partner = smallest.get(frozenset((loop, -sign) for loop, sign in changes[figure].items()))
            if partner is not None and self._counts[partner] + self._counts[figure] < hide_below:
                return self._loop(figure, hidden, apart_from=partner)
            smallest.setdefault(frozenset(changes[figure].items()), figure)
        return set()

    def _changes(self, hidden: set[Figure]) -> dict[Figure, dict[Figure, int]]:
        """How each hidden figure changes (+1, -1) along each independent loop, named by the figure that closes it."""
        came_by: dict[Line, tuple[Figure, Line] | None] = {}
        closing = []
        for figure in sorted(hidden, key=self._size):
            root = self._edges[figure][0]
            if root not in came_by:
                came_by[root] = None
                closing += self._grow(root, hidden, came_by)
        changes: dict[Figure, dict[Figure, int]] = {figure: {} for figure in hidden}
        for figure in closing:
            tail, head = self._direction(figure)
            changes[figure][figure] = 1
            for line, sign in ((head, 1), (tail, -1)):
                while (step := came_by[line]) is not None:
                    along = sign if self._direction(step[0])[0] == line else -sign
                    changes[step[0]][figure] = changes[step[0]].get(figure, 0) + along
                    line = step[1]
        return {figure: {loop: sign for loop, sign in found.items() if sign} for figure, found in changes.items()}

    def _grow(self, root: Line, hidden: set[Figure], came_by: dict[Line, tuple[Figure, Line] | None]) -> list[Figure]:
        """Reach every line from the root along hidden figures; the figures that were not needed each close a loop."""
        closing, seen, reached = [], set(), [root]
        for line in reached:
            for figure, there, _ in self._held[line]:
                if figure not in hidden or figure in seen:
                    continue
                seen.add(figure)
                if there in came_by:
                    closing.append(figure)
                else:
                    came_by[there] = (figure, line)
                    reached.append(there)
        return closing

    def _direction(self, figure: Figure) -> tuple[Line, Line]:
        """A figure's two lines, so ordered that what all figures bring into a line is what they take out of it."""
        below, above = self._edges[figure]
        return (above, below) if figure[0] is self.EVERYBODY else (below, above)

    def _sums(self) -> Iterator[tuple[Figure, list[Figure]]]:
        """Each total with its parts: the groups of a period, and the periods of a longer one."""
        groups: dict[Figure, list[Figure]] = defaultdict(list)
        periods: dict[Figure, list[Figure]] = defaultdict(list)
        for group, period in sorted(self._counts, key=self._size):
            if group is not self.EVERYBODY:
                groups[self.EVERYBODY, period].append((group, period))
            if (whole := self._wholes.get(period)) is not None:
                periods[group, whole].append((group, period))
        yield from groups.items()
        yield from periods.items()
