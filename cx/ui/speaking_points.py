"""A leader's draft on the page: the sentences first, and behind each what it rests on."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

import streamlit as st

from cx.actions import acting
from cx.domain.approval import reach
from cx.domain.roles import Action
from cx.exports import document
from cx.exports import table as tables
from cx.reports import speaking
from cx.reports.drafts import Draft
from cx.reports.parts import Choice
from cx.reports.speaking import Speaking
from cx.ui import address, charts, headlines, speaking_editor, speaking_steps
from cx.ui.frame import PageView
from cx.ui.still import still
from cx.ui.text import caption, escape

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NOTED = "speaking_noted"
LONGER = "long"
_LENGTHS = (Choice("short", "Short"), Choice(LONGER, "Longer"))


def asked(view: PageView) -> dict[str, Any]:
    """Who asks, when by the server's clock, and whose draft the address names, for whom and for which period."""
    named = {name: address.asked(name) for name in ("leader", "audience", "period")}
    return {"reach": reach(view.actor), "now": minute(), **named}


def minute() -> datetime:
    """The server's clock to the whole minute, at which releases and ends are set: what is kept holds until the next."""
    return datetime.now(UTC).replace(second=0, microsecond=0)


def show(view: PageView, report: Speaking) -> None:
    if not reach(view.actor).leads(report.leader) and not view.actor.roles:
        st.info("Speaking points are read by the leader they are for and by the CX leader.")
        return
    if report.desk is None or report.draft is None:
        headlines.nothing_yet(report.missing, view.actor)
        return
    desk, draft = report.desk, report.draft
    longer = _choices(report)
    _note(view, report)
    speaking_editor.tell()
    speaking_steps.status(view, desk)
    if speaking_editor.is_open(desk):
        speaking_editor.show(view, desk)
        return
    still(_points, draft, LONGER if longer else "")
    with st.container(horizontal=True, gap="xsmall", key="speaking_do"):
        speaking_editor.button(view, desk)
        speaking_steps.steps(view, desk)
    _take_away(view, report, draft, longer)
    speaking_steps.changes(desk)
    if reach(view.actor).everything:
        speaking_steps.ready(view, desk, reach(view.actor), minute())
    still(_behind, draft)


def _choices(report: Speaking) -> bool:
    """Whether the longer form is asked for."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="speaking_choices"):
        with st.container(width=330):
            address.select("Leader", "leader", report.leaders, default=report.leader)
        with st.container(width=150):
            address.select("Period", "period", report.periods, default=report.period)
        address.segments("Speaking to", "audience", report.audiences, default=report.audiences[0].key, width="content")
        return address.segments("Length", "length", _LENGTHS, default="short", width="content") == LONGER


def _note(view: PageView, report: Speaking) -> None:
    """Reading a draft is on record, once for each that this reader opens."""
    opened = f"{report.leader} {report.audience} {report.period}"
    seen: set[str] = st.session_state.setdefault(_NOTED, set())
    if opened not in seen and view.actor.may(Action.READ_DRAFT):
        acting.note(view.store, view.actor, Action.READ_DRAFT, opened, datetime.now(UTC))
        seen.add(opened)


def _points(draft: Draft, length: str) -> None:
    longer = length == LONGER
    with st.container(border=True, gap="small", key="points"):
        if draft.audience == "external" and draft.status != document.RELEASED:
            st.caption(escape(document.WATERMARK))
        st.header(escape(draft.headline), anchor=False)
        to_say = draft.seconds_longer if longer else draft.seconds
        caption(f"{to_say} seconds to say · {len(draft.facts)} facts looked at · as of {draft.as_of:%-d %b %Y}")
        for number, point in enumerate(draft.points, 1):
            with st.container(gap=None):
                st.markdown(f"{number:d}\\. {escape(point.longer if longer else point.text)}")
                caption(point.more, "" if longer and point.caution in point.longer else point.caution)
        caption(draft.legend)


def _take_away(view: PageView, report: Speaking, draft: Draft, longer: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="top", wrap=False, gap="xsmall"):
        with st.expander("Copy the text", type="compact"):
            said = (draft.longer if longer else draft.text, draft.legend)
            st.code("\n\n".join(filter(None, said)), language=None, wrap_lines=True)
        if not view.actor.may(Action.EXPORT_DRAFT):
            return
        st.download_button(
            "Word document",
            data=partial(_exported, view, draft),
            file_name=tables.file_name(f"speaking points {draft.leader} {draft.audience.value} {draft.period}", "docx"),
            mime=DOCX,
            icon=":material/download:",
            key="speaking_docx",
            on_click="ignore",
            type="tertiary",
        )
        if len(report.leaders) > 1 and reach(view.actor).everything:
            st.download_button(
                "All leaders (zip)",
                data=partial(_all, view, report),
                file_name=tables.file_name(f"speaking points {draft.audience.value} {draft.period}", "zip"),
                mime="application/zip",
                icon=":material/folder_zip:",
                key="speaking_zip",
                on_click="ignore",
                type="tertiary",
            )


def _exported(view: PageView, draft: Draft) -> bytes:
    """On record before it is made."""
    acting.note(view.store, view.actor, Action.EXPORT_DRAFT, _named(draft), datetime.now(UTC))
    return document.word_document(draft)


def _all(view: PageView, report: Speaking) -> bytes:
    """Each leader's points as their page shows them."""
    found = []
    for leader in report.leaders:
        asked_for = {"leader": leader.key, "audience": report.audience.value, "period": report.period}
        one: Speaking = view.load(speaking.report, reach=reach(view.actor), now=minute(), **asked_for)
        if one.draft:
            acting.note(view.store, view.actor, Action.EXPORT_DRAFT, _named(one.draft), datetime.now(UTC))
            found.append(one.draft)
    return document.bundle(found)


def _named(draft: Draft) -> str:
    return f"{draft.leader} {draft.audience.value} {draft.period}"


def _behind(draft: Draft) -> None:
    left, right = charts.halves()
    with left:
        with st.container(border=True, gap="small", key="unsaid"):
            st.header("What not to say", anchor=False)
            for unsaid in draft.not_to_say:
                with st.container(gap=None):
                    st.markdown(f"**“{escape(unsaid.text)}”**")
                    st.text(unsaid.reason)
            if not draft.not_to_say:
                st.text("Nothing tempting was found that the answers do not carry.")
        _gates(draft)
    with right, st.container(border=True, height="stretch", gap="small", key="questions"):
        st.header("Questions to expect", anchor=False)
        for answered in draft.questions:
            with st.container(gap=None):
                st.markdown(f"**{escape(answered.question)}**")
                st.text(answered.answer)


def _gates(draft: Draft) -> None:
    with st.container(border=True, gap="xsmall", key="gates"):
        st.header("Before it is released", anchor=False)
        for gate in draft.gates:
            st.text(f"{'✓' if gate.passed else '✗'} {gate.reason}")
        caption("These checks are no legal advice.")
