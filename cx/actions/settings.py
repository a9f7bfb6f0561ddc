"""Changing what a company may change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from cx.actions.acting import acting
from cx.domain.roles import Action, Actor
from cx.settings import Company
from cx.store import company as companies
from cx.store.opening import Connection, Store


def change(store: Store, actor: Actor, texts: Mapping[str, str], at: datetime) -> Company:
    """Change settings, all of them or none. at: UTC.

    Raises NotPermitted; UnknownName or BadValue in plain words; nothing is changed then.
    """
    with acting(store, actor, Action.CHANGE_SETTINGS, " ".join(sorted(texts)), at) as connection:
        return _write(connection, texts, actor.id)


def change_while_making(store: Store, texts: Mapping[str, str], by: str) -> Company:
    """The same in a store that is being filled aside, which nobody reads yet and which has no audit log of its own."""
    with store.writing() as connection:
        return _write(connection, texts, by)


def _write(connection: Connection, texts: Mapping[str, str], by: str) -> Company:
    company = companies.load(connection)
    for name in _in_order(texts, company):
        company = companies.save(connection, name, texts[name], by)
    return company


def _in_order(texts: Mapping[str, str], company: Company) -> list[str]:
    """'Few answers below' first where it grows, else last: it is never less than 'hide below' in between."""
    grows = texts.get("thin_below", "").isdigit() and int(texts["thin_below"]) >= company.thin_below
    return sorted(texts, key=lambda name: (name == "thin_below") != grows)
