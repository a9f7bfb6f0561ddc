"""The Benchmarks page below its finding: the scorecard, and what stands behind it, each part drawn when opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from cx.reports import benchmarks, needs, partners, rivals
from cx.reports.benchmark_parts import CellPart, NeedsPart
from cx.reports.benchmarks import Benchmarks
from cx.reports.parts import Choice, State
from cx.ui import address, benchmark_forms, charts, drawings, headlines
from cx.ui.frame import PageView
from cx.ui.text import caption, plain

Draw = Callable[[PageView, Benchmarks], None]


def period() -> str:
    """The quarter that the address asks for; '' leaves the choice to the report."""
    return address.asked("period")


def period_row(report: Benchmarks) -> None:
    if len(report.periods) > 1:
        with st.container(width=260):
            address.select("As of", "period", report.periods, default=report.period)


def sections(view: PageView, report: Benchmarks) -> None:
    """Tabs; only the open one is computed and drawn."""
    ready = report.headline.state is State.READY
    shown: list[tuple[str, Draw]] = [
        ("Behind a cell", _cell),
        ("Gap and pace", _rivals),
        ("Partners", _partners),
        ("Needs", _needs),
        ("The market", _market),
    ]
    offered = shown if ready else []
    if benchmark_forms.may_edit(view):
        offered = [*offered, ("Edit", benchmark_forms.show)]
    if not offered:
        return
    places = st.tabs([title for title, _ in offered], on_change="rerun", key="benchmarks")
    for place, (_, draw) in zip(places, offered, strict=True):
        if place.open:
            with place:
                draw(view, report)


def _cell(view: PageView, report: Benchmarks) -> None:
    with st.container(horizontal=True, key="cell_choice"):
        with st.container(width=260):
            dimension = address.select("Dimension", "dimension", report.dimensions, default=report.dimensions[0].key)
        with st.container(width=260):
            brand = address.select("Brand", "brand", report.brands, default=report.main or report.brands[0].key)
    part: CellPart = view.load(benchmarks.cell, period=report.period, dimension=dimension, brand=brand)
    plain(part.finding)
    charts.card(part.dots, "cell")
    if part.readings.rows:
        st.markdown("**Every reading, newest first**")
        charts.show_table(part.readings, "cell_readings")


def _rivals(view: PageView, report: Benchmarks) -> None:
    others = report.brands[1:]
    brand = ""
    if others:
        with st.container(width=260):
            brand = address.select("Gap to", "to", others, default=report.main or others[0].key)
    part: rivals.Rivals = view.load(rivals.report, period=report.period, brand=brand)
    plain(part.reason)
    if part.gap:
        headlines.badge_row(part.gap.badges)
        charts.show(part.gap.trend, "gap")
    if not part.reason:
        charts.below((part.rates, "rates"), (part.entrants, "entrants"))


def _partners(view: PageView, report: Benchmarks) -> None:
    asked = address.asked("type")
    part: partners.Partners = view.load(partners.report, period=report.period, partner_type=asked)
    charts.show(part.by_type, "partner_types")
    address.segments("Type of partner", "type", part.types, default=part.chosen, labelled=False, width="content")
    if part.gap:
        headlines.badge_row(part.gap.badges)
        charts.show(part.gap.trend, "partner_gap")
    charts.show(part.trend, "partner_trend")
    if part.needs:
        _needs_card(part.needs.part, "partner_needs")
    charts.show(part.own, "partner_own")


def _needs(view: PageView, report: Benchmarks) -> None:
    options = {"audience": address.asked("audience"), "group": address.asked("group")}
    found: needs.NeedsMap = view.load(needs.report, period=report.period, **options)
    with st.container(horizontal=True, vertical_alignment="bottom", key="needs_choice"):
        if len(found.audiences) > 1:
            _choose("Whose needs", "audience", found.audiences, found.chosen_audience)
        if len(found.groups) > 1:
            _choose("Group", "group", found.groups, found.chosen_group)
    _needs_card(found.part, "needs")


def _choose(label: str, name: str, choices: Sequence[Choice], chosen: str) -> None:
    with st.container(width=260):
        address.select(label, name, choices, default=chosen)


def _needs_card(part: NeedsPart, key: str) -> None:
    with st.container(border=True, gap="xsmall", key=f"card_{key}"):
        charts.card(part, key, _needs_picture)


def _needs_picture(part: NeedsPart, key: str) -> None:
    if not drawings.draw(part, key):
        plain(part.reason)
        return
    caption(
        "Round: us · square: the main competitor · small: others. The line is the way since the first period shown."
    )
    charts.show_table(part.legend, f"{key}_legend")


def _market(view: PageView, report: Benchmarks) -> None:
    found: rivals.Market = view.load(rivals.market, period=report.period)
    charts.show(found.part, "market")
