"""What every page begins with: the store, the view, who is looking at which company, and its reports, kept."""

from __future__ import annotations

import inspect
from base64 import b64decode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import BytesIO
from typing import Any, TypeVar

import streamlit as st

from cx.domain.roles import SINGLE_USER, Actor
from cx.reports import filters as filters_report
from cx.reports import settings as settings_report
from cx.reports.opening import Store, open_store
from cx.reports.view import View
from cx.settings import Company, Environment, environment
from cx.ui import address, errors, filters, first_start, navigation, starting
from cx.ui.navigation import Place
from cx.ui.still import still
from cx.ui.text import escape

Report = TypeVar("Report")

MOST_KEPT_REPORTS = 400
"""Reports of a few kilobytes each; a reader moves between some dozens."""

_VIEW = "frame_view"


@dataclass(frozen=True, slots=True)
class PageView:
    """What a page is asked to show, and to whom.

    today: in the company's time zone. demo: whether the company is made up. place: the page itself. actor: who looks.
    """

    store: Store
    view: View
    today: date
    company: Company
    demo: bool
    place: Place
    actor: Actor = SINGLE_USER

    def load(self, report: Callable[..., Report], **options: Any) -> Report:
        """The report, computed once for each version of the store, view, day and options."""
        return _load(self.store, self.store.version(), report, self.view, self.today, options)


def run() -> None:
    """Everything around a page: the menu, the filters beside it, and the page itself within the error boundary."""
    place, page = navigation.choose()
    try:
        with errors.boundary():
            machine = environment()
            store = open_store(machine.store)
            first_start.ensure(store)
            st.session_state[_VIEW] = _look(store, place, machine)
            page.run()
    finally:
        starting.settle()


def open_page(title: str) -> PageView:
    """The first line of every page. A page file that is run by itself shows where to go instead.

    Where a finding follows, the finding is the page's heading and the title stands small above it.
    """
    if _VIEW not in st.session_state:
        st.info("This page opens from the dashboard: run `streamlit run app.py`.")
        st.stop()
    view: PageView = st.session_state[_VIEW]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="above"):
        if view.place.headed_by_finding:
            st.caption(escape(title), width="content")
        if view.demo:
            still(_demo_banner, view.company, view.place.address)
    if not view.place.headed_by_finding:
        st.title(escape(title), anchor=False)
    return view


def _look(store: Store, place: Place, machine: Environment) -> PageView:
    """The view that the address asks for; a page without filters shows everything."""
    version = store.version()
    settings = _load(store, version, settings_report.report, View(), date.min, {})
    today = machine.day(settings.company.time_zone)
    _whose(settings.company)
    view = View()
    if place.filters:
        address.arrive(place.address)
        view = filters.sidebar(lambda wanted: _load(store, version, filters_report.report, wanted, today, {}))
    else:
        address.leave(place.address)
    return PageView(store, view, today, settings.company, settings.demo, place)


def _whose(company: Company) -> None:
    """Logo and name of the company at the top of the sidebar."""
    if company.logo:
        from PIL import Image  # few companies have a logo; every start would pay for it

        # A damaged picture must not keep anybody from the Settings page, where it can be removed.
        with suppress(OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            st.logo(Image.open(BytesIO(b64decode(company.logo))), size="large")
    if company.company_name:
        st.sidebar.subheader(escape(company.company_name), anchor=False)


def _demo_banner(company: Company, here: str) -> None:
    st.badge("Demo", icon=":material/science:", color="gray")
    st.caption(escape(f"{company.company_name or 'This'} is a made-up company."), width="content")
    for place, label in ((navigation.IMPORTS, "Import your own survey"), (navigation.SETTINGS, "Leave the demo")):
        if place.address != here:
            st.page_link(place.file, label=f":small[{label}]", icon="")


# Kept between runs --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A report with all that it depends on. One value, because Streamlit looks at each argument anew."""

    key: str
    report: Callable[..., Any]
    taken: dict[str, Any]


def _key(wanted: _Wanted) -> str:
    return wanted.key


def _load(
    store: Store, version: str, report: Callable[..., Report], view: View, today: date, options: dict[str, Any]
) -> Report:
    known = {"store": store, "view": view, "today": today} | options
    taken = {name: known[name] for name in _parameters(report) if name in known}
    key = repr([report.__module__, report.__qualname__, store.location, version, *_sorted_values(taken)])
    found: Report = _kept(_Wanted(key, report, taken))
    return found


def _sorted_values(taken: dict[str, Any]) -> list[tuple[str, str]]:
    return sorted((name, repr(value)) for name, value in taken.items() if name != "store")


@st.cache_resource(max_entries=MOST_KEPT_REPORTS, show_spinner=False, hash_funcs={_Wanted: _key})
def _kept(wanted: _Wanted) -> Any:
    return wanted.report(**wanted.taken)


@lru_cache(maxsize=64)
def _parameters(report: Callable[..., Any]) -> tuple[str, ...]:
    return tuple(inspect.signature(report).parameters)
