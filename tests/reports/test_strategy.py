"""What the strategy's pages say of the demo company, of an empty store, and of customers' answers alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cx.actions import records as actions
from cx.demo.company import LAST_DAY
from cx.demo.strategy import REGULATION_ON, STORIES
from cx.domain.dimensions import Dimension
from cx.domain.disclosure import Sensitivity
from cx.domain.roles import SINGLE_USER
from cx.domain.signals import Effect
from cx.exports import table as files
from cx.ingest import maintained
from cx.narrative.badges import Tone
from cx.reports import answers, records, signals
from cx.reports.strategy_facts import strategy_facts
from cx.store.opening import Store

NOW = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
TABLES = ("statements", "answers", "business_goals", "allocations", "signals")


# The demo company ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def strategy(demo_store: Store) -> answers.StrategyAnswers:
    return answers.report(demo_store, LAST_DAY)


@pytest.fixture(scope="module")
def watched(demo_store: Store) -> signals.Signals:
    return signals.report(demo_store, LAST_DAY)


def test_the_stories_have_names_of_their_own() -> None:
    assert len({story.key for story in STORIES}) == len(STORIES)


def test_the_stale_and_the_unsupported_answer_come_first_and_are_in_the_headline(
    strategy: answers.StrategyAnswers,
) -> None:
    first, second, *rest = strategy.answers
    assert (first.dimension, first.badges[0].words) == (Dimension.INDUSTRY, "Review overdue by 92 days")
    assert (second.dimension, second.badges[0].words) == (Dimension.INTERNAL, "No evidence named")
    assert {badge.words for card in rest for badge in card.badges} == {"Stands"}
    assert strategy.headline.sentence == (
        "Four of six answers stand; Industry dynamics is overdue for review; Internal realities rests on no evidence."
    )


def test_the_goal_that_nothing_serves_and_the_one_served_in_name_only_are_told(
    strategy: answers.StrategyAnswers,
) -> None:
    assert strategy.alignment is not None
    missing = {row[0]: row[-1] for row in strategy.alignment.table.rows if row[-1]}
    assert missing == {
        "Double revenue in Asia Pacific": "no dimension and no project is named for it",
        "40% of new sales through partners": "named for it, but nothing is committed: Partners",
    }
    assert "“Win back customers from Northwind” serves no goal" in strategy.alignment.title


def test_the_gap_without_money_is_told(strategy: answers.StrategyAnswers) -> None:
    assert strategy.funding is not None
    first = strategy.funding.fundings[0]
    assert (first.dimension, first.money.planned, first.money.committed) == (Dimension.EXTERNAL, 600_000, 0)
    assert first.gap is not None
    assert (first.gap.word, first.gap.judged, first.uncovered) == ("well behind", True, 1)
    assert strategy.funding.title == (
        "The most underfunded gap is External factors: none of USD 600,000 and none of 3 people committed"
    )


def test_what_is_stopped_stands_beside_what_it_pays_for(strategy: answers.StrategyAnswers) -> None:
    assert strategy.stopped[0].stops == "■ Portal Redesign, which showed no measured effect"
    assert strategy.stopped[0].pays_for.endswith("frees USD 1.2 million and 5 people")
    assert "A desk for resellers" in strategy.stopped[-1].pays_for


def test_the_regulation_is_due_in_ninety_days_and_comes_first(watched: signals.Signals) -> None:
    assert (REGULATION_ON - LAST_DAY).days == 90
    assert watched.cards[0].signal_id == "free-switching"
    assert watched.cards[0].why == "Nearly certain, with major effect, in 90 days; a project answers it."
    assert "“Free switching of suppliers” takes effect in 90 days" in watched.headline.sentence


def test_the_signal_without_a_response_waits_before_the_overdue_one(watched: signals.Signals) -> None:
    assert [notice.name for notice in watched.attention] == [
        "Assistants that answer first",
        "Marketplaces instead of resellers",
    ]
    assert {notice.tone for notice in watched.attention} == {Tone.WORSE}


def test_the_entrant_is_severe_and_better_placed(watched: signals.Signals) -> None:
    assert watched.map is not None
    assert watched.placed is not None
    entrant = next(one for one in watched.map.ranked if one.signal.signal_id == "brightloop-enterprise")
    assert entrant.effect is Effect.SEVERE
    assert watched.placed.title == "Brightloop is judged better placed than we are for three signals"


def test_no_word_of_a_judgement_is_a_decimal(watched: signals.Signals) -> None:
    told = " ".join(card.why for card in watched.cards)
    assert not any(letter == "." and told[i + 1 : i + 2].isdigit() for i, letter in enumerate(told))


def test_what_may_be_said_outside_is_what_somebody_released(demo_store: Store) -> None:
    with demo_store.reading() as connection:
        facts = strategy_facts(connection, LAST_DAY)
    public = {fact.record for fact in facts if fact.sensitivity is Sensitivity.PUBLIC}
    assert public == {
        *("statements external", "answers external", "business_goals trust"),
        *("signals free-switching", "signals automated-decisions"),
    }
    by_record = {fact.record: fact for fact in facts}
    assert not by_record["answers industry"].stands
    assert not by_record["business_goals partner-revenue"].stands
    assert by_record["signals free-switching"].due == REGULATION_ON


# Without a strategy -------------------------------------------------------------------------------------------------


def test_an_empty_store_says_the_next_step(empty_store: Store) -> None:
    for store in (empty_store, _made(empty_store)):
        page, other = answers.report(store, date(2026, 10, 1)), signals.report(store, date(2026, 10, 1))
        assert page.headline.sentence == "None of the six questions has an answer yet."
        assert "Write the first answer" in page.headline.next_step
        assert [card.badges[0].words for card in page.answers] == ["No answer yet"] * 6
        assert (page.alignment, page.funding, page.stopped) == (None, None, ())
        assert other.headline.sentence == "No signal is being watched yet."
        assert (other.map, other.timeline, other.placed, other.cards) == (None, None, None, ())


def test_a_store_with_answers_of_customers_alone_works_as_well(stored: Callable[..., Store]) -> None:
    store = stored([("2026-09-01", 9), ("2026-09-02", 3)])
    assert answers.report(store, date(2026, 10, 1)).funding is None
    assert signals.report(store, date(2026, 10, 1)).map is None


def _made(store: Store) -> Store:
    with store.writing():
        return store


# As a file and back -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [files.csv, files.xlsx], ids=["csv", "xlsx"])
@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_was_taken_away_loads_again_and_changes_nothing(
    demo_store: Store, own_demo_store: Store, tmp_path: Path, table: str, make: Callable[..., bytes]
) -> None:
    path = tmp_path / f"{table}.{make.__name__}"
    path.write_bytes(make(records.as_file(demo_store, table)))
    outcome = maintained.load(own_demo_store, table, path)
    assert outcome.accepted == outcome.updated == outcome.rejected == 0
    assert outcome.duplicates == len(records.as_file(demo_store, table).rows) > 0


@pytest.mark.parametrize("text", ["=1+1", "-3 points", "@all", "+ more", "'quoted'", 'A; "B", C', "Zürich – ok"])
def test_any_text_comes_back_as_it_was(empty_store: Store, tmp_path: Path, text: str) -> None:
    _made(empty_store)
    texts = {"name": text, "target": text, "dimensions": "customers | partners", "projects": "p1 | p2"}
    for name in ("P1", "P2"):
        actions.save(empty_store, SINGLE_USER, "projects", {"name": name, "stage": "running"}, NOW)
    (goal_id,) = actions.save(empty_store, SINGLE_USER, "business_goals", texts, NOW)
    for make in (files.csv, files.xlsx):
        path = tmp_path / f"goals.{make.__name__}"
        path.write_bytes(make(records.as_file(empty_store, "business_goals")))
        outcome = maintained.load(empty_store, "business_goals", path)
        assert (outcome.duplicates, outcome.rows) == (1, 1), goal_id
