"""The pinned quotes: with whose consent, whether they still stand; changing the consent, taking a quote down."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from cx.actions import voice as actions
from cx.domain.errors import CxError
from cx.domain.quotes import Consent
from cx.domain.roles import Action
from cx.reports import quotes as reports
from cx.reports.quotes import Pinned
from cx.ui import errors
from cx.ui.frame import PageView

_COLUMNS = ("Consent", "Score", "Quote", "Group", "Period", "Survey", "Note")


def show(view: PageView) -> None:
    """Every quote; one can be chosen to change its consent or to take it down."""
    pinned = view.load(reports.report)
    if not pinned:
        st.text("No quote is pinned yet. Pin one under What they say; packs and speaking points may use it then.")
        return
    rows = [
        (one.quote.consent.value, one.score, one.text or one.reason, one.group, one.period, one.survey, one.quote.note)
        for one in pinned
    ]
    event = st.dataframe(
        pd.DataFrame(rows, columns=list(_COLUMNS)),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="quotes_rows",
        column_config={
            "Score": st.column_config.NumberColumn(width=60),
            "Consent": st.column_config.TextColumn(width=80),
            "Quote": st.column_config.TextColumn(width="large"),
        },
        alt="Pinned quotes, newest first, with the customers' consent",
    )
    selected = event["selection"]["rows"]
    if not selected or selected[0] >= len(pinned):
        st.caption("Select a quote to read it, change its consent or take it down.")
        return
    _chosen(view, pinned[selected[0]])


def consent_form(
    key: str, consent: Consent = Consent.UNKNOWN, evidence: str = "", note: str = ""
) -> tuple[Consent, str, str]:
    """Whether the customer agreed, what proves it, and for whom the quote is kept."""
    choices = [one.value for one in Consent]
    chosen = st.selectbox("The customer's consent", choices, index=choices.index(consent.value), key=f"{key}_consent")
    proof = st.text_input(
        "What proves it", evidence, max_chars=200, key=f"{key}_evidence", placeholder="E-mail of 3 September, file 12"
    )
    kept_for = st.text_input("Note", note, max_chars=200, key=f"{key}_note", placeholder="For the council in October")
    return Consent(chosen), proof, kept_for


def _chosen(view: PageView, one: Pinned) -> None:
    quote = one.quote
    st.text(one.text or one.reason)
    st.caption(f"Pinned on {quote.pinned_at:%-d %b %Y}. Outside the company only quotes with granted consent are used.")
    if not view.actor.may(Action.PIN_QUOTE):
        return
    key = f"quote_{quote.survey_id}_{quote.response_id}"
    consent, evidence, note = consent_form(key, quote.consent, quote.evidence, quote.note)
    with st.container(horizontal=True):
        save = st.button("Save", type="primary", key=f"{key}_save")
        down = st.button("Take it down", key=f"{key}_down")
    try:
        if save:
            actions.change_consent(
                view.store, view.actor, quote, consent, evidence=evidence, note=note, at=datetime.now(UTC)
            )
        if down:
            actions.unpin(view.store, view.actor, quote, at=datetime.now(UTC))
    except CxError as refusal:
        errors.show(refusal)
        return
    if save or down:
        st.rerun()
