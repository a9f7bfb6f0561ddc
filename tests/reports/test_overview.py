"""The first page: its sentence, its tiles and what needs attention, on the demo company and on small stores."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cx.domain.periods import Grain
from cx.domain.rounding import whole
from cx.domain.slices import Slice
from cx.narrative.badges import Tone
from cx.reports import nps, overview, trends
from cx.reports.parts import State
from cx.reports.view import View

if TYPE_CHECKING:
    from cx.store.opening import Store


def test_the_demo_company_opens_on_its_story(demo_store: Store, today: date) -> None:
    report = overview.report(demo_store, View(), today)
    assert report.headline.sentence == (
        "EMEA fell ten points, to 30; Meridian, at 39, shows no clear change. Four decisions wait."
    )
    assert report.headline.as_of == "Q3 2026; answers up to 30 Sep 2026"
    assert report.headline.response.startswith("4,600 answered of 22,145 asked (21%)")


def test_a_tile_shows_what_the_command_line_computes(demo_store: Store, today: date) -> None:
    tile = overview.report(demo_store, View(), today).tiles[0]
    row = next(row for row in nps.report(demo_store, today, period="quarter") if row.period == "2026Q3")
    assert row.score is not None
    assert tile.value == str(whole(row.score.value))
    assert tile.range == f"likely {whole(row.score.low)} to {whole(row.score.high)}"
    assert tile.caption.startswith(f"{row.score.n:,} answers · Q3 2026")


def test_the_gap_and_the_two_scores_beside_it_add_up(demo_store: Store, today: date) -> None:
    tiles = {tile.name: tile for tile in overview.report(demo_store, View(), today).tiles}
    gap = tiles["Gap to Northwind"]
    assert (gap.value, gap.so_what) == ("−9", "Meridian 27, Northwind 36")
    assert gap.badges[0].words == "Behind Northwind"
    assert gap.survey == "Market survey"


def test_an_entrant_that_is_ahead_has_a_tile(demo_store: Store, today: date) -> None:
    names = [tile.name for tile in overview.report(demo_store, View(), today).tiles]
    assert "Entrant: Brightloop" in names


def test_overview_and_trends_say_the_same_of_the_same_change(demo_store: Store, today: date) -> None:
    for view in (View(), View(scope=Slice.of(region="EMEA")), View(grain=Grain.YEAR), View(survey_id="partners")):
        first, second = overview.report(demo_store, view, today), trends.report(demo_store, view, today)
        said = second.headline.sentence
        assert replace(first.headline, heard="", sentence=said) == replace(second.headline, heard="")
        assert first.headline.sentence.removesuffix(" Four decisions wait.") == said
        assert first.tiles[0].badges[0] == second.badges[0]
        assert first.bridge == second.bridge


def test_what_needs_attention_is_five_lines_at_most_that_each_open_their_own_trend(
    demo_store: Store, today: date
) -> None:
    notices = overview.report(demo_store, View(), today).attention
    assert 1 <= len(notices) <= 5
    for notice in notices:
        query = dict(notice.link.query) if notice.link else {}
        assert notice.tone is Tone.WORSE or notice.name == "Not heard from"
        if notice.link and notice.link.page != "trends":
            continue
        survey_id, grain, period = query.pop("survey"), Grain(query.pop("grain")), query.pop("period")
        opened = trends.report(demo_store, View(survey_id, grain, period, Slice.from_mapping(query)), today)
        assert opened.headline.state is State.READY


def test_the_headline_does_not_return_among_what_needs_attention(demo_store: Store, today: date) -> None:
    notices = overview.report(demo_store, View(scope=Slice.of(region="EMEA")), today).attention
    assert not [notice for notice in notices if notice.text.startswith("EMEA fell")]


def test_no_store_and_no_answers_each_say_the_next_step(empty_store: Store, today: date) -> None:
    from cx.actions import settings

    assert overview.report(empty_store, View(), today).headline.state is State.NO_ANSWERS
    settings.change_while_making(empty_store, {"company_name": "Acme"}, "test")
    report = overview.report(empty_store, View(), today)
    assert report.headline.state is State.NO_ANSWERS
    assert "Imports" in report.headline.next_step
    assert report.tiles == ()


def test_a_first_period_claims_no_change(stored: Callable[..., Store], today: date) -> None:
    store = stored([("2026-05-01", 9)] * 60 + [("2026-05-02", 3)] * 40)
    report = overview.report(store, View(), today)
    assert report.headline.sentence == "The company scored 20; there is no earlier score to compare it with."
    assert report.tiles[0].badges[0].tone is Tone.NONE


def test_a_survey_with_fewer_than_five_answers_shows_no_figure(stored: Callable[..., Store], today: date) -> None:
    report = overview.report(stored([("2026-05-01", 9)] * 4), View(), today)
    assert report.headline.state is State.HIDDEN
    assert report.tiles == ()
    assert "100" not in report.headline.sentence


def test_old_answers_are_called_old(stored: Callable[..., Store], today: date) -> None:
    report = overview.report(stored([("2026-02-01", 9)] * 50), View(), today)
    assert any("1 Feb 2026" in warning for warning in report.headline.warnings)


def test_an_unknown_group_says_so(demo_store: Store, today: date) -> None:
    report = overview.report(demo_store, View(scope=Slice.of(region="Atlantis")), today)
    assert report.headline.state is State.NOTHING_IN_SCOPE
    assert "Atlantis" in report.headline.sentence


def test_two_surveys_without_a_primary_one_ask_which(stored: Callable[..., Store], today: date) -> None:
    stored([("2026-05-01", 9)] * 10, survey_id="one")
    store = stored([("2026-05-01", 2)] * 10, survey_id="two")
    assert overview.report(store, View(), today).headline.state is State.NO_SURVEY_CHOSEN
    assert overview.report(store, View(survey_id="two"), today).headline.state is State.READY


def test_a_change_of_method_is_told_and_not_compared(demo_store: Store, today: date) -> None:
    report = overview.report(demo_store, View(period="2024Q3"), today)
    assert report.tiles[0].badges[0].tone is Tone.NONE
    assert "1 July 2024" in report.headline.sentence
    assert not report.headline.warnings
    assert report.bridge is not None
    assert report.bridge.bridge is not None
    assert report.bridge.bridge.method == pytest.approx(-8.5, abs=1.0)


def test_a_target_without_a_survey_is_the_headline_surveys(
    stored: Callable[..., Store], today: date, tmp_path: Path
) -> None:
    from cx.ingest import maintained

    store = stored([("2026-05-01", 9)] * 60 + [("2026-05-02", 3)] * 40)
    targets = tmp_path / "targets.csv"
    targets.write_text("survey_id,scope,period,target\n,*,2026,60\n")
    maintained.load(store, "targets", targets)
    report = trends.report(store, View(), today)
    assert report.badges[-1].words == "Below target 60"
