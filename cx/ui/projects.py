"""The portfolio as cards, and a project of its own with what its owner tells."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cx.reports import projects as reports
from cx.reports.parts import Link
from cx.reports.projects import OneProject, Portfolio, ProjectCard
from cx.ui import address, charts, editing, headlines, kept, navigation, signal_cards
from cx.ui.frame import PageView
from cx.ui.still import Places, still
from cx.ui.strategy_answers import NARROWEST
from cx.ui.text import caption, escape, plain


def asked() -> str:
    """The project that the address names; '' is the portfolio."""
    return address.keep("project")


def portfolio(report: Portfolio, view: PageView) -> None:
    headlines.show(report.headline)
    editing.here(view)
    signal_cards.attention(report.attention)
    if report.notes:
        still(_warnings, report.notes)
    (top,) = still(_cards, report.cards)
    with top:
        editing.button(view, "projects", label="Add a project", new=True)
    charts.below((report.plan, "plan"), (report.effects, "effects"))
    if report.over:
        title = f"{len(report.over)} proposed, closed or stopped"
        more = kept.expander(title, key="projects_over", look="default")
        if more.open:
            with more:
                still(_over, report.over)
    editing.panel(view, ("projects",), "projects")


def _warnings(notes: Sequence[str]) -> None:
    with st.container(border=True, gap="xsmall", key="weaknesses"):
        st.header("Warnings", anchor=False)
        caption(*notes)


def _cards(cards: Sequence[ProjectCard]) -> Places:
    with st.container(border=True, gap="small", key="portfolio"):
        top = headlines.beside("Red and amber first" if cards else "Projects")
        with st.grid(2, min_column_width=NARROWEST, gap="medium", key="project_cards"):
            for card in cards:
                _card(card)
    return [top]


def _over(cards: Sequence[ProjectCard]) -> None:
    for card in cards:
        _card(card)


def _card(card: ProjectCard) -> None:
    with st.container(gap=None, key=f"project_{card.project_id}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            navigation.link(Link(navigation.PROJECTS.address, (("project", card.project_id),)), card.name)
            headlines.badges(card.badges)
        plain(card.why)
        caption(f"Set by hand because {card.said}" if card.said else "", card.effect)
        caption(" · ".join(filter(None, (card.funds, card.staff))), card.matters, card.about)


# One project --------------------------------------------------------------------------------------------------------


def one(view: PageView, project_id: str) -> None:
    """A project by itself, or the way back where there is none of that name."""
    navigation.link(Link(navigation.PROJECTS.address), "All projects", icon=":material/arrow_back:")
    report = view.load(reports.one_project, project_id=project_id)
    if report is None:
        st.title("There is no such project.", anchor=False)
        plain("It was removed, or the link is not whole.")
        return
    _top(report, view)
    editing.here(view)
    left, right = charts.halves()
    with left:
        _why(report)
    with right:
        _updates(report, view)
        _money(report, view)
    charts.below((report.effect, "effect"), (report.plan, "milestones"))
    _steps(report, view)


def _top(report: OneProject, view: PageView) -> None:
    with st.container(gap="xsmall", key="headline"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.title(escape(report.card.name), anchor=False)
            editing.button(view, "projects", (report.card.project_id,), label="Edit the project")
        headlines.badges(report.card.badges)
        caption(f"Set by hand because {report.card.said}" if report.card.said else "", report.card.about)
        plain(f"“{report.problem}”" if report.problem else "")
        if report.card.asks:
            st.info(escape(f"The council must decide: {report.card.asks}"), icon=":material/gavel:")


def _why(report: OneProject) -> None:
    with st.container(border=True, gap="xsmall", key="why"):
        st.header("How it stands, and why", anchor=False)
        headlines.badges(report.reasons)
        caption(report.card.effect, report.result, report.card.matters)
        for label, words in report.facts:
            st.markdown(f":small[**{escape(label)}**  {escape(words)}]")


def _updates(report: OneProject, view: PageView) -> None:
    """What was told, the newest first; today's update is opened by the button above, also to be changed."""
    today = report.card.project_id, view.today.isoformat()
    with st.container(border=True, gap="small", key="updates"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", wrap=False):
            st.header("Updates", anchor=False)
            editing.button(view, "project_updates", today, label="Tell how it stands", new=True)
        plain("" if report.updates else "Nobody has told how it stands.")
        for told in report.updates:
            with st.container(gap=None, key=f"update_{told.key[1]}"):
                with st.container(horizontal=True, horizontal_alignment="distribute", wrap=False):
                    caption(told.when)
                    if told.key != today:
                        editing.button(view, "project_updates", told.key)
                st.text(told.text)
                caption(*told.rest)


def _steps(report: OneProject, view: PageView) -> None:
    """Milestones to be edited; nothing for whoever may not."""
    if not editing.may(view, "milestones", (report.card.project_id,)):
        return
    with st.container(horizontal=True, gap="xsmall", key="milestone_buttons"):
        for milestone, name in report.milestones:
            editing.button(view, "milestones", (report.card.project_id, milestone), label=name)
        editing.button(view, "milestones", (report.card.project_id,), label="Add a milestone", new=True)


def _money(report: OneProject, view: PageView) -> None:
    with st.container(border=True, gap="small", key="money"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", wrap=False):
            st.header("Money by month", anchor=False)
            editing.button(view, "spend", (report.card.project_id,), label="Add a month", new=True)
        plain(report.card.funds)
        if report.spend.rows:
            charts.show_table(report.spend, "spend")
