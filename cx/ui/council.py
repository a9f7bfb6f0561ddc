"""The council's page: agenda and minutes as cards, actions with their closing, seats, and what is said to whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from urllib.parse import quote

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cx.actions import council as acting
from cx.actions import pack as packing
from cx.domain.agenda import Move
from cx.domain.errors import CxError
from cx.domain.roles import Action
from cx.exports import table as tables
from cx.reports.council_parts import (
    ActionRow,
    ActionsPart,
    AgendaPart,
    CalendarPart,
    IssueCard,
    LogPart,
    MoneyPart,
    Request,
    SeatsPart,
)
from cx.reports.meetings import Meetings
from cx.reports.parts import Badge
from cx.ui import charts, downloads, editing, errors, headlines, kept
from cx.ui.frame import PageView
from cx.ui.navigation import PROJECTS
from cx.ui.still import Places, still
from cx.ui.text import caption, escape, plain

TABLES = (
    *("meetings", "agenda_items", "decisions", "actions", "council_members", "accountable_leaders"),
    "communications",
)
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NARROWEST = 300


def may_see_embargoed(view: PageView) -> bool:
    return view.actor.may(Action.EDIT_COUNCIL)


# The agenda and its minutes -----------------------------------------------------------------------------------------


def agenda(view: PageView, part: AgendaPart | None) -> None:
    """The decisions in their order, each with its options; what is decided is written down beside them."""
    if part is None:
        return
    whole, corner, *places = still(_agenda, part)
    with corner:
        _of_meeting(view, part)
    _handle(view, part, part.decisions, places)
    with whole:
        _rest(view, part, part.annex, "annex", f"Annex: {len(part.annex)} more")
        _rest(view, part, part.left_out, "left_out", f"Left out: {len(part.left_out)}")
        if part.table.rows:
            downloads.offer_table(part.table, "agenda", view)


def _agenda(part: AgendaPart) -> Places:
    """The card, the corner for what belongs to the meeting, and each decision."""
    whole = st.container(border=True, gap="small", key="agenda")
    with whole:
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.header(escape(part.title), anchor=False)
            corner = st.container(horizontal=True, width="content", gap="xsmall")
        caption(part.told, part.caption)
        places = _issues(part.decisions)
    return [whole, corner, *places]


def _issues(cards: Sequence[IssueCard]) -> Places:
    return [_issue(card) for card in cards]


def _of_meeting(view: PageView, part: AgendaPart) -> None:
    if not part.meeting_id:
        editing.button(view, "meetings", label="Plan a meeting", new=True, kind="primary")
        return
    given = (("meeting_id", part.meeting_id), ("due_on", part.decide_by))
    editing.button(view, "agenda_items", label="Add an issue", new=True, given=given)
    editing.button(view, "actions", label="Add an action", new=True, given=given)
    held = (("status", "held"), ("attended", part.attended))
    icon = ":material/task_alt:"
    editing.button(view, "meetings", (part.meeting_id,), label="Close the minutes", given=held, icon=icon, name="held")


def _issue(card: IssueCard) -> DeltaGenerator:
    place = st.container(border=True, gap="xxsmall", key=f"issue_{_plain(card.key)}")
    with place:
        st.markdown(f"**{escape(f'{card.number}. {card.title}' if card.number else card.title)}**")
        headlines.badges(card.badges)
        plain(card.about)
        caption(*card.options)
        who = " · ".join(x for x in (card.owner or "no owner", f"due {card.due}" if card.due else "") if x)
        caption(f"Proposed: {card.proposal} · {who}" if card.proposal else who)
        if card.decided:
            st.success(escape(card.decided), icon=":material/gavel:")
    return place


def _handle(view: PageView, part: AgendaPart, cards: Sequence[IssueCard], places: Places) -> None:
    if part.meeting_id and editing.may(view, "agenda_items"):
        for card, place in zip(cards, places, strict=True):
            with place:
                _handles(view, part, card)


def _handles(view: PageView, part: AgendaPart, card: IssueCard) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        if not card.decided:
            given = (
                *(("meeting_id", part.meeting_id), ("title", card.title), ("decision", card.proposal)),
                *(("owner", card.owner), ("due_on", card.due_on), ("item_id", card.key)),
                ("sensitivity", card.sensitivity),
            )
            name = _plain(card.key)
            editing.button(view, "decisions", label="Record the decision", new=True, given=given, name=name)
        if card.item_id:
            editing.button(view, "agenda_items", (card.item_id,))
        if card.number:
            _mover(view, part, card, Move.UP, "Up", ":material/arrow_upward:", disabled=card.number == 1)
            last = card.number == len(part.decisions)
            _mover(view, part, card, Move.DOWN, "Down", ":material/arrow_downward:", disabled=last)
            _mover(view, part, card, Move.ANNEX, "To the annex", ":material/move_down:")
        else:
            _mover(view, part, card, Move.AGENDA, "To the agenda", ":material/move_up:")
        if card in part.annex:
            _mover(view, part, card, Move.LEFT_OUT, "Leave out", ":material/block:")


def _mover(
    view: PageView, part: AgendaPart, card: IssueCard, to: Move, label: str, icon: str, *, disabled: bool = False
) -> None:
    key = f"{to.value}_{_plain(card.key)}"
    if kept.button(label, icon=icon, kind="tertiary", key=key, disabled=disabled):
        try:
            acting.move(view.store, view.actor, part.meeting_id, card.key, to, datetime.now(UTC), view.today)
        except CxError as refusal:
            errors.show(refusal)
            return
        st.rerun()


def _rest(view: PageView, part: AgendaPart, cards: tuple[IssueCard, ...], key: str, title: str) -> None:
    if not cards:
        return
    more = kept.expander(title, key=f"more_{key}")
    if more.open:
        with more:
            _handle(view, part, cards, still(_issues, cards))


def _plain(key: str) -> str:
    return key.replace(" ", "-")


# Actions ------------------------------------------------------------------------------------------------------------


def actions(view: PageView, report: Meetings) -> None:
    part = report.actions
    if part is None:
        return
    whole, *places = still(_open_actions, part)
    _edit_actions(view, part.open, places)
    with whole:
        if part.closed:
            done = kept.expander(f"Closed: {len(part.closed)}", key="closed_actions")
            if done.open:
                with done:
                    _edit_actions(view, part.closed, still(_actions, part.closed))
        _requests(report.requests)
        if part.table.rows:
            downloads.offer_table(part.table, "actions", view)


def _open_actions(part: ActionsPart) -> Places:
    """The card, and the place in each action's last line."""
    whole = st.container(border=True, gap="xsmall", key="actions")
    with whole:
        st.header(escape(part.title), anchor=False)
        return [whole, *_actions(part.open)]


def _actions(rows: Sequence[ActionRow]) -> Places:
    return [_line(f"action_{row.action_id}", row.title, row.badge, row.owner) for row in rows]


def _line(key: str | None, title: str, badge: Badge, told: str) -> DeltaGenerator:
    """What is to be done and how it stands; the place in its last line."""
    with st.container(gap=None, key=key):
        st.text(title)
        headlines.badges((badge,))
        place = st.container(horizontal=True, vertical_alignment="center", gap="xsmall")
        with place:
            caption(told)
    return place


def _edit_actions(view: PageView, rows: Sequence[ActionRow], places: Places) -> None:
    for row, place in zip(rows, places, strict=True):
        with place:
            if row.badge.tone.value != "better":
                given = (("status", "done"), ("closed_on", view.today.isoformat()))
                icon = ":material/check:"
                editing.button(view, "actions", (row.action_id,), label="Close", given=given, icon=icon, name="close")
            editing.button(view, "actions", (row.action_id,))


def _requests(requests: tuple[Request, ...]) -> None:
    """Letters that the reader's own mail program opens; nothing is sent from here."""
    if not requests:
        return
    menu = kept.popover("Ask for updates", icon=":material/mail:", key="requests")
    if not menu.open:
        return
    with menu:
        caption("Opens a letter in your mail program; nothing is sent from here.")
        site = (st.context.url or "").rsplit("/", 1)[0]
        for one in requests:
            led = (f"- {name}: {site}/{PROJECTS.address}?project={quote(key)}" for key, name in one.projects)
            text = "\n".join((one.text, *led))
            letter = f"mailto:{quote(one.address)}?subject={quote(one.subject)}&body={quote(text)}"
            st.link_button(escape(f"{one.owner}: {one.waits}"), letter, type="tertiary", icon=":material/mail:")


# What changed, what was decided -------------------------------------------------------------------------------------


def beside_changes(report: Meetings) -> DeltaGenerator:
    """The place beside what changed since the last meeting; all the room where nothing did."""
    if not report.changed:
        return st.container()
    (main,) = still(_changed, report)
    return main


def _changed(report: Meetings) -> Places:
    main, aside = st.columns([3, 2], gap="xsmall")
    with aside, st.container(border=True, height="stretch", gap="xxsmall", key="changed"):
        st.header(escape(report.changed_title), anchor=False)
        for line in report.changed:
            what, colon, told = line.partition(": ")
            if colon:
                st.markdown(f"**{escape(what)}**: {escape(told)}")
            else:
                st.text(line)
    return [main]


def decisions(view: PageView, part: LogPart | None) -> None:
    if part is None or not part.rows:
        return
    (whole,) = still(_decisions, part)
    with whole:
        downloads.offer_table(part.table, "decisions", view)


def _decisions(part: LogPart) -> Places:
    whole = st.container(border=True, gap="xsmall", key="decisions")
    with whole:
        st.header(escape(part.title), anchor=False)
        with st.grid(2, min_column_width=NARROWEST, gap="small"):
            for title, text, told in part.rows:
                with st.container(gap=None):
                    st.markdown(f"**{escape(title)}**")
                    st.text(text)
                    caption(told)
    return [whole]


# People and what is said --------------------------------------------------------------------------------------------


def seats(view: PageView, part: SeatsPart | None) -> None:
    if part is None:
        return
    with st.container(border=True, gap="xsmall", key="seats"):
        st.header(escape(part.title), anchor=False)
        st.text(part.accountable)
        caption(part.confirmed)
        with st.container(horizontal=True):
            label = "Edit" if part.named else "Name the one who answers for it"
            key = ("customer_experience",)
            editing.button(view, "accountable_leaders", key, label=label, new=not part.named)
            editing.button(view, "council_members", label="Add a member", new=True)
        if part.table.rows:
            charts.show_table(part.table, "members")


def beside_calendar(view: PageView, part: CalendarPart | None) -> DeltaGenerator:
    """The place beside the calendar of what is said to whom."""
    if part is None:
        return st.container()
    main, aside, *places = still(_calendar, part)
    for row, place in zip(part.rows, places, strict=True):
        if not row.done:
            with place:
                given = (("done_on", view.today.isoformat()),)
                record = (row.communication_id,)
                editing.button(view, "communications", record, label="Said", given=given, name="said")
    with aside:
        editing.button(view, "communications", label="Add a message", new=True)
    return main


def _calendar(part: CalendarPart) -> Places:
    """The place beside the card, the card, and the place in each message's last line."""
    main, side = st.columns(2, gap="xsmall")
    aside = side.container(border=True, height="stretch", gap="xsmall", key="calendar")
    with aside:
        st.header(escape(part.title), anchor=False)
        return [main, aside, *(_line(None, row.title, row.badge, row.told) for row in part.rows)]


def money(part: MoneyPart | None) -> None:
    if part is None:
        return
    with st.container(border=True, gap="xsmall", key="money"):
        st.header(escape(part.title), anchor=False)
        caption(part.caption)
        charts.show_table(part.brief, "project_money")
        downloads.offer_table(part.table, "project_money")


# The pack -----------------------------------------------------------------------------------------------------------


def pack(view: PageView, report: Meetings) -> None:
    """The pack of the meeting, made when somebody asks for it."""
    part = report.agenda
    if part is None or not part.meeting_id or not view.actor.may(Action.EXPORT_PACK):
        return
    with st.container(horizontal=True, gap="small", key="pack"):
        for label, ending, mime in (("Pack as slides", "pptx", PPTX), ("Pack as document", "docx", DOCX)):
            st.download_button(
                label,
                data=partial(_file, view, part.meeting_id, ending),
                file_name=tables.file_name(f"Council {part.meeting_id}", ending),
                mime=mime,
                icon=":material/slideshow:" if ending == "pptx" else ":material/description:",
                type="secondary",
                on_click="ignore",
                key=f"pack_{ending}",
            )


def _file(view: PageView, meeting_id: str, ending: str) -> bytes:
    from cx.exports import pack as files  # few visits make one; every start would pay for it

    found = packing.take(view.store, view.actor, meeting_id, datetime.now(UTC), view.today)
    return files.made(found, ending)
