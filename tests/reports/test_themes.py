from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cx.domain.slices import EVERYBODY, Slice
from cx.domain.themes import Volume
from cx.domain.verdict import Relation
from cx.ingest import responses
from cx.ingest.options import Options
from cx.reports import voice
from cx.reports.themes import ThemeLine, ThemesPart
from cx.reports.view import View
from cx.reports.words import WordsPart
from cx.store import comment_months
from cx.store.opening import Store

Rows = list[tuple[object, ...]]


def month(number: int, comments: dict[tuple[str, int], int], region: str = "EMEA") -> Rows:
    """Answers of a month of 2026: how many gave each comment with each score."""
    told = [one for one, times in comments.items() for _ in range(times)]
    return [(f"2026-{number:02d}-{1 + i % 28:02d}", score, said, region) for i, (said, score) in enumerate(told)]


BEFORE = {("fine people", 9): 100, ("the invoice is wrong", 3): 30, ("all good", 8): 100, ("no parking", 5): 3}
AFTER = {
    ("fine people", 9): 100,
    ("the invoice is wrong; write to ana@example.com", 3): 90,
    ("all good", 8): 100,
    ("the kiosk froze", 4): 40,
    ("no parking", 5): 3,
}


@pytest.fixture
def two_months(stored: Callable[..., Store]) -> Store:
    return stored([*month(8, BEFORE), *month(9, AFTER)], "comment", "region")


def parts(store: Store, today: date, scope: Slice = EVERYBODY, period: str = "2026-09") -> tuple[ThemesPart, WordsPart]:
    from cx.domain.periods import Grain

    found = voice.report(store, View(grain=Grain.MONTH, period=period, scope=scope), today)
    assert found.themes is not None
    assert found.words is not None
    return found.themes, found.words


def line(part: ThemesPart, name: str) -> ThemeLine:
    return next(one for one in part.lines if one.name == name)


def test_a_theme_that_grows_and_goes_with_low_scores_is_told(two_months: Store, today: date) -> None:
    part, _ = parts(two_months, today)
    billing = line(part, "Billing")
    assert billing.comments == 90
    assert billing.effect is not None
    assert billing.effect.relation is Relation.BEHIND
    assert billing.volume_change is not None
    assert billing.volume_change.volume is Volume.MORE
    assert part.finding.startswith("Those who mention billing score −100")
    assert "billing is mentioned more often than in Aug 2026" in part.finding


def test_a_phrase_that_no_theme_covers_is_offered_once_it_rises(two_months: Store, today: date) -> None:
    part, _ = parts(two_months, today)
    assert "kiosk froze" in {one.phrase for one in part.new_phrases}
    assert {one.comments for one in part.new_phrases} == {"40+"}


def test_words_tell_promoters_from_detractors_with_a_masked_sample(two_months: Store, today: date) -> None:
    _, words = parts(two_months, today)
    assert any("people" in one.phrase for one in words.promoters)
    assert any("invoice" in one.phrase or "wrong" in one.phrase for one in words.detractors)
    shown = repr(words)
    assert "ana@example.com" not in shown
    assert "parking" not in shown  # three people


def test_a_group_somebody_filtered_together_is_labelled_so(two_months: Store, today: date) -> None:
    part, words = parts(two_months, today, Slice.of(region="EMEA"))
    assert part.finding.endswith("(explored, not for quoting)")
    assert line(part, "Billing").comments == 90
    assert words.detractors


def test_a_theme_of_few_people_is_hidden_with_all_that_would_give_it_away(
    stored: Callable[..., Store], today: date
) -> None:
    said = {("the invoice is wrong", 3): 3, ("all good", 8): 60}
    store = stored([*month(8, {("the invoice is wrong", 3): 9, **said}), *month(9, said)], "comment", "region")
    part, _ = parts(store, today)
    hidden = line(part, "Billing")
    assert (hidden.comments, hidden.share, hidden.effect) == (None, None, None)
    row = next(row for row in part.table.rows if row[0] == "Billing")
    assert set(row[1:-1]) == {None}


def test_until_comments_are_counted_the_page_says_so_and_shows_nothing_old(two_months: Store, today: date) -> None:
    with two_months.writing() as connection:
        comment_months.note_all(connection)
    found = voice.report(two_months, View(), today)
    assert found.themes is not None
    assert (found.themes.waiting, found.themes.lines, found.words) == (2, (), None)


def test_answers_without_comments_say_that_nobody_wrote_one(stored: Callable[..., Store], today: date) -> None:
    part, words = parts(stored([("2026-09-01", 9)] * 40), today)
    assert part.reason == "Nobody wrote a comment in Sep 2026"
    assert words.reason


def test_the_garden_shops_speak_of_prices_in_two_code_pages(shared_data: Path, empty_store: Store, today: date) -> None:
    file = shared_data / "truffaut_garden_retail_fr" / "nps.csv"
    options = Options.of(encoding="latin-1", set=["responded_at=2015-06-01"], map=["comment=explication"])
    responses.load(empty_store, file, options, today=today)
    part, words = parts(empty_store, today, period="2015-06")
    assert part.caption.startswith("3,801 comments")  # 'NA' is nobody's words
    assert part.finding == "Those who mention price and value score 9, the others 52"
    assert {"prix", "trop", "cher"} <= {one.phrase for one in words.detractors}
    assert {"personnel", "accueil"} <= {one.phrase for one in words.promoters}
