"""The Trends page's own controls, which stand in the address, too: what to split by, how many months to roll over."""

from __future__ import annotations

import streamlit as st

from cx.reports.parts import Choice
from cx.reports.rolling import MONTHS
from cx.ui import address

_ROLLS = (Choice("", "Each period"), *(Choice(str(months), f"{months} months rolling") for months in MONTHS))


def split_by() -> str:
    """The field that the address asks to split by; '' leaves the choice to the report."""
    return address.asked("by")


def rolling() -> int:
    """Months in a rolling window that the address asks for; 0 is none."""
    wanted = address.asked("rolling")
    return int(wanted) if wanted in {str(months) for months in MONTHS} else 0


def row(fields: tuple[Choice, ...], chosen: str) -> None:
    """The controls beside each other."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="controls"):
        with st.container(width=260):
            address.select("Smooth over", "rolling", _ROLLS)
        if fields:
            with st.container(width=260):
                address.select("Split by", "by", fields, default=chosen)
