"""Courses as cards; who is overdue and who need not be trained, for those who may see names."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cx.domain.roles import Action
from cx.reports import training as reports
from cx.reports.training import CourseCard, TrainingReport
from cx.ui import charts, downloads, editing, headlines, kept
from cx.ui.frame import PageView
from cx.ui.still import Places, still
from cx.ui.strategy_answers import NARROWEST
from cx.ui.text import caption


def notes(said: Sequence[str]) -> None:
    """What the figures rest on and leave out."""
    caption(*said)


def courses(cards: Sequence[CourseCard], view: PageView) -> None:
    top, *places = still(_courses, cards)
    with top:
        editing.button(view, "courses", label="Add a course", new=True)
    for card, place in zip(cards, places, strict=True):
        with place:
            editing.button(view, "courses", (card.course_id,), new=not card.described)


def _courses(cards: Sequence[CourseCard]) -> Places:
    """The place at the top, and beside the name of each."""
    with st.container(border=True, gap="small", key="courses"):
        top = headlines.beside("What was agreed")
        if not cards:
            st.text("No course is written down yet.")
        with st.grid(2, min_column_width=NARROWEST, gap="medium", key="course_cards"):
            return [top, *map(_card, cards)]


def _card(card: CourseCard) -> DeltaGenerator:
    with st.container(gap=None, key=f"course_{card.course_id}"):
        place = headlines.named(card.name)
        headlines.badges(card.badges)
        if card.told:
            st.text(card.told)
        caption(card.about, *card.rest)
    return place


def names(report: TrainingReport, view: PageView) -> None:
    """Behind an expander, and computed only when it is opened; nothing for others."""
    if not view.actor.may(Action.READ_TRAINING_NAMES) or report.trend is None:
        return
    place = kept.expander("Who is overdue, and who need not be trained", key="training_names", look="default")
    if place.open:
        with place:
            _lists(report, view)


def _lists(report: TrainingReport, view: PageView) -> None:
    caption("For the CX leader, not for passing on.")
    if not report.names:
        caption(
            "Names of employees are not kept. To keep them from the next import on, change it on the Settings page."
        )
    late = view.load(reports.overdue)
    if late.rows:
        charts.show_table(late, "overdue_rows")
        downloads.table_buttons(late, "overdue", view)
    else:
        st.text("Nobody is overdue.")
    excused = view.load(reports.exemptions)
    if excused.rows:
        st.subheader("Who need not be trained", anchor=False)
        charts.show_table(excused, "exempt_rows")
