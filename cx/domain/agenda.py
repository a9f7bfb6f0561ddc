"""The agenda: what needs a decision, in which order, at most six at once, the rest in an annex.

The rule: issues stand by their kind, in the order of `Kind`, and within a kind as its own page orders them. No kind
takes more than two of the six places while another kind waits. Whoever chairs may move any of them; what they moved
stays where they put it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from cx.domain.council import Placement
from cx.domain.disclosure import Sensitivity

MOST_DECISIONS = 6
"""Decisions that a meeting can take and not regret; the rest stand in the annex."""
MOST_OF_A_KIND = 2


class Kind(StrEnum):
    """What an issue was built from; those first that lose most while nobody decides."""

    PROJECT = "project"
    GAP = "gap"
    SIGNAL = "signal"
    ANSWER = "answer"
    TRAINING = "training"
    STANDARD = "standard"
    SEAT = "seat"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that needs a decision, as its own page knows it. source: names it, such as 'signals assistants'."""

    source: str
    kind: Kind
    title: str
    about: str
    options: tuple[str, ...]
    decision: str
    owner: str = ""
    due_on: date | None = None
    sensitivity: Sensitivity = Sensitivity.INTERNAL


@dataclass(frozen=True, slots=True)
class Item:
    """An issue as somebody wrote or moved it. placement, position: None where the rule decides. source: '' where it was
    not built from anything."""

    item_id: str
    title: str
    about: str = ""
    options: tuple[str, ...] = ()
    decision: str = ""
    owner: str = ""
    due_on: date | None = None
    placement: Placement | None = None
    position: int | None = None
    source: str = ""
    sensitivity: Sensitivity = Sensitivity.INTERNAL


@dataclass(frozen=True, slots=True)
class Issue:
    """One line of an agenda. item_id: '' where nobody has touched it. waits: whether its source still needs a decision;
    True for what somebody wrote. new: built after the agenda was settled."""

    item_id: str
    source: str
    kind: Kind
    title: str
    about: str
    options: tuple[str, ...]
    decision: str
    owner: str
    due_on: date | None
    sensitivity: Sensitivity
    placement: Placement | None = None
    position: int | None = None
    waits: bool = True
    new: bool = False

    @property
    def key(self) -> str:
        """Names it, touched or not."""
        return self.source or self.item_id


@dataclass(frozen=True, slots=True)
class Agenda:
    """decisions: at most six, in the order in which to take them. left_out: what whoever chairs took off."""

    decisions: tuple[Issue, ...] = ()
    annex: tuple[Issue, ...] = ()
    left_out: tuple[Issue, ...] = ()

    @property
    def all(self) -> tuple[Issue, ...]:
        return (*self.decisions, *self.annex, *self.left_out)


def arrange(items: Sequence[Item], matters: Sequence[Matter], most: int = MOST_DECISIONS) -> Agenda:
    """What somebody placed, where they placed it; then the rule fills what is left of the six places.

    items: as stored for one meeting. matters: each kind in the order of its own page.
    A matter that an item was built from stands once, with the item's words. An item whose matter no longer waits goes
    to the annex, unless somebody placed it.
    """
    issues = _issues(items, matters)
    left_out = [one for one in issues if one.placement is Placement.LEFT_OUT]
    settled = sorted(
        (one for one in issues if one.placement is Placement.AGENDA),
        key=lambda one: (one.position is None, one.position or 0),
    )
    annexed = [one for one in issues if one.placement is Placement.ANNEX]
    free = [one for one in issues if one.placement is None]
    chosen = _fill([one for one in free if one.waits], settled, most)
    shown = [*settled, *chosen]
    rest = [one for one in free if one not in chosen]
    return Agenda(tuple(shown[:most]), tuple(_by_rule([*shown[most:], *annexed, *rest])), tuple(left_out))


def _issues(items: Sequence[Item], matters: Sequence[Matter]) -> list[Issue]:
    """Every matter and item once, by the rule."""
    by_source = {item.source: item for item in items if item.source}
    settled = any(item.placement is Placement.AGENDA and item.source for item in items)
    known = {matter.source for matter in matters}
    made = [_of_matter(matter, by_source.get(matter.source), settled=settled) for matter in matters]
    made += [_of_item(item, waits=not item.source) for item in items if item.source not in known or not item.source]
    return _by_rule(made)


def _by_rule(issues: Iterable[Issue]) -> list[Issue]:
    """By kind; within one as given."""
    order = list(Kind)
    return sorted(issues, key=lambda one: order.index(one.kind))


def _fill(waiting: Sequence[Issue], settled: Sequence[Issue], most: int) -> list[Issue]:
    """The issues that take the places left: two of a kind first, then whatever comes next, in the order of the rule."""
    places = max(0, most - len(settled))
    taken: list[Issue] = []
    for limit in (MOST_OF_A_KIND, most):
        for one in waiting:
            of_kind = sum(other.kind is one.kind for other in (*settled, *taken))
            if one not in taken and len(taken) < places and of_kind < limit:
                taken.append(one)
    return [one for one in waiting if one in taken]


def _of_matter(matter: Matter, item: Item | None, *, settled: bool) -> Issue:
    if item is not None:
        return _of_item(item, kind=matter.kind)
    return Issue(
        item_id="",
        source=matter.source,
        kind=matter.kind,
        title=matter.title,
        about=matter.about,
        options=matter.options,
        decision=matter.decision,
        owner=matter.owner,
        due_on=matter.due_on,
        sensitivity=matter.sensitivity,
        new=settled,
    )


def _of_item(item: Item, *, kind: Kind | None = None, waits: bool = True) -> Issue:
    return Issue(
        item_id=item.item_id,
        source=item.source,
        kind=kind or Kind.WRITTEN,
        title=item.title,
        about=item.about,
        options=item.options,
        decision=item.decision,
        owner=item.owner,
        due_on=item.due_on,
        sensitivity=item.sensitivity,
        placement=item.placement,
        position=item.position,
        waits=waits,
    )


# Moving -------------------------------------------------------------------------------------------------------------


class Move(StrEnum):
    UP = "up"
    DOWN = "down"
    AGENDA = "agenda"
    ANNEX = "annex"
    LEFT_OUT = "left_out"


def moved(agenda: Agenda, key: str, move: Move) -> tuple[Issue, ...]:
    """The issues that are to be stored for a move: all decisions in their new order, and the one that left them.

    Moving one up that is first, or down that is last, changes nothing. To the agenda: as its last decision; what stood
    last goes to the annex where there are six already. Empty where no issue has that key.
    """
    issue = next((one for one in agenda.all if one.key == key), None)
    if issue is None:
        return ()
    order = [one for one in agenda.decisions if one.key != key]
    out: list[Issue] = []
    if move in (Move.UP, Move.DOWN):
        if issue not in agenda.decisions:
            return ()
        place = agenda.decisions.index(issue) + (1 if move is Move.DOWN else -1)
        order.insert(max(0, place), issue)
    elif move is Move.AGENDA:
        out = [replace(one, placement=Placement.ANNEX, position=None) for one in order[MOST_DECISIONS - 1 :]]
        order = [*order[: MOST_DECISIONS - 1], issue]
    else:
        out = [replace(issue, placement=Placement(move.value), position=None)]
    settled = (replace(one, placement=Placement.AGENDA, position=place) for place, one in enumerate(order, start=1))
    return (*settled, *out)
