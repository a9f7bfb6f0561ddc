"""Who was asked and who answered: rates, what became of them, and what the silent may do to the score."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cx.domain.book import Against
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.verdict import Relation
from cx.narrative.badges import Tone
from cx.reports import overview, trends
from cx.reports.answering import heard, rate_change
from cx.reports.captions import asked
from cx.reports.headlines import Opened, open_view
from cx.reports.view import View

if TYPE_CHECKING:
    from cx.store.opening import Store

EMEA, ASIA, MALTA = (Slice.of(region=name) for name in ("EMEA", "Asia", "Malta"))
TODAY = date(2026, 10, 5)
NOW, THEN = "2026-08", "2026-05"


@pytest.fixture
def silent_asia(stored: Callable[..., Store], tmp_path: Path) -> Store:
    """EMEA scores 40, Asia 0; both answered alike in spring, in summer few of Asia and none of Mars.

    Malta has four answers, so that Oz, the next in size, is hidden with it.
    """
    from cx.ingest import maintained

    scores = {"EMEA": (9, 9, 9, 7, 3), "Asia": (9, 7, 3, 9, 3)}
    counts = {("EMEA", THEN): 240, ("Asia", THEN): 240, ("EMEA", NOW): 240, ("Asia", NOW): 90}
    counts |= {("Malta", NOW): 4, ("Oz", NOW): 20}
    rows = [
        (f"{month}-1{i % 9}", scores.get(region, scores["Asia"])[i % 5], region)
        for (region, month), n in counts.items()
        for i in range(n)
    ]
    store = stored(rows, "region")
    invited = [(THEN, "EMEA", 1000), (THEN, "Asia", 1000), (NOW, "EMEA", 1000), (NOW, "Asia", 1000)]
    invited += [(NOW, "Malta", 40), (NOW, "Mars", 60), (NOW, "Oz", 80)]
    path = tmp_path / "invitations.csv"
    lines = ["survey_id,month,region,invited", *(f"relationship,{m},{region},{n}" for m, region, n in invited)]
    path.write_text("\n".join(lines) + "\n")
    maintained.load(store, "invitations", path)
    return store


def test_the_rate_stands_beside_the_headline_with_its_range(silent_asia: Store) -> None:
    report = overview.report(silent_asia, View(), TODAY)
    assert report.headline.response == "354 answered of 2,180 asked (16%)."
    assert report.tiles[0].so_what == "16% of 2,180 answered"


def test_a_warning_says_what_the_score_would_be_and_by_which_field(silent_asia: Store) -> None:
    report = overview.report(silent_asia, View(), TODAY)
    (warning,) = [one for one in report.headline.warnings if "who was asked" in one]
    assert "by region" in warning
    assert f"not {report.tiles[0].value}." in warning
    spring = overview.report(silent_asia, View(period="2026Q2"), TODAY)
    assert not [one for one in spring.headline.warnings if "who was asked" in one]


def test_a_group_that_stopped_answering_needs_attention(silent_asia: Store) -> None:
    (notice,) = [one for one in overview.report(silent_asia, View(), TODAY).attention if "stopped" in one.finding]
    assert notice.text == "Asia stopped answering: 9% of 1,000 asked; in Q2 2026, 24%."
    assert notice.link is not None
    assert ("region", "Asia") in notice.link.query


def test_a_trend_of_rates_says_that_it_fell(silent_asia: Store) -> None:
    part = trends.report(silent_asia, View(), TODAY).rate
    assert part is not None
    assert part.title == "The response rate fell from 24% in Q2 2026 to 16% in Q3 2026"
    assert [rate.invited if rate else None for rate in part.rates] == [2000, 2180]


def test_groups_stand_beside_each_other_with_their_shares(silent_asia: Store) -> None:
    part = trends.report(silent_asia, View(), TODAY).answering
    assert part is not None
    assert (
        part.title == "By region: Asia and Mars answer less often than the rest; EMEA answers more often than the rest"
    )
    table = {row[0]: dict(zip(part.table.columns, row, strict=True)) for row in part.table.rows}
    assert (table["EMEA"]["Asked"], table["EMEA"]["Answered"]) == (1000, 240)
    assert table["EMEA"]["Share of asked %"] == pytest.approx(100 * 1000 / 2180)
    assert table["Asia"]["Against the rest"] == "Answers less often"
    assert table["Asia"]["Against Q2 2026"] == "Stopped answering: 24% before"
    assert {group.name: group.badge.tone for group in part.groups if group.badge}["Asia"] is Tone.WORSE


def test_groups_that_never_answered_are_named_as_not_covered(silent_asia: Store) -> None:
    part = trends.report(silent_asia, View(), TODAY).answering
    assert part is not None
    assert [note for note in part.notes if note.startswith("Nobody answered from Mars, 3% of those asked")]


def test_a_group_whose_answers_are_hidden_shows_no_rate_and_no_invitations(silent_asia: Store) -> None:
    report = trends.report(silent_asia, View(), TODAY)
    assert report.answering is not None
    rows = {row[0]: row[1:] for row in report.answering.table.rows}
    for name in ("Malta", "Oz"):
        assert set(rows[name][:7]) == {None}
        assert "hidden" in str(rows[name][7])
        assert name not in report.answering.alt
        assert not any(name in note for note in report.answering.notes)


def test_what_is_answered_when_somebody_asks_how_many_were_asked(silent_asia: Store) -> None:
    with silent_asia.reading() as connection:
        found = open_view(silent_asia, connection, View(), TODAY)
        assert isinstance(found, Opened)
        told = heard(found.figures, found.windows, EVERYBODY, asked(found.figures.survey))
        explored = rate_change(found.figures, found.windows, ASIA, Against.PREVIOUS)
    assert told.rate is not None
    assert (told.rate.answered, told.rate.invited, told.period) == (354, 2180, "Q3 2026")
    assert told.change.relation is Relation.FELL
    assert told.moved_by == "region"
    assert told.what_if["region"].what_if.value < told.what_if["region"].what_if.observed.value
    assert told.asked.endswith("we asked our customers")
    assert explored.stopped


def test_one_groups_page_shows_its_own_rate_and_verdict(silent_asia: Store) -> None:
    report = trends.report(silent_asia, View(scope=ASIA), TODAY)
    assert report.headline.response == "90 answered of 1,000 asked (9%)."
    assert report.rate is not None
    assert report.rate.title == "The response rate fell from 24% in Q2 2026 to 9% in Q3 2026"
    assert report.answering is not None
    assert "not known" in report.answering.title


def test_where_nobody_sent_invitations_it_is_not_known(stored: Callable[..., Store]) -> None:
    store = stored([(f"2026-0{7 + i % 2}-10", i % 11, "EMEA" if i % 3 else "Asia") for i in range(80)], "region")
    report = trends.report(store, View(), TODAY)
    assert report.headline.response == "How many were asked is not known."
    assert report.rate is not None
    assert set(report.rate.rates) == {None}
    assert report.answering is not None
    assert "Load invitations" in report.answering.reason
    assert overview.report(store, View(), TODAY).attention == ()
