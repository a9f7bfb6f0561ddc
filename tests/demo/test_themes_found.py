from __future__ import annotations

from typing import TYPE_CHECKING

from cx.demo import company
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.themes import Volume
from cx.domain.verdict import Relation
from cx.reports import voice
from cx.reports.themes import ThemesPart
from cx.reports.view import View

if TYPE_CHECKING:
    from cx.store.opening import Store

NEWCOMERS = Slice.of(region="EMEA", journey=company.FIRST_90_DAYS)


def themes(store: Store, scope: Slice = EVERYBODY) -> ThemesPart:
    view = View(survey_id=company.RELATIONSHIP, period=company.LAST_PERIOD, scope=scope)
    found = voice.report(store, view, company.LAST_DAY.replace(month=11)).themes
    assert found is not None
    return found


def test_the_delays_planted_among_newcomers_of_emea_are_found_by_the_verdicts(demo_store: Store) -> None:
    waiting = next(line for line in themes(demo_store, NEWCOMERS).lines if line.theme_id == "waiting-and-speed")
    assert waiting.volume_change is not None
    assert waiting.volume_change.volume is Volume.MORE
    assert waiting.effect is not None
    assert waiting.effect.relation is Relation.BEHIND


def test_the_portal_that_no_theme_covers_yet_is_offered_as_one(demo_store: Store) -> None:
    assert themes(demo_store).new_phrases[0].phrase == "portal"
