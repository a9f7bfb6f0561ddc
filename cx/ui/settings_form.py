"""The settings as one form: each with its description, checked and written together."""

from __future__ import annotations

import base64
import calendar
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import available_timezones

import streamlit as st

from cx.actions import settings as actions
from cx.domain.errors import CxError
from cx.domain.roles import Actor
from cx.domain.slices import FIELD_LABELS
from cx.reports.opening import Store
from cx.reports.settings import Setting, SettingsReport
from cx.ui import errors
from cx.ui.text import escape

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Whose score": ("company_name", "primary_survey", "own_brand", "main_competitor", "currency", "logo"),
    "Calendar": ("fiscal_year_first_month", "time_zone"),
    "What counts": ("margin", "hide_below", "thin_below", "repeat_answers", "peer_from", "material_from"),
    "Training": ("training_target", "employee_names"),
    "Speaking points": ("external_approval", "points_hold_days", "cautions_document"),
    "What you call your fields": ("labels",),
}
_ABOUT: Mapping[str, str] = {
    "logo": "A PNG of at most 200 KB; shown beside the name.",
    "fiscal_year_first_month": "Quarters and years follow it.",
    "repeat_answers": "In each period, because two answers of one person are not two people.",
    "employee_names": "What a learning system's export leaves here: only a keyed hash of each person or, from the next"
    " import on, the names, for the CX leader to see who is overdue.",
    "external_approval": "Beside the CX leader, who approves every set.",
}
"""Where a form says it better than the command line."""
_ACROSS = 3
_SAVED = "settings_saved"


def show(report: SettingsReport, store: Store, actor: Actor) -> None:
    """The form; what was changed is said after it is written."""
    if changed := st.session_state.pop(_SAVED, None):
        st.success(f"Saved: {escape(', '.join(changed))}.", icon=":material/check_circle:")
    settings = {setting.name: setting for setting in report.settings}
    with st.form("settings", border=False):
        texts: dict[str, str] = {}
        for title, names in SECTIONS.items():
            with st.container(border=True):
                st.header(title, anchor=False)
                texts |= _section([settings[name] for name in names])
        wanted = st.form_submit_button("Save settings", type="primary", icon=":material/save:")
    if wanted:
        _save(store, actor, {name: text for name, text in texts.items() if text != settings[name].value}, settings)


def _section(settings: list[Setting]) -> dict[str, str]:
    if [setting.name for setting in settings] == ["labels"]:
        return {"labels": _labels(settings[0])}
    with st.grid(_ACROSS, min_column_width=240, gap="medium"):
        texts = {}
        for setting in settings:
            with st.container(gap="xxsmall"):
                texts[setting.name] = _FIELDS.get(setting.name, _line)(setting)
                st.caption(escape(_ABOUT.get(setting.name, setting.description)))
    return texts


def _save(store: Store, actor: Actor, texts: Mapping[str, str], settings: Mapping[str, Setting]) -> None:
    if not texts:
        st.info("Nothing was changed.")
        return
    try:
        actions.change(store, actor, texts, datetime.now(UTC))
    except CxError as refusal:
        errors.show(refusal)
        return
    st.session_state[_SAVED] = [settings[name].title for name in texts]
    st.rerun()


# One field a setting; each returns the text that `cx settings NAME=VALUE` would be given ------------------------------


def _line(setting: Setting) -> str:
    if setting.choices:
        return _one_of(setting, {"": "(none)"} | {choice.key: choice.label for choice in setting.choices})
    return st.text_input(setting.title, setting.value, key=_key(setting))


def _one_of(setting: Setting, labels: Mapping[str, str]) -> str:
    keys = list(labels) if setting.value in labels else [setting.value, *labels]
    return str(
        st.selectbox(
            setting.title,
            keys,
            index=keys.index(setting.value),
            format_func=lambda key: labels.get(key, key),
            key=_key(setting),
        )
    )


def _month(setting: Setting) -> str:
    return _one_of(setting, {str(month): calendar.month_name[month] for month in range(1, 13)})


def _zone(setting: Setting) -> str:
    return _one_of(setting, {zone: zone for zone in _zones()})


@lru_cache(maxsize=1)
def _zones() -> tuple[str, ...]:
    """Looked for on the disk once: it takes as long as a whole page."""
    return tuple(sorted(available_timezones()))


def _points(setting: Setting) -> str:
    return f"{st.number_input(setting.title, 0.5, 50.0, float(setting.value), 0.5, '%.1f', key=_key(setting)):g}"


def _count(setting: Setting) -> str:
    low, high = {"hide_below": (2, 100), "material_from": (1, 25)}.get(setting.name, (5, 1000))
    return str(st.number_input(setting.title, low, high, int(setting.value), 1, key=_key(setting)))


def _repeats(setting: Setting) -> str:
    return _one_of(setting, {"latest": "Count once, with the latest answer", "all": "Count with every answer"})


def _percent(setting: Setting) -> str:
    return f"{st.number_input(setting.title, 1.0, 100.0, float(setting.value), 1.0, '%.0f', key=_key(setting)):g}"


def _names(setting: Setting) -> str:
    return _one_of(setting, {"hash": "Keep no names", "keep": "Keep names from the next import on"})


def _agreeing(setting: Setting) -> str:
    return _one_of(
        setting,
        {
            "cx_leader": "The CX leader alone",
            "legal": "Legal, too",
            "ir": "Investor relations, too",
            "legal_and_ir": "Legal and investor relations, too",
        },
    )


def _days(setting: Setting) -> str:
    return str(st.number_input(setting.title, 1, 730, int(setting.value), 1, key=_key(setting)))


def _logo(setting: Setting) -> str:
    file = st.file_uploader(setting.title, type="png", max_upload_size=1, key=_key(setting))
    if file is not None:
        return base64.b64encode(file.getvalue()).decode()
    kept = bool(setting.value) and not st.checkbox("Remove the logo", key=f"{_key(setting)}_removed")
    return setting.value if kept else ""


def _labels(setting: Setting) -> str:
    """One line a field; a line left empty keeps the usual name."""
    known: dict[str, str] = json.loads(setting.value)
    st.caption(escape(f"{setting.description} Left empty, a field keeps its usual name."))
    with st.grid(_ACROSS, min_column_width=240, gap="small"):
        labels = {
            field: st.text_input(usual, known.get(field, ""), placeholder=usual, key=f"{_key(setting)}_{field}").strip()
            for field, usual in FIELD_LABELS.items()
        }
    return json.dumps({field: label for field, label in labels.items() if label})


def _key(setting: Setting) -> str:
    return f"setting_{setting.name}"


_FIELDS: Mapping[str, Callable[[Setting], str]] = {
    "fiscal_year_first_month": _month,
    "time_zone": _zone,
    "margin": _points,
    "hide_below": _count,
    "thin_below": _count,
    "repeat_answers": _repeats,
    "peer_from": _count,
    "material_from": _count,
    "training_target": _percent,
    "employee_names": _names,
    "logo": _logo,
    "external_approval": _agreeing,
    "points_hold_days": _days,
}
