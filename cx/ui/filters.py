"""The shared filters in the sidebar: survey, period length, period, and one box for each field that has values."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from cx.domain.periods import Grain
from cx.domain.slices import GROUPING_FIELDS, Slice
from cx.reports.parts import Choice, Filters
from cx.reports.view import View
from cx.ui import address

GRAINS: tuple[Choice, ...] = (
    Choice(Grain.MONTH.value, "Month"),
    Choice(Grain.QUARTER.value, "Quarter"),
    Choice(Grain.YEAR.value, "Year"),
)


def asked() -> View:
    """The view that the address names, not yet held against what the store offers."""
    named = address.shared()
    grain = named.get("grain", "")
    return View(
        survey_id=named.get("survey", ""),
        grain=Grain(grain) if grain in set(Grain) else Grain.QUARTER,
        period=named.get("period", ""),
        scope=Slice(tuple((name, named[name]) for name in GROUPING_FIELDS if named.get(name))),
    )


def settled(wanted: View, offered: Filters) -> View:
    """The view with what does not exist replaced by what the store offers instead."""
    return View(offered.chosen_survey, wanted.grain, offered.chosen_period, offered.scope)


def sidebar(load: Callable[[View], Filters]) -> View:
    """Draw the filters; the view that they stand for. load: what the store offers to a view."""
    offered = load(asked())
    with st.sidebar:
        if len(offered.surveys) > 1:
            unchosen = () if offered.chosen_survey else (Choice("", "Choose a survey"),)
            address.select("Survey", "survey", (*unchosen, *offered.surveys), default=offered.chosen_survey)
        if offered.periods:
            address.segments("Period length", "grain", GRAINS, default=Grain.QUARTER.value)
            address.select("Period", "period", offered.periods, default=offered.chosen_period)
        _groups(offered)
        _foot()
    address.remember()
    return settled(asked(), offered)


def _groups(offered: Filters) -> None:
    everybody = Choice("", "All")
    for field, label, values in offered.grouping:
        if len(values) > 1 or offered.scope.get(field):
            address.select(label, field, (everybody, *(Choice(value, value) for value in values)))


def _foot() -> None:
    if any(address.shared().values()):
        st.button("Clear filters", icon=":material/filter_alt_off:", on_click=address.clear, width="stretch")
        st.caption("The address of this page keeps these filters: copy it to show others what you see.")
