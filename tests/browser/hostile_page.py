"""Hostile texts in each way in which the dashboard shows what comes from outside; run by test_hostile_texts.py."""

from __future__ import annotations

from datetime import date
from itertools import cycle

import streamlit as st

from cx.charts import bridge, heat, plan, ranges, scorecard, trend
from cx.charts.theme import LIGHT
from cx.domain.bridge import bridge as moved
from cx.domain.dots import Cell, Dot
from cx.domain.series import Role
from cx.domain.surveys import Event, EventKind
from cx.domain.tables import Table
from cx.domain.tally import Tally
from cx.narrative.badges import Badge, Tone
from cx.ui import charts, downloads, drawings, headlines
from cx.ui.text import caption, escape, plain
from tests.charts.samples import series

OUTSIDE = "http://outside.invalid"
SCRIPT = "window.hostile=1"
HOSTILE = (
    f"<script>{SCRIPT}</script>",
    f"<img src=x onerror='{SCRIPT}'><img src={OUTSIDE}/img>",
    f"![picture]({OUTSIDE}/md) [link](javascript:{SCRIPT}) <{OUTSIDE}/auto>",
    f"&lt;svg onload={SCRIPT}&gt; <svg onload={SCRIPT}> &#60;iframe src={OUTSIDE}/frame&#62;",
    ":material/delete: :red[red] :smile: **bold** `code`",
    f"$\\href{{javascript:{SCRIPT}}}{{x}}$ $$\\includegraphics{{{OUTSIDE}/tex}}$$",
    f"{{{{constructor.constructor('{SCRIPT}')()}}}} ${{{SCRIPT}}} {{% {SCRIPT} %}}",
    f"| a |\n|---|\n| ![x]({OUTSIDE}/row) |\n\n[ref]: {OUTSIDE}/ref\n![ref]",
    f"\"];{SCRIPT};[\"' + ({SCRIPT}) + '\u2028\\' + datum.constructor.constructor('{SCRIPT}')() + \"",
)


def show(text: str, key: str) -> None:
    """One text in twenty ways."""
    table = Table((text, "Answers"), ((text, 1), (f"={text}", 2)), text, (text,))
    with st.expander(escape(text), expanded=True):
        st.title(escape(text), anchor=False)
        st.subheader(escape(text), anchor=False, help=escape(text))
        caption(text, text)
        plain(text)
        st.text(text, help=escape(text))
        st.markdown(f":small[**{escape(text)}**  {escape(text)}]")
        for alert in (st.error, st.warning, st.info, st.success):
            alert(escape(text), icon=":material/info:")
        st.badge(escape(text))
        headlines.badges((Badge(next(iter(Tone)), text, text),))
        st.metric(escape(text), escape(text), help=escape(text))
        st.selectbox(escape(text), [text], format_func=str, key=f"select_{key}")
        st.multiselect("Several", [text], default=[text], key=f"several_{key}")
        st.segmented_control("One", [text], format_func=escape, key=f"one_{key}")
        st.text_area(escape(text), text, key=f"area_{key}")
        st.button(escape(text), key=f"button_{key}", help=escape(text))
        st.popover(escape(text), key=f"popover_{key}")
        charts.show_table(table, f"table_{key}")
        downloads.table_buttons(table, f"files_{key}")
        st.vega_lite_chart(
            {
                "data": {"values": [{"group": text, "nps": 10}]},
                "mark": {"type": "bar", "tooltip": True},
                "title": {"text": text, "subtitle": text, "limit": 300},
                "encoding": {
                    "x": {"field": "nps", "type": "quantitative", "axis": {"title": text, "titleLimit": 300}},
                    "y": {"field": "group", "axis": {"title": text, "titleLimit": 300, "labelLimit": 200}},
                    "tooltip": [{"field": "group", "title": "Group"}],  # a title is part of an expression: always ours
                },
            },
            key=f"chart_{key}",
        )
    st.toast(escape(text), icon=":material/info:")


for number, hostile in enumerate(HOSTILE):
    show(hostile, str(number))


# Names in charts of ours, whose labels are expressions that Vega runs -------------------------------------------------

DAYS = tuple(date(2025, month, 1) for month in range(1, 1 + len(HOSTILE)))
LINES = [series([30, 40, 20], name, role) for name, role in zip(HOSTILE, cycle(Role), strict=False)]
MOVED = {name: (Tally.counts(30, 20, 10 + place), Tally.counts(20, 30, 10)) for place, name in enumerate(HOSTILE)}
DRAWN = {
    "trend": trend.line(
        LINES[:3],
        palette=LIGHT,
        events=[Event(name, day, EventKind.OUTAGE, name) for day, name in zip(DAYS, HOSTILE, strict=True)],
    ),
    "heat": heat.grid(LINES, palette=LIGHT),
    "bridge": bridge.waterfall(
        moved(
            {name: before for name, (before, _) in MOVED.items()}, {name: after for name, (_, after) in MOVED.items()}
        ),
        before=HOSTILE[0],
        after=HOSTILE[-1],
        palette=LIGHT,
    ),
    "ranges": ranges.dots([Dot(name, name, Role.US, 21, 14, 28, name, name) for name in HOSTILE], palette=LIGHT),
    "scorecard": scorecard.grid(
        HOSTILE, HOSTILE[:2], [Cell(HOSTILE[0], name, name, name, "▲", name) for name in HOSTILE], palette=LIGHT
    ),
    "plan": plan.steps(
        [plan.Step(name, day, day, False, 9, False) for name, day in zip(HOSTILE, DAYS, strict=True)],
        DAYS[0],
        palette=LIGHT,
    ),
}
for kind, made in DRAWN.items():
    drawings.show(made, HOSTILE[0], f"drawn_{kind}")
