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
from collections.abc import Hashable, Iterator, Mapping
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
    """

    EVERYBODY: ClassVar[Hashable] = _Everybody.EVERYBODY

    def __init__(self, counts: Mapping[tuple[R, C], int], wholes: Mapping[C, W]) -> None:
        self._wholes: dict[Hashable, Hashable] = dict(wholes.items())
        self._counts: dict[Figure, int] = defaultdict(int)
        for (group, shortest), n in counts.items():
            period: Hashable | None = shortest
            while n and period is not None:
                self._counts[group, period] += n
                self._counts[self.EVERYBODY, period] += n
                period = self._wholes.get(period)
        self._longer = set(self._wholes.values())
        self._edges = {figure: self._lines_of(figure) for figure in self._counts}
        self._held: dict[Line, list[Figure]] = defaultdict(list)
        for figure in sorted(self._edges, key=self._size):
            for line in self._edges[figure]:
                self._held[line].append(figure)

    def hidden(self, hide_below: int) -> frozenset[Figure]:
        """Every figure below `hide_below`, and the cheapest others that keep all of them from being worked out."""
        hidden: set[Figure] = set()
        for figure in sorted(self._counts, key=self._size):
            if self._counts[figure] < hide_below:
                hidden.add(figure)
        for figure in sorted(hidden, key=self._size):
            hidden |= self._loop(figure, hidden)
        while partner := self._next_partner(hidden, hide_below):
            hidden.add(partner)
            hidden |= self._loop(partner, hidden)
        return frozenset(hidden)

    def _size(self, figure: Figure) -> tuple[int, str]:
        return self._counts[figure], repr(figure)

    def _lines_of(self, figure: Figure) -> tuple[Line, Line]:
        group, period = figure
        whole = self._wholes.get(period)
        below = ("group", group, period) if period in self._longer else ("period", period)
        above = ("longest", period) if whole is None else ("group", group, whole)
        return below, above

    def _loop(self, figure: Figure, hidden: set[Figure]) -> set[Figure]:
        """The figures to hide so that this one lies on a loop: the path with the fewest answers around it.

        There always is one: through the group's longer periods, up to everybody's, and down everybody's to the start.
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
            for step in self._held[line]:
                if step == figure:
                    continue
                there = self._other_end(step, line)
                price = cost + (0 if step in hidden else self._counts[step])
                if there not in cheapest or price < cheapest[there]:
                    pushed += 1
                    cheapest[there], came_by[there] = price, step
                    heapq.heappush(queue, (price, pushed, there))
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

    def _next_partner(self, hidden: set[Figure], hide_below: int) -> Figure | None:
        """The smallest shown part of a sum whose hidden parts have together too few answers; None where none has."""
        for total, parts in self._sums():
            unseen = sum(self._counts[part] for part in parts if part in hidden)
            if total not in hidden and 0 < unseen < hide_below:
                return min((part for part in parts if part not in hidden), key=self._size)
        return None

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
