"""Money and people beside the gap that they are meant to close."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cx.domain.dimensions import Dimension


@dataclass(frozen=True, slots=True)
class Allocation:
    """What one thing that we fund takes and has. money: in the company's currency; people: full time; None not said.

    stops: what we stop to pay for it, with the money and people that this frees.
    """

    allocation_id: str
    dimension: Dimension
    name: str
    project_id: str = ""
    money_planned: float | None = None
    money_committed: float | None = None
    people_planned: float | None = None
    people_committed: float | None = None
    stops: str = ""
    money_freed: float | None = None
    people_freed: float | None = None
    owner: str = ""

    @property
    def committed(self) -> bool:
        return bool(self.money_committed or self.people_committed)


@dataclass(frozen=True, slots=True)
class Plan:
    """What closing a gap takes (planned) and what is committed to it; both at least 0."""

    planned: float = 0.0
    committed: float = 0.0

    @property
    def covered(self) -> float | None:
        """Committed share of the plan, 0 to 1; None where nothing was planned."""
        return min(1.0, self.committed / self.planned) if self.planned > 0 else None

    @property
    def missing(self) -> float:
        return max(0.0, self.planned - self.committed)


@dataclass(frozen=True, slots=True)
class Gap:
    """How far we are behind the main competitor in a dimension.

    points: behind is above 0, ahead below, on the scorecard's 0 to 100; None unless the gap was tested and is one.
    word: what is said instead. severity, without points: 0 not behind, 1 behind, 2 well behind, None where nobody can
    tell. judged: it rests on judgement alone.
    """

    points: float | None = None
    word: str = ""
    severity: int | None = None
    judged: bool = False

    @property
    def behind(self) -> bool:
        return (self.points or 0) > 0 or (self.severity or 0) > 0


@dataclass(frozen=True, slots=True)
class Funding:
    """A dimension's money and people together, and its gap; None where nobody knows it."""

    dimension: Dimension
    money: Plan
    people: Plan
    gap: Gap | None = None

    @property
    def covered(self) -> float | None:
        """The scarcer of money and people decides, 0 to 1; None where neither was planned."""
        shares = [share for share in (self.money.covered, self.people.covered) if share is not None]
        return min(shares) if shares else None

    @property
    def uncovered(self) -> float:
        """Share of what it takes that is not committed, 0 to 1; a gap for which nobody planned is wholly uncovered."""
        return 1.0 - (self.covered or 0.0)

    @property
    def planned(self) -> bool:
        return self.covered is not None


def fundings(allocations: Iterable[Allocation], gaps: Mapping[Dimension, Gap]) -> tuple[Funding, ...]:
    """Every dimension, most underfunded gap first.

    First the gaps in points, by points times the share that is not committed: the points with nothing behind them. Then
    those known by judgement, by its severity times that share. Then what is planned for gaps that nobody measured, by
    that share, then what is planned where there is no gap. Last what is covered.
    """
    given = tuple(allocations)
    made = [_funding(dimension, given, gaps.get(dimension)) for dimension in Dimension]
    return tuple(sorted(made, key=_urgency))


def _funding(dimension: Dimension, allocations: Iterable[Allocation], gap: Gap | None) -> Funding:
    money = people = Plan()
    for one in (one for one in allocations if one.dimension is dimension):
        money = _plus(money, one.money_planned, one.money_committed)
        people = _plus(people, one.people_planned, one.people_committed)
    return Funding(dimension, money, people, gap)


def _plus(plan: Plan, planned: float | None, committed: float | None) -> Plan:
    return Plan(plan.planned + (planned or 0.0), plan.committed + (committed or 0.0))


def _urgency(funding: Funding) -> tuple[int, float]:
    gap, uncovered = funding.gap, funding.uncovered
    if uncovered and gap and gap.points is not None and gap.points > 0:
        return 0, -gap.points * uncovered
    if uncovered and gap and gap.points is None and gap.severity:
        return 1, -gap.severity * uncovered
    if uncovered and funding.planned and (gap is None or (gap.points is None and gap.severity is None)):
        return 2, -uncovered
    return (3, -uncovered) if uncovered and funding.planned else (4, 0.0)
