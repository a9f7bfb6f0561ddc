"""Editing the themes: each change is permitted, recorded, kept as a state that one can go back to, and counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from cx.actions.acting import acting
from cx.domain.errors import BadValue, UnknownName
from cx.domain.roles import Action, Actor
from cx.domain.taxonomy import MOST_THEMES, Theme, id_for, split_phrases
from cx.store import comment_counts, taxonomy
from cx.store.opening import Store

Progress = Callable[[float, str], None]
Themes = Sequence[Theme]


def add(store: Store, actor: Actor, name: str, phrases: str, at: datetime, progress: Progress | None = None) -> None:
    """Add a theme. phrases: one text, parted by |, commas or lines. at: UTC.

    Raises NotPermitted; BadValue where the name or a phrase cannot be one, or the name is taken.
    """

    def change(themes: Themes) -> list[Theme]:
        if len(themes) >= MOST_THEMES:
            raise BadValue(f"There are {len(themes)} themes already; merge or remove one first.")
        _check_free(name, themes)
        made = Theme(id_for(name, [theme.theme_id for theme in themes]), name.strip(), _phrases(phrases))
        return [*themes, made]

    _change(store, actor, "new", f"Added {name.strip()}", at, change, progress)


def edit(
    store: Store, actor: Actor, theme_id: str, name: str, phrases: str, at: datetime, progress: Progress | None = None
) -> None:
    """Give a theme another name or other phrases. Raises as `add` does, and UnknownName where it is gone."""

    def change(themes: Themes) -> list[Theme]:
        old = _find(themes, theme_id)
        _check_free(name, [theme for theme in themes if theme is not old])
        return [Theme(theme_id, name.strip(), _phrases(phrases)) if theme is old else theme for theme in themes]

    _change(store, actor, theme_id, f"Changed {name.strip()}", at, change, progress)


def merge(store: Store, actor: Actor, theme_id: str, into: str, at: datetime, progress: Progress | None = None) -> None:
    """Let one theme take over another's phrases; the other is gone."""

    def change(themes: Themes) -> list[Theme]:
        gone, kept = _find(themes, theme_id), _find(themes, into)
        if gone is kept:
            raise BadValue("A theme cannot be merged with itself.")
        both = Theme(kept.theme_id, kept.name, split_phrases(" | ".join((*kept.phrases, *gone.phrases))))
        return [both if theme is kept else theme for theme in themes if theme is not gone]

    _change(store, actor, theme_id, f"Merged {theme_id} into {into}", at, change, progress)


def remove(store: Store, actor: Actor, theme_id: str, at: datetime, progress: Progress | None = None) -> None:
    def change(themes: Themes) -> list[Theme]:
        gone = _find(themes, theme_id)
        return [theme for theme in themes if theme is not gone]

    _change(store, actor, theme_id, f"Removed {theme_id}", at, change, progress)


def bring_back(store: Store, actor: Actor, version: int, at: datetime, progress: Progress | None = None) -> None:
    """Make an earlier state the present one; what is replaced stays in the list of states, too."""
    with acting(store, actor, Action.EDIT_THEMES, f"version {version}", at) as connection:
        earlier = taxonomy.as_of(connection, version)
        taxonomy.save(connection, earlier, actor.id, at, f"Brought back state {version}")
    comment_counts.settle(store, progress)


def count(store: Store, progress: Progress | None = None) -> None:
    """Count the comments that still wait; it changes nothing that anybody said."""
    comment_counts.settle(store, progress)


def _change(
    store: Store,
    actor: Actor,
    object_id: str,
    what: str,
    at: datetime,
    change: Callable[[Themes], list[Theme]],
    progress: Progress | None,
) -> None:
    with acting(store, actor, Action.EDIT_THEMES, object_id, at) as connection:
        taxonomy.save(connection, change(taxonomy.load(connection)), actor.id, at, what)
    comment_counts.settle(store, progress)


def _find(themes: Themes, theme_id: str) -> Theme:
    found = next((theme for theme in themes if theme.theme_id == theme_id), None)
    if found is None:
        raise UnknownName("This theme is gone; somebody changed the themes meanwhile. Reload the page.")
    return found


def _check_free(name: str, others: Themes) -> None:
    if name.strip().casefold() in {theme.name.casefold() for theme in others}:
        raise BadValue(f"There is a theme called '{name.strip()}' already.")


def _phrases(text: str) -> tuple[str, ...]:
    found = split_phrases(text)
    if not found:
        raise BadValue("A theme needs at least one word or phrase to be found by.")
    return found
