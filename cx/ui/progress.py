"""How far long work has come."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.delta_generator import DeltaGenerator

from cx.ui.text import escape


def shown_by(bar: DeltaGenerator) -> Callable[[float, str], None]:
    """What long work calls with its share done, 0 to 1, and what it is doing."""

    def show(share: float, doing: str) -> None:
        bar.progress(min(max(share, 0.0), 1.0), text=escape(doing))

    return show
