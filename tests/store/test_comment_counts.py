from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from cx.actions import imports as undoing
from cx.actions import themes as editing
from cx.domain.default_themes import DEFAULT_THEMES
from cx.domain.errors import BadValue, NotPermitted, UnknownName
from cx.domain.periods import Span
from cx.domain.roles import COMMAND_LINE, Actor, Role
from cx.domain.slices import EVERYBODY
from cx.domain.tally import PROMOTER_FROM
from cx.domain.taxonomy import mentions
from cx.store import audit, comment_counts, comment_months, phrases, taxonomy, theme_tallies
from cx.store.opening import Store
from tests.store.answers import answered, put

NOW = datetime(2026, 1, 5, tzinfo=UTC)
YEAR = Span(date(2025, 1, 1), date(2025, 12, 31))
SAID = (
    "The invoice was wrong",
    "Invoices are wrong, and too expensive",
    "",
    "Nobody answered",
    "Trop d'attente à la caisse",
    "the onboarding portal is slow",
)


def answers(days: Iterable[str], import_id: int = 1) -> list[dict[str, Any]]:
    return [
        answered(
            day, (i * 3) % 11, comment=SAID[i % len(SAID)], region=("EMEA", "")[i % 2], response_id=f"{import_id}-{i}"
        )
        for i, day in enumerate(days)
    ]


ROWS = answers([f"2025-{month:02d}-{day:02d}" for month in (1, 2, 3) for day in range(1, 25)])


@pytest.fixture
def counted(store: Store) -> Store:
    put(store, ROWS)
    comment_counts.settle(store)
    return store


def tally_of(store: Store, theme: str) -> tuple[int, int]:
    """Comments that mention a theme, and promoters among them, as stored."""
    with store.reading() as connection:
        found = theme_tallies.by_theme(connection, "s", [YEAR], EVERYBODY, "").get((0, theme))
    return (found.n, found.promoters) if found else (0, 0)


def tally_by_hand(rows: list[dict[str, Any]], theme_id: str) -> tuple[int, int]:
    theme = next(one for one in DEFAULT_THEMES if one.theme_id == theme_id)
    found = [row["score"] for row in rows if row["comment"] and mentions(theme, row["comment"])]
    return len(found), sum(score >= PROMOTER_FROM for score in found)


def problems(store: Store) -> list[str]:
    with store.reading() as connection:
        return comment_counts.problems(connection)


def test_themes_are_counted_as_if_each_comment_was_read_by_itself(counted: Store) -> None:
    for theme in DEFAULT_THEMES:
        assert tally_of(counted, theme.theme_id) == tally_by_hand(ROWS, theme.theme_id), theme.name
    every = [row for row in ROWS if row["comment"]]
    untagged = [row for row in every if not any(mentions(theme, row["comment"]) for theme in DEFAULT_THEMES)]
    assert tally_of(counted, comment_counts.EVERY)[0] == len(every)
    assert tally_of(counted, comment_counts.NONE)[0] == len(untagged) > 0
    assert problems(counted) == []


def test_phrases_are_kept_by_month_with_an_answer_that_holds_them(counted: Store) -> None:
    with counted.reading() as connection:
        found = phrases.counted(connection, "s", [date(2025, 1, 1), date(2025, 3, 1)], "")
        kept = found.phrases["onboarding portal"]
        texts = phrases.texts(connection, "s", [date(2025, 1, 1), date(2025, 3, 1)], kept.samples)
    wanted = [row for row in ROWS if "portal" in row["comment"] and row["responded_at"].month != 2]
    assert kept.uses.comments == len(wanted)
    assert kept.uses.promoters == sum(row["score"] >= PROMOTER_FROM for row in wanted)
    assert found.written.comments == sum(bool(row["comment"]) for row in ROWS if row["responded_at"].month != 2)
    assert all("portal" in text for text in texts.values())


def test_answers_without_comments_leave_nothing_to_count(store: Store) -> None:
    put(store, [answered("2025-01-01", 5), answered("2025-02-01", 9)])
    with store.reading() as connection:
        assert comment_months.waiting(connection) == 0


def test_until_they_are_counted_months_wait_and_a_stopped_count_goes_on(store: Store) -> None:
    put(store, ROWS)
    with store.reading() as connection:
        assert comment_months.waiting(connection, "s") == 3
    with store.writing() as connection:
        comment_counts.count(connection, "s", [date(2025, 1, 1)])
    with store.reading() as connection:
        assert comment_months.waiting(connection, "s") == 2
    comment_counts.settle(store)
    assert tally_of(store, "billing") == tally_by_hand(ROWS, "billing")


def test_an_import_that_is_taken_back_takes_its_comments_along(counted: Store) -> None:
    more = answers(["2025-02-03", "2025-04-01"], import_id=2)
    put(counted, more, import_id=2)
    comment_counts.settle(counted)
    assert tally_of(counted, "billing") == tally_by_hand([*ROWS, *more], "billing")
    undoing.undo(counted, COMMAND_LINE, 2, NOW)
    assert tally_of(counted, "billing") == tally_by_hand(ROWS, "billing")
    assert problems(counted) == []


def test_a_theme_that_is_added_changed_merged_or_removed_counts_at_once(counted: Store) -> None:
    portal = sum("portal" in row["comment"] for row in ROWS)
    editing.add(counted, COMMAND_LINE, "The portal", "portal", NOW)
    assert tally_of(counted, "the-portal")[0] == portal
    editing.edit(counted, COMMAND_LINE, "the-portal", "Portal", "nobody", NOW)
    assert tally_of(counted, "the-portal")[0] == sum("Nobody" in row["comment"] for row in ROWS)
    before = tally_of(counted, "billing")[0]
    editing.merge(counted, COMMAND_LINE, "the-portal", "billing", NOW)
    assert tally_of(counted, "the-portal")[0] == 0
    assert tally_of(counted, "billing")[0] == before + sum("Nobody" in row["comment"] for row in ROWS)
    editing.remove(counted, COMMAND_LINE, "billing", NOW)
    assert tally_of(counted, "billing")[0] == 0


def test_every_state_of_the_themes_can_be_brought_back(counted: Store) -> None:
    editing.remove(counted, COMMAND_LINE, "billing", NOW)
    with counted.reading() as connection:
        assert [one.what for one in taxonomy.versions(connection)] == ["Removed billing", taxonomy.FIRST]
    editing.bring_back(counted, COMMAND_LINE, 1, NOW)
    with counted.reading() as connection:
        assert {one.theme_id for one in taxonomy.load(connection)} == {one.theme_id for one in DEFAULT_THEMES}
    assert tally_of(counted, "billing") == tally_by_hand(ROWS, "billing")


def test_nobody_edits_themes_without_the_right_to_and_every_edit_is_on_record(counted: Store) -> None:
    leader = Actor("l", frozenset({Role.LEADER}))
    with pytest.raises(NotPermitted):
        editing.remove(counted, leader, "billing", NOW)
    editing.add(counted, COMMAND_LINE, "Parking", "parking", NOW)
    assert [(entry.action, entry.result) for entry in audit.entries(counted)] == [
        ("edit themes", "done"),
        ("edit themes", "refused"),
    ]


def test_what_cannot_be_a_theme_is_refused_and_nothing_changes(counted: Store) -> None:
    for name, wrong in (("Billing", "x"), ("", "parking"), ("Parking", " , "), ("Parking", "pa*")):
        with pytest.raises(BadValue):
            editing.add(counted, COMMAND_LINE, name, wrong, NOW)
    with pytest.raises(UnknownName):
        editing.edit(counted, COMMAND_LINE, "gone", "Gone", "gone", NOW)
    with counted.reading() as connection:
        assert taxonomy.versions(connection) == ()


def test_themes_are_loaded_from_a_file_and_counted(counted: Store, tmp_path: Path) -> None:
    from cx.ingest import maintained

    file = tmp_path / "themes.csv"
    file.write_text("theme_id,name,phrases\nportal,The portal,portal* | portail*\n")
    assert maintained.load(counted, "themes", file).accepted == 1
    assert tally_of(counted, "portal")[0] == sum("portal" in row["comment"] for row in ROWS)
    assert tally_of(counted, "billing") == tally_by_hand(ROWS, "billing")
