"""Which rows a person may see beside the company's published scores: drafts, names of accounts, and comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cx.domain.roles import Actor, Role
from cx.domain.slices import Slice


@dataclass(frozen=True, slots=True)
class Rows:
    """What somebody may read, row by row.

    groups: whose comments and names: answers of any of these; None is everybody's, no group is nobody's.
    leaders: whose drafts, by leader's id; None is every leader's. external_only: of them, only drafts for outside.
    """

    groups: tuple[Slice, ...] | None = ()
    leaders: frozenset[str] | None = frozenset()
    external_only: bool = False

    def may_read_draft(self, leader_id: str, audience: str) -> bool:
        """audience: team, council or external."""
        if self.external_only and audience != "external":
            return False
        return self.leaders is None or leader_id in self.leaders


EVERY_ROW = Rows(groups=None, leaders=None)
"""Whoever can run commands on the machine, or sits alone at it."""

NO_ROW = Rows()

_READS_ALL = frozenset({Role.CX_LEADER, Role.ANALYST, Role.EXECUTIVE})
"""Roles that read comments of the whole company."""


def rows_of(actor: Actor) -> Rows:
    """What an actor's roles and areas open; several roles add up.

    >>> rows_of(Actor("p-1", frozenset({Role.LEADER}), "ruiz", (Slice.of(region="EMEA"),))).groups
    (Slice(values=(('region', 'EMEA'),)),)
    """
    roles = actor.roles
    own = frozenset({actor.leader_id} - {""}) if Role.LEADER in roles else frozenset()
    approves = bool(roles & {Role.LEGAL, Role.IR})
    return Rows(
        groups=None if roles & _READS_ALL or _whole(actor) else _areas(actor),
        leaders=None if Role.CX_LEADER in roles or approves else own,
        external_only=approves and Role.CX_LEADER not in roles and not own,
    )


def _areas(actor: Actor) -> tuple[Slice, ...]:
    return tuple(actor.areas) if Role.LEADER in actor.roles else ()


def _whole(actor: Actor) -> bool:
    return Role.LEADER in actor.roles and any(not area for area in actor.areas)


def narrowed(groups: Sequence[Slice], view: Slice) -> tuple[Slice, ...]:
    """The part of each group that also lies in the view's own; one that has other values in a field is left out."""
    found = []
    for group in groups:
        both = view.as_dict() | group.as_dict()
        if all(both[field] == value for field, value in view):
            found.append(Slice.from_mapping(both))
    return tuple(found)
