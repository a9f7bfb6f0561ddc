"""Comments are found by their words as they were written, newest first."""

from __future__ import annotations

import pytest

from cx.domain.periods import Span
from cx.domain.searching import holds, terms
from cx.domain.slices import Slice
from cx.domain.taxonomy import Theme, mentions
from cx.store import comments
from cx.store.comments import Wanted
from cx.store.opening import Store
from tests.store.answers import answered, day, put

YEAR = Span(day("2026-01-01"), day("2026-12-31"))
WRITTEN = (
    "La réponse était TRÈS lente.",
    "La re\u0301ponse e\u0301tait tre\u0300s lente.",
    "Die Straße war gesperrt",
    "Too slow, l’équipe est débordée",
    "Support is fine.",
    "The portal hangs. (100%_sure)",
    "",
)
SEARCHES = (
    *("reponse", "RÉPONSE lente", "tres lente", '"tres  lente"', "strasse", "Straße", "l'equipe", "port"),
    *("100%_sure", ".*", "x", "("),
)


@pytest.fixture
def told(store: Store) -> Store:
    put(store, [answered(f"2026-03-{i + 1:02d}", i, comment=text, region="EMEA") for i, text in enumerate(WRITTEN)])
    return store


@pytest.mark.parametrize("search", SEARCHES)
def test_the_store_finds_what_the_definition_finds(told: Store, search: str) -> None:
    wanted = Wanted("s", YEAR, terms=terms(search))
    with told.reading() as connection:
        found = {one.text for one in comments.newest(connection, wanted, most=50)}
        assert comments.count(connection, wanted) == len(found)
    assert found == {text for text in WRITTEN if text and holds(text, terms(search))}


THEME = Theme("slow", "Slow", ("tres lent*", "strasse", "debord*", "100", "fine"))


def test_the_store_finds_the_comments_that_mention_a_theme(told: Store) -> None:
    with told.reading() as connection:
        found = {one.text for one in comments.newest(connection, Wanted("s", YEAR, phrases=THEME.phrases), most=50)}
    assert found == {text for text in WRITTEN if mentions(THEME, text)}
    assert len(found) == 6


def test_the_newest_come_first_page_by_page(told: Store) -> None:
    wanted = Wanted("s", YEAR)
    with told.reading() as connection:
        pages = [comments.newest(connection, wanted, most=4, after=after) for after in (0, 4)]
    assert [one.score for page in pages for one in page] == [5, 4, 3, 2, 1, 0]


def test_group_days_and_scores_narrow_what_is_found(told: Store) -> None:
    with told.reading() as connection:
        assert comments.count(connection, Wanted("s", YEAR, Slice.of(region="EMEA"))) == 6
        assert comments.count(connection, Wanted("s", YEAR, Slice.of(region="Asia"))) == 0
        assert comments.count(connection, Wanted("s", YEAR, scores=(0, 1, 9))) == 2
        assert comments.count(connection, Wanted("s", Span(day("2026-03-02"), day("2026-03-03")))) == 2
        assert comments.count(connection, Wanted("other", YEAR)) == 0
