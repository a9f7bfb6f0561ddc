"""Changing what a company may change."""

from __future__ import annotations

from collections.abc import Mapping

from cx.settings import Company
from cx.store import company as companies
from cx.store.opening import Store


def change(store: Store, name: str, text: str, by: str) -> Company:
    """Change one setting. Raises UnknownName or BadValue in plain words; nothing is changed then."""
    return change_all(store, {name: text}, by)


def change_all(store: Store, texts: Mapping[str, str], by: str) -> Company:
    """Change several settings in one transaction: all of them or none."""
    with store.writing() as connection:
        company = companies.load(connection)
        for name in _in_order(texts, company):
            company = companies.save(connection, name, texts[name], by)
        return company


def _in_order(texts: Mapping[str, str], company: Company) -> list[str]:
    """'Few answers below' first where it grows, else last: it is never less than 'hide below' in between."""
    grows = texts.get("thin_below", "").isdigit() and int(texts["thin_below"]) >= company.thin_below
    return sorted(texts, key=lambda name: (name == "thin_below") != grows)
