"""The page for everyone, and taking it along."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cx.domain.roles import Actor
from cx.exports import handout
from cx.exports import table as tables
from cx.reports.for_everyone import ForEveryone
from cx.ui import address, headlines
from cx.ui.still import still
from cx.ui.text import caption, escape

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def asked() -> dict[str, str]:
    """The area that the address names."""
    return {"area": address.asked("area")}


def show(page: ForEveryone, actor: Actor) -> None:
    if page.missing:
        headlines.nothing_yet(page.missing, actor)
        return
    with st.container(width=330):
        address.select("Area", "area", page.areas, default="*")
    still(_needs, page)
    with st.container(horizontal=True, gap="xsmall"):
        for label, ending, mime, make in (
            ("PDF", "pdf", "application/pdf", handout.pdf),
            ("Word document", "docx", DOCX, handout.docx),
        ):
            st.download_button(
                label,
                data=partial(make, page),
                file_name=tables.file_name(f"for everyone {page.title}", ending),
                mime=mime,
                icon=":material/download:",
                key=f"everyone_{ending}",
                on_click="ignore",
                type="tertiary",
            )


def _needs(page: ForEveryone) -> None:
    with st.container(border=True, gap="small", key="for_everyone"):
        st.header(escape(page.title), anchor=False)
        for heading, lines in page.sections:
            with st.container(gap="xxsmall"):
                st.subheader(escape(heading), anchor=False)
                st.markdown("\n".join(f"- {escape(line)}" for line in lines))
        caption(page.note)
