"""What was loaded, how fresh each survey is, what was refused, and taking an import back."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pandas as pd
import streamlit as st

from cx.actions import imports as actions
from cx.actions.acting import note
from cx.domain.errors import CxError
from cx.domain.roles import Action, Actor
from cx.exports import table as tables
from cx.reports import imports as reports
from cx.reports.imports import HistoryRow, Imports
from cx.reports.opening import Store
from cx.ui import downloads, errors
from cx.ui.text import told_once

CAN_BE_TAKEN_BACK = ("responses", "synced_answers", "invited_people", "training_records")
_DONE = "import_undone"
_WAREHOUSE = ["Asked (UTC)", "Counted in"]
"""Columns for surveys that are synced."""


def freshness(report: Imports) -> None:
    """Each survey with its newest answer."""
    if not report.freshness:
        return
    with st.container(border=True, key="freshness"):
        st.header("How fresh each survey is", anchor=False)
        rows = [
            (row.survey, row.answers, row.last_answer, row.days_old, row.asked_at, row.source)
            for row in report.freshness
        ]
        names = ["Survey", "Answers", "Newest answer", "Days ago", *_WAREHOUSE]
        found = pd.DataFrame(rows, columns=names)
        st.dataframe(
            found if any(row.source for row in report.freshness) else found.drop(columns=_WAREHOUSE),
            hide_index=True,
            column_config={
                "Answers": st.column_config.NumberColumn(format="localized"),
                "Newest answer": st.column_config.DateColumn(format="D MMM YYYY"),
                "Asked (UTC)": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm"),
            },
            alt="Surveys with the number of their answers and the day of the newest",
        )


def history(report: Imports, store: Store, actor: Actor) -> None:
    """Every import, newest first; one can be chosen to see its refused rows or to take it back."""
    with st.container(border=True, key="history"):
        st.header("What was loaded", anchor=False)
        told_once(_DONE, ":material/undo:")
        if not report.history:
            st.text("Nothing has been loaded yet.")
            return
        chosen = _table(report.history)
        if chosen is None:
            st.caption("Select an import to see its refused rows or to take it back.")
        else:
            _chosen(chosen, store, actor)


def _table(history: tuple[HistoryRow, ...]) -> HistoryRow | None:
    columns = ["No.", "When (UTC)", "File", "What", "Rows", "Refused", "New", "Updated", "Same", "State"]
    rows = [
        (
            row.import_id,
            row.imported_at,
            row.file_name,
            row.survey or row.table.replace("_", " "),
            row.rows,
            row.rejected,
            row.accepted,
            row.updated,
            row.duplicates,
            f"taken back {row.undone_at:%-d %b %Y}" if row.undone_at else "counts",
        )
        for row in history
    ]
    event = st.dataframe(
        pd.DataFrame(rows, columns=columns),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="history_rows",
        column_config={
            "No.": st.column_config.NumberColumn(width=44),
            "When (UTC)": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm"),
            **{name: st.column_config.NumberColumn(format="localized", width=72) for name in columns[4:9]},
        },
        alt="Imports, newest first, with how many of their rows went where",
    )
    selected = event["selection"]["rows"]
    return history[selected[0]] if selected and selected[0] < len(history) else None


def _chosen(row: HistoryRow, store: Store, actor: Actor) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="history_actions"):
        st.text(f"Import {row.import_id}: {row.file_name}, by {row.imported_by}")
        if row.rejected:
            refused(store, actor, row.import_id, f"history_{row.import_id}")
        if row.table in CAN_BE_TAKEN_BACK and row.undone_at is None:
            what = "answers" if row.table in ("responses", "synced_answers") else row.table.replace("_", " ")
            undo_button(store, actor, row.import_id, row.file_name, f"history_{row.import_id}", what)


def refused(store: Store, actor: Actor, import_id: int, key: str) -> None:
    """The refused rows of an import as a download, made and recorded when asked for."""
    title = f"Refused rows of import {import_id}"
    st.download_button(
        "Refused rows (CSV)",
        data=partial(_refused_rows, store, actor, import_id),
        file_name=tables.file_name(title, "csv"),
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"{key}_refused",
    )
    st.download_button(
        "Refused rows (Excel)",
        data=partial(_refused_rows, store, actor, import_id, excel=True),
        file_name=tables.file_name(title, "xlsx"),
        mime=downloads.XLSX,
        on_click="ignore",
        type="tertiary",
        key=f"{key}_refused_xlsx",
    )


def undo_button(store: Store, actor: Actor, import_id: int, file_name: str, key: str, what: str = "answers") -> None:
    """what: the import brought, in words."""
    if st.button("Take it back", icon=":material/undo:", key=f"{key}_undo"):
        _confirm(store, actor, import_id, file_name, what)


@st.dialog("Take this import back?")
def _confirm(store: Store, actor: Actor, import_id: int, file_name: str, what: str) -> None:
    st.text(file_name)
    st.text(
        "What it brought leaves every figure, and what it replaced comes back. It stays in this list as taken back."
    )
    with st.container(horizontal=True):
        if st.button("Take it back", type="primary", key="confirm_undo"):
            try:
                undone = actions.undo(store, actor, import_id, datetime.now(UTC))
            except CxError as refusal:
                errors.show(refusal)
                return
            st.session_state[_DONE] = (
                f"Import {import_id} was taken back: {undone.removed:,} {what} removed, {undone.restored:,} restored."
            )
            st.session_state.pop("import_outcome", None)
            st.rerun()
        if st.button("Keep it", key="confirm_keep"):
            st.rerun()


def _refused_rows(store: Store, actor: Actor, import_id: int, *, excel: bool = False) -> bytes:
    note(store, actor, Action.EXPORT_RECORDS, f"refused rows {import_id}", datetime.now(UTC))
    table = reports.rejects(store, import_id)
    return tables.xlsx(table) if excel else tables.csv(table)
