"""A leader's draft on the page: the sentences first, and behind each what it rests on."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from cx.actions import acting
from cx.domain.roles import Action
from cx.exports import document
from cx.exports import table as tables
from cx.reports.drafts import Draft
from cx.reports.speaking import AUDIENCES, Speaking
from cx.ui import address, charts
from cx.ui.frame import PageView
from cx.ui.still import still
from cx.ui.text import caption, escape

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NOTED = "speaking_noted"


def asked() -> dict[str, str]:
    """Whose draft the address asks for, for whom and for which period."""
    return {name: address.asked(name) for name in ("leader", "audience", "period")}


def show(view: PageView, report: Speaking) -> None:
    if not view.actor.may(Action.READ_DRAFT):
        st.info("Speaking points are read by the leader they are for and by the CX leader.")
        return
    if report.draft is None:
        st.info(escape(report.missing))
        return
    _choices(report)
    _note(view, report)
    draft = report.draft
    still(_points, draft)
    _take_away(draft)
    still(_behind, draft)


def _choices(report: Speaking) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="speaking_choices"):
        with st.container(width=330):
            address.select("Leader", "leader", report.leaders, default=report.leader)
        with st.container(width=150):
            address.select("Period", "period", report.periods, default=report.period)
        address.segments("Speaking to", "audience", AUDIENCES, default=AUDIENCES[0].key, width="content")


def _note(view: PageView, report: Speaking) -> None:
    """Reading a draft is on record, once for each that this reader opens."""
    opened = f"{report.leader} {report.audience} {report.period}"
    seen: set[str] = st.session_state.setdefault(_NOTED, set())
    if opened not in seen:
        acting.note(view.store, view.actor, Action.READ_DRAFT, opened, datetime.now(UTC))
        seen.add(opened)


def _points(draft: Draft) -> None:
    with st.container(border=True, gap="small", key="points"):
        st.subheader(escape(draft.headline), anchor=False)
        caption(f"{draft.seconds} seconds to say · {len(draft.facts)} facts looked at · as of {draft.as_of:%d %b %Y}")
        for number, point in enumerate(draft.points, 1):
            with st.container(gap=None):
                st.markdown(f"{number:d}\\. {escape(point.text)}")
                caption(point.more, point.caution)


def _take_away(draft: Draft) -> None:
    with st.container(horizontal=True, vertical_alignment="top", wrap=False, gap="xsmall"):
        with st.expander("Copy the text", type="compact"):
            st.code(draft.text, language=None, wrap_lines=True)
        st.download_button(
            "Word document",
            data=partial(document.word_document, draft),
            file_name=tables.file_name(f"speaking points {draft.leader} {draft.audience.value} {draft.period}", "docx"),
            mime=DOCX,
            icon=":material/download:",
            key="speaking_docx",
            on_click="ignore",
            type="tertiary",
        )


def _behind(draft: Draft) -> None:
    left, right = charts.halves()
    with left, st.container(border=True, height="stretch", gap="xsmall", key="unsaid"):
        st.subheader("What not to say", anchor=False)
        for unsaid in draft.not_to_say:
            st.markdown(f"**“{escape(unsaid.text)}”**")
            caption(unsaid.reason)
        if not draft.not_to_say:
            caption("Nothing tempting was found that the answers do not carry.")
        _gates(draft)
    with right, st.container(border=True, height="stretch", gap="xsmall", key="questions"):
        st.subheader("Questions to expect", anchor=False)
        for answered in draft.questions:
            st.markdown(f"**{escape(answered.question)}**")
            caption(answered.answer)


def _gates(draft: Draft) -> None:
    st.subheader("Before it is released", anchor=False)
    for gate in draft.gates:
        caption(f"{'✓' if gate.passed else '✗'} {gate.reason}")
    caption("These checks are no legal advice.")
