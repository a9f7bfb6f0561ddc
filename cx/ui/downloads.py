"""What a chart and its table can be taken away as; each file is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from cx.actions.acting import note
from cx.domain.roles import Action
from cx.domain.tables import Table
from cx.exports import image
from cx.exports import table as tables
from cx.ui import drawings, kept

if TYPE_CHECKING:
    from streamlit.elements.lib.mutable_popover_container import PopoverContainer

    from cx.ui.frame import PageView

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer(part: Any, key: str) -> None:
    """A small menu of downloads; its buttons exist only while it is open."""
    menu = _menu(key)
    if menu.open:
        with menu:
            if drawings.picture(part) is not None:
                _button("Picture (PNG)", "png", "image/png", partial(_picture, part, "png"), part.title, key)
                _button("Drawing (SVG)", "svg", "image/svg+xml", partial(_picture, part, "svg"), part.title, key)
            table_buttons(part.table, key)


def offer_table(table: Table, key: str, view: PageView | None = None) -> None:
    """The same menu for a table that no chart goes with. view: whose reader is recorded, where it holds names."""
    menu = _menu(key)
    if menu.open:
        with menu:
            table_buttons(table, key, view)


def _menu(key: str) -> PopoverContainer:
    return kept.popover("Download", icon=":material/download:", kind="tertiary", key=f"download_{key}")


def table_buttons(table: Table, key: str, view: PageView | None = None) -> None:
    for label, ending, mime, make in (("CSV", "csv", "text/csv", tables.csv), ("Excel", "xlsx", XLSX, tables.xlsx)):
        _button(f"Table ({label})", ending, mime, partial(_made, make, table, key, view), table.title, key)


def _made(make: Callable[[Table], bytes], table: Table, key: str, view: PageView | None) -> bytes:
    """Figures that the page shows to all its readers are nobody's secret; who takes names away goes on record first."""
    if view is not None:
        note(view.store, view.actor, Action.EXPORT_RECORDS, key, datetime.now(UTC))
    return make(table)


def _button(label: str, ending: str, mime: str, make: Any, title: str, key: str) -> None:
    st.download_button(
        label,
        data=make,
        file_name=tables.file_name(title, ending),
        mime=mime,
        key=f"{key}_{ending}",
        on_click="ignore",
        type="tertiary",
    )


def _picture(part: Any, ending: str) -> bytes:
    made = drawings.picture(part)
    if made is None:
        return b""
    return image.png(made) if ending == "png" else image.svg(made)
