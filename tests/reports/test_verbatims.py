"""Comments as they may be read: masked, with their score, and silent where a group is too small."""

from __future__ import annotations

from datetime import date

import pytest

from cx.domain.slices import Slice
from cx.reports import verbatims
from cx.reports.verbatims import MOST_FOUND, PAGE, Search, VerbatimsPart
from cx.reports.view import View
from cx.store import comment_counts
from cx.store.opening import Store
from tests.store.answers import answered, put, put_survey

TODAY = date(2026, 11, 22)
SMALL = Slice.of(region="Malta")


@pytest.fixture(autouse=True)
def _survey(empty_store: Store) -> None:
    put_survey(empty_store)


@pytest.fixture
def told(empty_store: Store) -> Store:
    """Q3 2026: EMEA with 40 comments, five of them of detractors, and Malta with three."""
    emea = [
        answered(f"2026-08-{i % 28 + 1:02d}", 3 if i < 4 else 9, region="EMEA", comment=f"Comment {i} of a customer")
        for i in range(40)
    ]
    emea[10]["comment"] = "Write to ana.ruiz@example.com about the portal"
    emea[11]["comment"] = "The PORTÁL hangs"
    malta = [answered("2026-08-20", 0, region="Malta", comment=f"Malta says {i}") for i in range(3)]
    put(empty_store, emea + malta)
    return empty_store


def found(store: Store, text: str = "", scores: str = "", page: int = 0, scope: Slice | None = None) -> VerbatimsPart:
    view = View(scope=scope or Slice())
    part = verbatims.report(store, view, TODAY, Search(text, scores, page=page))
    assert part is not None
    return part


def said(store: Store, text: str = "", scores: str = "", scope: Slice | None = None) -> list[str]:
    first = found(store, text, scores, scope=scope)
    parts = [first, *(found(store, text, scores, page, scope) for page in range(1, first.pages))]
    return [one.said for part in parts for one in part.verbatims]


def test_every_comment_is_on_one_page_and_the_newest_come_first(told: Store) -> None:
    assert len(said(told)) == 43
    assert len(found(told).verbatims) == PAGE
    assert found(told).title == "43 comments in Q3 2026"


def test_what_could_reach_a_person_is_masked_and_cannot_be_searched_for(told: Store) -> None:
    assert "Write to [e-mail] about the portal" in said(told)
    assert len(said(told, "portal")) == 2
    assert said(told, "ana.ruiz") == []
    assert found(told, "ruiz").title == "No comment in Q3 2026 holds these words"
    (one,) = (one for one in found(told, "portal").verbatims if one.masks)
    assert one.said == "Write to [e-mail] about the portal"


def test_scores_narrow_what_is_found(told: Store) -> None:
    assert len(said(told, scores="promoters")) == 36
    assert len(said(told, scores="detractors")) == 7
    assert len(said(told, scores="9")) == 36
    assert said(told, scores="10") == []


def test_a_group_too_small_shows_neither_comments_nor_how_many(told: Store) -> None:
    for scope, scores in ((SMALL, ""), (SMALL, "0"), (None, "0"), (None, "3"), (Slice.of(region="EMEA"), "3")):
        part = found(told, scores=scores, scope=scope)
        assert part.verbatims == ()
        assert part.title.startswith("Too few answers")
        assert not any(figure in part.title for figure in "45")
        table = verbatims.table(told, View(scope=scope or Slice()), TODAY, Search(scores=scores))
        assert table.rows == ()


def test_a_comment_does_not_name_a_group_that_is_hidden(told: Store) -> None:
    assert {one.where for page in range(8) for one in found(told, page=page).verbatims} == {""}


def test_a_group_that_may_be_shown_is_named_beside_its_comments(empty_store: Store) -> None:
    rows = [answered("2026-08-20", 9, region=region, comment="Fine") for region in ("EMEA", "Asia") for _ in range(30)]
    put(empty_store, rows)
    assert {one.where for one in found(empty_store).verbatims} <= {"EMEA", "Asia"}
    assert {one.when for one in found(empty_store).verbatims} == {"20 Aug 2026"}


def test_a_day_is_not_told_where_its_month_is_hidden(empty_store: Store) -> None:
    july = [answered("2026-07-03", 9, comment="July") for _ in range(2)]
    put(
        empty_store,
        july + [answered(f"2026-{month}-03", 8, comment="Later") for month in ("08", "09") for _ in range(30)],
    )
    assert {
        one.when for page in range(11) for one in found(empty_store, page=page).verbatims if one.said == "July"
    } == {"Q3 2026"}


def test_what_is_taken_away_is_what_was_found_masked(told: Store) -> None:
    table = verbatims.table(told, View(), TODAY, Search("portal"))
    assert sorted(str(row[-1]) for row in table.rows) == ["The PORTÁL hangs", "Write to [e-mail] about the portal"]
    assert {row[1] for row in table.rows} == {"promoter"}
    assert len(verbatims.table(told, View(), TODAY, Search()).rows) == 43


def test_a_comment_without_end_is_cut_on_the_page(empty_store: Store) -> None:
    put(empty_store, [answered("2026-08-20", 9, comment="word " * 200_000) for _ in range(5)])
    assert all(len(one.said) < 1300 for one in found(empty_store, "word").verbatims)
    assert len(found(empty_store, "word").verbatims) == 5


def test_a_search_that_finds_most_says_over(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbatims, "MOST_FOUND", 50)
    put(empty_store, [answered("2026-08-20", 9, comment="word") for _ in range(60)])
    assert MOST_FOUND > 50
    assert found(empty_store, "word").title == "Over 50 comments in Q3 2026 hold these words"


def test_comments_of_one_theme_are_those_that_mention_it(empty_store: Store) -> None:
    said = ["Waiting was long"] * 6 + ["The price is high"] * 30
    put(empty_store, [answered("2026-08-20", 3, comment=text) for text in said])
    comment_counts.settle(empty_store)
    part = verbatims.report(empty_store, View(), TODAY, Search(theme="waiting-and-speed"))
    assert part is not None
    assert {one.said for one in part.verbatims} == {"Waiting was long"}
    assert part.found == 6
    gone = verbatims.report(empty_store, View(), TODAY, Search(theme="nobody-knows"))
    assert gone is not None
    assert gone.found == 0
