"""Tables that are kept by hand: targets, events, invitations and the rest."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import streamlit as st

from cx.actions import records
from cx.domain.errors import CxError
from cx.domain.roles import Actor
from cx.ingest import maintained
from cx.reports.imports import Imports
from cx.reports.opening import Store
from cx.ui import errors, navigation, uploads
from cx.ui.text import escape

AREA = "table"
_OUTCOME = "table_outcome"


def show(report: Imports, store: Store, actor: Actor) -> None:
    """Choose a table, take its template, drop the filled-in file."""
    with st.container(border=True, key="drop_table"):
        st.header("Load targets, events, invitations and other tables", anchor=False)
        st.caption("Rows are added, or updated where their key is known already; the same file twice changes nothing.")
        if report.demo:
            st.text("These tables belong to your own company. Import your survey, or leave the demo, then come back.")
            st.page_link(navigation.SETTINGS.file, label="Leave the demo", icon=navigation.SETTINGS.icon)
            return
        table = st.selectbox("Table", maintained.TABLES, format_func=_words, key="table_choice")
        template(table, f"Template for {_words(table).lower()} (CSV)")
        upload = uploads.drop_zone("Filled-in table", store, AREA, uploads.TABLE_FILES)
        if upload is not None and st.button(f"Load {_words(table).lower()}", type="primary", key="load_table"):
            _load(table, upload, store, actor)
        if outcome := st.session_state.pop(_OUTCOME, None):
            _result(outcome)


def template(table: str, label: str) -> None:
    st.download_button(
        label,
        data=partial(_template, table),
        file_name=f"{table}.csv",
        mime="text/csv",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        key=f"template_{table}",
    )


def _load(table: str, upload: uploads.Upload, store: Store, actor: Actor) -> None:
    try:
        within = records.loading(store, actor, table, datetime.now(UTC))
        outcome = maintained.load(store, table, upload.path, by=actor.id, file_name=upload.name, within=within)
    except CxError as refusal:
        errors.show(refusal)
        return
    st.session_state[_OUTCOME] = outcome
    uploads.done(AREA)
    st.rerun()


def _result(outcome: maintained.Outcome) -> None:
    st.success(escape(outcome.lines()[0]), icon=":material/check_circle:")
    for note in outcome.notes:
        st.warning(escape(note), icon=":material/warning:")
    if outcome.rejects:
        rows = [(reject.line, reject.reason, reject.value) for reject in outcome.rejects]
        st.dataframe(
            pd.DataFrame(rows, columns=["Line", "Why", "What stood there"]), hide_index=True, alt="Refused rows"
        )


def _template(table: str) -> bytes:
    with TemporaryDirectory() as folder:
        written = {path.stem: path for path in maintained.templates(Path(folder))}
        return written[table].read_bytes()


def _words(table: str) -> str:
    return table.replace("_", " ").capitalize()
