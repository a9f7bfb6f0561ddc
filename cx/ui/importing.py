"""A dropped survey export: how it was read, what it would load, loading it, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from cx.actions.acting import recorded
from cx.demo import sample
from cx.domain.errors import CxError
from cx.domain.roles import Action, Actor
from cx.domain.slices import FIELD_LABELS
from cx.ingest import responses
from cx.ingest.responses import Outcome, Preview
from cx.reports.imports import Imports
from cx.reports.opening import Store
from cx.reports.parts import Link
from cx.ui import (
    address,
    errors,
    import_history,
    navigation,
    progress,
    rating_choices,
    reading_choices,
    table_import,
    uploads,
)
from cx.ui.reading_choices import Choices
from cx.ui.text import escape
from cx.ui.uploads import Upload

AREA = "answers"
_OUTCOME = "import_outcome"
_PREVIEW = "import_preview"
_FIRST_COLUMNS = ("response_id", "responded_at", "score", "comment")
_HEADINGS = {"response_id": "Id", "responded_at": "When it was given", **FIELD_LABELS}
MIDNIGHT = " 00:00:00"
"""What a day without a time of day is stored with."""
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}


@dataclass(frozen=True, slots=True)
class _Kept:
    """The last preview, so that a rerun reads the file again only where something was chosen."""

    key: str
    preview: Preview


def show(report: Imports, store: Store, actor: Actor, today: date) -> None:
    """The whole way from a dropped file to its result."""
    if outcome := st.session_state.get(_OUTCOME):
        _result(outcome, store, actor)
    with st.container(border=True, key="drop_answers"):
        st.header("Load a survey export", anchor=False)
        st.caption(
            "CSV, TSV, Excel or Parquet, as your survey tool exports it. Nothing is loaded before you have seen how it "
            "was read, and every import can be taken back."
        )
        upload = uploads.drop_zone("Survey export", store, AREA, uploads.ANSWER_FILES)
        if upload is None:
            with st.container(horizontal=True):
                table_import.template("responses", "Template for answers (CSV)")
                _sample(today)
            return
        st.session_state.pop(_OUTCOME, None)
        choices = Choices(upload.token)
        try:
            preview = _previewed(upload, choices, store)
        except CxError as refusal:
            errors.show(refusal)
            reading_choices.reading(choices, Preview())
            return
        _read(preview, choices, report)
        _what_it_would_do(preview)
        _loading(upload, preview, choices, report, store, actor)


def _sample(today: date) -> None:
    st.download_button(
        "Sample export to try it with (CSV)",
        data=partial(sample.export, today),
        file_name="sample_export.csv",
        mime="text/csv",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        key="sample_export",
    )


def _previewed(upload: Upload, choices: Choices, store: Store) -> Preview:
    options = choices.options()
    key = repr((upload.token, options, store.version()))
    kept: _Kept | None = st.session_state.get(_PREVIEW)
    if kept is None or kept.key != key:
        with st.spinner("Reading the file"):
            kept = _Kept(key, responses.preview(store, upload.path, options, file_name=upload.name))
        st.session_state[_PREVIEW] = kept
    return kept.preview


# How it was read ----------------------------------------------------------------------------------------------------


def _read(preview: Preview, choices: Choices, report: Imports) -> None:
    if preview.reading:
        st.caption(escape(_as_read(preview.reading)))
    if preview.choice:
        _ask(preview)
    if preview.problem:
        st.error(_lines(preview.problem), icon=":material/error:")
    reading_choices.columns(choices, preview)
    rating_choices.show(choices, preview)
    reading_choices.reading(choices, preview)
    if not report.demo:
        reading_choices.survey(choices, report.surveys)


def _ask(preview: Preview) -> None:
    """What is still to be chosen, in the words of this page; the importer's own words on demand."""
    asked = reading_choices.asked(preview.options)
    if not asked:
        st.warning(_lines(preview.choice), icon=":material/help:")
        return
    st.warning("  \n".join(asked), title="A choice is needed before this can be loaded", icon=":material/help:")
    with st.expander("Why, and what the command line would need", type="compact"):
        st.text(preview.choice)


def _as_read(reading: Mapping[str, Any]) -> str:
    parts = [
        f"Read as {reading['format_label']}",
        f"{reading['kind']}, {_DELIMITERS.get(reading['delimiter'], '')} separated".replace(",  separated", ""),
        reading["encoding"],
        f"sheet {reading['sheet']}" if reading["sheet"] else "",
        f"header on line {reading['header_line']}",
        f"{reading['header_rows']} header rows" if reading["header_rows"] > 1 else "",
        f"dates {reading_choices.DATE_ORDERS[reading['date_order']].lower()}" if reading["date_order"] else "",
        "columns as for the last file of this kind" if reading["remembered"] else "",
    ]
    return " · ".join(part for part in parts if part)


def _lines(message: str) -> str:
    """A message of several lines as it stands."""
    return "  \n".join(escape(line) for line in message.splitlines())


def _what_it_would_do(preview: Preview) -> None:
    if preview.outcome is not None:
        _counts(preview.outcome)
        _restates(preview.outcome)
    if preview.refused:
        st.subheader("Refused rows", anchor=False)
        rows = [
            (reason, preview.outcome.reasons.get(reason) if preview.outcome else None, row["line"], row["value"])
            for reason, first in preview.refused.items()
            for row in first
        ]
        st.dataframe(
            pd.DataFrame(rows, columns=["Why", "Rows", "Line", "What stood there"]),
            hide_index=True,
            alt="The first refused rows of each reason",
        )
    if preview.answers:
        st.subheader("The first answers, as they would be stored", anchor=False)
        answers = pd.DataFrame([dict(answer) for answer in preview.answers])
        filled = [name for name in answers.columns if name in _FIRST_COLUMNS or answers[name].astype(bool).any()]
        if answers["responded_at"].str.endswith(MIDNIGHT).all():
            answers["responded_at"] = answers["responded_at"].str.removesuffix(MIDNIGHT)
        shown = answers[filled].rename(columns=lambda name: _HEADINGS.get(name, name.replace("_", " ").capitalize()))
        st.dataframe(shown, hide_index=True, alt="The first answers")


def _counts(outcome: Outcome) -> None:
    counted = {
        "Rows in the file": outcome.rows,
        "New answers": outcome.accepted,
        "Updated": outcome.updated,
        "Same as before": outcome.duplicates,
        "Refused": outcome.rejected,
    }
    with st.grid(5, min_column_width=120, gap="small"):
        for label, count in counted.items():
            st.metric(label, f"{count:,}", border=True)


def _restates(outcome: Outcome) -> None:
    """Closed periods whose figures these answers change: what was said of them stays, this stands beside it."""
    if outcome.restates:
        lines = [f"{line[:1].upper()}{line[1:]}." for line in outcome.restates]
        st.info("  \n".join(escape(line) for line in lines), title="Closed periods", icon=":material/history:")


# Loading ------------------------------------------------------------------------------------------------------------


def _loading(upload: Upload, preview: Preview, choices: Choices, report: Imports, store: Store, actor: Actor) -> None:
    outcome = preview.outcome
    agreed = not report.demo or st.checkbox(
        "Leave the demo company: start a store of my own with this file. The demo is put aside.", key="leave_demo_tick"
    )
    brings = outcome.accepted + outcome.updated if outcome else 0
    ready = brings > 0 and not preview.problem and agreed
    if outcome is not None and not brings:
        st.text("There is nothing to load: every good row of this file is stored already.")
    with st.container(horizontal=True):
        wanted = st.button(
            f"Load {brings:,} answer{'' if brings == 1 else 's'}" if outcome else "Load",
            type="primary",
            disabled=not ready,
            key="load_answers",
        )
        if st.button("Set the file aside", key="set_aside"):
            uploads.done(AREA)
            st.rerun()
    if wanted:
        _load(upload, choices, report, store, actor)


def _load(upload: Upload, choices: Choices, report: Imports, store: Store, actor: Actor) -> None:
    bar = st.progress(0.0, text="Loading")
    try:
        with recorded(store, actor, Action.IMPORT, "responses", datetime.now(UTC)) as made:
            outcome = responses.load(
                store,
                upload.path,
                choices.options(replace_demo=report.demo),
                by=actor.id,
                file_name=upload.name,
                progress=progress.shown_by(bar),
            )
            made.object_id = f"responses {outcome.import_id}"
    except CxError as refusal:
        bar.empty()
        errors.show(refusal)
        return
    st.session_state[_OUTCOME] = outcome
    address.forget()
    uploads.done(AREA)
    st.rerun()


def _result(outcome: Outcome, store: Store, actor: Actor) -> None:
    with st.container(border=True, key="import_result"):
        st.success(escape(f"{outcome.file} was loaded."), icon=":material/check_circle:")
        _counts(outcome)
        _restates(outcome)
        for note in outcome.notes:
            st.caption(escape(note))
        with st.container(horizontal=True, vertical_alignment="center"):
            navigation.link(
                Link("overview", (("survey", outcome.survey_id),)),
                "See it on the Overview",
                icon=":material/arrow_forward:",
            )
            if outcome.import_id is not None:
                if outcome.rejected:
                    import_history.refused(store, actor, outcome.import_id, "result")
                import_history.undo_button(store, actor, outcome.import_id, outcome.file, "result")
