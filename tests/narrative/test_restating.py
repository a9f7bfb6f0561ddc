from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from cx.domain.closing import Change, Frozen, Kind
from cx.domain.score import Score, score
from cx.domain.series import Point, Restatement, Shown
from cx.domain.slices import EVERYBODY
from cx.domain.tally import Tally
from cx.narrative import restating

ADDED = Change(1, Kind.IMPORT, 17, datetime(2026, 10, 3, 9), date(2026, 9, 1), 212, 0, 0)
BACK = Change(2, Kind.UNDO, 9, datetime(2026, 10, 4, 9), date(2026, 9, 1), 0, 0, 1300)
GONE = Change(3, Kind.ERASE, 0, datetime(2026, 10, 5, 9), date(2026, 9, 1), 0, 0, 3)


def scored(promoters: int, passives: int, detractors: int) -> Score:
    found = score(Tally.counts(promoters, passives, detractors))
    assert found is not None
    return found


THEN, NOW = scored(600, 189, 211), scored(610, 200, 230)
POINT = Point("Q3 2026", date(2026, 7, 1), date(2026, 9, 30), THEN, Shown.FULL, closed=date(2026, 10, 2))


def restated(now: Score | None, shown: Shown = Shown.FULL) -> Point:
    return replace(POINT, restated=Restatement(now, shown, date(2026, 10, 3), "import 17 added 212 answers"))


def test_the_reason_names_each_import_with_its_day_and_what_it_did() -> None:
    told = restating.reason([ADDED, BACK], [], 5)
    assert told == (
        "import 17 of 3 October 2026 added 212 answers; "
        "import 9 was taken back on 4 October 2026, which removed 1,300 answers"
    )


def test_a_count_that_is_too_small_is_not_told() -> None:
    assert restating.reason([GONE], [], 5) == "a few answers were erased on 5 October 2026"


def test_a_setting_that_was_changed_is_named_and_an_unknown_cause_admitted() -> None:
    assert restating.reason([], ["Own brand"], 5) == "the setting 'Own brand' was changed"
    assert restating.reason([], [], 5) == restating.UNLOGGED


def test_the_sentence_holds_the_figure_then_the_figure_now_and_why() -> None:
    assert restating.sentence(restated(NOW)) == (
        "Q3 2026 was closed at 39; by today's answers it is 37: import 17 added 212 answers."
    )


def test_a_figure_that_rounds_to_the_same_is_still_the_same() -> None:
    assert "it is still 39, from 1,010 instead of 1,000" in restating.sentence(restated(scored(606, 191, 213)))
    assert restating.brief(restated(scored(606, 191, 213))) == "Restated: still 39 by today's answers"


def test_what_may_not_be_shown_and_what_is_gone_is_said_without_a_figure() -> None:
    hidden, gone = restated(None, Shown.HIDDEN), restated(None, Shown.EMPTY)
    assert restating.brief(hidden) == "Restated: by too few answers to show"
    assert "no answers are left" in restating.sentence(gone)
    assert not any(letter.isdigit() for letter in restating.brief(hidden) + restating.brief(gone))


def test_a_figure_that_stands_says_nothing_but_when_it_was_closed() -> None:
    assert restating.sentence(POINT) == restating.brief(POINT) == ""
    assert restating.note(POINT) == "closed 2 October 2026"
    assert restating.footnotes([POINT]) == ()


def test_many_restated_periods_are_counted_not_listed() -> None:
    lines = restating.footnotes([restated(NOW)] * 6)
    assert len(lines) == restating.MOST_FOOTNOTES + 1
    assert lines[-1] == "◇ three more periods restated; see the table"


def test_before_it_is_loaded_a_file_says_what_it_would_restate() -> None:
    then = Frozen("s", EVERYBODY, Shown.FULL, Tally.counts(600, 189, 211), THEN)
    told = restating.would("Q3 2026", then, NOW, few=False)
    assert told == "would restate Q3 2026, closed at 39: by these answers 37"
    assert "37" not in restating.would("Q3 2026", then, NOW, few=True)
    hidden = replace(then, shown=Shown.HIDDEN, score=None, tally=None)
    assert not set("345678") & set(restating.would("Q1 2021", hidden, NOW, few=False))
