"""How an export is to be read: what the reader of the page has chosen, over what the file itself shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from cx.domain.slices import FIELD_LABELS
from cx.domain.surveys import Survey
from cx.ingest.options import Options, RatingColumn
from cx.ingest.responses import Preview
from cx.ui.text import escape

NOT_HERE = ""
ROW_HASH = "\0row-hash"
ONE_DAY = "\0one-day"
EARLIEST_DAY = date(2000, 1, 1)
"""What an import takes; the picker itself would end ten years back."""
NEW_SURVEY = ""
_SPECIAL = {ROW_HASH: "Make an id from each row's content", ONE_DAY: "One day for every row"}
NEEDED: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "score": ("The 0 to 10 answer", "How likely they are to recommend you.", ()),
    "response_id": ("The answer's own id", "Keeps the same answer from counting twice.", (ROW_HASH,)),
    "responded_at": ("When it was given", "Decides the period that it counts in.", (ONE_DAY,)),
}
OPTIONAL: Mapping[str, str] = {
    "comment": "Comment",
    "account_id": "Customer account",
    "weight": "Weight (only if the survey is weighted)",
    "respondent": "Respondent (kept as a hash only)",
    **FIELD_LABELS,
}
DATE_ORDERS = {"": "As the dates show", "dmy": "Day, month, year", "mdy": "Month, day, year", "ymd": "Year, month, day"}
ENCODINGS = ("", "utf-8", "utf-16", "cp1252", "latin-1", "cp850", "cp1250", "cp1251", "mac_roman")
READING_OPTIONS = ("--dates", "--encoding", "--sheet", "--header-line", "--scale", "--keep-good", "--replace")
_ASKED: Mapping[str, str] = {
    "score": "Choose the column that holds the 0 to 10 answer.",
    "response_id": "Choose the column with each answer's own id, or have an id made from each row's content.",
    "responded_at": "Choose the column with the date of each answer, or give one day for every row.",
    "--dates": "Say in which order the dates are written: no date in the file proves it.",
    "--scale": "Confirm that the answers are on a scale from 0 to 10: their values do not show it.",
    "--encoding": "Choose the encoding: the file does not show it.",
    "--sheet": "Name the sheet that holds the answers.",
    "--header-line": "Give the line that holds the names of the columns.",
    "--format": "The file fits more than one survey tool; load it from the command line with its name.",
    "--rating": "Say the scale of each rating: the values do not show it.",
    "--replace": "Many stored answers would change date and score; confirm below that the new ones replace them.",
}
_LONGEST = 70
RATING_COLUMNS = "rating_columns"
_KNOWN_RATINGS = "known_ratings"


def rating_name(column: str) -> str:
    """What the choice of a rating's name is kept under."""
    return f"rating_name {column}"


def rating_scale(column: str) -> str:
    """What the choice of a rating's scale is kept under; '1-5', '' where it is left to the values."""
    return f"rating_scale {column}"


class Choices:
    """The explicit choices for one file; what was not chosen is left to the file. Lives in the session."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._made: dict[str, Any] = st.session_state.setdefault(f"reading_{token}", {})

    def options(self, *, replace_demo: bool = False) -> Options:
        """What the choices mean to the importer. Raises BadValue where two of them contradict each other."""
        made = self._made
        columns = {name: made[name] for name in (*NEEDED, *OPTIONAL) if made.get(name, NOT_HERE) not in _NO_COLUMN}
        constants = {"survey_id": made["survey_id"]} if made.get("survey_id") else {}
        if made.get("responded_at") == ONE_DAY and made.get("day"):
            constants["responded_at"] = str(made["day"])
        return Options(
            columns=columns,
            constants=constants,
            id="row-hash" if made.get("response_id") == ROW_HASH else "",
            dates=made.get("dates", ""),
            encoding=made.get("encoding", ""),
            sheet=made.get("sheet", ""),
            header_line=made.get("header_line") or None,
            scale="0-10" if made.get("scale") else "",
            ratings=self._ratings(),
            keep_good=made.get("keep_good", False),
            replace=made.get("replace", False),
            replace_demo=replace_demo,
        )

    def remember_ratings(self, known: Mapping[str, Mapping[str, Any]]) -> None:
        """known: column -> rating, as the last file of this kind had them; kept until one of them is chosen anew."""
        if not self._touches_ratings():
            self._made[_KNOWN_RATINGS] = {column: dict(rating) for column, rating in known.items()}

    def _touches_ratings(self) -> bool:
        return any(name == RATING_COLUMNS or name.startswith(("rating_name ", "rating_scale ")) for name in self._made)

    def _ratings(self) -> tuple[RatingColumn, ...]:
        """Every rating as chosen, and those of the last file that are not wanted any more; none where nobody chose."""
        if not self._touches_ratings():
            return ()
        known: Mapping[str, Mapping[str, Any]] = self._made.get(_KNOWN_RATINGS, {})
        chosen = [self._rating(column, known.get(column, {})) for column in self.get(RATING_COLUMNS, list(known))]
        names = {rating.name.casefold() for rating in chosen}
        gone = (str(one["name"]) for one in known.values() if str(one["name"]).casefold() not in names)
        return (*chosen, *(RatingColumn(name, "") for name in gone))

    def _rating(self, column: str, known: Mapping[str, Any]) -> RatingColumn:
        name = str(self.get(rating_name(column), known.get("name", column))).strip() or column
        if rating_scale(column) not in self._made:
            return RatingColumn(name, column, known.get("low"), known.get("high"))
        low, dash, high = str(self._made[rating_scale(column)]).partition("-")
        return RatingColumn(name, column, float(low), float(high)) if dash else RatingColumn(name, column)

    def get(self, name: str, default: Any) -> Any:
        return self._made.get(name, default)

    def key(self, name: str) -> str:
        return f"reading_{self._token}_{name}"

    def take(self, name: str) -> None:
        """A widget's callback: keep what was just chosen."""
        self._made[name] = st.session_state[self.key(name)]


_NO_COLUMN = (NOT_HERE, ROW_HASH, ONE_DAY)


def asked(options: Sequence[str]) -> list[str]:
    """What the importer's open choices ask of the person at the page, in the order of its boxes."""
    text = " ".join(options)
    return [words for name, words in _ASKED.items() if name in text]


def columns(choices: Choices, preview: Preview) -> None:
    """Which column is which; the three that are needed first, the rest behind a fold."""
    found = preview.reading.get("columns", [])
    if not found:
        return
    shown = {column["name"]: described(column) for column in found} | _SPECIAL
    with st.grid(3, min_column_width=240, gap="small"):
        for name, (label, about, special) in NEEDED.items():
            with st.container(gap="xxsmall"):
                _column(choices, preview, name, label, (*special, *(column["name"] for column in found)), shown)
                st.caption(about)
                if name == "responded_at" and choices.get(name, NOT_HERE) == ONE_DAY:
                    _day(choices)
    with (
        st.expander("Other columns: comment, account, region, product and more", type="compact"),
        st.grid(3, min_column_width=240, gap="small"),
    ):
        for name, label in OPTIONAL.items():
            offered = [column["name"] for column in found]
            _column(choices, preview, name, label, (NOT_HERE, *offered), {NOT_HERE: "Not in this file"} | shown)


def reading(choices: Choices, preview: Preview) -> None:
    """Encoding, sheet, header line and dates; open where one of them must be chosen, or where no row could be read."""
    asked = " ".join(preview.options)
    needed = not preview.reading or any(name in asked for name in READING_OPTIONS)
    with st.expander("How the file is read", expanded=needed, type="compact"):
        with st.grid(4, min_column_width=180, gap="small"):
            _box(choices, "dates", "Order of dates", DATE_ORDERS)
            _box(choices, "encoding", "Encoding", {name: name or "As the file shows" for name in ENCODINGS})
            _typed(choices, "sheet", "Sheet", "The only one with rows")
            _line(choices)
        _tick(choices, "scale", "The answers are on a scale from 0 to 10, although not all of it was used")
        _tick(choices, "keep_good", "Load the good rows even if over half of the file is refused")
        _tick(choices, "replace", "Replace stored answers whose date and score have changed")


def survey(choices: Choices, surveys: Sequence[Survey]) -> None:
    """Which survey the answers belong to: answers of different surveys are never pooled."""
    names = {NEW_SURVEY: "As this source was last time, else a new survey"} | {s.survey_id: s.name for s in surveys}
    _box(choices, "survey_id", "Survey that these answers belong to", names)


def _column(
    choices: Choices, preview: Preview, name: str, label: str, offered: Sequence[str], shown: Mapping[str, str]
) -> None:
    chosen = choices.get(name, preview.reading.get("mapping", {}).get(name, NOT_HERE))
    if preview.reading.get("id") == "row-hash" and name == "response_id":
        chosen = ROW_HASH
    if name == "responded_at" and "responded_at" in preview.reading.get("constants", {}):
        chosen = ONE_DAY
    st.selectbox(
        label,
        offered,
        index=offered.index(chosen) if chosen in offered else None,
        format_func=lambda column: shown.get(column, column),
        placeholder="Choose a column",
        key=choices.key(name),
        on_change=choices.take,
        args=(name,),
        help=escape(preview.reading.get("why", {}).get(name, "")) or None,
    )


def described(column: Mapping[str, Any]) -> str:
    """A column by its name, its question and a few of its values."""
    samples = ", ".join(str(sample) for sample in column["samples"] if str(sample).strip())
    parts = (" ".join(str(part).split()) for part in (column["name"], column["label"], samples))
    text = " · ".join(part for part in parts if part)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _box(choices: Choices, name: str, label: str, shown: Mapping[str, str]) -> None:
    offered = list(shown)
    chosen = choices.get(name, "")
    st.selectbox(
        label,
        offered,
        index=offered.index(chosen) if chosen in offered else 0,
        format_func=lambda key: shown.get(key, key),
        key=choices.key(name),
        on_change=choices.take,
        args=(name,),
    )


def _typed(choices: Choices, name: str, label: str, placeholder: str) -> None:
    key = choices.key(name)
    st.text_input(label, placeholder=placeholder, key=key, on_change=choices.take, args=(name,))


def _line(choices: Choices) -> None:
    st.number_input(
        "Line of the header",
        min_value=1,
        value=None,
        placeholder="As the file shows",
        key=choices.key("header_line"),
        on_change=choices.take,
        args=("header_line",),
    )


def _day(choices: Choices) -> None:
    st.date_input(
        "The day for every row",
        value=None,
        format="YYYY-MM-DD",
        min_value=EARLIEST_DAY,
        max_value="today",
        key=choices.key("day"),
        on_change=choices.take,
        args=("day",),
    )


def _tick(choices: Choices, name: str, label: str) -> None:
    st.checkbox(label, key=choices.key(name), on_change=choices.take, args=(name,))
