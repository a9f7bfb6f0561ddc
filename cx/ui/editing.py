"""Editing a record in a page: a dialog made of the record's fields, its errors beside them, its history under it.

A page that edits calls `editing.here(view)` once, under its headline. It says which record may be opened where:
`editing.button(view, "answers", ("customers",))`, or offers all of a table, with adding one and taking the table away
as a file: `editing.panel(view, ("business_goals", "allocations"), "strategy")`. What may stand in a field is what may
stand in a file of that table. Escape and Cancel leave everything as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, Literal

import streamlit as st

from cx.actions import records as actions
from cx.actions.acting import note
from cx.domain.errors import BadRecord, CxError
from cx.domain.evidence import BETWEEN, several
from cx.domain.roles import Action
from cx.domain.tables import Table
from cx.exports import table as files
from cx.reports import records
from cx.reports.records import Earlier, Field, Form, Kind
from cx.ui import downloads, errors, kept
from cx.ui.frame import PageView
from cx.ui.text import caption, escape, told_once

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
_SAID, _OPEN, _FORM = "editing_said", "editing_open", "editing_form"
_GIVEN = "editing_given"

Given = tuple[tuple[str, str], ...]
"""Texts with which fields begin, by column."""


def here(view: PageView) -> None:
    """What the last edit on this page did, once, and the record that is open."""
    told_once(_SAID)
    page, table, key = st.session_state.get(_OPEN, ("", "", ()))
    if page == view.place.address:
        what = records.NAMES[table]
        known = key and view.load(records.form, table=table, key=key).seen is not None
        title = f"{'Edit' if known else 'Add'} {'an' if what[0] in 'aeiou' else 'a'} {what}"
        st.dialog(title, width="large", on_dismiss=_close)(_dialog)(view, table, key)
    else:
        _close()


def may(view: PageView, table: str, key: tuple[str, ...] = ()) -> bool:
    return actions.may(view.store, view.actor, table, key)


def button(
    view: PageView,
    table: str,
    key: tuple[str, ...] = (),
    *,
    label: str = "Edit",
    new: bool = False,
    kind: Literal["secondary", "tertiary", "primary"] = "tertiary",
    given: Given = (),
    icon: str = "",
    name: str = "",
) -> None:
    """Opens the record of that key, or a new one; nothing for whoever may not.

    new: it does not exist yet. given: what its fields begin with. name: of the button, where one record has several.
    """
    if not may(view, table, key):
        return
    icon = icon or (":material/add:" if new or not key else ":material/edit:")
    called = "_".join(("open", table, *key, *filter(None, (name,))))
    arguments = (view.place.address, table, key, given)
    kept.button(escape(label), icon=icon, kind=kind, key=called, on_click=_open, args=arguments)


def panel(view: PageView, tables: Sequence[str], key: str) -> None:
    """A menu: edit or add a record of these tables, or take a table away as the file that loads again."""
    menu = kept.popover("Edit and download", icon=":material/edit_note:", key=f"panel_{key}")
    if menu.open:
        with menu:
            for table in tables:
                _table(view, table)


def _table(view: PageView, table: str) -> None:
    name = records.NAMES[table]
    st.header(f"{escape(name.capitalize())}s", anchor=False)
    choices = {choice.key: choice.label for choice in view.load(records.existing, table=table)}
    if may(view, table):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = st.selectbox(
                f"Which {name}",
                list(choices),
                index=None,
                format_func=lambda one: choices.get(one, one),
                label_visibility="collapsed",
                placeholder=f"Choose one of {len(choices)} to edit" if choices else "None yet",
                disabled=not choices,
                key=f"which_{table}",
            )
            place = view.place.address
            st.button(
                "Edit",
                key=f"edit_chosen_{table}",
                disabled=chosen is None,
                on_click=_open,
                args=(place, table, records.chosen_key(table, chosen) if chosen else ()),
            )
            st.button("Add", icon=":material/add:", key=f"add_{table}", on_click=_open, args=(place, table, ()))
    with st.container(horizontal=True):
        for label, ending, mime, make in (
            ("CSV", "csv", "text/csv", files.csv),
            ("Excel", "xlsx", downloads.XLSX, files.xlsx),
        ):
            st.download_button(
                f"All as {label}",
                data=partial(_file, view, table, make),
                file_name=f"{table}.{ending}",
                mime=mime,
                type="tertiary",
                icon=":material/download:",
                on_click="ignore",
                key=f"take_{table}_{ending}",
            )


def _file(view: PageView, table: str, make: Any) -> bytes:
    note(view.store, view.actor, Action.EXPORT_RECORDS, table, datetime.now(UTC))
    found: Table = records.as_file(view.store, table)
    made: bytes = make(found)
    return made


# The dialog ---------------------------------------------------------------------------------------------------------


def _open(page: str, table: str, key: tuple[str, ...], given: Given = ()) -> None:
    st.session_state.pop(_FORM, None)
    st.session_state[_OPEN] = page, table, key
    st.session_state[_GIVEN] = given


def _close() -> None:
    st.session_state.pop(_OPEN, None)
    st.session_state.pop(_FORM, None)


def _dialog(view: PageView, table: str, key: tuple[str, ...]) -> None:
    given: Given = st.session_state.get(_GIVEN, ())
    form: Form = st.session_state.setdefault(_FORM, view.load(records.form, table=table, key=key, given=given))
    texts: dict[str, str] = {}
    slots = {}
    with st.form("_".join(("form", table, *key)), border=False):
        top = st.empty()
        for field in form.fields:
            texts[field.name] = _draw(field, form)
            slots[field.name] = st.empty()
        with st.container(horizontal=True):
            keep = st.form_submit_button("Save", type="primary", icon=":material/save:", key=f"save_{table}")
            leave = st.form_submit_button("Cancel", key=f"cancel_{table}")
    if leave:
        _close()
        st.rerun()
    if keep:
        try:
            _keep(view, form, texts)
        except BadRecord as refusal:
            for name, problem in refusal.problems.items():
                slots.get(name, top).error(escape(problem), icon=":material/error:")
        except CxError as refusal:
            top.error(escape(str(refusal)), icon=":material/error:")
    _past(view, form)


def _keep(view: PageView, form: Form, texts: Mapping[str, str]) -> None:
    if form.seen is not None and all(form.seen.get(name, "") == text for name, text in texts.items()):
        _done("Nothing was changed.")
    actions.save(view.store, view.actor, form.table, texts, datetime.now(UTC), seen=form.seen)
    _done(f"The {form.name} was saved." if form.seen else f"The {form.name} was added.")


def _done(words: str) -> None:
    st.session_state[_SAID] = words
    _close()
    st.rerun()


def _past(view: PageView, form: Form) -> None:
    """What it was before, each with the way back; and taking it away, which leaves it in the history."""
    if form.history:
        st.header("History", anchor=False)
        for one in form.history:
            _earlier(view, form, one)
    if form.seen is None:
        return
    with st.popover(f"Remove this {form.name}", type="tertiary", icon=":material/delete:"):
        st.text("It leaves the page. What it was stays in the history and in the audit log.")
        if st.button("Remove it", key=f"remove_{form.table}"):
            _act(partial(actions.remove, view.store, view.actor, form.table, form.key), f"The {form.name} was removed.")


def _earlier(view: PageView, form: Form, one: Earlier) -> None:
    with st.container(border=True, gap="xxsmall"):
        caption(one.change)
        if not one.texts:
            return
        st.text(one.text)
        caption(
            " · ".join(f"{label}: {text}" for label, text in records.differing(one, form.fields) if text != one.text)
        )
        if st.button("Bring it back", icon=":material/undo:", key=f"back_{form.table}_{one.version}"):
            back = partial(actions.restore, view.store, view.actor, form.table, form.key, one.version)
            _act(back, f"The earlier {form.name} is back.")


def _act(action: Any, words: str) -> None:
    try:
        action(datetime.now(UTC))
    except CxError as refusal:
        errors.show(refusal)
        return
    _done(words)


# Fields: each is drawn and gives the text that a file would hold -----------------------------------------------------


def _draw(field: Field, form: Form) -> str:
    if field.fixed or field.made:
        return field.value
    label = escape(field.label if field.required else f"{field.label} (may stay blank)")
    key = "_".join(("field", form.table, *form.key, field.name))
    if field.kind is Kind.SEVERAL:
        return _several(field, label, key)
    if field.kind is Kind.DATE:
        return _day(field, label, key)
    if field.choices or not field.free:
        return _one_of(field, label, key)
    if field.long:
        return " ".join((st.text_area(label, field.value, height=90, key=key, help=escape(field.help)) or "").split())
    return (st.text_input(label, field.value, key=key, help=escape(field.help)) or "").strip()


def _one_of(field: Field, label: str, key: str) -> str:
    labels = {choice.key: choice.label for choice in field.choices}
    found = st.selectbox(
        label,
        list(labels),
        index=list(labels).index(field.value) if field.value in labels else None,
        format_func=lambda one: labels.get(one, one),
        accept_new_options=field.free,
        placeholder="Choose or write" if field.free else "Choose" if labels else "None yet",
        disabled=not labels and not field.free,
        help=escape(field.help),
        key=key,
    )
    return found or ""


def _several(field: Field, label: str, key: str) -> str:
    if not field.choices and field.name not in ("projects", "journeys"):
        lines = "\n".join(several(field.value))
        given = st.text_area(f"{label}, one a line", lines, height=90, help=escape(field.help), key=key) or ""
        return BETWEEN.join(line.strip().replace("|", "/") for line in given.splitlines() if line.strip())
    labels = {choice.key: choice.label for choice in field.choices}
    chosen = st.multiselect(
        label,
        list(labels) or list(several(field.value)),
        default=list(several(field.value)),
        format_func=lambda one: labels.get(one, one),
        accept_new_options=field.free,
        placeholder="Choose or write" if field.free else "Choose",
        help=escape(field.help),
        key=key,
    )
    return BETWEEN.join(chosen)


def _day(field: Field, label: str, key: str) -> str:
    given = st.date_input(
        label,
        date.fromisoformat(field.value) if field.value else None,
        min_value=EARLIEST,
        max_value=LATEST,
        format="YYYY-MM-DD",
        help=escape(field.help),
        key=key,
    )
    return given.isoformat() if isinstance(given, date) else ""
