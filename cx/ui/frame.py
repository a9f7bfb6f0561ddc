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
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st
from streamlit.navigation.page import Page

from cx.domain.access import NO_ROW, rows_of
from cx.domain.roles import NOBODY, SINGLE_USER, Actor
from cx.reports import captions
from cx.reports import filters as filters_report
from cx.reports import settings as settings_report
from cx.reports.opening import Store, open_store
from cx.reports.view import View, is_personal
from cx.settings import Company, Environment, environment
from cx.ui import address, doorway, errors, filters, first_start, guide, navigation, starting, visitor
from cx.ui.navigation import Place
from cx.ui.still import still
from cx.ui.text import escape

Report = TypeVar("Report")

MOST_KEPT_REPORTS = 400
"""Reports of a few kilobytes each; a reader moves between some dozens."""

_VIEW = "frame_view"
LOOK = Path(__file__).with_name("look.css")
"""Styles that the theme has no name for."""


@dataclass(frozen=True, slots=True)
class PageView:
    """What a page is asked to show, and to whom.

    store: as its reader may see it. today: in the company's time zone; that of the demo company stands still.
    demo: whether the company is made up. place: the page itself. actor: who looks, with the roles of this run.
    """

    store: Store
    view: View
    today: date
    company: Company
    demo: bool
    place: Place
    actor: Actor

    def load(self, report: Callable[..., Report], **options: Any) -> Report:
        """The report, computed once for each version of the store, view, day and options.

        One that shows drafts, names or comments is kept for each reader's rows apart; any other sees no such row.
        """
        return _load(self.store, self.store.version(), report, self.view, self.today, options)


def run() -> None:
    """Everything around a page: who looks, the menu, the filters beside it, and the page within the error boundary."""
    st.session_state.pop(_VIEW, None)
    st.html(LOOK)
    try:
        machine = environment()
        store = open_store(machine.store)
        actor = _who(store)
        place, page = navigation.choose(actor or NOBODY)
        if actor is not None:
            with errors.boundary():
                _enter(store, actor, place, page, machine)
    finally:
        st.session_state.pop(_VIEW, None)
        starting.settle()


def _who(store: Store) -> Actor | None:
    """None where nothing is shown to anybody, which is said then."""
    with errors.boundary():
        return visitor.actor(store)
    return None  # type: ignore[unreachable] # the boundary shows what was refused and goes on


def _enter(store: Store, actor: Actor, place: Place, page: Page, machine: Environment) -> None:
    if not doorway.lets_in(store, actor, place):
        return
    if actor is SINGLE_USER:  # a company's people never see made-up figures for their own
        first_start.ensure(store)
    mine = store.for_reader(rows_of(actor))
    st.session_state[_VIEW] = _look(mine, place, machine, actor)
    doorway.foot(actor)
    page.run()


def open_page(title: str) -> PageView:
    """The first line of every page. A page file that is run by itself shows where to go instead.

    Where a finding follows, the finding is the page's heading and the title stands small above it.
    """
    if _VIEW not in st.session_state:
        st.info("This page opens from the dashboard: run `streamlit run app.py`.")
        st.stop()
    view: PageView = st.session_state[_VIEW]
    if not view.actor.may_open(view.place.address):
        st.stop()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="above"):
        if view.place.headed_by_finding:
            st.caption(escape(title), width="content")
        guide.offer(view.place, view.actor, new_here=view.demo)
        if view.demo:
            still(_demo_banner, view.company, captions.day(view.today), view.place.address)
    if not view.place.headed_by_finding:
        st.title(escape(title), anchor=False)
    return view


def _look(store: Store, place: Place, machine: Environment, actor: Actor) -> PageView:
    """The view that the address asks for; a page without filters shows everything."""
    version = store.version()
    settings = _load(store, version, settings_report.report, View(), date.min, {})
    today = settings.today(machine)
    _whose(settings.company)
    view = View()
    if place.filters:
        address.arrive(place.address)
        view = filters.sidebar(lambda wanted: _load(store, version, filters_report.report, wanted, today, {}))
    else:
        address.leave(place.address)
    return PageView(store, view, today, settings.company, settings.demo, place, actor)


def _whose(company: Company) -> None:
    """Logo and name of the company at the top of the sidebar."""
    if company.logo:
        from PIL import Image  # few companies have a logo; every start would pay for it

        # A damaged picture must not keep anybody from the Settings page, where it can be removed.
        with suppress(OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            st.logo(Image.open(BytesIO(b64decode(company.logo))), size="large")
    if company.company_name:
        st.sidebar.subheader(escape(company.company_name), anchor=False)


def _demo_banner(company: Company, today: str, here: str) -> None:
    name = escape(company.company_name or "This")
    st.badge(f"{name} is a made-up company, as of {escape(today)}", icon=":material/science:", color="gray")
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
    seen = store if is_personal(report) else store.for_reader(NO_ROW)
    known = {"store": seen, "view": view, "today": today} | options
    taken = {name: known[name] for name in _parameters(report) if name in known}
    key = repr([report.__module__, report.__qualname__, seen.location, version, seen.rows, *_sorted_values(taken)])
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
