"""Closing of periods on the Settings page: what is closed and whether it stands, closing the next, reopening."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from cx.actions import closing as actions
from cx.domain.errors import CxError
from cx.domain.roles import Action
from cx.reports.closings import Closings
from cx.ui import charts, downloads, errors
from cx.ui.frame import PageView
from cx.ui.text import caption, told_once

_DONE = "books_done"
MOST_REOPENED = 5


def show(report: Closings, view: PageView) -> None:
    """The list for everybody; the buttons only for whoever may close."""
    with st.container(border=True, key="books"):
        with st.container(horizontal=True, vertical_alignment="top", horizontal_alignment="distribute", wrap=False):
            st.header("Closed periods", anchor=False)
            if report.table:
                downloads.offer_table(report.table, "books")
        st.caption(
            "Closing a period freezes its figures and verdicts as they were said. Late answers, imports taken back and "
            "erasures then stand beside them as a restatement, with date and reason."
        )
        told_once(_DONE, ":material/lock:")
        if report.table:
            charts.show_table(report.table, "books_table")
        else:
            st.text("No period is closed yet.")
        caption(*report.reopened[:MOST_REOPENED])
        if view.actor.may(Action.CLOSE_PERIOD):
            _close(report, view)
        if report.closed and view.actor.may(Action.REOPEN_PERIOD):
            _reopen(report, view)


def _close(report: Closings, view: PageView) -> None:
    if not report.closable:
        st.text("There is nothing to close: no open period with answers is over.")
        return
    labels = {choice.key: choice.label for choice in report.closable}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = st.selectbox("Period to close", list(labels), format_func=labels.__getitem__, width=220, key="close_key")
        wanted = st.button(f"Close {labels[key]}", type="primary", icon=":material/lock:", key="close_period")
    if wanted:
        try:
            closed = actions.close(view.store, view.actor, key, view.today, datetime.now(UTC))
        except CxError as refusal:
            errors.show(refusal)
            return
        names = [period.label for period in closed]
        st.session_state[_DONE] = f"{', '.join(names)} {'is' if len(names) == 1 else 'are'} closed."
        st.rerun()


def _reopen(report: Closings, view: PageView) -> None:
    labels = {period.key: period.label for period in report.closed}
    opened = st.expander("Reopen a period", type="compact", on_change="rerun", key="reopen")
    if not opened.open:
        return
    with opened:
        st.caption("Its figures follow today's answers again until it is closed anew; what was frozen is kept.")
        with st.form("reopen_form", border=False):
            key = st.selectbox("Period", list(labels), format_func=labels.__getitem__, width=220, key="reopen_key")
            reason = st.text_input("Why it is reopened", max_chars=actions.LONGEST_REASON, key="reopen_reason")
            wanted = st.form_submit_button("Reopen", icon=":material/lock_open:")
    if wanted:
        try:
            actions.reopen(view.store, view.actor, key, reason, datetime.now(UTC))
        except CxError as refusal:
            errors.show(refusal)
            return
        st.session_state[_DONE] = f"{labels[key]} is open again."
        st.rerun()
