"""The menu: every page, where it lives, and how one page points to another."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import cached_property, lru_cache

import streamlit as st
from streamlit.navigation.page import Page

from cx.domain.roles import Actor
from cx.domain.slices import GROUPING_FIELDS
from cx.reports.parts import Link
from cx.ui import address
from cx.ui.text import escape


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the menu.

    address: its name in links. filters: whether it shows the shared filters; such a page is headed by its finding.
    finding: whether a page without them is, too.
    """

    address: str
    title: str
    section: str
    file: str
    icon: str
    about: str
    filters: bool
    finding: bool = False

    @property
    def headed_by_finding(self) -> bool:
        return self.filters or self.finding


OVERVIEW = Place(
    "overview",
    "Overview",
    "Performance",
    "pages/performance/overview.py",
    ":material/monitoring:",
    "Where we stand, whether the change is real, and what needs attention.",
    filters=True,
)
TRENDS = Place(
    "trends",
    "NPS trends",
    "Performance",
    "pages/performance/trends.py",
    ":material/timeline:",
    "Any group over time: what moved it, and whether it is signal or noise.",
    filters=True,
)
VOICE = Place(
    "voice",
    "Customer voice",
    "Performance",
    "pages/performance/voice.py",
    ":material/forum:",
    "Why they score as they do: what matters most, what changed, and what they say.",
    filters=True,
)
BENCHMARKS = Place(
    "benchmarks",
    "Benchmarks",
    "Strategy",
    "pages/strategy/benchmarks.py",
    ":material/leaderboard:",
    "Us against the market in six dimensions: the gap, partners' view, and what people need.",
    filters=False,
    finding=True,
)
ANSWERS = Place(
    "answers",
    "Strategy answers",
    "Strategy",
    "pages/strategy/answers.py",
    ":material/explore:",
    "Six questions with one answer and one owner each, and the money and people behind them.",
    filters=False,
    finding=True,
)
SIGNALS = Place(
    "signals",
    "Signals",
    "Strategy",
    "pages/strategy/signals.py",
    ":material/radar:",
    "What happens around us: which of it really matters, when, and what we do.",
    filters=False,
    finding=True,
)
PROJECTS = Place(
    "projects",
    "Projects",
    "Council",
    "pages/council/projects.py",
    ":material/construction:",
    "Improvement projects, what is red first: status with its reason, money, people and effect.",
    filters=False,
    finding=True,
)
MEETINGS = Place(
    "meetings",
    "Council meetings",
    "Council",
    "pages/council/meetings.py",
    ":material/groups:",
    "The next agenda and its pack, decisions, actions, and who has no seat.",
    filters=False,
    finding=True,
)
TRAINING = Place(
    "training",
    "Training",
    "Council",
    "pages/council/training.py",
    ":material/school:",
    "Who completed what the council agreed, by unit and level up to the board, and who is late.",
    filters=False,
    finding=True,
)
STANDARDS = Place(
    "standards",
    "Standards",
    "Council",
    "pages/council/standards.py",
    ":material/straighten:",
    "What each metric means and since when, which surveys ask something else, and the glossary.",
    filters=False,
    finding=True,
)
SPEAKING = Place(
    "speaking-points",
    "Speaking points",
    "Leaders",
    "pages/leaders/speaking_points.py",
    ":material/record_voice_over:",
    "What a leader may say of their own area, what not to say, and the questions to expect.",
    filters=False,
)
FOR_EVERYONE = Place(
    "for-everyone",
    "For everyone",
    "Leaders",
    "pages/leaders/for_everyone.py",
    ":material/groups:",
    "What customers and partners of each area need, and what is being done about it, without secrets.",
    filters=False,
)
IMPORTS = Place(
    "imports",
    "Imports",
    "Data",
    "pages/data/imports.py",
    ":material/upload_file:",
    "Load a survey export, see what was refused and why, take an import back.",
    filters=False,
)
SETTINGS = Place(
    "settings",
    "Settings",
    "Data",
    "pages/data/settings.py",
    ":material/tune:",
    "Own brand, primary survey, fiscal year and margins; leaving the demo company.",
    filters=False,
)
ACCESS = Place(
    "access",
    "Access",
    "Data",
    "pages/data/access.py",
    ":material/shield_person:",
    "Who has which role, and what the audit log says.",
    filters=False,
)
PLACES: tuple[Place, ...] = (
    OVERVIEW,
    TRENDS,
    VOICE,
    BENCHMARKS,
    ANSWERS,
    SIGNALS,
    PROJECTS,
    MEETINGS,
    TRAINING,
    STANDARDS,
    SPEAKING,
    FOR_EVERYONE,
    IMPORTS,
    SETTINGS,
    ACCESS,
)
MORE = "More"
_ROOT = "first"
"""Streamlit serves the first page at the root alone; a hidden twin takes its name, so that a link by it leads there."""


def choose(actor: Actor) -> tuple[Place, Page]:
    """Draw the menu of what an actor may open; the page that the address names, with its place.

    A page that they may not open is known to the address all the same, so that a link to it is answered in words.
    """
    first = home(actor)
    others = (place for place in PLACES if place is not first)
    pages = {first: copy(_page(first, _ROOT))}
    pages |= {place: copy(_page(place, hidden=not actor.may_open(place.address))) for place in others}
    sections: dict[str, list[Page]] = {}
    for place, page in pages.items():
        at_hand = actor.has_at_hand(place.address) or not actor.may_open(place.address)
        sections.setdefault(place.section if at_hand else MORE, []).append(page)
    if MORE in sections:
        sections[MORE] = sections.pop(MORE)
    next(iter(sections.values())).append(copy(_page(first, hidden=True)))
    chosen = st.navigation(sections, position="sidebar" if actor.roles else "hidden", expanded=MORE not in sections)
    if chosen.url_path == first.address:
        st.switch_page(pages[first], query_params=st.query_params.to_dict())
    return next(place for place, page in pages.items() if page.title == chosen.title), chosen


def home(actor: Actor) -> Place:
    """Where an address without a page leads: the first page that an actor may open."""
    return next((place for place in PLACES if actor.may_open(place.address)), OVERVIEW)


class _Known(Page):
    """A page that works its identity out once; Streamlit asks for it some sixty times in a run."""

    @cached_property
    def _script_hash(self) -> str:
        return super()._script_hash


@lru_cache(maxsize=4 * len(PLACES))
def _page(place: Place, address: str = "", *, hidden: bool = False) -> Page:
    """Looked for on the disk once. Whoever runs it takes a copy: Streamlit notes in it that it was run."""
    page = _Known(
        place.file,
        title=place.title,
        icon=place.icon,
        url_path=address or place.address,
        help=place.about,
        visibility="hidden" if hidden else "visible",
    )
    page._script_hash  # noqa: B018 - worked out here, so that every copy has it
    return page


def link(to: Link, label: str, *, details: str = "", icon: str = "") -> None:
    """A link to another page; the filters that it does not name go along. details: Markdown, shown on hover."""
    place = next((place for place in PLACES if place.address == to.page), OVERVIEW)
    carried = _carried(place, dict(to.query))
    st.page_link(place.file, label=escape(label), icon=icon, help=details, query_params=carried)


def _carried(place: Place, named: dict[str, str]) -> dict[str, str]:
    """The link's own filters over the reader's; a link that names a group means that group alone."""
    if not place.filters:
        return named
    here = dict(address.remembered())
    if any(name in GROUPING_FIELDS for name in named):
        here = {name: value for name, value in here.items() if name not in GROUPING_FIELDS}
    return here | named
