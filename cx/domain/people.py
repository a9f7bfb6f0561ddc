"""Who leads what."""

from __future__ import annotations

from dataclasses import dataclass

from cx.domain.slices import Slice


@dataclass(frozen=True, slots=True)
class Leader:
    """A leader and their area.

    unit: name of the unit they lead, '' where none. scopes: the groups of customers or partners that they answer for;
    the empty slice is the whole company, no scope at all is an area that no answer belongs to.
    """

    leader_id: str
    name: str
    title: str
    unit: str
    scopes: tuple[Slice, ...]
