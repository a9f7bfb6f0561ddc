"""Customer voice: what matters most to customers, what changed in what they speak of, and what they say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cx.narrative import hearing
from cx.reports.drivers import DriversPart, drivers_part
from cx.reports.headlines import NO_STORE, headline, open_view
from cx.reports.parts import Headline, State
from cx.reports.themes import ThemesPart, themes_part
from cx.reports.verbatims import Search, VerbatimsPart, verbatims_part
from cx.reports.view import View, personal
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


@personal
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
        if opened.figures.survey.in_warehouse:
            return Voice(replace(top, sentence=hearing.IN_WAREHOUSE, next_step=hearing.HOW_TO_READ_HERE))
        found = Voice(
            headline=top,
            drivers=drivers_part(opened),
            themes=themes_part(opened),
            words=words_part(opened),
            verbatims=verbatims_part(opened, Search()),
        )
        return replace(found, headline=_finding(found, opened.windows.now.label))


def _finding(voice: Voice, when: str) -> Headline:
    """What the parts found and one of many voices, over the small print and the warnings that every page has."""
    matters = voice.drivers.title if voice.drivers and voice.drivers.drivers else ""
    changed = voice.themes.finding if voice.themes else ""
    comments = voice.verbatims.found if voice.verbatims else 0
    samples = [line.sample for line in voice.words.detractors if line.sample] if voice.words else []
    return replace(
        voice.headline,
        sentence=hearing.finding((matters, changed), comments, when),
        next_step=hearing.example(samples[0]) if samples else "" if comments else hearing.HOW_TO_IMPORT,
    )
