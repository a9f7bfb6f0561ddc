"""The parts that the Council meetings page is made of."""

from __future__ import annotations

from dataclasses import dataclass

from cx.domain.tables import Table
from cx.narrative.badges import Badge


@dataclass(frozen=True, slots=True)
class IssueCard:
    """One issue. key: names it, touched or not; item_id: '' where nobody touched it. number: from 1 among the
    decisions, 0 elsewhere. due_on: as a form holds it. decided: what this meeting recorded of it, '' where nothing."""

    key: str
    item_id: str
    number: int
    title: str
    about: str
    options: tuple[str, ...]
    proposal: str
    owner: str
    due: str
    due_on: str
    badges: tuple[Badge, ...]
    decided: str = ""
    sensitivity: str = ""


@dataclass(frozen=True, slots=True)
class AgendaPart:
    """What the next meeting is to decide. meeting_id: '' where none is planned. told: its day, place and status.

    decide_by: day with which a decision's form begins.
    """

    meeting_id: str
    title: str
    told: str
    caption: str
    decisions: tuple[IssueCard, ...]
    annex: tuple[IssueCard, ...]
    left_out: tuple[IssueCard, ...]
    table: Table
    decide_by: str
    attended: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """told: due, overdue or closed, in words. late: whether it is overdue."""

    action_id: str
    title: str
    owner: str
    told: str
    badge: Badge
    late: bool


@dataclass(frozen=True, slots=True)
class ActionsPart:
    title: str
    open: tuple[ActionRow, ...]
    closed: tuple[ActionRow, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class LogPart:
    """Decisions, the newest first."""

    title: str
    rows: tuple[tuple[str, str, str], ...]
    table: Table


@dataclass(frozen=True, slots=True)
class SeatsPart:
    """Who answers for it, who sits, and who is missing. accountable, confirmed: sentences."""

    title: str
    accountable: str
    confirmed: str
    named: bool
    missing: tuple[str, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class MessageRow:
    communication_id: str
    title: str
    told: str
    badge: Badge
    done: bool


@dataclass(frozen=True, slots=True)
class CalendarPart:
    title: str
    rows: tuple[MessageRow, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class Request:
    """A letter that an owner may be sent. address: '' where nobody knows it. projects: their open ones, id and name.

    waits: how much is asked about, in words.
    """

    owner: str
    address: str
    subject: str
    text: str
    projects: tuple[tuple[str, str], ...]
    waits: str


@dataclass(frozen=True, slots=True)
class MoneyPart:
    """Money granted, committed and spent, and people needed and assigned, project by project.

    brief: the same table with amounts in few letters, for slides.
    """

    title: str
    caption: str
    table: Table
    brief: Table
