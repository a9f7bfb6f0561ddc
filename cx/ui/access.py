"""Who has which role, changing it, and the audit log with the proof that nobody edited it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from cx.actions import access as actions
from cx.actions import acting
from cx.domain.errors import CxError
from cx.domain.roles import Action, Role
from cx.domain.tables import Table
from cx.reports.access import Access
from cx.ui import charts, downloads, errors
from cx.ui.doorway import ROLE_NAMES
from cx.ui.frame import PageView
from cx.ui.text import caption, escape, told_once

_SAID = "access_said"
_NOTED = "access_noted"
_ANY = "Anything"


def show(view: PageView, report: Access) -> None:
    _note(view)
    _people(view, report)
    _log(view, report)


def _note(view: PageView) -> None:
    """Reading the log is on record, once a tab."""
    if not st.session_state.get(_NOTED):
        acting.note(view.store, view.actor, Action.READ_AUDIT_LOG, "page", datetime.now(UTC))
        st.session_state[_NOTED] = True


def _people(view: PageView, report: Access) -> None:
    with st.container(border=True, key="people"):
        _heading(view, report.table, "people")
        told_once(_SAID)
        if report.people:
            charts.show_table(report.table, "people_table")
        else:
            st.text("Nobody has a role yet. In single-user mode nobody needs one.")
        caption("There is exactly one CX leader. A role that is taken away opens nothing more, in open tabs too.")
        if view.actor.may(Action.CHANGE_ROLE):
            _grant(view)
            if report.people:
                _revoke(view, report)


def _grant(view: PageView) -> None:
    with st.form("grant", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        email = st.text_input("E-mail", max_chars=254, width=300, key="grant_email")
        role = Role(str(st.selectbox("Role", list(Role), format_func=_name, width=200, key="grant_role")))
        wanted = st.form_submit_button("Grant", icon=":material/person_add:")
    if wanted:
        _act(lambda at: actions.grant(view.store, view.actor, email, role, at), f"{email} is {_name(role)}.")


def _revoke(view: PageView, report: Access) -> None:
    held = [(one.email, role) for one in report.people for role in one.roles if role is not Role.CX_LEADER]
    if not held:
        return
    with st.form("revoke", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        email, role = st.selectbox(
            "Take away",
            held,
            format_func=lambda one: f"{one[0]}: {_name(one[1])}",
            width=300,
            key="revoke_which",
        )
        wanted = st.form_submit_button("Take away", icon=":material/person_remove:")
    if wanted:
        done = f"{email} is no longer {_name(role)}."
        _act(lambda at: actions.revoke(view.store, view.actor, email, role, at), done)


def _act(action: Callable[[datetime], object], done: str) -> None:
    try:
        action(datetime.now(UTC))
    except CxError as refusal:
        errors.show(refusal)
        return
    st.session_state[_SAID] = done
    st.rerun()


def _log(view: PageView, report: Access) -> None:
    with st.container(border=True, key="audit"):
        _heading(view, report.log, "audit")
        if report.problems:
            st.error(escape(" ".join(report.problems)), icon=":material/report:")
        else:
            st.success(
                escape(
                    f"{report.entries:,d} {'entry' if report.entries == 1 else 'entries'}, each sealed by the hash of "
                    "all before it: none of them was edited."
                ),
                icon=":material/verified:",
            )
        found = _narrowed(report.log)
        if found.rows:
            charts.show_table(found, "audit_rows")
        else:
            st.text("There is no such entry.")
        caption("It holds ids and hashes only: no name, no comment, no figure.")


def _narrowed(log: Table) -> Table:
    """The entries of one kind, one person or one result."""
    chosen: dict[int, str] = {}
    with st.container(horizontal=True):
        for column, label in ((3, "What"), (1, "Who"), (5, "Result")):
            values = sorted({str(row[column]) for row in log.rows})
            choice = st.selectbox(label, [_ANY, *values], width=220, key=f"audit_{label}")
            if choice != _ANY:
                chosen[column] = choice
    if not chosen:
        return log  # itself, which the page may have drawn before
    rows = tuple(row for row in log.rows if all(row[column] == value for column, value in chosen.items()))
    return Table(log.columns, rows, log.title, log.notes)


def _heading(view: PageView, table: Table, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="top", horizontal_alignment="distribute", wrap=False):
        st.header(escape(table.title), anchor=False)
        downloads.offer_table(table, key, view)


def _name(role: Role) -> str:
    return ROLE_NAMES[role]
