"""Which columns of a dropped file are ratings beside the score, what each is called, and its scale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from cx.ingest.responses import Preview
from cx.ui.reading_choices import RATING_COLUMNS, Choices, described, rating_name, rating_scale
from cx.ui.text import caption

SCALES: Mapping[str, str] = {
    "": "As its values show",
    "1-5": "1 to 5",
    "0-5": "0 to 5",
    "1-4": "1 to 4",
    "1-6": "1 to 6",
    "1-7": "1 to 7",
    "1-10": "1 to 10",
    "0-10": "0 to 10",
    "0-100": "0 to 100",
}


def show(choices: Choices, preview: Preview) -> None:
    """Behind a fold, open where a scale must be said or ratings are known from the last file of this kind."""
    reading = preview.reading
    if not reading.get("columns"):
        return
    known = {str(rating["column"]): rating for rating in reading.get("ratings", ())}
    asked = any(option.startswith("--rating") for option in preview.options)
    choices.remember_ratings(known)
    with st.expander("Ratings beside the score", expanded=asked or bool(known), type="compact"):
        st.caption("Touchpoints, needs, agents: rated by whoever gave the score. They tell what goes with it.")
        chosen = _columns(choices, preview, list(known))
        for column in chosen:
            _rating(choices, column, known.get(column, {}))
        if preview.outcome is not None:
            caption(*(note for note in preview.outcome.notes if note.startswith("Rating ")))


def _columns(choices: Choices, preview: Preview, known: list[str]) -> list[str]:
    mapped = set(preview.reading.get("mapping", {}).values())
    found = {column["name"]: described(column) for column in preview.reading["columns"] if column["name"] not in mapped}
    chosen = [column for column in choices.get(RATING_COLUMNS, known) if column in found]
    picked: list[str] = st.multiselect(
        "Columns with ratings",
        list(found),
        default=chosen,
        format_func=lambda column: found.get(column, column),
        placeholder="None",
        key=choices.key(RATING_COLUMNS),
        on_change=choices.take,
        args=(RATING_COLUMNS,),
    )
    return picked


def _rating(choices: Choices, column: str, known: Mapping[str, Any]) -> None:
    name, scale = rating_name(column), rating_scale(column)
    said = f"{known['low']:g}-{known['high']:g}" if known.get("low") is not None else ""
    offered = SCALES if said in SCALES else {**SCALES, said: said.replace("-", " to ")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Called",
            value=choices.get(name, known.get("name", column)),
            key=choices.key(name),
            on_change=choices.take,
            args=(name,),
        )
        st.selectbox(
            "Its scale",
            list(offered),
            index=list(offered).index(choices.get(scale, said)),
            format_func=lambda key: offered.get(key, key),
            key=choices.key(scale),
            on_change=choices.take,
            args=(scale,),
            width=190,
        )
