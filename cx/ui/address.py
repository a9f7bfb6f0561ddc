"""The page's address is where its filters live, so that a link opens what its sender saw.

A filter stands in the address by its key (`?period=2026Q3&region=EMEA`) once somebody has chosen it; what nobody chose
is absent. Streamlit's own binding writes the label on screen instead of the key, and forgets the filters on pages
without them; this module reads and writes the address itself, each time in one step, for the browser's back button.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from cx.domain.slices import GROUPING_FIELDS
from cx.reports.parts import Choice
from cx.ui import kept
from cx.ui.text import escape

SHARED: tuple[str, ...] = ("survey", "grain", "period", *GROUPING_FIELDS)
"""The filters that go with the reader from page to page."""

_LAST_PAGE = "address_page"
_LAST_SHARED = "address_filters"


def arrive(page: str) -> None:
    """Bring the shared filters along to another page, unless its address names some itself."""
    moved = st.session_state.get(_LAST_PAGE, page) != page
    st.session_state[_LAST_PAGE] = page
    if moved and not any(name in st.query_params for name in SHARED):
        _write(st.query_params.to_dict() | dict(remembered()))


def leave(page: str) -> None:
    """Note that the reader is on a page without shared filters, so that they come back on the next one with them."""
    st.session_state[_LAST_PAGE] = page


def remember() -> None:
    st.session_state[_LAST_SHARED] = shared()


def remembered() -> Mapping[str, str]:
    filters: Mapping[str, str] = st.session_state.get(_LAST_SHARED, {})
    return filters


def carried() -> str:
    """The remembered filters as one text."""
    return "&".join(f"{name}={value}" for name, value in remembered().items())


def forget() -> None:
    """Begin again without filters, as after the answers themselves were exchanged."""
    st.session_state.pop(_LAST_SHARED, None)


def asked(name: str) -> str:
    """What the address asks for; '' where it names nothing."""
    return st.query_params.get(name, "")


def shared() -> Mapping[str, str]:
    """The shared filters that the address names."""
    query = st.query_params.to_dict()
    return {name: query[name] for name in SHARED if name in query}


def keep(name: str) -> str:
    """As `asked`, and the address goes on saying it: a link from a page to itself leaves the browser's address bare."""
    if value := asked(name):
        st.query_params[name] = value
    return value


def drop(*names: str) -> None:
    """Take filters out of the address."""
    _write({name: value for name, value in st.query_params.to_dict().items() if name not in names})


def clear() -> None:
    """Take every shared filter out of the address."""
    drop(*SHARED)


def lengthen(grain: str) -> None:
    """Look at the last period of another length."""
    drop("period")
    _write(st.query_params.to_dict() | {"grain": grain})


def select(label: str, name: str, choices: Sequence[Choice], *, default: str = "") -> str:
    """A select box whose choice stands in the address by its key; a key that is not offered falls back."""
    _prepare(name, choices, default)
    labels = {choice.key: choice.label for choice in choices}
    return kept.select(escape(label), labels, key=_widget(name), on_change=_chosen, args=(name, default))


def segments(
    label: str,
    name: str,
    choices: Sequence[Choice],
    *,
    default: str = "",
    labelled: bool = True,
    width: Literal["content", "stretch"] = "stretch",
) -> str:
    """Two to five choices side by side, otherwise as `select`. labelled: whether the label is seen or only heard."""
    _prepare(name, choices, default)
    labels = {choice.key: choice.label for choice in choices}
    chosen = st.segmented_control(
        escape(label),
        list(labels),
        format_func=lambda key: escape(labels.get(str(key), str(key))),
        required=True,
        key=_widget(name),
        on_change=_chosen,
        args=(name, default),
        label_visibility="visible" if labelled else "collapsed",
        width=width,
        wrap=False,
    )
    return str(chosen)


def _prepare(name: str, choices: Sequence[Choice], default: str) -> None:
    """Set the widget to what the address says; the address wins, so that links and the browser's back button work.

    One that says so already is left alone: the browser draws anew whatever is set.
    """
    offered = {choice.key for choice in choices}
    wanted = asked(name)
    if wanted and wanted not in offered:
        drop(name)
    fallback = default if default in offered or not choices else choices[0].key
    chosen = wanted if wanted in offered else fallback
    if st.session_state.get(_widget(name)) != chosen:
        st.session_state[_widget(name)] = chosen


def _chosen(name: str, default: str) -> None:
    value = st.session_state[_widget(name)]
    if value is None or (value == default == ""):
        drop(name)
    else:
        st.query_params[name] = str(value)


def _write(query: Mapping[str, str]) -> None:
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)


def _widget(name: str) -> str:
    return f"filter_{name}"
