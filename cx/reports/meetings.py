"""Council meetings: the next agenda, what was decided, who does what until when, and who is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cx.domain.agenda import Agenda, Issue
from cx.domain.council import (
    ActionPoint,
    Communication,
    Decision,
    Meeting,
    Member,
    Outcome,
    Seat,
    last_held,
    next_meeting,
    still_open,
    without_seat,
)
from cx.domain.disclosure import Sensitivity
from cx.domain.evidence import BETWEEN
from cx.domain.projects import Project
from cx.domain.tables import Table
from cx.narrative import agenda as rule
from cx.narrative import council as words
from cx.narrative.badges import Badge, Tone
from cx.narrative.strategy import day
from cx.reports.agenda import AFTER, agenda_of, without_embargoed
from cx.reports.candidates import CandidatesPart, candidates_part
from cx.reports.council_changes import changes
from cx.reports.council_parts import (
    ActionRow,
    ActionsPart,
    AgendaPart,
    CalendarPart,
    IssueCard,
    LogPart,
    MessageRow,
    MoneyPart,
    Request,
    SeatsPart,
)
from cx.reports.headlines import NO_STORE
from cx.reports.parts import Headline, State
from cx.reports.programme import Programme
from cx.reports.project_money import money_part
from cx.store import company as companies
from cx.store import council
from cx.store import projects as stored_projects
from cx.store.opening import Connection, Store

MOST_CLOSED = 5


@dataclass(frozen=True, slots=True)
class Meetings:
    """agenda: what waits even where no meeting is planned. money: None where no project is written down.

    changed: what changed since the last meeting, a line each.
    """

    headline: Headline
    agenda: AgendaPart | None = None
    actions: ActionsPart | None = None
    changed_title: str = ""
    changed: tuple[str, ...] = ()
    log: LogPart | None = None
    seats: SeatsPart | None = None
    calendar: CalendarPart | None = None
    requests: tuple[Request, ...] = ()
    money: MoneyPart | None = None
    candidates: CandidatesPart | None = None


def report(store: Store, today: date, *, meeting: str = "", embargoed: bool = True) -> Meetings:
    """meeting: the one to show; '' is the next. embargoed: False leaves out what only the council may be told."""
    if not store.exists():
        return Meetings(NO_STORE)
    with store.reading() as connection:
        known = council.meetings(connection)
        found = next((one for one in known if one.meeting_id == meeting), None) or next_meeting(known, today)
        agenda = agenda_of(store, connection, found, today)
        decisions = [one for one in council.decisions(connection) if _told(one, embargoed=embargoed)]
        actions = [one for one in council.actions(connection) if _told(one, embargoed=embargoed)]
        messages = [one for one in council.communications(connection) if _told(one, embargoed=embargoed)]
        last = last_held([one for one in known if one != found], today)
        currency = companies.load(connection).currency
        opened = still_open(actions, today)
        projects = [one for one in stored_projects.projects(connection) if _told(one, embargoed=embargoed)]
        since = last.held_on if last else None
        lines = changes(connection, since, today, actions, messages, projects, embargoed=embargoed)
        return Meetings(
            headline=_headline(found, today, agenda, opened, known),
            agenda=_agenda(found, agenda if embargoed else without_embargoed(agenda), decisions, today, connection),
            actions=_actions(actions, opened, today),
            changed_title=words.changed(len(lines), since),
            changed=lines,
            log=_log(decisions, known, currency),
            seats=_seats(connection, today),
            calendar=_calendar(messages, today),
            requests=tuple(
                _requests(opened, [one for one in projects if one.open], council.addresses(connection), found)
            ),
            money=money_part(connection, currency, embargoed=embargoed),
            candidates=candidates_part(connection, Programme.open(connection, today), embargoed=embargoed),
        )


def _told(one: Decision | ActionPoint | Communication | Project, *, embargoed: bool) -> bool:
    return embargoed or one.sensitivity is not Sensitivity.EMBARGOED


def _headline(
    found: Meeting | None, today: date, agenda: Agenda, opened: Sequence[ActionPoint], known: Sequence[Meeting]
) -> Headline:
    late = sum(one.overdue(today) > 0 for one in opened)
    sentence = words.headline(found, today, len(agenda.decisions), late, len(agenda.annex))
    step = "" if found else words.PLAN_NEXT if known else words.PLAN_ONE
    return Headline(State.READY, sentence, step, as_of=f"{found.title}, {words.when(found)}" if found else "")


# The agenda ---------------------------------------------------------------------------------------------------------

AGENDA_COLUMNS = ("Place", "Issue", "Why it waits", "Options", "Proposed", "Owner", "Due", "Decided")


def _agenda(
    meeting: Meeting | None, agenda: Agenda, decisions: Sequence[Decision], today: date, connection: Connection
) -> AgendaPart:
    taken = [one for one in decisions if meeting and one.meeting_id == meeting.meeting_id]
    cards = tuple(_card(issue, place, taken) for place, issue in enumerate(agenda.decisions, start=1))
    annex = tuple(_card(issue, 0, taken) for issue in agenda.annex)
    rows = tuple(
        (
            str(card.number) if card.number else "annex",
            *(card.title, card.about, BETWEEN.join(card.options), card.proposal, card.owner, card.due, card.decided),
        )
        for card in (*cards, *annex)
    )
    title = "Decisions to take" if cards else "Nothing waits for a decision"
    members = [one for one in council.members(connection) if one.sits(today)]
    return AgendaPart(
        meeting_id=meeting.meeting_id if meeting else "",
        title=meeting.title if meeting else title,
        told=words.when(meeting) if meeting else "",
        caption=rule.RULE,
        decisions=cards,
        annex=annex,
        left_out=tuple(_card(issue, 0, taken) for issue in agenda.left_out),
        table=Table(AGENDA_COLUMNS, rows, title),
        decide_by=(max(meeting.held_on if meeting else today, today) + AFTER).isoformat(),
        attended=BETWEEN.join(one.name for one in members),
    )


def _card(issue: Issue, number: int, taken: Sequence[Decision]) -> IssueCard:
    decided = next((one for one in taken if one.item_id and one.item_id in (issue.item_id, issue.source)), None)
    marks = []
    if issue.sensitivity is Sensitivity.EMBARGOED:
        marks.append(Badge(Tone.NONE, "Embargoed"))
    if not issue.waits and not decided:
        marks.append(Badge(Tone.STEADY, "Settled meanwhile"))
    if issue.new:
        marks.append(Badge(Tone.UNCLEAR, "New since the agenda was settled"))
    return IssueCard(
        key=issue.key,
        item_id=issue.item_id,
        number=number,
        title=issue.title,
        about=issue.about,
        options=issue.options,
        proposal=issue.decision,
        owner=issue.owner,
        due=day(issue.due_on) if issue.due_on else "",
        due_on=issue.due_on.isoformat() if issue.due_on else "",
        badges=tuple(marks),
        decided=f"{words.outcome(decided.outcome)}: {decided.decision} {decided.owner}" if decided else "",
        sensitivity=str(issue.sensitivity),
    )


# Actions and decisions ----------------------------------------------------------------------------------------------


def _actions(actions: Sequence[ActionPoint], opened: Sequence[ActionPoint], today: date) -> ActionsPart:
    closed = sorted((one for one in actions if one.closed_on), key=lambda one: one.closed_on or today, reverse=True)
    late = sum(one.overdue(today) > 0 for one in opened)
    title = words.actions(len(opened), late)
    rows = tuple(
        (one.title, one.owner, words.due(one, today), str(one.status), one.result, one.meeting_id)
        for one in (*opened, *closed)
    )
    table = Table(("Action", "Owner", "When", "Status", "Result", "Meeting"), rows, title)
    shown = (tuple(_action(one, today) for one in part) for part in (opened, closed[:MOST_CLOSED]))
    first, second = shown
    return ActionsPart(title, first, second, table)


def _action(one: ActionPoint, today: date) -> ActionRow:
    late = one.overdue(today) > 0
    told = words.due(one, today)
    tone = Tone.WORSE if late else Tone.BETTER if one.closed_on else Tone.STEADY
    return ActionRow(one.action_id, one.title, one.owner, told, Badge(tone, told), late)


def _log(decisions: Sequence[Decision], known: Sequence[Meeting], currency: str) -> LogPart:
    days = {one.meeting_id: one.held_on for one in known}
    order = sorted(decisions, key=lambda one: (days.get(one.meeting_id, date.min), one.decision_id), reverse=True)
    rows, table = [], []
    for one in order:
        met = day(days[one.meeting_id]) if one.meeting_id in days else one.meeting_id
        grants = words.granted(one.money, one.people, currency)
        due = f"by {day(one.due_on)}" if one.due_on else ""
        told = " · ".join(part for part in (met, words.outcome(one.outcome), one.owner, due, grants) if part)
        rows.append((one.title, one.decision, told))
        table.append((met, one.title, words.outcome(one.outcome), one.decision, one.owner, due, one.money, one.people))
    columns = ("Meeting", "Issue", "Outcome", "Decision", "Owner", "Due", "Money granted", "People granted")
    put_off = sum(one.outcome is Outcome.DEFERRED for one in order)
    title = words.log(len(order), put_off)
    return LogPart(title, tuple(rows), Table(columns, tuple(table), title, one_decimal=("People granted",)))


# People and what is said --------------------------------------------------------------------------------------------


def _seats(connection: Connection, today: date) -> SeatsPart:
    members = [one for one in council.members(connection) if one.sits(today)]
    units = council.units(connection)
    names = {unit.unit_id: unit.name for unit in units}
    missing = without_seat(units, members, today)
    found = council.accountable(connection)
    title = words.seats(len(members), missing, known=bool(units))
    rows = tuple((one.name, one.title, names.get(one.unit_id, ""), str(one.seat)) for one in _chair_first(members))
    return SeatsPart(
        title=title,
        accountable=words.accountable(found),
        confirmed=words.confirmed(found),
        named=found is not None,
        missing=tuple(unit.name for unit in missing),
        table=Table(("Member", "Title", "Speaks for", "Seat"), rows, title),
    )


def _chair_first(members: Sequence[Member]) -> list[Member]:
    return sorted(members, key=lambda one: (list(Seat).index(one.seat), one.name))


def _calendar(messages: Sequence[Communication], today: date) -> CalendarPart:
    late = sum(one.overdue(today) > 0 for one in messages)
    title = words.calendar(len(messages), late)
    rows = tuple(
        MessageRow(
            one.communication_id,
            one.title,
            " · ".join(part for part in (one.occasion.label, one.audience, one.owner) if part),
            Badge(
                Tone.BETTER if one.done_on else Tone.WORSE if one.overdue(today) else Tone.STEADY,
                words.said(one, today),
            ),
            one.done_on is not None,
        )
        for one in messages
    )
    cells = tuple(
        (one.title, one.audience, one.occasion.label, one.owner, day(one.due_on), words.said(one, today))
        for one in messages
    )
    return CalendarPart(title, rows, Table(("What", "To whom", "Occasion", "Owner", "Due", "State"), cells, title))


def _requests(
    opened: Sequence[ActionPoint], projects: Sequence[Project], addresses: dict[str, str], meeting: Meeting | None
) -> list[Request]:
    """One letter an owner, with their open actions and projects; whose action is longest overdue first."""
    found = []
    for owner in filter(None, dict.fromkeys((*(one.owner for one in opened), *(one.owner for one in projects)))):
        theirs = [f"{one.title} (due {day(one.due_on)})" for one in opened if one.owner == owner]
        led = tuple((one.project_id, one.name) for one in projects if one.owner == owner)
        subject, text = words.request(owner, theirs, meeting)
        waits = words.waiting(len(theirs), len(led))
        found.append(Request(owner, addresses.get(owner, ""), subject, text, led, waits))
    return found
