"""What every page begins with: the store, the view, who is looking at which company, and its reports, kept."""

from __future__ import annotations

import inspect
import sys
from base64 import b64decode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import streamlit as st
from streamlit import runtime
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
from cx.ui.standing import Moved, Shown, Standing, Wanted
from cx.ui.still import Places, still
from cx.ui.text import escape

Report = TypeVar("Report")

MOST_TRIES = 3
"""How often a page begins anew where the store changes while it is worked out; then it shows what it finds."""

LOOK_AGAIN = 5
"""Seconds after which a page that is behind looks whether the new figures are there."""

_VIEW = "frame_view"
_SEEN, _TRIES = "frame_seen", "frame_tries"

LOOK = Path(__file__).with_name("look.css")
"""Styles that the theme has no name for."""


@dataclass(frozen=True, slots=True)
class PageView:
    """What a page is asked to show, and to whom.

    store: as its reader may see it. today: in the company's time zone; that of the demo company stands still.
    demo: whether the company is made up. place: the page itself. actor: who looks, with the roles of this run.
    shown: the version of the store that all of the page is of.
    """

    store: Store
    view: View
    today: date
    company: Company
    demo: bool
    place: Place
    actor: Actor
    shown: Shown

    def load(self, report: Callable[..., Report], **options: Any) -> Report:
        """The report, computed once for each version of the store, view, day and options.

        One that shows drafts, names or comments is kept for each reader's rows apart; any other sees no such row.
        """
        return _load(self.store, self.shown, report, self.view, self.today, options)

    def load_for_one(self, made: Callable[[], Report]) -> Report:
        """What is worked out for this reader alone, and kept by nobody here."""
        try:
            return _standing(self.store.location).exactly(made, self.shown.version.text)
        except Moved:
            _begin_anew()
            return made()


def run() -> None:
    """Everything around a page: who looks, the menu, the filters beside it, and the page within the error boundary."""
    st.session_state.pop(_VIEW, None)
    st.html(LOOK)  # not as a still part: styles and dialogs share a place that must count them
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
    st.session_state.pop(_TRIES, None)


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
    (above,) = still(_above, view.place, title)
    with above:
        guide.offer(view.place, view.actor, new_here=view.demo)
        if view.demo:
            still(_demo_banner, view.company, captions.day(view.today), view.place.address)
        if since := view.shown.behind_since:
            _behind(view, since.astimezone(ZoneInfo(view.company.time_zone)))
    return view


def _above(place: Place, title: str) -> Places:
    """The page's name, small where its finding is the heading; the line above it."""
    above = st.container(horizontal=True, vertical_alignment="center", gap="small", key="above")
    if place.headed_by_finding:
        above.caption(escape(title), width="content")
    else:
        st.title(escape(title), anchor=False)
    return [above]


def _look(store: Store, place: Place, machine: Environment, actor: Actor) -> PageView:
    """The view that the address asks for; a page without filters shows everything."""
    shown = _shown(store)
    st.session_state[_SEEN] = shown.version.number
    settings = _load(store, shown, settings_report.report, View(), date.min, {})
    today = settings.today(machine)
    _whose(settings.company)
    view = View()
    if place.filters:
        address.arrive(place.address)
        view = filters.sidebar(lambda wanted: _load(store, shown, filters_report.report, wanted, today, {}))
    else:
        address.leave(place.address)
    return PageView(store, view, today, settings.company, settings.demo, place, actor, shown)


def _whose(company: Company) -> None:
    """Logo and name of the company at the top of the sidebar."""
    if company.logo:
        from PIL import Image  # few companies have a logo; every start would pay for it

        # A damaged picture must not keep anybody from the Settings page, where it can be removed.
        with suppress(OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            st.logo(Image.open(BytesIO(b64decode(company.logo))), size="large")
    if company.company_name:
        with st.sidebar:
            still(_named, company)


def _named(company: Company) -> None:
    st.header(escape(company.company_name), anchor=False)


@st.fragment(run_every=LOOK_AGAIN)
def _behind(view: PageView, since: datetime) -> None:
    """Said until the newer figures are there; then the page shows them by itself."""
    if _shown(view.store).version != view.shown.version:
        st.rerun()
    st.caption(f"As it stood before {since:%H:%M}; new figures are being worked out", width="content")


def _demo_banner(company: Company, today: str, here: str) -> None:
    name = escape(company.company_name or "This")
    st.badge(f"{name} is a made-up company, as of {escape(today)}", icon=":material/science:", color="gray")
    for place, label in ((navigation.IMPORTS, "Import your own survey"), (navigation.SETTINGS, "Leave the demo")):
        if place.address != here:
            st.page_link(place.file, label=f":small[{label}]", icon="")


# Kept between runs --------------------------------------------------------------------------------------------------


def _load(
    store: Store, shown: Shown, report: Callable[..., Report], view: View, today: date, options: dict[str, Any]
) -> Report:
    seen = store if is_personal(report) else store.for_reader(NO_ROW)
    known = {"store": seen, "view": view, "today": today} | options
    taken = {name: known[name] for name in _parameters(report) if name in known}
    name = repr([report.__module__, report.__qualname__, seen.rows, *_sorted_values(taken)])
    wanted = Wanted(name, report, taken)
    found: Report
    try:
        found = _standing(store.location).report(wanted, shown)
    except Moved:
        _begin_anew()
        found = wanted.made()
    return found


def _begin_anew() -> None:
    """Let the page begin anew with the store as it is now: it shows one version throughout."""
    tries = st.session_state.get(_TRIES, 0)
    if tries < MOST_TRIES:
        st.session_state[_TRIES] = tries + 1
        st.session_state[_SEEN] = sys.maxsize
        st.rerun()


def _sorted_values(taken: dict[str, Any]) -> list[tuple[str, str]]:
    return sorted((name, repr(value)) for name, value in taken.items() if name != "store")


def _shown(store: Store) -> Shown:
    sessions = getattr(runtime.get_instance(), "_session_mgr", None) if runtime.exists() else None
    alone = sessions is None or sessions.num_active_sessions() < 2
    return _standing(store.location).shown(st.session_state.get(_SEEN, 0), alone=alone)


@lru_cache(maxsize=8)
def _standing(location: str) -> Standing:
    return Standing(Store(location))


@lru_cache(maxsize=64)
def _parameters(report: Callable[..., Any]) -> tuple[str, ...]:
    return tuple(inspect.signature(report).parameters)
