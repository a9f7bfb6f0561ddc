"""Accounts that nobody has heard from, by name, for those who may see customers."""

from __future__ import annotations

import streamlit as st

from cx.domain.roles import Action
from cx.reports import accounts
from cx.ui import charts, downloads, kept
from cx.ui.frame import PageView


def quiet(view: PageView) -> None:
    """Behind an expander, and computed only when it is opened; nothing for others."""
    if not view.actor.may(Action.READ_ACCOUNTS):
        return
    place = kept.expander("Accounts up for renewal that nobody heard from", key="quiet_accounts", look="default")
    if place.open:
        with place:
            _list(view)


def _list(view: PageView) -> None:
    found = view.load(accounts.quiet)
    if found is None or not found.table.rows:
        st.text("There is no such account in this period and group.")
        return
    st.caption("Names of customers: for the CX leader and the analyst, not for passing on.")
    charts.show_table(found.table, "quiet_accounts_rows")
    downloads.table_buttons(found.table, "quiet_accounts", view)
