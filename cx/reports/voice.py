"""Customer voice: what matters most to customers, what changed in what they speak of, and what they say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cx.narrative import hearing
from cx.reports.drivers import DriversPart, drivers_part
from cx.reports.headlines import NO_STORE, Opened, headline, open_view
from cx.reports.parts import Headline, State
from cx.reports.themes import ThemesPart, themes_part
from cx.reports.verbatims import Search, VerbatimsPart, verbatims_part
from cx.reports.view import View
from cx.reports.words import WordsPart, words_part
from cx.store.opening import Store


@dataclass(frozen=True, slots=True)
class Voice:
    """The parts, in the order of the page, are None where the headline's state has no figures, or nothing gave them."""

    headline: Headline
    drivers: DriversPart | None = None
    themes: ThemesPart | None = None
    words: WordsPart | None = None
    verbatims: VerbatimsPart | None = None


def report(store: Store, view: View, today: date) -> Voice:
    if not store.exists():
        return Voice(NO_STORE)
    with store.reading() as connection:
        opened = open_view(store, connection, view, today)
        if isinstance(opened, Headline):
            return Voice(opened)
        top = headline(opened)
        if top.state is not State.READY:
            return Voice(top)
        drivers, themes, said = drivers_part(opened), themes_part(opened), verbatims_part(opened, Search())
        return Voice(
            headline=_finding(top, opened, drivers, themes, said),
            drivers=drivers,
            themes=themes,
            words=words_part(opened),
            verbatims=said,
        )


def _finding(top: Headline, opened: Opened, drivers: DriversPart, themes: ThemesPart, said: VerbatimsPart) -> Headline:
    """What the parts found, in one line, over the small print and the warnings that every page has."""
    matters = drivers.title if drivers.drivers else ""
    sentence = hearing.finding((matters, themes.finding), said.found, opened.windows.now.label)
    return replace(top, sentence=sentence, next_step="" if said.found else hearing.HOW_TO_IMPORT)
