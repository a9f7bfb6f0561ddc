"""Hostile texts in each way in which the dashboard shows what comes from outside; run by test_hostile_texts.py."""

from __future__ import annotations

import streamlit as st

from cx.domain.tables import Table
from cx.narrative.badges import Badge, Tone
from cx.ui import charts, downloads, headlines
from cx.ui.text import caption, escape, plain

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
                "encoding": {"x": {"field": "nps", "type": "quantitative"}, "y": {"field": "group"}},
            },
            key=f"chart_{key}",
        )
    st.toast(escape(text), icon=":material/info:")


for number, hostile in enumerate(HOSTILE):
    show(hostile, str(number))
