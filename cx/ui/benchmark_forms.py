"""Editing benchmarks in the page: a reading, an indicator, a need and our stance on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from cx.actions import benchmarks as actions
from cx.domain.errors import CxError
from cx.domain.indicators import Dimension, Direction, Indicator
from cx.domain.needs import Need, Stance
from cx.domain.readings import Grade, Reading
from cx.domain.roles import Action
from cx.domain.surveys import Provenance
from cx.reports import benchmark_editing
from cx.reports.benchmark_editing import Editing
from cx.reports.benchmarks import Benchmarks
from cx.ui import address, errors
from cx.ui.frame import PageView
from cx.ui.text import told_once

_SAVED = "benchmarks_saved"
_NEW = "A new one"
_KINDS = ("A reading", "An indicator", "A need")


def may_edit(view: PageView) -> bool:
    return view.store.exists() and view.actor.may(Action.EDIT_BENCHMARKS)


def show(view: PageView, _report: Benchmarks) -> None:
    """The form of what was chosen; what was saved is said above it."""
    told_once(_SAVED)
    editing: Editing = view.load(benchmark_editing.report)
    kind = st.segmented_control("What to edit", _KINDS, default=_KINDS[0], required=True, key="edit_kind")
    if kind == _KINDS[1]:
        _indicator(view, editing)
    elif kind == _KINDS[2]:
        _need(view, editing)
    else:
        _reading(view, editing)
    st.caption("Several at once: import the table on the Imports page. Each change is audited.")


def _save(change: Callable[[], None], said: str) -> None:
    try:
        change()
    except CxError as refusal:
        errors.show(refusal)
        return
    st.session_state[_SAVED] = said
    st.rerun()


# A reading ----------------------------------------------------------------------------------------------------------


def _reading(view: PageView, editing: Editing) -> None:
    entered = {one.indicator_id: one for one in editing.indicators if not one.computed_from}
    if not editing.brands:
        st.info("Name your own brand on the Settings page, or import brands: a reading is of a brand.")
        return
    with st.form("reading", border=True):
        with st.grid(3, min_column_width=240, gap="small"):
            values = {
                "indicator_id": st.selectbox("Indicator", list(entered), format_func=lambda key: _called(entered, key)),
                "brand": st.selectbox("Brand", editing.brands, index=_at(editing.brands, address.asked("brand"))),
                "read_on": st.date_input("Day of the reading", view.today, format="YYYY-MM-DD"),
                "value": st.number_input("Value, in the indicator's unit", value=None, format="%g"),
                "grade": st.selectbox("Grade", list(Grade), index=2, format_func=lambda g: f"{g.value}: {g.words}"),
                "source": st.text_input("Source", help="Needed for a published reading."),
                "evidence": st.text_input("Where it can be looked up"),
                "provenance": st.selectbox("Who asked", ["", *Provenance], format_func=_who),
                "n": st.number_input("Answers behind it", min_value=1, value=None, step=1),
                "low": st.number_input("Lower end of its range", value=None, format="%g"),
                "high": st.number_input("Upper end of its range", value=None, format="%g"),
            }
        wanted = st.form_submit_button("Save reading", type="primary", icon=":material/save:")
    if wanted:
        said = f"Saved: {_called(entered, str(values['indicator_id']))} of {values['brand']}."
        _save(lambda: actions.save_reading(view.store, view.actor, _plain(values), datetime.now(UTC)), said)
    if editing.readings:
        _removal(view, editing)


def _removal(view: PageView, editing: Editing) -> None:
    known = {one.indicator_id: one for one in editing.indicators}
    place = st.expander("Remove a reading", type="compact", on_change="rerun", key="remove_reading")
    if not place.open:
        return
    with place, st.form("removal", border=False):

        def called(one: Reading) -> str:
            return f"{_called(known, one.indicator_id)}, {one.brand}, {one.read_on}: {one.value:g}"

        chosen = st.selectbox("Reading", editing.readings, format_func=called)
        if st.form_submit_button("Remove it", icon=":material/delete:") and chosen:
            key = chosen.indicator_id, chosen.brand, chosen.read_on
            said = f"Removed: {called(chosen)}."
            _save(lambda: actions.remove_reading(view.store, view.actor, *key, datetime.now(UTC)), said)


def _called(indicators: Mapping[str, Indicator], indicator_id: str) -> str:
    found = indicators.get(indicator_id)
    if found is None:
        return indicator_id
    return f"{found.name} ({found.low:g} to {found.high:g}), {found.dimension.label}"


def _who(provenance: str) -> str:
    return Provenance(provenance).words if provenance else "By the grade"


# An indicator -------------------------------------------------------------------------------------------------------


def _indicator(view: PageView, editing: Editing) -> None:
    known = {one.indicator_id: one for one in editing.indicators}
    chosen = st.selectbox(
        "Indicator", ["", *known], format_func=lambda key: _called(known, key) if key else _NEW, key="edit_indicator"
    )
    stored = known.get(chosen or "")
    with st.form(f"indicator_{chosen}", border=True):
        with st.grid(3, min_column_width=240, gap="small"):
            values: dict[str, Any] = {
                "indicator_id": chosen or st.text_input("Short id", help="Letters and dashes, such as first-answer."),
                "name": st.text_input("Name", stored.name if stored else ""),
                "dimension": st.selectbox(
                    "Dimension",
                    list(Dimension),
                    index=list(Dimension).index(stored.dimension) if stored else 0,
                    format_func=lambda one: one.label,
                ),
                "unit": st.text_input("Unit", stored.unit if stored else ""),
                "scale_low": st.number_input("Lowest reading", value=stored.low if stored else 0.0, format="%g"),
                "scale_high": st.number_input("Highest reading", value=stored.high if stored else 100.0, format="%g"),
                "direction": st.selectbox(
                    "Which end is good",
                    list(Direction),
                    index=list(Direction).index(stored.direction) if stored else 0,
                    format_func=lambda one: f"{one.value} is better",
                ),
                "weight": st.number_input("Weight, 0 leaves it out", 0.0, value=stored.weight if stored else 1.0),
                "shelf_life_months": st.number_input(
                    "Months a reading holds", 1, 1200, stored.shelf_life_months if stored else 12
                ),
                "audience": stored.audience if stored else "",
                "computed_from": stored.computed_from if stored else "",
            }
        wanted = st.form_submit_button("Save indicator", type="primary", icon=":material/save:")
    if wanted:
        said = f"Saved: {values['name']}."
        _save(lambda: actions.save_indicator(view.store, view.actor, _plain(values), datetime.now(UTC)), said)


# A need -------------------------------------------------------------------------------------------------------------


def _need(view: PageView, editing: Editing) -> None:
    known: dict[str, Need] = {one.need_id: one for one in editing.needs}
    chosen = st.selectbox(
        "Need", ["", *known], format_func=lambda key: known[key].name if key else _NEW, key="edit_need"
    )
    stored = known.get(chosen or "")
    stances = ["", *Stance]
    with st.form(f"need_{chosen}", border=True):
        with st.grid(2, min_column_width=240, gap="small"):
            values = {
                "need_id": chosen or st.text_input("Short id", help="Letters and dashes, such as fast-start."),
                "name": st.text_input("What they need, in their words", stored.name if stored else ""),
                "audience": st.selectbox(
                    "Whose need", ["customer", "partner"], index=int(bool(stored and stored.audience == "partner"))
                ),
                "stance": st.selectbox(
                    "Our stance",
                    stances,
                    index=stances.index(stored.stance) if stored and stored.stance else 0,
                    format_func=lambda one: str(one) or "not decided",
                ),
            }
        wanted = st.form_submit_button("Save need", type="primary", icon=":material/save:")
    if wanted:
        said = f"Saved: {values['name']}."
        _save(lambda: actions.save_need(view.store, view.actor, _plain(values), datetime.now(UTC)), said)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Members of closed sets as the store keeps them: text."""
    return {name: str(value) if isinstance(value, str) else value for name, value in values.items()}


def _at(options: tuple[str, ...], wanted: str) -> int:
    return options.index(wanted) if wanted in options else 0
